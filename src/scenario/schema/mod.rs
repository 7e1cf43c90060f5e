//! The format as a JSON Schema (draft 2020-12), for editors that complete and check a file while it is written.
//!
//! It is made from the declarations by which files are read (`scenario/key.rs`, `scenario/layout.rs`), and from nothing
//! else. Whatever it refuses, the reader refuses too. The reader refuses more: what takes arithmetic, or another table
//! of the file, no schema can say. Unit, limits and default of a key are told in its description, since that is what
//! editors show, and once more in the annotations `x-unit`, `x-limits` and `x-default`, for programs.
//!
//! Only such keywords are used as common editors know: unknown keys are refused with `additionalProperties`, models are
//! told apart with `if` and `then`, so that a message is about a key and not about a table.

mod table;
#[cfg(test)]
mod tests;
mod value;
mod words;

use serde_json::{Map, Value, json};

use super::ROOT;

/// The schema of a scenario file.
pub fn schema() -> Value {
    let mut definitions = Map::new();
    let root = table::schema(&ROOT, &mut definitions);
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": concat!("written by smarthands ", env!("CARGO_PKG_VERSION")),
        "title": "A smarthands scenario",
        "description": "A demand for IT services in a region, and the options for serving it.",
    });
    if let Value::Object(fields) = &mut schema {
        fields.extend(root);
        fields.insert("$defs".to_owned(), Value::Object(definitions));
    }
    schema
}
