//! What is drawn reaches the format: every key that it declares, and every form of a value.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde_json::Value as Json;
use smarthands::scenario::schema::schema;

use crate::case::Case;
use crate::rewriting::{Table, Value};

/// How many scenarios are looked through; what is rare in them is not rare in ten thousand.
const SEEDS: u64 = 500;

/// The keys of every table of the format, as `TABLE.KEY`, from the schema that editors read.
fn declared() -> BTreeSet<String> {
    let schema = schema();
    let mut keys = BTreeSet::new();
    let properties = |of: &Json| -> Vec<(String, Json)> {
        let properties = of["properties"].as_object().into_iter().flatten();
        properties.map(|(name, value)| (name.clone(), value.clone())).collect()
    };
    for (name, value) in properties(&schema) {
        for (key, _) in properties(&value) {
            keys.insert(format!("{name}.{key}"));
        }
        keys.insert(name);
    }
    for (definition, of) in schema["$defs"].as_object().unwrap() {
        for (key, _) in properties(of) {
            keys.insert(format!("{definition}.{key}"));
        }
    }
    keys
}

/// The keys that a table writes, and those below it, under the same names.
fn written(name: &str, table: &Table, keys: &mut BTreeSet<String>) {
    for (key, value) in table {
        keys.insert(if name.is_empty() { key.clone() } else { format!("{name}.{key}") });
        // What the schema has once for all models.
        if ["option", "part"].contains(&name) {
            keys.insert(format!("terms.{key}"));
        }
        let below = match value {
            Value::Table(named) if key == "segment" => named.values().collect(),
            Value::Table(_) => vec![value],
            Value::List(rows) => rows.iter().collect(),
            Value::Text(_) | Value::Number(_) | Value::Truth(_) => Vec::new(),
        };
        for value in below {
            if let Value::Table(table) = value {
                written(key, table, keys);
            }
        }
    }
}

#[test]
fn every_key_of_the_format_is_written() {
    let of = |seed: u64| {
        let mut keys = BTreeSet::new();
        written("", &Case::of(seed).tree, &mut keys);
        keys
    };
    let found = (0..SEEDS).into_par_iter().map(of).collect::<Vec<_>>();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for key in found.iter().flatten() {
        *counts.entry(key).or_default() += 1;
    }
    let declared = declared();
    assert!(declared.len() > 150, "{}", declared.len());
    let rare: Vec<(&String, usize)> = declared
        .iter()
        .map(|key| (key, counts.get(key.as_str()).copied().unwrap_or(0)))
        .filter(|(_, count)| *count < 3)
        .collect();
    assert!(rare.is_empty(), "hardly ever written: {rare:?}");
}

/// Every form in which a value may stand, and what makes a case awkward, by a piece of text that shows it.
const FORMS: [(&str, &str, usize); 21] = [
    ("a percentage", "%\"", 100),
    ("a percentage with a space", " %\"", 20),
    ("a negative percentage", "\"-", 10),
    ("a range", "\"low\" = ", 50),
    ("a range with a likely value", "\"likely\" = ", 20),
    ("a range of a share", "\"high\" = \"", 3),
    ("a nothing", "= 0,", 100),
    ("a smallest number", "0.0000000000000000000000000001", 3),
    ("less than half of what counts", "0.0000000000005", 3),
    ("the most money", "1000000000000", 3),
    ("the largest volume", "10000000", 3),
    ("an option twice", "Copy", 20),
    ("a blend", "\"part\" = [", 50),
    ("segments", "\"segment\" = {", 200),
    ("two segments of a part", "\", \"", 20),
    ("named on-costs", "\"superannuation\"", 50),
    ("a credit", "\"amount\" = -", 20),
    ("a month of nothing", "[0, ", 3),
    ("thirteen months", "\"months\" = 13", 10),
    ("a currency without cents", "\"JPY\"", 10),
    ("a currency of thousandths", "\"KWD\"", 10),
];

#[test]
fn every_form_of_a_value_is_written() {
    let texts: Vec<String> = (0..SEEDS).into_par_iter().map(|seed| Case::of(seed).text()).collect();
    let is_long = |text: &&String| {
        text.split(|character: char| !matches!(character, '0'..='9' | '.')).any(|digits| digits.len() >= 22)
    };
    let long = texts.iter().filter(is_long).count();
    assert!(long >= 50, "numbers of many places are in {long} scenarios");
    let rare: Vec<(&str, usize)> = FORMS
        .iter()
        .map(|(what, piece, least)| (*what, texts.iter().filter(|text| text.contains(piece)).count(), *least))
        .filter(|(_, count, least)| count < least)
        .map(|(what, count, _)| (what, count))
        .collect();
    assert!(rare.is_empty(), "hardly ever written: {rare:?}");
}
