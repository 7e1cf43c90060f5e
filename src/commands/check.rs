//! `check`: validates scenarios, and prints nothing when all is well.

use super::Exit;
use super::batch::{Batch, Delivery, Targets, Work};
use crate::break_even::{Driver, no_axis};
use crate::diagnostic::Diagnostic;
use crate::evaluation::{evaluate_totals, suspicions};
use crate::model::Models;
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
        self.batch.found().map_or_else(|exit| exit, |found| self.batch.run(found, Targets::default(), &Validation))
    }
}

struct Validation;

impl Work for Validation {
    fn result(&self, _: &str, loaded: &mut Loaded, models: &mut Models) -> Result<Delivery, Box<Diagnostic>> {
        let evaluation = evaluate_totals(&loaded.scenario, models.of(&loaded.scenario.shape))?;
        loaded.warnings.extend(suspicions(&loaded.scenario, &evaluation));
        if evaluation.visits_per_month.is_zero() {
            loaded.warnings.push(no_axis(Driver::Visits));
        }
        Ok(String::new().into())
    }

    fn done(&self) -> &'static str {
        "valid"
    }
}
