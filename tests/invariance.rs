//! What must not change a figure: order, notation, defaults written out, another option; and what scales with money.
//!
//! Every scenario of the gallery and of `tests/cases` is rewritten, the whole collection is compared in one run, and
//! the figures are held against those of the files as they are.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod collection;
mod files;
mod rewriting;

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr as _;

use rust_decimal::Decimal;
use serde_json::Value as Json;

use collection::{as_written, compare, decimal};
use rewriting::{list, rewritten, scale_money, scenarios, text, write_defaults};

/// The documents of the files, by name.
fn documents(files: &BTreeMap<String, String>, options: &[&str]) -> BTreeMap<String, Json> {
    let lines = compare(files, &[&["--format", "jsonl"], options].concat());
    let documents: BTreeMap<String, Json> = lines
        .lines()
        .map(|line| {
            let mut document: Json = serde_json::from_str(line).unwrap();
            settle(&mut document);
            (document["file"].as_str().unwrap().to_owned(), document)
        })
        .collect();
    assert_eq!(documents.len(), files.len());
    documents
}

/// Takes out of a document what depends on the order in the file.
fn settle(document: &mut Json) {
    let warnings = document["warnings"].as_array().unwrap();
    let mut codes: Vec<String> = warnings.iter().map(|warning| warning["code"].as_str().unwrap().to_owned()).collect();
    codes.sort();
    document["warnings"] = codes.into();
    let options = document["options"].as_array_mut().unwrap();
    options.sort_by_key(|option| option["option"].as_str().unwrap().to_owned());
    for option in options {
        // Named on-costs and yearly costs come in the order of the file.
        option["lines"].as_array_mut().unwrap().sort_by_key(Json::to_string);
    }
    let Some(found) = document["breakeven"].as_object_mut() else { return };
    for point in found["indifference"].as_array_mut().unwrap() {
        let mut pair = [point["a"].as_str().unwrap().to_owned(), point["b"].as_str().unwrap().to_owned()];
        pair.sort();
        point["a"] = pair[0].clone().into();
        point["b"] = pair[1].clone().into();
    }
    for list in ["indifference", "revenue", "margin_of_safety"] {
        found[list].as_array_mut().unwrap().sort_by_key(Json::to_string);
    }
}

/// Of options that cost the same, the first in the file is called the cheapest: its name is all that may differ.
fn forget_ties(document: &mut Json) {
    let ends = |document: &Json, figure: &str| -> Vec<String> {
        let options = document["options"].as_array().unwrap().iter();
        options
            .filter_map(|option| option[figure].as_str().or(option[figure]["base"].as_str()).map(str::to_owned))
            .collect()
    };
    let ties = |values: &[String]| values.iter().collect::<BTreeSet<_>>().len() < values.len();
    if ties(&ends(document, "annual_cost")) {
        document["cheapest"] = Json::Null;
    }
    if ties(&ends(document, "annual_gross_profit")) {
        document["most_profitable"] = Json::Null;
    }
    let is_level = |point: &Json| point["how"] == "stretch";
    if document["breakeven"]["indifference"].as_array().is_some_and(|points| points.iter().any(is_level)) {
        document["breakeven"]["cheapest"] = Json::Null;
    }
}

fn assert_same(expected: &BTreeMap<String, Json>, actual: &BTreeMap<String, Json>) {
    assert_eq!(expected.len(), actual.len());
    for (file, expected) in expected {
        assert_same_at(file, expected, &actual[file]);
    }
}

/// Compares piece by piece, so that a failure names the piece.
fn assert_same_at(place: &str, expected: &Json, actual: &Json) {
    match (expected, actual) {
        (Json::Object(expected), Json::Object(actual)) => {
            assert!(expected.keys().eq(actual.keys()), "{place}");
            for (key, value) in expected {
                assert_same_at(&format!("{place} {key}"), value, &actual[key]);
            }
        }
        (Json::Array(expected), Json::Array(actual)) => {
            assert_eq!(expected.len(), actual.len(), "{place}: {expected:?} and {actual:?}");
            for (index, (expected, actual)) in expected.iter().zip(actual).enumerate() {
                assert_same_at(&format!("{place} {index}"), expected, actual);
            }
        }
        _ => assert_eq!(expected, actual, "{place}"),
    }
}

#[test]
fn notation_and_the_order_of_keys_change_no_figure() {
    let expected = documents(&as_written(), &[]);
    for is_reversed in [false, true] {
        let files = scenarios().iter().map(|(name, scenario)| (name.clone(), text(scenario, is_reversed))).collect();
        assert_same(&expected, &documents(&files, &[]));
    }
}

#[test]
fn the_order_of_options_changes_no_figure() {
    let forgotten = |mut documents: BTreeMap<String, Json>| {
        documents.values_mut().for_each(forget_ties);
        documents
    };
    let reversed = rewritten(|scenario| list(scenario, "option").reverse());
    for driver in ["visits", "hours", "clients"] {
        let expected = forgotten(documents(&as_written(), &["--driver", driver]));
        // Most scenarios have no ties, or this test would say little.
        let known = expected.values().filter(|document| !document["breakeven"]["cheapest"].is_null()).count();
        assert!(known > 60, "{known}");
        assert_same(&expected, &forgotten(documents(&reversed, &["--driver", driver])));
    }
}

#[test]
fn line_ends_a_byte_order_mark_and_comments_change_no_figure() {
    let expected = documents(&as_written(), &[]);
    let edited = |edit: fn(&str) -> String| as_written().into_iter().map(|(name, text)| (name, edit(&text))).collect();
    assert_same(&expected, &documents(&edited(|text| text.replace('\n', "\r\n")), &[]));
    assert_same(&expected, &documents(&edited(|text| format!("\u{feff}{text}")), &[]));
    assert_same(&expected, &documents(&edited(|text| text.replace('\n', " # [demand]\n# visits = 99\n\n")), &[]));
}

#[test]
fn defaults_that_are_written_out_change_no_figure() {
    // Figures, not warnings: some of those are of keys that are written.
    let without_warnings = |mut documents: BTreeMap<String, Json>| {
        for document in documents.values_mut() {
            document["warnings"] = Json::Null;
        }
        documents
    };
    let expected = without_warnings(documents(&as_written(), &[]));
    let written = rewritten(write_defaults);
    let grown: usize = written.values().map(String::len).sum();
    let before: usize = rewritten(|_| ()).values().map(String::len).sum();
    assert!(grown > before * 3 / 2, "{before} and {grown}");
    assert_same(&expected, &without_warnings(documents(&written, &[])));
}

#[test]
fn another_option_changes_no_figure_of_the_others() {
    let expected = documents(&as_written(), &[]);
    let longer = rewritten(|scenario| {
        let options = list(scenario, "option");
        let mut twin = options[0].clone();
        twin.table().insert("name".to_owned(), "One more".into());
        twin.table().insert("id".to_owned(), "one-more".into());
        options.insert(0, twin);
    });
    for (file, document) in documents(&longer, &[]) {
        let options = document["options"].as_array().unwrap();
        let others: Json = options.iter().filter(|option| option["option"] != "one-more").cloned().collect();
        assert_same_at(&file, &expected[&file]["options"], &others);
        // It is the twin of another, under another name.
        let more = options.iter().find(|option| option["option"] == "one-more").unwrap();
        let twin = others.as_array().unwrap().iter().any(|other| {
            ["annual_cost", "monthly_costs", "lines", "revenue_needed", "gross_margin"]
                .iter()
                .all(|figure| other[figure] == more[figure])
        });
        assert!(twin, "{file}");
    }
}

/// Ten times the money, ten times each figure of money, and all else as it was, to twelve places.
fn assert_scaled(place: &str, is_money: bool, plain: &Json, scaled: &Json) {
    const VOLUMES_AND_SHARES: [&str; 14] = [
        "demand",
        "target",
        "gross_margin",
        "utilisation",
        "from",
        "to",
        "at",
        "share",
        "now",
        "max",
        "months",
        "warnings",
        "name",
        "option",
    ];
    match (plain, scaled) {
        (Json::Object(plain), Json::Object(scaled)) => {
            assert!(plain.keys().eq(scaled.keys()), "{place}");
            for (key, value) in plain {
                let is_money = is_money && !VOLUMES_AND_SHARES.contains(&key.as_str());
                assert_scaled(&format!("{place} {key}"), is_money, value, &scaled[key]);
            }
        }
        (Json::Array(plain), Json::Array(scaled)) => {
            assert_eq!(plain.len(), scaled.len(), "{place}");
            for (index, (plain, scaled)) in plain.iter().zip(scaled).enumerate() {
                assert_scaled(&format!("{place} {index}"), is_money, plain, scaled);
            }
        }
        (Json::String(plain), Json::String(scaled)) if Decimal::from_str(plain).is_ok() => {
            let factor = if is_money { Decimal::TEN } else { Decimal::ONE };
            let difference = decimal(plain) * factor - decimal(scaled);
            assert!(difference.abs() <= Decimal::new(1, 12), "{place}: {plain} and {scaled}");
        }
        _ => assert_eq!(plain, scaled, "{place}"),
    }
}

#[test]
fn money_scales_and_nothing_else() {
    let plain = documents(&rewritten(|_| ()), &["--exact"]);
    let scaled = documents(&rewritten(|scenario| scale_money(scenario, Decimal::TEN)), &["--exact"]);
    for (file, document) in &plain {
        assert_scaled(file, true, document, &scaled[file]);
    }
}
