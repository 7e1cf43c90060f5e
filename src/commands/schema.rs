//! `schema`: the scenario format as a JSON Schema, for editors.

use std::path::PathBuf;

use super::Exit;
use super::text::deliver;
use crate::scenario::schema::schema;

/// The verb and its options.
#[derive(Clone, Debug)]
pub struct PrintSchema {
    /// Where it goes; standard output where that is none.
    pub output: Option<PathBuf>,
}

impl PrintSchema {
    /// Runs the verb.
    pub fn run(&self) -> Exit {
        deliver(&format!("{:#}\n", schema()), self.output.as_deref())
    }
}
