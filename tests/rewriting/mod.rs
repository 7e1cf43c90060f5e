//! Scenarios as values, to be changed and written anew.

mod default;
mod money;

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

pub(crate) use default::write_defaults;
pub(crate) use money::scale_money;

use crate::collection::as_written;

/// A value of a scenario, numbers in the digits of the file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Number(String),
    Truth(bool),
    List(Vec<Value>),
    Table(Table),
}

pub(crate) type Table = BTreeMap<String, Value>;

impl From<&DeTable<'_>> for Value {
    fn from(table: &DeTable<'_>) -> Self {
        let pairs = table.iter().map(|(key, value)| (key.get_ref().clone().into_owned(), value.get_ref().into()));
        Self::Table(pairs.collect())
    }
}

impl From<&DeValue<'_>> for Value {
    fn from(value: &DeValue<'_>) -> Self {
        match value {
            DeValue::String(text) => Self::Text(text.clone().into_owned()),
            DeValue::Integer(number) => Self::Number(number.as_str().replace('_', "")),
            DeValue::Float(number) => Self::Number(number.as_str().replace('_', "")),
            DeValue::Boolean(truth) => Self::Truth(*truth),
            DeValue::Array(items) => Self::List(items.iter().map(|item| item.get_ref().into()).collect()),
            DeValue::Table(table) => table.into(),
            DeValue::Datetime(_) => unreachable!("a scenario has no dates"),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<u8> for Value {
    fn from(number: u8) -> Self {
        Self::Number(number.to_string())
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl Value {
    pub(crate) fn table(&mut self) -> &mut Table {
        let Self::Table(table) = self else { panic!("{self:?} is no table") };
        table
    }

    pub(crate) fn list(&mut self) -> &mut Vec<Value> {
        let Self::List(items) = self else { panic!("{self:?} is no list") };
        items
    }
}

pub(crate) fn table<'t>(scenario: &'t mut Table, key: &str) -> &'t mut Table {
    scenario.get_mut(key).unwrap().table()
}

pub(crate) fn list<'t>(scenario: &'t mut Table, key: &str) -> &'t mut Vec<Value> {
    scenario.get_mut(key).unwrap().list()
}

/// A scenario's text as values.
pub(crate) fn parsed(text: &str) -> Table {
    std::mem::take(Value::from(DeTable::parse(text).unwrap().get_ref()).table())
}

/// The scenarios of the collection by file name.
pub(crate) fn scenarios() -> BTreeMap<String, Table> {
    as_written().into_iter().map(|(name, text)| (name, parsed(&text))).collect()
}

/// A table in one line, its keys in the order of the alphabet or against it. Headers become inline tables on the way.
fn inline(value: &Value, is_reversed: bool) -> String {
    match value {
        Value::Text(text) => serde_json::to_string(text).unwrap(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| inline(item, is_reversed)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(table) => {
            let pairs: Vec<String> = pairs(table, is_reversed).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        Value::Number(number) => number.clone(),
        Value::Truth(truth) => truth.to_string(),
    }
}

fn pairs(table: &Table, is_reversed: bool) -> impl Iterator<Item = String> {
    let quoted = |key: &String| serde_json::to_string(key).unwrap();
    let mut pairs: Vec<String> =
        table.iter().map(|(key, value)| format!("{} = {}", quoted(key), inline(value, is_reversed))).collect();
    if is_reversed {
        pairs.reverse();
    }
    pairs.into_iter()
}

pub(crate) fn text(scenario: &Table, is_reversed: bool) -> String {
    pairs(scenario, is_reversed).fold(String::new(), |text, pair| text + &pair + "\n")
}

/// The scenarios of the collection as text, each rewritten.
pub(crate) fn rewritten(rewrite: impl Fn(&mut Table)) -> BTreeMap<String, String> {
    let mut scenarios = scenarios();
    scenarios.values_mut().for_each(rewrite);
    scenarios.iter().map(|(name, scenario)| (name.clone(), text(scenario, false))).collect()
}

/// Adds what is missing.
fn put(table: &mut Table, key: &str, value: impl Into<Value>) {
    table.entry(key.to_owned()).or_insert(value.into());
}

fn is_range(value: Option<&Value>) -> bool {
    matches!(value, Some(Value::Table(_)))
}
