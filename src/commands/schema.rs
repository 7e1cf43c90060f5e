//! `schema`: the scenario format as a JSON Schema, for editors.

use std::io::Write as _;
use std::path::PathBuf;

use super::Exit;
use super::batch::{Batch, Targets};
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
        let targets = Targets { output: self.output.as_deref(), ..Targets::default() };
        Batch::default().opened(targets, |mut opened| {
            opened.output.write_all(format!("{:#}\n", schema()).as_bytes())?;
            opened.output.commit()?;
            Ok(Exit::Done)
        })
    }
}
