//! `breakeven` in all its formats: they agree with each other, with `compare`, and in a batch as alone.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value as Json;

fn run(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smarthands"));
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("breakeven").args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn documents(verb: &str, paths: &[&str], arguments: &[&str]) -> Vec<Json> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smarthands"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).arg(verb).args(paths).args(["-q", "-f", "jsonl"]);
    let text = String::from_utf8(command.args(arguments).output().unwrap().stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text(value: &Json) -> String {
    value.as_str().map(str::to_owned).unwrap_or_default()
}

/// The rows that a document has, as CSV would have them after the driver.
fn rows(document: &Json) -> Vec<Vec<String>> {
    let found = &document["breakeven"];
    let list = |of: &Json| of.as_array().cloned().unwrap_or_default();
    let row = |cells: [&str; 11]| cells.map(str::to_owned).to_vec();
    let mut rows = Vec::new();
    for band in list(&found["cheapest"]) {
        let (from, to, option) = (text(&band["from"]), text(&band["to"]), text(&band["option"]));
        rows.push(row(["cheapest", "", &option, "", &from, &to, "", "", "", "", ""]));
    }
    for p in list(&found["indifference"]) {
        let of = |key: &str| text(&p[key]);
        let (a, b, at, to, cost) = (of("a"), of("b"), of("at"), of("to"), of("cost"));
        let (below, above, how) = (of("below"), of("above"), of("how"));
        rows.push(row(["indifference", "", &a, &b, &at, &to, &cost, &below, &above, &how, ""]));
    }
    for p in list(&found["revenue"]) {
        let of = |key: &str| text(&p[key]);
        let (goal, option, at, below, above) = (of("goal"), of("option"), of("at"), of("below"), of("above"));
        rows.push(row([&goal, "", &option, "", &at, "", "", &below, &above, "?", ""]));
    }
    for p in list(&found["margin_of_safety"]) {
        rows.push(row(["safety", "", &text(&p["option"]), "", "?", "", "", "", "", "", &text(&p["share"])]));
    }
    for of in list(&found["switching"]) {
        for side in ["below", "above"] {
            let change = &of[side];
            if change.is_object() {
                let (term, at, share) = (text(&of["term"]), text(&change["at"]), text(&change["change"]));
                rows.push(row(["switch", &term, "?", &text(&change["option"]), &at, "", "?", "?", "?", "?", &share]));
            }
        }
    }
    rows
}

#[test]
fn csv_has_what_json_has() {
    let documents = documents("breakeven", &["scenarios", "tests/cases"], &[]);
    assert!(documents.len() >= 89, "{}", documents.len());
    let csv = run(&["scenarios", "tests/cases", "-q", "-f", "csv"]);
    let mut reader = csv::ReaderBuilder::new().from_reader(csv.as_bytes());
    let mut records = reader.records().map(Result::unwrap);
    let mut counted = std::collections::BTreeMap::<String, usize>::new();
    for document in &documents {
        for expected in rows(document) {
            let record = records.next().unwrap();
            assert_eq!(&record[0], text(&document["file"]), "{expected:?}");
            assert_eq!(&record[2], text(&document["breakeven"]["driver"]));
            for (actual, expected) in record.iter().skip(3).zip(&expected) {
                assert!(expected == "?" || actual == expected, "{record:?}: {expected}");
            }
            *counted.entry(record[3].to_owned()).or_default() += 1;
        }
    }
    assert!(records.next().is_none());
    assert_eq!(counted.len(), 6, "{counted:?}");
    assert!(counted.values().all(|count| *count > 10), "{counted:?}");
}

#[test]
fn breakeven_is_what_compare_says() {
    for driver in ["visits", "hours", "clients"] {
        let compared = documents("compare", &["scenarios"], &["--driver", driver, "--exact"]);
        let found = documents("breakeven", &["scenarios"], &["--driver", driver, "--exact"]);
        for (compared, found) in compared.iter().zip(&found) {
            for key in ["file", "currency", "months", "demand", "target"] {
                assert_eq!(compared[key], found[key]);
            }
            let (compared, found) = (&compared["breakeven"], &found["breakeven"]);
            assert_eq!(compared.is_null(), found.is_null());
            for key in ["now", "max", "cheapest", "indifference", "revenue", "margin_of_safety"] {
                assert_eq!(compared[key], found[key]);
            }
            assert!(compared["switching"].is_null());
        }
        assert_eq!(compared.len(), found.len());
    }
}

#[test]
fn a_batch_says_what_each_file_says_alone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let alone: String = files
        .iter()
        .map(|file| {
            let file = format!("scenarios/{}", file.file_name().unwrap().to_str().unwrap());
            let csv = run(&[&file, "-q", "-f", "csv"]);
            csv.split_once('\n').unwrap().1.to_owned()
        })
        .collect();
    for jobs in ["1", "2", "7"] {
        let batch = run(&["scenarios", "-q", "-f", "csv", "--jobs", jobs]);
        assert_eq!(batch.split_once('\n').unwrap().1, alone);
    }
}
