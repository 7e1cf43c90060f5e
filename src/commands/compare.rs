//! `compare`: annual cost, revenue needed and break-even of every option, side by side.

use std::sync::LazyLock;

use super::Exit;
use super::batch::{Delivery, Work};
use super::format::{Encoder, Format, Frame, header};
use super::rehearsal::{Rehearsal, rehearsed};
use super::request::Request;
use crate::break_even::{Question, Wanted, analyse, no_axis};
use crate::diagnostic::Diagnostic;
use crate::evaluation::{evaluate, evaluate_totals, suspicions};
use crate::model::Models;
use crate::report::{self, COLUMNS, Results};
use crate::scenario::{Loaded, Refusal};

/// The verb and its options.
#[derive(Clone, Debug)]
pub struct Compare {
    /// What is asked.
    pub request: Request,
}

impl Compare {
    /// Runs the verb.
    pub fn run(&self) -> Exit {
        let request = &self.request;
        request.run(None, |encoder| Comparison { request, encoder })
    }

    /// Does the same with the bytes of a scenario, and writes nothing.
    ///
    /// # Errors
    /// Why the scenario has no results.
    pub fn rehearsed(&self, file: &str, bytes: &[u8]) -> Result<Rehearsal, Box<Refusal>> {
        let request = &self.request;
        rehearsed(&Comparison { request, encoder: request.encoder(true) }, file, bytes, &request.batch.settings)
    }
}

struct Comparison<'a> {
    request: &'a Request,
    encoder: Encoder,
}

static HEADER: LazyLock<String> = LazyLock::new(|| header(&COLUMNS));

impl Work for Comparison<'_> {
    fn result(&self, file: &str, loaded: &mut Loaded, models: &mut Models) -> Result<Delivery, Box<Diagnostic>> {
        let Request { format, driver, max, is_exact, .. } = *self.request;
        let scenario = &loaded.scenario;
        let model = models.of(&scenario.shape);
        // No more is computed than the format prints.
        let wanted = match format {
            Format::Csv => Wanted::Present,
            Format::Table | Format::Markdown => Wanted::Bands,
            Format::Json | Format::JsonLines => Wanted::All,
        };
        let has_details = wanted == Wanted::All;
        let evaluation = if has_details { evaluate(scenario, model) } else { evaluate_totals(scenario, model) }?;
        loaded.warnings.extend(suspicions(scenario, &evaluation));
        let break_even = analyse(scenario, model, &evaluation, Question { driver, max, wanted })?;
        if break_even.is_none() {
            loaded.warnings.push(no_axis(driver));
        }
        let warnings = loaded.placed_warnings();
        let results =
            Results { file, scenario, evaluation: &evaluation, break_even: break_even.as_ref(), warnings: &warnings };
        let text = self.encoder.encode(
            scenario.currency,
            |words| report::page(&results, words),
            || report::rows(&results, is_exact),
            || report::document(&results, is_exact),
        )?;
        Ok(text.into())
    }

    fn frame(&self) -> Frame {
        self.encoder.frame(&HEADER)
    }

    fn done(&self) -> &'static str {
        "compared"
    }
}
