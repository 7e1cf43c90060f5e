//! The keys of a table, and what they mean beside each other, as a schema.

use serde_json::{Map, Value, json};

use super::value::{self, object};
use super::words;
use crate::scenario::key::Key;
use crate::scenario::layout::{Layout, Rule, Variants};

/// Where the keys of all variants are defined.
const TERMS: &str = "terms";

/// A table.
pub(super) fn schema(layout: &'static Layout, definitions: &mut Map<String, Value>) -> Map<String, Value> {
    let mut properties = Map::new();
    for key in layout.keys() {
        properties.insert(key.name.to_owned(), Value::Object(value::schema(key, definitions)));
    }
    let mut together: Vec<Value> = layout.rules.iter().map(rule).collect();
    if let Some(variants) = layout.variants {
        define(variants, definitions);
        for key in all_keys(variants) {
            properties
                .insert(key.name.to_owned(), json!({ "$ref": format!("#/$defs/{TERMS}/properties/{}", key.name) }));
        }
        together.extend(variants.layouts.iter().map(|(word, variant)| {
            // Some editors look at nothing beside a `$ref`.
            let mut then = object(json!({ "allOf": [{ "$ref": format!("#/$defs/{word}") }] }));
            then.extend(only(layout.keys().chain(variant.keys()).map(|key| key.name)));
            json!({
                "if": { "properties": { variants.by.name: { "const": word } }, "required": [variants.by.name] },
                "then": then,
            })
        }));
    }
    let mut schema = object(json!({ "type": "object", "properties": properties, "additionalProperties": false }));
    insert_list(&mut schema, "required", needed(layout));
    insert_list(&mut schema, "allOf", together);
    schema
}

/// A table that stands in several places: a reference to its one definition.
pub(super) fn reference(name: &str, layout: &'static Layout, definitions: &mut Map<String, Value>) -> Value {
    if !definitions.contains_key(name) {
        let definition = schema(layout, definitions);
        definitions.insert(name.to_owned(), Value::Object(definition));
    }
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// Defines the keys of all variants, and what each variant asks of them.
fn define(variants: Variants, definitions: &mut Map<String, Value>) {
    if definitions.contains_key(TERMS) {
        return;
    }
    let mut properties = Map::new();
    for key in all_keys(variants) {
        let mut schema = value::schema(key, definitions);
        let defaults = owners(key, variants).map(|(_, same)| words::default(same));
        // What an absent key means in one model only is no word for all.
        let default = defaults.reduce(|first, next| if first == next { first } else { String::new() });
        let default = default.unwrap_or_default();
        if default.is_empty() {
            schema.remove("x-default");
        }
        schema.insert("description".to_owned(), value::description(key, &meanings(key, variants), &default).into());
        properties.insert(key.name.to_owned(), Value::Object(schema));
    }
    definitions.insert(TERMS.to_owned(), json!({ "type": "object", "properties": properties }));
    for (word, layout) in variants.layouts {
        // Without the type, some editors list all types beside what is really wrong.
        let mut schema = object(json!({ "type": "object" }));
        insert_list(&mut schema, "required", needed(layout));
        insert_list(&mut schema, "allOf", layout.rules.iter().map(rule).collect());
        definitions.insert((*word).to_owned(), Value::Object(schema));
    }
}

/// The keys of all variants, each name once.
fn all_keys(variants: Variants) -> Vec<&'static Key> {
    let mut keys: Vec<&'static Key> = Vec::new();
    for key in variants.layouts.iter().flat_map(|(_, layout)| layout.keys()) {
        if !keys.iter().any(|known| known.name == key.name) {
            keys.push(key);
        }
    }
    keys
}

/// The variants that have a key of this name, and the key in each.
fn owners(key: &'static Key, variants: Variants) -> impl Iterator<Item = (&'static str, &'static Key)> {
    let all = variants.layouts.iter().flat_map(|(word, layout)| layout.keys().map(|same| (*word, same)));
    all.filter(|(_, same)| same.name == key.name)
}

/// What a key means, in each of the variants that have it.
fn meanings(key: &'static Key, variants: Variants) -> String {
    let mut meanings: Vec<(&str, Vec<String>)> = Vec::new();
    for (word, same) in owners(key, variants) {
        match meanings.iter_mut().find(|(meaning, _)| *meaning == same.doc) {
            Some((_, words)) => words.push(format!("`{word}`")),
            None => meanings.push((same.doc, vec![format!("`{word}`")])),
        }
    }
    let told = meanings.into_iter().map(|(meaning, words)| format!("{meaning} ({})", words.join(", ")));
    told.collect::<Vec<_>>().join("; or ")
}

fn needed(layout: &Layout) -> Vec<Value> {
    layout.keys().filter(|key| key.is_required).map(|key| key.name.into()).collect()
}

/// Keys beside each other.
fn rule(rule: &Rule) -> Value {
    let each = |names: &[&str]| names.iter().map(|name| json!({ "required": [name] })).collect::<Vec<_>>();
    match rule {
        Rule::ExactlyOne(names) => json!({ "oneOf": each(names) }),
        Rule::AtLeastOne(names) => json!({ "anyOf": each(names) }),
        Rule::NotBoth(one, other) => json!({ "not": { "required": [one, other] } }),
        Rule::Needs(one, other) => json!({ "if": { "required": [one] }, "then": { "required": [other] } }),
        Rule::OnlyBeside(name, others) => {
            let beside = only(std::iter::once(*name).chain(others.iter().copied()));
            json!({ "if": { "required": [name] }, "then": beside })
        }
        Rule::Required(name) => json!({ "required": [name] }),
        Rule::Absent(name) => json!({ "not": { "required": [name] } }),
        Rule::Where(name, there, elsewhere) => conditional(json!({ "required": [name] }), there, elsewhere),
        Rule::WhereNumber(name, there, elsewhere) => {
            let is_number = json!({ "properties": { *name: { "type": ["number", "object"] } }, "required": [name] });
            conditional(is_number, there, elsewhere)
        }
    }
}

/// No keys but these. A list of names at `propertyNames` would say the same, and not all editors look at it.
fn only<'n>(names: impl Iterator<Item = &'n str>) -> Map<String, Value> {
    let properties: Map<String, Value> = names.map(|name| (name.to_owned(), true.into())).collect();
    object(json!({ "properties": properties, "additionalProperties": false }))
}

fn conditional(condition: Value, there: &[Rule], elsewhere: &[Rule]) -> Value {
    let mut schema = Map::from_iter([("if".to_owned(), condition)]);
    for (name, rules) in [("then", there), ("else", elsewhere)] {
        if !rules.is_empty() {
            schema.insert(name.to_owned(), json!({ "allOf": rules.iter().map(rule).collect::<Vec<_>>() }));
        }
    }
    Value::Object(schema)
}

fn insert_list(schema: &mut Map<String, Value>, name: &str, list: Vec<Value>) {
    if !list.is_empty() {
        schema.insert(name.to_owned(), Value::Array(list));
    }
}
