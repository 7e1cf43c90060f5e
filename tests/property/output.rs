//! What the program prints of drawn scenarios: the same figures in every format, from a batch or alone, on any number
//! of threads and in any environment; rounded once, without a sign or an exponent that nobody would write.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use rayon::prelude::*;

use crate::awkward::number;
use crate::case::{Case, Figured};
use crate::collection::compare;
use crate::effort::cases;
use crate::rewriting::text;
use crate::rounding::{assert_csv, assert_json, assert_tables};

/// How many files are in a folder.
const FILES_OF_A_FOLDER: usize = 500;

/// Folders of drawn scenarios that are wanted and have figures at every volume of their axes.
fn folders(usual: u64, least_in_hundred: usize, is_wanted: fn(&Figured) -> bool) -> Vec<BTreeMap<String, String>> {
    let seeds: Vec<u64> = (0..cases(usual)).collect();
    let of = |seed: &u64| {
        let case = Case::of(*seed);
        let figured = case.figured()?;
        (is_wanted(&figured) && figured.is_told()).then(|| (format!("{seed:05}.toml"), text(&case.tree, false)))
    };
    let files: Vec<(String, String)> = seeds.par_iter().filter_map(of).collect();
    assert!(files.len() * 100 >= seeds.len() * least_in_hundred, "{} of {}", files.len(), seeds.len());
    files.chunks(FILES_OF_A_FOLDER).map(|files| files.iter().cloned().collect()).collect()
}

/// Whatever has figures.
fn any(_: &Figured) -> bool {
    true
}

/// What is not so wide that a table is folded.
fn is_narrow(figured: &Figured) -> bool {
    let most = number("1e7");
    figured.evaluation.options.iter().all(|of| {
        let per_unit = [of.cost_per_visit, of.cost_per_hour].into_iter().flatten();
        let sales = of.break_even_sales.map(|sales| sales.high);
        let amounts = [of.revenue_needed.high, of.annual_cost.high, of.annual_cost.low];
        per_unit.chain(sales).chain(amounts).chain(of.annual_revenue).all(|amount| amount.magnitude() < most)
    })
}

#[test]
fn csv_json_and_tables_have_the_same_figures() {
    let (mut files, mut rows, mut figures) = (0, 0, 0);
    for folder in folders(40, 85, any) {
        files += folder.len();
        for driver in ["visits", "clients"] {
            rows += assert_csv(&folder, driver);
        }
        figures += assert_json(&folder);
    }
    for folder in folders(40, 50, is_narrow) {
        figures += assert_tables(&folder);
    }
    eprintln!("formats: {files} files, {rows} rows, {figures} figures");
    assert!(rows >= files * 4 && figures >= files * 150, "{files} files, {rows} rows, {figures} figures");
}

/// Figures are digits with at most one point and a sign before what is not zero.
#[test]
fn figures_are_plain_digits() {
    let mut cells = 0;
    for folder in folders(40, 85, any) {
        for exact in [&["--exact"][..], &[]] {
            let csv = compare(&folder, &[&["--format", "csv"], exact].concat());
            for row in csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap) {
                let words = ["true", "false", "visits", ""];
                for cell in row.iter().skip(6).filter(|cell| !words.contains(cell)) {
                    assert!(is_plain(cell, exact.is_empty()), "{}: {cell}", &row[0]);
                    cells += 1;
                }
            }
        }
    }
    assert!(cells > 60, "{cells}");
}

fn is_plain(text: &str, is_rounded: bool) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let has_no_needless_zero = whole == "0" || !whole.starts_with('0');
    let is_zero = digits.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let is_short = !is_rounded || fraction.len() <= 6;
    is_digits(whole) && is_digits(fraction) && has_no_needless_zero && is_short && !(is_zero && text.starts_with('-'))
}

/// The program over a folder, in an environment.
fn run(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> (Option<i32>, Vec<u8>, Vec<u8>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smarthands"));
    command.current_dir(folder).env_clear().envs(environment.iter().copied()).stdin(Stdio::null()).arg("compare");
    let output = command.args(arguments).output().unwrap();
    (output.status.code(), output.stdout, output.stderr)
}

#[test]
fn neither_threads_nor_the_environment_change_a_byte() {
    let folders = folders(30, 85, any);
    let root = tempfile::tempdir().unwrap();
    for (name, text) in &folders[0] {
        fs::write(root.path().join(name), text).unwrap();
    }
    fs::write(root.path().join("99999.toml"), "name = \"Broken\"\n").unwrap();
    for format in ["csv", "jsonl", "table"] {
        let arguments = [".", "--format", format, "--jobs"];
        let expected = run(root.path(), &[&arguments[..], &["1"]].concat(), &[]);
        assert_eq!(expected.0, Some(4));
        for jobs in ["2", "7", "64"] {
            let found = run(root.path(), &[&arguments[..], &[jobs]].concat(), &[]);
            assert!(found == expected, "{format} on {jobs} threads");
        }
        for environment in [
            [("LC_ALL", "de_DE.UTF-8"), ("TZ", "Pacific/Apia")],
            [("LC_ALL", "tr_TR.ISO-8859-9"), ("TZ", "Asia/Kathmandu")],
            [("LC_NUMERIC", "fr_FR.UTF-8"), ("TZ", "nowhere")],
            [("LANG", "ar_EG.UTF-8"), ("COLUMNS", "33")],
        ] {
            let found = run(root.path(), &[&arguments[..], &["3"]].concat(), &environment);
            assert!(found == expected, "{format} in {environment:?}");
        }
    }
}

#[test]
fn a_row_of_a_batch_is_that_of_a_single_run() {
    let folders = folders(30, 85, any);
    let root = tempfile::tempdir().unwrap();
    for (name, text) in &folders[0] {
        fs::write(root.path().join(name), text).unwrap();
    }
    for format in ["csv", "jsonl"] {
        let arguments = |path: &'static str| [path, "--quiet", "--format", format];
        let batch = String::from_utf8(run(root.path(), &arguments("."), &[]).1).unwrap();
        let mut all =
            if format == "csv" { batch.split_inclusive('\n').next().unwrap().to_owned() } else { String::new() };
        for name in folders[0].keys() {
            let path = format!("./{name}");
            let single = run(root.path(), &[&path, "--quiet", "--format", format], &[]).1;
            let single = String::from_utf8(single).unwrap();
            all.extend(single.split_inclusive('\n').skip(usize::from(format == "csv")));
        }
        assert!(all == batch, "{format}");
    }
    assert!(folders[0].len() >= 20);
}
