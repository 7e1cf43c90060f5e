//! `compare`: annual cost, revenue needed and break-even of every option, side by side.

use std::path::PathBuf;

use super::batch::{Batch, Work};
use super::{Exit, terminal};
use crate::break_even::{Driver, Question, analyse, no_axis};
use crate::calc::number::Number;
use crate::diagnostic::Diagnostic;
use crate::evaluation::{evaluate, suspicions};
use crate::model::build;
use crate::output::{self, Look};
use crate::report::{self, COLUMNS, Cell, Results, Words};
use crate::scenario::Loaded;

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text for a terminal.
    Table,
    /// GitHub-flavoured Markdown.
    Markdown,
    /// A row an option.
    Csv,
    /// Documents, indented.
    Json,
    /// A document a line.
    JsonLines,
}

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
        let work = Comparison {
            compare: self,
            look: terminal::look(self.output.is_some()),
            is_single: self.batch.is_single_file(),
        };
        self.batch.run(self.output.as_ref(), &work)
    }
}

struct Comparison<'a> {
    compare: &'a Compare,
    look: Look,
    is_single: bool,
}

impl Work for Comparison<'_> {
    fn result(&self, file: &str, loaded: &mut Loaded) -> Result<String, Box<Diagnostic>> {
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
        let warnings: Vec<(Diagnostic, Option<usize>)> = loaded
            .warnings
            .iter()
            .map(|warning| {
                let place = warning.labels.first().filter(|label| label.span.source == 0);
                (warning.clone(), place.map(|label| loaded.sources.position(label.span).0))
            })
            .collect();
        let results =
            Results { file, scenario, evaluation: &evaluation, break_even: break_even.as_ref(), warnings: &warnings };
        let encoded = match format {
            Format::Table => {
                let words = Words::new(scenario.currency, self.look.is_unicode);
                Ok(output::text(&report::page(&results, words), self.look))
            }
            Format::Markdown => Ok(output::markdown(&report::page(&results, Words::new(scenario.currency, true)))),
            Format::Csv => {
                let rows = report::rows(&results, is_exact);
                output::record(rows.iter().map(|row| &row[..])).map_err(|error| error.to_string())
            }
            Format::Json => {
                let document = output::pretty(&report::document(&results, is_exact)).map_err(|error| error.to_string());
                document.map(|text| if self.is_single { text } else { format!("  {}", text.replace('\n', "\n  ")) })
            }
            Format::JsonLines => {
                output::compact(&report::document(&results, is_exact)).map_err(|error| error.to_string())
            }
        };
        encoded.map_err(|message| Box::new(Diagnostic::error("cannot-encode", message)))
    }

    fn opening(&self) -> &'static str {
        match self.compare.format {
            Format::Csv => header(),
            Format::Json if !self.is_single => "[\n",
            Format::Table | Format::Markdown | Format::Json | Format::JsonLines => "",
        }
    }

    fn separator(&self) -> &'static str {
        match self.compare.format {
            Format::Table => "\n\n",
            Format::Markdown => "\n---\n\n",
            Format::Json => ",\n",
            Format::Csv | Format::JsonLines => "",
        }
    }

    fn closing(&self) -> &'static str {
        match self.compare.format {
            Format::Json if self.is_single => "\n",
            Format::Json => "\n]\n",
            Format::Table | Format::Markdown | Format::Csv | Format::JsonLines => "",
        }
    }

    fn done(&self) -> &'static str {
        "compared"
    }
}

/// The header of the CSV format.
fn header() -> &'static str {
    static HEADER: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
        let cells = COLUMNS.map(|column| Cell::Plain(column.to_owned()));
        output::record([&cells[..]]).unwrap_or_default()
    });
    &HEADER
}
