//! `compare`: annual cost, revenue needed and break-even of every option, side by side.

use std::path::PathBuf;
use std::sync::LazyLock;

use super::Exit;
use super::batch::{Batch, Delivery, Targets, Work};
use super::format::{Encoder, Format, Frame, header};
use crate::break_even::{Driver, Question, analyse, no_axis};
use crate::calc::number::Number;
use crate::diagnostic::Diagnostic;
use crate::evaluation::{evaluate, suspicions};
use crate::model::build;
use crate::report::{self, COLUMNS, Results};
use crate::scenario::Loaded;

/// The verb and its options.
#[derive(Clone, Debug)]
pub struct Compare {
    /// The scenarios.
    pub batch: Batch,
    /// How results are written.
    pub format: Format,
    /// Where they are written; standard output where it is not given.
    pub output: Option<PathBuf>,
    /// The volume on the break-even axis.
    pub driver: Driver,
    /// Where the axis ends.
    pub max: Option<Number>,
    /// Whether figures of machine formats stay unrounded.
    pub is_exact: bool,
}

impl Compare {
    /// Runs the verb.
    pub fn run(&self) -> Exit {
        let encoder = Encoder::new(self.format, self.output.is_some(), self.batch.is_single_file());
        self.batch
            .run(Targets { output: self.output.as_deref(), picture: None }, &Comparison { compare: self, encoder })
    }
}

struct Comparison<'a> {
    compare: &'a Compare,
    encoder: Encoder,
}

static HEADER: LazyLock<String> = LazyLock::new(|| header(&COLUMNS));

impl Work for Comparison<'_> {
    fn result(&self, file: &str, loaded: &mut Loaded) -> Result<Delivery, Box<Diagnostic>> {
        let Compare { format, driver, max, is_exact, .. } = *self.compare;
        let scenario = &loaded.scenario;
        let model = build(scenario);
        let evaluation = evaluate(scenario, &model)?;
        loaded.warnings.extend(suspicions(scenario, &evaluation));
        let all_pairs = matches!(format, Format::Json | Format::JsonLines);
        let break_even = analyse(scenario, &model, &evaluation, Question { driver, max, all_pairs })?;
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
