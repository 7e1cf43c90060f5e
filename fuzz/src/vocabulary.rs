//! The words of the format and of the command line, taken from the JSON Schema and from clap, so that nothing that is
//! added to either is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::OnceLock;

use serde_json::Value;

use super::line;

/// Headers, of which the schema knows the parts alone.
pub(crate) const HEADERS: [&str; 12] = [
    "[horizon]",
    "[target]",
    "[tax]",
    "[demand]",
    "[demand.segment.north]",
    "[demand.segment.\"south east\"]",
    "[revenue]",
    "[sla]",
    "[[extra]]",
    "[[option]]",
    "[[option.part]]",
    "[[option.extra]]",
];

/// Values that stand at the edge of something.
pub(crate) const VALUES: [&str; 40] = [
    "0",
    "1",
    "2",
    "3",
    "12",
    "60",
    "120",
    "0.5",
    "0.1",
    "0.25",
    "1.35",
    "33.333333333333",
    "0.000001",
    "0.0000000000000000000000000001",
    "0.3333333333333333333333333333",
    "999999999999.99",
    "1_000_000_000_000",
    "10_000_000",
    "9999999.999999",
    "1e15",
    "12e-1",
    "-1",
    "-0.5",
    "-0",
    "\"0%\"",
    "\"5%\"",
    "\"33.3333333333%\"",
    "\"99.9999%\"",
    "\"100%\"",
    "\"-50%\"",
    "\"1000%\"",
    "{ low = 0, high = 1 }",
    "{ low = 1, likely = 2, high = 50 }",
    "{ low = \"5%\", high = \"95%\" }",
    "true",
    "false",
    "\"auto\"",
    "[\"north\"]",
    "[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12]",
    "{ a = 1, \"b c\" = 2 }",
];

/// Parts of what a command line sets and varies.
const PARTS: [&str; 8] =
    ["±20%/5%", "0..40/0.5", "10%..40%/2.5%", "900,1500,2200", "demand.visits=", "option.", ".low=", "--set="];

/// The format's keys, each with values that its own example or a list of words offers.
pub(crate) fn keys() -> &'static [(String, Vec<String>)] {
    static KEYS: OnceLock<Vec<(String, Vec<String>)>> = OnceLock::new();
    KEYS.get_or_init(|| {
        let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        collect(&smarthands::scenario::schema::schema(), &mut keys);
        keys.into_iter().map(|(key, values)| (key, values.into_iter().collect())).collect()
    })
}

fn collect(schema: &Value, keys: &mut BTreeMap<String, BTreeSet<String>>) {
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        for (key, of) in properties {
            let values = keys.entry(key.clone()).or_default();
            for list in ["examples", "enum"] {
                let offered = of.get(list).and_then(Value::as_array).into_iter().flatten();
                values.extend(offered.map(toml));
            }
            values.extend(of.get("const").map(toml));
        }
    }
    match schema {
        Value::Object(fields) => fields.values().for_each(|inner| collect(inner, keys)),
        Value::Array(items) => items.iter().for_each(|inner| collect(inner, keys)),
        _ => (),
    }
}

/// A value as a file has it.
fn toml(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|(key, value)| format!("\"{key}\" = {}", toml(value))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        other => other.to_string(),
    }
}

/// The dictionary, as libFuzzer reads it.
pub fn dictionary() -> String {
    let mut text = "# The words of the format and of the command line. `SNAPSHOTS=overwrite cargo test --test fuzz dictionary` writes\n\
                    # it anew from the schema and the options.\n"
        .to_owned();
    let keys = keys().iter().map(|(key, _)| format!("{key} = "));
    let offered = keys_values().into_iter();
    let constant = HEADERS.iter().chain(&VALUES).chain(&PARTS).map(|word| (*word).to_owned());
    let words: BTreeSet<String> = keys.chain(offered).chain(constant).chain(line::words()).collect();
    for word in words {
        let _ = writeln!(text, "\"{}\"", escaped(&word));
    }
    text
}

/// The words among the values: other values are numbers like any.
fn keys_values() -> BTreeSet<String> {
    keys()
        .iter()
        .flat_map(|(_, values)| values)
        .filter(|value| value.starts_with('"') && !value.contains(' '))
        .cloned()
        .collect()
}

fn escaped(word: &str) -> String {
    let byte = |byte: u8| match byte {
        b'"' | b'\\' => format!("\\{}", char::from(byte)),
        b' '..=b'~' => char::from(byte).to_string(),
        other => format!("\\x{other:02X}"),
    };
    word.bytes().map(byte).collect()
}
