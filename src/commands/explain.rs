//! `explain`: how a figure came about, down to the line of the file that each input stands on.

use std::path::PathBuf;

use super::Exit;
use super::batch::{Batch, Delivery, Targets, Work};
use super::format::{Encoder, Format, Frame};
use super::rehearsal::{Rehearsal, rehearsed};
use crate::calc::dimension::{Dimensions, MaybeUnit};
use crate::calc::domain::fold;
use crate::calc::number::Number;
use crate::calc::unit::Unit;
use crate::diagnostic::Diagnostic;
use crate::evaluation::{beyond_decimals, evaluate, suspicions};
use crate::model::{Model, Models, build_named};
use crate::output;
use crate::report::{self, Explanation, Words};
use crate::scenario::key::Notation;
use crate::scenario::term::Term;
use crate::scenario::{Loaded, Refusal, Scenario};
use crate::trace::{Figure, Question, Subject, Trace, option_named, subject_named};

/// The verb and its options.
#[derive(Clone, Debug)]
pub struct Explain {
    /// The scenario, as the only path.
    pub batch: Batch,
    /// The option's id; none for an overview of all.
    pub option: Option<String>,
    /// A line or a figure of the option; none for its annual cost.
    pub line: Option<String>,
    /// The month to explain, from 1; none for all.
    pub month: Option<u32>,
    /// The most levels below the figure; none for the usual.
    pub depth: Option<usize>,
    /// Whether lines of zero and defaults that change nothing are told too.
    pub is_complete: bool,
    /// How the explanation is written; a tree has no rows, so not as CSV.
    pub format: Format,
    /// Where it is written; standard output where it is not given.
    pub output: Option<PathBuf>,
    /// Whether figures stay unrounded.
    pub is_exact: bool,
}

impl Explain {
    /// Runs the verb.
    pub fn run(&self) -> Exit {
        let found = match self.batch.found_file("explain") {
            Ok(found) => found,
            Err(exit) => return exit,
        };
        let targets = Targets { output: self.output.as_deref(), picture: None };
        self.batch.run(found, targets, &self.telling())
    }

    /// Does the same with the bytes of a scenario, and writes nothing.
    ///
    /// # Errors
    /// Why the scenario has no explanation.
    pub fn rehearsed(&self, file: &str, bytes: &[u8]) -> Result<Rehearsal, Box<Refusal>> {
        rehearsed(&self.telling(), file, bytes, &self.batch.settings)
    }

    fn telling(&self) -> Telling<'_> {
        Telling { explain: self, encoder: Encoder::new(self.format, self.output.is_some(), true) }
    }

    /// The month asked for, within the horizon and of something that has months.
    fn month_within(&self, scenario: &Scenario, subject: Option<&Subject>) -> Result<(), Box<Diagnostic>> {
        let Some(month) = self.month else { return Ok(()) };
        let months = scenario.horizon.months;
        if month > months {
            let message = format!("month {month} is beyond the horizon of {months} months");
            let help = format!("name a month from 1 to {months}");
            return Err(Box::new(Diagnostic::error("beyond-horizon", message).key("horizon.months").help(help)));
        }
        match subject {
            Some(Subject::Figure(figure)) if *figure != Figure::AnnualCost => {
                let message = format!("`{}` is a figure of the year, not of a month", figure.name());
                let help = "leave --month out, or name a line of the option";
                Err(Box::new(Diagnostic::error("no-month", message).help(help)))
            }
            _ => Ok(()),
        }
    }
}

struct Telling<'a> {
    explain: &'a Explain,
    encoder: Encoder,
}

impl Work for Telling<'_> {
    fn result(&self, file: &str, loaded: &mut Loaded, _: &mut Models) -> Result<Delivery, Box<Diagnostic>> {
        let asked = self.explain;
        let scenario = &loaded.scenario;
        let model = build_named(scenario);
        let evaluation = evaluate(scenario, &model)?;
        loaded.warnings.extend(suspicions(scenario, &evaluation));
        let chosen = asked.option.as_deref().map(|option| option_named(scenario, option)).transpose()?;
        let subject = match (chosen, &asked.line) {
            (None, _) => None,
            (Some(_), None) => Some(Subject::Figure(Figure::AnnualCost)),
            (Some(option), Some(line)) => {
                let id = &scenario.options[option].id;
                Some(subject_named(line, id, &model.options[option], &evaluation.options[option])?)
            }
        };
        asked.month_within(scenario, subject.as_ref())?;
        let positions = chosen.map_or(0..scenario.options.len(), |option| option..option + 1);
        let units = units(scenario, &model)?;
        let idle: Vec<bool> = scenario.terms.iter().map(is_idle).collect();
        let trace = Trace::new(&model, &evaluation.values, &units, (!asked.is_complete).then_some(idle.as_slice()));
        let options = positions
            .map(|option| {
                let question = Question {
                    option,
                    subject: subject.as_ref(),
                    month: asked.month,
                    depth: asked.depth,
                    is_cut: matches!(asked.format, Format::Table | Format::Markdown),
                };
                let steps = trace.explain(&question).map_err(|error| {
                    let id = scenario.options.get(option).map(|option| option.id.clone()).unwrap_or_default();
                    beyond_decimals(&format!("a figure of option `{id}`"), error).key(format!("option.{id}"))
                })?;
                Ok((option, steps))
            })
            .collect::<Result<Vec<_>, Box<Diagnostic>>>()?;
        let explanation = Explanation {
            file,
            scenario,
            sources: &loaded.sources,
            evaluation: &evaluation,
            month: asked.month,
            subject: subject.as_ref(),
            is_complete: asked.is_complete,
            is_exact: asked.is_exact,
            options: &options,
        };
        let words = |is_unicode| Words::new(scenario.currency, is_unicode);
        let text = match asked.format {
            Format::Table => {
                let look = self.encoder.look;
                output::tree(&report::tree(&explanation, words(look.is_unicode)), look)
            }
            Format::Markdown => output::markdown_tree(&report::tree(&explanation, words(true))),
            Format::Csv | Format::Json | Format::JsonLines => {
                self.encoder.document(&report::explanation_document(&explanation))?
            }
        };
        Ok(text.into())
    }

    fn frame(&self) -> Frame {
        self.encoder.frame("")
    }

    fn done(&self) -> &'static str {
        "explained"
    }
}

/// The unit of every node; a formula without one is a bug that the tests of units find.
fn units(scenario: &Scenario, model: &Model) -> Result<Vec<MaybeUnit>, Box<Diagnostic>> {
    let inputs: Vec<Unit> = scenario.terms.iter().map(|term| term.unit).collect();
    fold(&model.graph, model.graph.nodes().len(), &mut Dimensions { inputs: &inputs })
        .map_err(|failure| Box::new(Diagnostic::error("bug", failure.error.to_string())))
}

/// Whether a term is a default that may be left out where it changes nothing. A whole share is an assumption worth
/// seeing, such as that all hours at work go to visits.
fn is_idle(term: &Term) -> bool {
    let is_share = term.key.as_quantity().is_some_and(|quantity| quantity.notation == Notation::Share);
    term.span.is_none() && !(is_share && term.base == Number::ONE)
}
