//! `breakeven`: volumes at which options change places, and how far each term may move before they do.

use std::path::PathBuf;
use std::sync::LazyLock;

use super::Exit;
use super::batch::{Delivery, Work, usage};
use super::format::{Encoder, Format, Frame, header};
use super::rehearsal::{Rehearsal, rehearsed};
use super::request::Request;
use crate::break_even::switching::{Scope, switching};
use crate::break_even::{Driver, Question, Wanted, analyse, draw, no_axis};
use crate::diagnostic::Diagnostic;
use crate::evaluation::{evaluate, suspicions};
use crate::model::{Models, build_complete};
use crate::output;
use crate::report::{
    BREAK_EVEN_COLUMNS, Results, Thresholds, Words, break_even_document, break_even_page, break_even_rows, chart,
    telling_end,
};
use crate::scenario::limit::Interval;
use crate::scenario::path::TermPath;
use crate::scenario::term::TermId;
use crate::scenario::{Loaded, Refusal, Scenario};

/// The verb and its options.
#[derive(Clone, Debug)]
pub struct FindBreakEven {
    /// What is asked.
    pub request: Request,
    /// The one term whose switching values are wanted.
    pub term: Option<TermPath>,
    /// Its values to look at.
    pub within: Option<Within>,
    /// Whether the costs are drawn under the table.
    pub has_chart: bool,
    /// Where a picture of them is written.
    pub picture: Option<PathBuf>,
}

/// The values of a term to look at, as they were given.
#[derive(Clone, Copy, Debug)]
pub struct Within {
    /// The values.
    pub interval: Interval,
    /// Whether they are percentages, which only shares and rates take.
    pub is_percent: bool,
}

impl Within {
    /// The interval for a term.
    fn of(self, scenario: &Scenario, term: TermId) -> Result<Interval, Box<Diagnostic>> {
        let term = scenario.term(term);
        if self.is_percent && !term.takes_percent() {
            let message = format!("`{}` is no share, so --within takes numbers for it, not percentages", term.key.name);
            let problem = Diagnostic::error("wrong-type", message).key(scenario.address(&term.address));
            return Err(Box::new(problem.help("write numbers, such as 900..2200")));
        }
        Ok(self.interval)
    }
}

impl FindBreakEven {
    /// Runs the verb.
    pub fn run(&self) -> Exit {
        if self.has_chart && self.request.format != Format::Table {
            return usage("--chart goes with the table; leave out --format, or draw with --svg FILE");
        }
        if self.picture.as_ref().is_some_and(|file| file.as_os_str() == "-") {
            return usage("--svg takes the name of a file");
        }
        self.request.run(self.picture.as_deref(), |encoder| Search { verb: self, encoder })
    }

    /// Does the same with the bytes of a scenario, and writes nothing.
    ///
    /// # Errors
    /// Why the scenario has no results.
    pub fn rehearsed(&self, file: &str, bytes: &[u8]) -> Result<Rehearsal, Box<Refusal>> {
        let work = Search { verb: self, encoder: self.request.encoder(true) };
        rehearsed(&work, file, bytes, &self.request.batch.settings)
    }
}

struct Search<'a> {
    verb: &'a FindBreakEven,
    encoder: Encoder,
}

fn no_picture(driver: Driver) -> Diagnostic {
    let message =
        format!("there is nothing to draw: the scenario has no {driver}, or no option whose cost is compared");
    Diagnostic::error("no-picture", message).help("leave out --svg")
}

static HEADER: LazyLock<String> = LazyLock::new(|| header(&BREAK_EVEN_COLUMNS));

impl Work for Search<'_> {
    fn result(&self, file: &str, loaded: &mut Loaded, _: &mut Models) -> Result<Delivery, Box<Diagnostic>> {
        let Request { driver, max, is_exact, .. } = self.verb.request;
        let scenario = &loaded.scenario;
        let term = self.verb.term.as_ref().map(|path| scenario.find(path)).transpose()?;
        let within = term.zip(self.verb.within).map(|(term, within)| within.of(scenario, term)).transpose()?;
        let model = build_complete(scenario);
        let evaluation = evaluate(scenario, &model)?;
        loaded.warnings.extend(suspicions(scenario, &evaluation));
        let break_even = analyse(scenario, &model, &evaluation, Question { driver, max, wanted: Wanted::All })?;
        let switching = if break_even.is_some() {
            switching(scenario, &model, &evaluation, Scope { term, within })
        } else {
            loaded.warnings.push(no_axis(driver));
            None
        };
        let results =
            Results { file, scenario, evaluation: &evaluation, break_even: break_even.as_ref(), warnings: &[] };
        let thresholds = Thresholds { results, switching: switching.as_ref(), driver, is_one_term: term.is_some() };
        let mut text = self.encoder.encode(
            scenario.currency,
            |words| break_even_page(&thresholds, words),
            || break_even_rows(&thresholds, is_exact),
            || break_even_document(&thresholds, is_exact),
        )?;
        let (has_chart, has_picture) = (self.verb.has_chart, self.verb.picture.is_some());
        if !has_chart && !has_picture {
            return Ok(text.into());
        }
        let end = max.or_else(|| break_even.as_ref().map(telling_end));
        let Some(drawing) = draw(scenario, &model, &evaluation, driver, end)? else {
            return if has_picture { Err(Box::new(no_picture(driver))) } else { Ok(text.into()) };
        };
        if has_chart {
            let look = self.encoder.look;
            text.push('\n');
            text.push_str(&output::plot(
                &chart(&results, &drawing, Words::new(scenario.currency, look.is_unicode)),
                look,
            ));
        }
        let picture = has_picture.then(|| output::svg(&chart(&results, &drawing, Words::new(scenario.currency, true))));
        Ok(Delivery { text, picture })
    }

    fn frame(&self) -> Frame {
        self.encoder.frame(&HEADER)
    }

    fn done(&self) -> &'static str {
        "searched"
    }
}
