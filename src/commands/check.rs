//! `check`: validates scenarios, and prints nothing when all is well.

use super::Exit;
use super::batch::{Batch, Work};
use crate::diagnostic::Diagnostic;
use crate::evaluation::{evaluate, suspicions};
use crate::model::build;
use crate::scenario::Loaded;

/// The verb and its options.
#[derive(Clone, Debug)]
pub struct Check {
    /// The scenarios.
    pub batch: Batch,
}

impl Check {
    /// Runs the verb.
    pub fn run(&self) -> Exit {
        self.batch.run(None, &Validation)
    }
}

struct Validation;

impl Work for Validation {
    fn result(&self, _: &str, loaded: &mut Loaded) -> Result<String, Box<Diagnostic>> {
        let evaluation = evaluate(&loaded.scenario, &build(&loaded.scenario))?;
        loaded.warnings.extend(suspicions(&loaded.scenario, &evaluation));
        Ok(String::new())
    }

    fn done(&self) -> &'static str {
        "valid"
    }
}
