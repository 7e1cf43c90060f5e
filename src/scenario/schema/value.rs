//! What may stand at a key, as a schema.

use serde_json::{Map, Number as JsonNumber, Value, json};

use super::{table, words};
use crate::calc::number::Number;
use crate::scenario::currency::Currency;
use crate::scenario::document::{self, Kind};
use crate::scenario::key::{Form, Key, Limits, MOST_NAME_CHARACTERS, Notation, Quantity, Tables};

/// Digits with an optional sign and fraction, optional spaces, and `%`; of either sign, not below zero, of a part of one.
/// A pattern can compare no further.
const PERCENTAGES: [&str; 3] = [
    "^[+-]?[0-9]+(\\.[0-9]+)? *%$",
    "^(\\+?[0-9]+(\\.[0-9]+)?|-0+(\\.0+)?) *%$",
    "^(\\+?0*([0-9]{1,2}(\\.[0-9]+)?|100(\\.0+)?)|-0+(\\.0+)?) *%$",
];
/// The keys of a range.
const ENDS: [&str; 3] = ["low", "likely", "high"];

/// A key: what it is, and what may stand there.
pub(super) fn schema(key: &'static Key, definitions: &mut Map<String, Value>) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("description".to_owned(), description(key, key.doc, &words::default(key)).into());
    for (name, words) in
        [("x-unit", words::unit(key)), ("x-limits", words::limits(key)), ("x-default", words::default(key))]
    {
        if !words.is_empty() {
            schema.insert(name.to_owned(), words.into());
        }
    }
    schema.extend(form(key, definitions));
    match (key.form, key.default, key.otherwise) {
        (Form::Months(_), ..) | (_, None, _) => (),
        (_, Some(default), "") => drop(schema.insert("default".to_owned(), number(default))),
        (_, Some(_), _) => (),
    }
    if let Some(example) = example(key) {
        schema.insert("examples".to_owned(), json!([example]));
    }
    schema
}

/// The key's meaning with its unit, limits and default.
pub(super) fn description(key: &Key, meaning: &str, default: &str) -> String {
    let mut text = capitalised(meaning);
    let (is_required, unit, limits) = (default == words::REQUIRED, words::unit(key), words::limits(key));
    let default = if is_required { "" } else { default };
    let parts = [("Unit", unit.as_str()), ("Allowed", limits.as_str()), ("Without it", default)];
    for (title, words) in parts.iter().filter(|(_, words)| !words.is_empty()) {
        text += &[". ", title, ": ", words].concat();
    }
    text += if is_required { ". Required." } else { "." };
    text
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

/// What may stand at a key.
fn form(key: &'static Key, definitions: &mut Map<String, Value>) -> Map<String, Value> {
    let schema = match key.form {
        Form::Quantity(quantity) => return amount(&quantity, &[]),
        Form::QuantityOr(quantity, words) => return amount(&quantity, words),
        Form::QuantityOrNamed(quantity) => return amount_or_named(&quantity),
        Form::Named(quantity) => return named(&quantity),
        Form::Months(quantity) => json!({
            "type": "array", "items": amount(&quantity, &[]), "minItems": 12, "maxItems": 12,
        }),
        Form::Count(Limits { low, high, .. }) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Form::Name => json!({ "type": "string", "pattern": "\\S", "maxLength": MOST_NAME_CHARACTERS }),
        Form::Id => json!({ "type": "string", "pattern": "^[a-z0-9-]+$", "maxLength": MOST_NAME_CHARACTERS }),
        Form::Currency => json!({ "type": "string", "enum": Currency::codes().collect::<Vec<_>>() }),
        Form::Text => json!({ "type": "string" }),
        Form::Choice(words) => json!({ "type": "string", "enum": words }),
        Form::Flag => json!({ "type": "boolean" }),
        Form::Names => json!({ "type": "array", "items": { "type": "string" }, "minItems": 1 }),
        Form::Table(layout) => return table::schema(layout, definitions),
        Form::NamedTables(tables) => json!({
            "type": "object",
            "propertyNames": { "pattern": "\\S", "maxLength": MOST_NAME_CHARACTERS },
            "additionalProperties": table::reference(key.name, tables.each, definitions),
            "minProperties": tables.fewest,
            "maxProperties": tables.most,
        }),
        Form::Rows(tables) => return rows(key.name, tables, definitions),
    };
    object(schema)
}

fn rows(name: &str, tables: Tables, definitions: &mut Map<String, Value>) -> Map<String, Value> {
    let mut schema = object(json!({
        "type": "array",
        "items": table::reference(name, tables.each, definitions),
        "minItems": tables.fewest,
    }));
    if tables.most < usize::MAX {
        schema.insert("maxItems".to_owned(), tables.most.into());
    }
    schema
}

/// A number, a percentage, one of some words, or a range. Each keyword is about its own type alone, so that all of
/// them stand side by side and a message names the one that is broken.
fn amount(quantity: &Quantity, words: &[&str]) -> Map<String, Value> {
    let more = [(!words.is_empty()).then_some("string"), quantity.rangeable.then_some("object")];
    let mut schema = plain(quantity, more.into_iter().flatten());
    if !words.is_empty() {
        schema.insert("pattern".to_owned(), format!("^({})$", words.join("|")).into());
    }
    if quantity.rangeable {
        schema.extend(range(quantity));
    }
    schema
}

/// A single value, beside which values of more types may stand.
fn plain(quantity: &Quantity, more: impl IntoIterator<Item = &'static str>) -> Map<String, Value> {
    let percentage = (quantity.notation != Notation::Number).then_some("string");
    let types: Vec<&str> = std::iter::once("number").chain(percentage).chain(more).collect();
    let Limits { mut low, mut above, mut high, mut below } = quantity.limits;
    if quantity.notation == Notation::Share {
        // A bare number beyond one would be so many times the whole, and has to be written as a percentage.
        (low, above) = if low < -1 { (-1, false) } else { (low, above) };
        (high, below) = if high > 1 { (1, false) } else { (high, below) };
    }
    let mut schema = Map::new();
    schema.insert("type".to_owned(), if let [only] = types.as_slice() { json!(only) } else { json!(types) });
    schema.insert(if above { "exclusiveMinimum" } else { "minimum" }.to_owned(), low.into());
    schema.insert(if below { "exclusiveMaximum" } else { "maximum" }.to_owned(), high.into());
    if percentage.is_some() {
        let [any, positive, part] = PERCENTAGES;
        let pattern = match quantity.limits {
            Limits { low, .. } if low < 0 => any,
            Limits { high, .. } if high > 1 => positive,
            Limits { .. } => part,
        };
        schema.insert("pattern".to_owned(), pattern.into());
    }
    schema
}

/// `{ low, likely, high }`, without its type.
fn range(quantity: &Quantity) -> Map<String, Value> {
    let ends: Map<String, Value> =
        ENDS.into_iter().map(|name| (name.to_owned(), Value::Object(plain(quantity, None)))).collect();
    object(json!({ "properties": ends, "required": ["low", "high"], "additionalProperties": false }))
}

/// Named amounts.
fn named(quantity: &Quantity) -> Map<String, Value> {
    object(json!({
        "type": "object",
        "propertyNames": { "pattern": "\\S", "maxLength": MOST_NAME_CHARACTERS, "not": { "enum": ENDS } },
        "additionalProperties": amount(quantity, &[]),
    }))
}

/// An amount, a range of it, or named ones: a table with a key of a range is meant to be one.
fn amount_or_named(quantity: &Quantity) -> Map<String, Value> {
    let mut schema = plain(quantity, ["object"]);
    let is_range: Vec<Value> = ENDS.into_iter().map(|end| json!({ "required": [end] })).collect();
    let mut named = named(quantity);
    named.remove("type");
    schema.insert("if".to_owned(), json!({ "anyOf": is_range }));
    schema.insert("then".to_owned(), Value::Object(range(quantity)));
    schema.insert("else".to_owned(), Value::Object(named));
    schema
}

/// The example, as JSON has it; none for a table, whose example is a header.
fn example(key: &Key) -> Option<Value> {
    let is_header = matches!(key.form, Form::Table(_) | Form::NamedTables(_)) || key.example.starts_with("[[");
    if is_header {
        return None;
    }
    json_of(&document::parse_value(key.example, 0, 0)?)
}

/// A value of a file, as JSON has it.
fn json_of(value: &document::Value<'_>) -> Option<Value> {
    match &value.kind {
        Kind::Text(text) => Some(Value::String(text.to_string())),
        Kind::Integer { digits, radix: 10 } | Kind::Float(digits) => Some(number(Number::parse(digits).ok()?)),
        Kind::Boolean(value) => Some(Value::Bool(*value)),
        Kind::Array(values) => values.iter().map(json_of).collect(),
        Kind::Table(table) => {
            let fields = table.entries().iter();
            fields.map(|entry| Some((entry.key.to_string(), json_of(&entry.value)?))).collect()
        }
        _ => None,
    }
}

/// A number from its digits.
fn number(number: Number) -> Value {
    serde_json::from_str::<JsonNumber>(&number.to_string()).map_or(Value::Null, Value::Number)
}

/// The fields of an object.
pub(super) fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
