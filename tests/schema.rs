//! The JSON Schema, held against the reader by a validator that knows neither: what the schema refuses, the reader
//! refuses, and what it cannot see is a short list, code by code.
#![allow(missing_docs, clippy::unwrap_used)]

mod files;
#[allow(dead_code, reason = "only plain scenarios are drawn here")]
mod generator;
mod json;
mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use serde_json::Value;
use smarthands::scenario::load;

/// Problems of the corpus that every file with one of them has by the schema as well.
const SEEN: &[&str] = &[
    "bad-id",
    "empty-list",
    "empty-name",
    "exclusive-keys",
    "key-of-part",
    "key-of-segment",
    "long-name",
    "missing-key",
    "needless-key",
    "needs-key",
    "no-options",
    "no-parts",
    "no-range",
    "not-a-share",
    "not-whole",
    "segment-name",
    "unknown-currency",
    "unknown-key",
    "unknown-value",
    "wrong-length",
    "wrong-model",
    "wrong-type",
];

/// Problems that take arithmetic, another table, or the digits as they are written: no schema can say them. Of some codes
/// only a part of the files is like that, such as percentages out of range.
const UNSEEN: &[&str] = &[
    "beyond-zones",
    "bounded-tiers",
    "broken-range",
    "control-character",
    "doubly-served-segment",
    "duplicate-extra",
    "duplicate-id",
    "needs-id",
    "needs-table",
    "out-of-range",
    "shares-exceed-one",
    "tiers-not-rising",
    "too-many-digits",
    "unknown-segment",
    "unserved-segment",
];

/// Files that lack a key which only another table or row makes necessary.
const LACKING: &[&str] = &[
    "missing-bound-of-a-zone",
    "missing-clients-of-a-segment",
    "missing-hourly-rate-beside-tiers",
    "missing-hours-of-a-segment",
];

fn schema() -> Value {
    let output = program::run(&["schema"]);
    assert!(output.status.success() && output.stderr.is_empty());
    serde_json::from_slice(&output.stdout).unwrap()
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::new(schema).unwrap()
}

fn complaints(validator: &Validator, file: &Value) -> Vec<String> {
    validator.iter_errors(file).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// The codes for which the reader refuses a file.
fn codes(text: &str) -> BTreeSet<&'static str> {
    let problems = load("file.toml", text.as_bytes(), &[]).map_or_else(|refusal| refusal.problems, |_| Vec::new());
    let errors = problems.iter().filter(|problem| problem.severity == smarthands::diagnostic::Severity::Error);
    errors.map(|problem| problem.code).collect()
}

#[test]
fn is_a_schema() {
    jsonschema::draft202012::meta::validate(&schema()).unwrap();
}

#[test]
fn valid_scenarios_are_valid_by_it() {
    let validator = validator(&schema());
    let written = (0..2_000).map(|seed| (format!("seed {seed}"), generator::scenario(seed)));
    let starter = String::from_utf8(program::run(&["new", "--quiet", "-"]).stdout).unwrap();
    let mut count = 0;
    for (name, text) in files::files().into_iter().chain(written).chain([("starter".to_owned(), starter)]) {
        let complaints = complaints(&validator, &json::of_toml(&text).unwrap());
        assert_eq!(complaints, Vec::<String>::new(), "{name}\n{text}");
        count += 1;
    }
    assert!(count > 2_080, "{count}");
}

/// The corpus of mistakes: the schema refuses what it can see, and never what the reader takes.
#[test]
fn mistakes_are_refused() {
    let validator = validator(&schema());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let (mut seen, mut unseen, mut lacking) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_scenario = path.extension().is_some_and(|extension| extension == "toml");
        // What is no text, or no TOML, is nothing that a schema is asked about.
        let Some(text) = fs::read_to_string(&path).ok().filter(|_| is_scenario) else { continue };
        let Some(file) = json::of_toml(&text) else { continue };
        let (codes, complaints) = (codes(&text), complaints(&validator, &file));
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(!codes.is_empty() || complaints.is_empty(), "{name} is valid, but {complaints:?}");
        if !complaints.is_empty() {
            seen.extend(codes.into_iter().filter(|code| SEEN.contains(code)));
        } else if codes.contains("missing-key") {
            lacking.insert(name);
        } else {
            unseen.extend(codes);
        }
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), SEEN);
    assert_eq!(unseen.into_iter().collect::<Vec<_>>(), UNSEEN);
    assert_eq!(lacking.into_iter().collect::<Vec<_>>(), LACKING);
}

/// Lines of scenarios, changed in many ways: the two agree wherever the schema can see the mistake.
#[test]
fn changed_lines_are_judged_alike() {
    const VALUES: &[&str] = &[
        "true",
        "\"text\"",
        "\"\"",
        "\"5%\"",
        "\"-5%\"",
        "\"100.0 %\"",
        "\"100.1%\"",
        "\"-0%\"",
        "\"+007.50%\"",
        "\"1.5\"",
        "-5",
        "0",
        "0.5",
        "1.5",
        "150",
        "2e15",
        "[]",
        "[1]",
        "[\"text\"]",
        "{}",
        "{ low = 1 }",
        "{ low = 0.1, high = 0.2 }",
        "{ low = 0.1, high = 0.2, hihg = 0.3 }",
        "{ text = 0.5 }",
        "{ text = \"text\" }",
        "[{ text = 1 }]",
    ];
    let validator = validator(&schema());
    let written = (0..30).map(|seed| (format!("seed {seed}"), generator::scenario(seed)));
    let (mut refused, mut taken) = (0, 0);
    for (name, text) in files::files().into_iter().filter(|(name, _)| name.contains("scenarios")).chain(written) {
        for (number, line) in text.lines().enumerate() {
            let Some((key, _)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) else { continue };
            let values = VALUES.iter().map(|value| format!("{key} = {value}"));
            let others = [format!("{}z = 1", key.trim()), String::new(), format!("{line}\nid = \"x\"")];
            let changes = values.chain(others);
            // A fifth of the changes to each line, another fifth on the next.
            for change in changes.skip(number % 5).step_by(5) {
                let mut lines: Vec<&str> = text.lines().collect();
                lines[number] = &change;
                let text_now = lines.join("\n");
                let Some(file) = json::of_toml(&text_now) else { continue };
                let (codes, complaints) = (codes(&text_now), complaints(&validator, &file));
                let place = || format!("{name}:{}: {change}: {codes:?} {complaints:?}\n{text_now}", number + 1);
                if codes.is_empty() {
                    assert!(complaints.is_empty(), "{}", place());
                    taken += 1;
                } else if codes.iter().any(|code| SEEN.contains(code)) && !codes.contains("missing-key") {
                    assert!(!complaints.is_empty(), "{}", place());
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 3_000 && taken > 500, "{refused} refused, {taken} taken");
}

/// The values that the schema offers are valid where it offers them.
#[test]
fn examples_are_valid() {
    fn walk(schema: &Value, definitions: &Value, count: &mut usize) {
        let Some(fields) = schema.as_object() else { return };
        if let Some(examples) = fields.get("examples").and_then(Value::as_array) {
            let mut alone = schema.clone();
            alone["$defs"] = definitions.clone();
            let validator = jsonschema::draft202012::new(&alone).unwrap();
            for example in examples {
                assert!(validator.is_valid(example), "{example} at {}", fields["description"]);
                *count += 1;
            }
        }
        fields.values().for_each(|inner| walk(inner, definitions, count));
    }
    let (schema, mut count) = (schema(), 0);
    walk(&schema, &schema["$defs"], &mut count);
    assert!(count > 80, "{count}");
}
