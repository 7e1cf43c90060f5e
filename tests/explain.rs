//! Explanations add up: every formula that is printed gives the figure beside it, from the terms up to the totals of
//! `compare`, and every term stands where it is said to stand.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod program;
mod recomputation;
mod tally;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use program::run;
use recomputation::{Tally, children, decimal, is_same, recomputed, text};
use serde_json::Value;

fn json(arguments: &[&str]) -> Value {
    let output = run(&[arguments, &["--format", "json", "--exact", "--quiet"]].concat());
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The scenario files of a folder, by name.
fn scenarios(folder: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let paths = std::fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    paths.sort();
    paths.iter().map(|path| path.strip_prefix(root).unwrap().to_str().unwrap().to_owned()).collect()
}

/// What `compare` says of the options of a file, by id.
fn compared(file: &str) -> BTreeMap<String, Value> {
    let compared = json(&["compare", file]);
    let options = compared["options"].as_array().unwrap().iter();
    options.map(|option| (text(option, "option").to_owned(), option.clone())).collect()
}

/// The steps that are explained of one option.
fn explained(arguments: &[&str]) -> Vec<Value> {
    let document = json(&[&["explain"], arguments].concat());
    assert_eq!(document["options"].as_array().unwrap().len(), 1, "{arguments:?}");
    document["options"][0]["explained"].as_array().unwrap().clone()
}

/// Explains an option and works out its annual cost from the terms, which must be that of `compare`, line by line.
fn check(file: &str, id: &str, option: &Value, more: &[&str]) -> Tally {
    let steps = explained(&[&[file, id], more].concat());
    let [root] = steps.as_slice() else { panic!("{file} {id}") };
    let (value, counts) = recomputed(root, file).unwrap_or_else(|problems| panic!("{file} {id}: {problems:?}"));
    let annual_cost = decimal(text(&option["annual_cost"], "base"));
    assert!(is_same(value, annual_cost), "{file} {id}: {value}, not {annual_cost}");
    let [total] = children(root) else { panic!("{file} {id}: {root}") };
    assert!(is_same(decimal(text(total, "value")), decimal(text(option, "total_cost"))), "{file} {id}");
    let of = |line: &Value, value: &str| {
        (line["part"].as_u64(), text(line, "name").to_owned(), decimal(text(line, value)).round_dp(18).normalize())
    };
    let expected: Vec<_> = option["lines"].as_array().unwrap().iter().map(|line| of(line, "total")).collect();
    let found: Vec<_> = children(total).iter().map(|line| of(line, "value")).collect();
    match more {
        [] => assert_eq!(found, expected, "{file} {id}"),
        _ => assert!(expected.iter().all(|line| found.contains(line)), "{file} {id}: {found:?}"),
    }
    counts
}

#[test]
fn every_option_of_the_gallery_adds_up() {
    let mut counts = Tally::default();
    let files = scenarios("scenarios");
    assert!(files.len() >= 9, "{}", files.len());
    for file in files {
        for (id, option) in compared(&file) {
            counts = counts.plus(check(&file, &id, &option, &[]));
            counts = counts.plus(check(&file, &id, &option, &["--zeros"]));
        }
    }
    assert!(counts.is_at_least(Tally { formulas: 2_000, terms: 2_000, told_above: 1_000 }), "{counts:?}");
}

#[test]
fn every_option_of_the_cases_adds_up() {
    let mut counts = Tally::default();
    let files = scenarios("tests/cases");
    assert!(files.len() >= 80, "{}", files.len());
    for file in files {
        for (id, option) in compared(&file) {
            counts = counts.plus(check(&file, &id, &option, &[]));
        }
    }
    assert!(counts.is_at_least(Tally { formulas: 10_000, terms: 10_000, told_above: 1_000 }), "{counts:?}");
}

/// The months of a year, one by one, are what `compare` has as monthly costs.
#[test]
fn every_month_adds_up() {
    for (file, id) in [
        ("scenarios/growth-three-years.toml", "retainer"),
        ("scenarios/growth-three-years.toml", "technician"),
        ("scenarios/blend-flagships.toml", "blend"),
    ] {
        let option = &compared(file)[id];
        for (month, cost) in (1..).zip(option["monthly_costs"].as_array().unwrap()) {
            let steps = explained(&[file, id, "--month", &month.to_string()]);
            let found = recomputed(&steps[0], file);
            let (value, _) = found.unwrap_or_else(|problems| panic!("{file} {id}, month {month}: {problems:?}"));
            assert!(is_same(value, decimal(cost.as_str().unwrap())), "{file} {id}, month {month}: {value}");
        }
    }
}

#[test]
fn every_figure_is_that_of_compare() {
    let mut compared_figures = 0;
    for file in scenarios("scenarios") {
        let document = json(&["compare", &file]);
        for (id, option) in compared(&file) {
            for (figure, expected) in [
                ("revenue-needed", &option["revenue_needed"]["base"]),
                ("break-even-sales", &option["break_even_sales"]["base"]),
                ("markup", &document["target"]["markup"]),
                ("present-value", &option["present_value"]),
                ("annual-revenue", &option["annual_revenue"]),
                ("gross-profit", &option["annual_gross_profit"]),
                ("gross-margin", &option["gross_margin"]),
            ] {
                let Some(expected) = expected.as_str() else { continue };
                let steps = explained(&[&file, &id, figure]);
                let found = recomputed(&steps[0], &file);
                let (value, _) = found.unwrap_or_else(|problems| panic!("{file} {id} {figure}: {problems:?}"));
                assert!(is_same(value, decimal(expected)), "{file} {id} {figure}: {value}, not {expected}");
                compared_figures += 1;
            }
        }
    }
    assert!(compared_figures >= 140, "{compared_figures}");
}

/// What is said to be explained above is, also where people are not shown all of it.
#[test]
fn what_is_explained_above_is() {
    let mut many = "name = 'Many'\ntarget.gross_margin = 0.3\n[demand]\nkm_per_visit = 9\n".to_owned();
    for number in 1..=40 {
        let [visits, hours] = ["visits_per_client = 0.5", "hours_per_visit"];
        let number = number.to_string();
        many.extend([
            "[demand.segment.s",
            &number,
            "]\nclients = ",
            &number,
            "\n",
            visits,
            "\n",
            hours,
            " = ",
            &number,
            "\n",
        ]);
    }
    many += "[[option]]\nname = 'Spot'\nmodel = 'per-incident'\nhourly_rate = 130\nminimum_hours = 1\nkm_rate = 1\n";
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("many.toml");
    std::fs::write(&file, many).unwrap();
    let mut options = vec![(file.to_str().unwrap().to_owned(), "spot".to_owned())];
    for file in scenarios("scenarios") {
        options.extend(compared(&file).into_keys().map(|id| (file.clone(), id)));
    }
    let mut found = 0;
    for (file, id) in options {
        let output = run(&["explain", &file, &id, "--format", "markdown"]);
        let page = String::from_utf8(output.stdout).unwrap();
        for (start, _) in page.match_indices(" (explained above)") {
            let (before, item) = page[..start].rsplit_once("- ").unwrap();
            assert!(before.contains(&format!("- {item} = ")), "{file} {id}: {item}");
            found += 1;
        }
    }
    assert!(found > 250, "{found}");
}

/// The step of this name, wherever it is first told.
fn find<'s>(steps: &'s [Value], name: &str) -> Option<&'s Value> {
    steps.iter().find_map(|step| {
        if text(step, "name") == name && step["explained_above"] == false {
            Some(step)
        } else {
            find(children(step), name)
        }
    })
}

#[test]
fn figures_worked_out_by_hand() {
    let value = |steps: &[Value], name: &str| {
        text(find(steps, name).unwrap_or_else(|| panic!("no {name}")), "value").to_owned()
    };
    // Critical visits a month that are missed: 9 × 25 % × 8 % + 6 × 15 % × 8 % + (4 + 3 + 5) × 15 % × 5 % =
    // 0.18 + 0.072 + 0.09 = 0.342, at 400 each 136.80 a month.
    let hubs = explained(&["scenarios/five-hubs.toml", "days-and-spot"]);
    assert_eq!(value(&hubs, "total missed critical visits"), "0.342");
    assert_eq!(value(&hubs, "expected SLA penalties"), "1641.6");
    // July of the third year: 28 × 1.25² × 1 = 43.75 visits, 87.5 hours; 60 are included, and none carried: 27.5 hours
    // × 135 × 1.03² = 3,712.5 × 1.0609.
    let july = explained(&["scenarios/growth-three-years.toml", "retainer", "overage", "--month", "31"]);
    assert_eq!(value(&july, "hours drawn"), "87.5");
    assert_eq!(value(&july, "hours beyond the allowance"), "27.5");
    assert_eq!(value(&july, "overage"), "3938.59125");
    // One technician's month: 1,650 × 75 % / 12 = 103.125 hours; June needs 2.75 × 28 × 1.25² × 1.2 = 144.375.
    let june = explained(&["scenarios/growth-three-years.toml", "technician", "overflow", "--month", "30"]);
    assert_eq!(value(&june, "capacity per head"), "103.125");
    assert_eq!(value(&june, "hours beyond capacity"), "41.25");
}

#[test]
fn a_term_of_the_command_line_stands_there() {
    let steps = explained(&["scenarios/guide.toml", "per-incident-only", "--set", "demand.visits=6"]);
    let visits = find(&steps, "visits").unwrap();
    assert_eq!(
        visits["source"],
        serde_json::json!({ "term": "demand.visits", "file": "--set", "line": null, "default": false })
    );
    assert_eq!(text(visits, "value"), "6");
}

/// The checks above can fail: on a wrong figure, a wrong term and a wrong formula.
#[test]
fn a_wrong_figure_is_noticed() {
    let steps = explained(&["scenarios/guide.toml", "per-incident-only"]);
    let printed = serde_json::to_string(&steps[0]).unwrap();
    for (right, wrong) in [
        ("billed hours 8 h × hourly rate 130 AUD/h", "billed hours 8 h ÷ hourly rate 130 AUD/h"),
        ("billed hours 8 h × hourly rate 130 AUD/h", "billed hours 8 h × hourly rate 140 AUD/h"),
        // The labour's, wherever among its fields the value stands.
        (r#""value":"12480""#, r#""value":"12490""#),
        (r#""line":45"#, r#""line":44"#),
    ] {
        assert!(printed.contains(right), "{right} in {printed}");
        let step: Value = serde_json::from_str(&printed.replacen(right, wrong, 1)).unwrap();
        assert!(recomputed(&step, "scenarios/guide.toml").is_err(), "{wrong}");
    }
}
