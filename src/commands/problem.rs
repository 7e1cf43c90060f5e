//! Telling what was refused: in full for a few scenarios, then counted; every problem in the rejects file.

use std::collections::BTreeMap;

use super::aside::Aside;
use super::terminal::{palette, say};
use crate::diagnostic::{Diagnostic, Severity, Sources, render};
use crate::file::Destination;
use crate::output::records;
use crate::report::Cell;
use crate::scenario::MOST_PROBLEMS;

/// The most scenarios whose problems are told in full.
const MOST_TOLD: usize = 20;

/// The problems of one scenario.
pub(super) struct Problems {
    /// The problems, in the order of the file.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The texts that they point into.
    pub(super) sources: Sources,
}

/// Tells problems as they come, and counts what it does not tell.
pub(super) struct Teller {
    is_quiet: bool,
    rejects: Aside,
    told: [usize; 2],
    counted: BTreeMap<(Severity, &'static str), usize>,
}

impl Teller {
    /// A teller; `rejects` gets every problem as CSV.
    pub(super) fn new(is_quiet: bool, rejects: Option<Destination>) -> std::io::Result<Self> {
        let mut rejects = Aside::new(rejects);
        rejects.write("file,line,column,severity,code,key,message\n")?;
        Ok(Self { is_quiet, rejects, told: [0, 0], counted: BTreeMap::new() })
    }

    /// Tells of one scenario.
    pub(super) fn tell(&mut self, problems: &Problems) -> std::io::Result<()> {
        if problems.diagnostics.is_empty() {
            return Ok(());
        }
        self.list(problems)?;
        let is_refused = problems.diagnostics.iter().any(|problem| problem.severity == Severity::Error);
        let shown: Vec<&Diagnostic> = problems
            .diagnostics
            .iter()
            .filter(|problem| problem.severity == Severity::Error || !self.is_quiet)
            .collect();
        let Some(told) = self.told.get_mut(usize::from(is_refused)) else { return Ok(()) };
        if *told >= MOST_TOLD {
            for problem in shown {
                *self.counted.entry((problem.severity, problem.code)).or_default() += 1;
            }
            return Ok(());
        }
        *told += usize::from(!shown.is_empty());
        let palette = palette();
        for problem in shown.iter().take(MOST_PROBLEMS) {
            say(&render(problem, &problems.sources, palette));
            say("\n");
        }
        if let Some(more) = shown.len().checked_sub(MOST_PROBLEMS).filter(|more| *more > 0) {
            say(&format!("and {more} more problems in {}\n\n", problems.sources.name(0)));
        }
        Ok(())
    }

    fn list(&mut self, problems: &Problems) -> std::io::Result<()> {
        if !self.rejects.is_wanted() {
            return Ok(());
        }
        for problem in problems.diagnostics.iter().take(MOST_PROBLEMS) {
            // A place in a `--set` is no place in the file.
            let place = problem.place_in_file(&problems.sources);
            let number = |n: Option<usize>| Cell::plain(n.map(|n| n.to_string()).unwrap_or_default());
            let cells = [
                Cell::text(problems.sources.name(0)),
                number(place.map(|(line, _)| line)),
                number(place.map(|(_, column)| column)),
                Cell::plain(problem.severity.name()),
                Cell::plain(problem.code),
                Cell::text(&*problem.key),
                Cell::text(&*problem.message),
            ];
            let line = records([&cells[..]]).map_err(std::io::Error::other)?;
            self.rejects.write(&line)?;
        }
        Ok(())
    }

    /// Tells the counts, and gives back the list of every problem, which is not in place yet.
    pub(super) fn finish(self) -> Aside {
        for ((severity, code), count) in &self.counted {
            say(&format!("{}[{code}]: {count} more\n", severity.name()));
        }
        self.rejects
    }
}
