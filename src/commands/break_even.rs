//! `breakeven`: volumes at which options change places, and how far each term may move before they do.

use std::path::PathBuf;
use std::sync::LazyLock;

use super::Exit;
use super::batch::{Batch, Work};
use super::format::{Encoder, Format, Frame, header};
use crate::break_even::switching::{Scope, switching};
use crate::break_even::{Driver, Question, analyse, no_axis};
use crate::calc::number::Number;
use crate::diagnostic::Diagnostic;
use crate::evaluation::{evaluate, suspicions};
use crate::model::build;
use crate::report::{BREAK_EVEN_COLUMNS, Results, Thresholds, break_even_document, break_even_page, break_even_rows};
use crate::scenario::Loaded;
use crate::scenario::limit::Interval;
use crate::scenario::path::TermPath;

/// The verb and its options.
#[derive(Clone, Debug)]
pub struct FindBreakEven {
    /// The scenarios.
    pub batch: Batch,
    /// How results are written.
    pub format: Format,
    /// Where they are written; standard output where it is not given.
    pub output: Option<PathBuf>,
    /// The volume on the axis.
    pub driver: Driver,
    /// Where the axis ends.
    pub max: Option<Number>,
    /// Whether figures of machine formats stay unrounded.
    pub is_exact: bool,
    /// The one term whose switching values are wanted.
    pub term: Option<TermPath>,
    /// Its values to look at.
    pub within: Option<Interval>,
}

impl FindBreakEven {
    /// Runs the verb.
    pub fn run(&self) -> Exit {
        let encoder = Encoder::new(self.format, self.output.is_some(), self.batch.is_single_file());
        self.batch.run(self.output.as_ref(), &Search { verb: self, encoder })
    }
}

struct Search<'a> {
    verb: &'a FindBreakEven,
    encoder: Encoder,
}

static HEADER: LazyLock<String> = LazyLock::new(|| header(&BREAK_EVEN_COLUMNS));

impl Work for Search<'_> {
    fn result(&self, file: &str, loaded: &mut Loaded) -> Result<String, Box<Diagnostic>> {
        let FindBreakEven { driver, max, is_exact, within, .. } = *self.verb;
        let scenario = &loaded.scenario;
        let term = self.verb.term.as_ref().map(|path| scenario.find(path)).transpose()?;
        let model = build(scenario);
        let evaluation = evaluate(scenario, &model)?;
        loaded.warnings.extend(suspicions(scenario, &evaluation));
        let break_even = analyse(scenario, &model, &evaluation, Question { driver, max, all_pairs: true })?;
        let switching = if break_even.is_some() {
            switching(scenario, &model, &evaluation, Scope { term, within })
        } else {
            loaded.warnings.push(no_axis(driver));
            None
        };
        let results =
            Results { file, scenario, evaluation: &evaluation, break_even: break_even.as_ref(), warnings: &[] };
        let thresholds = Thresholds { results, switching: switching.as_ref(), is_one_term: term.is_some() };
        self.encoder.encode(
            scenario.currency,
            |words| break_even_page(&thresholds, words),
            || break_even_rows(&thresholds, is_exact),
            || break_even_document(&thresholds, is_exact),
        )
    }

    fn frame(&self) -> Frame {
        self.encoder.frame(&HEADER)
    }

    fn done(&self) -> &'static str {
        "searched"
    }
}
