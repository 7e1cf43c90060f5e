//! TOML texts as JSON has them, for programs that know JSON alone.

use serde_json::Value;
use toml::de::{DeTable, DeValue};

/// The whole document; none where it is no TOML, or holds what JSON has not.
pub(crate) fn of_toml(text: &str) -> Option<Value> {
    let document = DeTable::parse(text.trim_start_matches('\u{feff}')).ok()?;
    of_table(document.get_ref())
}

fn of_table(table: &DeTable<'_>) -> Option<Value> {
    table.iter().map(|(key, value)| Some((key.get_ref().to_string(), of_value(value.get_ref())?))).collect()
}

fn of_value(value: &DeValue<'_>) -> Option<Value> {
    match value {
        DeValue::String(text) => Some(Value::String(text.to_string())),
        DeValue::Integer(digits) if digits.radix() == 10 => number(digits.as_str()),
        DeValue::Integer(_) => None,
        DeValue::Float(digits) => number(digits.as_str()),
        DeValue::Boolean(value) => Some(Value::Bool(*value)),
        // An editor sees a text of digits.
        DeValue::Datetime(time) => Some(Value::String(time.to_string())),
        DeValue::Array(values) => values.iter().map(|value| of_value(value.get_ref())).collect(),
        DeValue::Table(table) => of_table(table),
    }
}

/// JSON knows neither a plus sign nor infinities.
fn number(digits: &str) -> Option<Value> {
    serde_json::from_str(digits.trim_start_matches('+')).ok()
}
