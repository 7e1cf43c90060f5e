//! What became of hostile files, counted.

use std::collections::BTreeMap;

use smarthands::{Driver, Problem, Problems, compare};

use super::mutant::{Change, Mutant};
use crate::is_driving;

/// Counts over many hostile files.
#[derive(Default)]
pub(super) struct Tally {
    /// Tried and accepted, by change.
    pub(super) counts: BTreeMap<&'static str, (usize, usize)>,
    /// Of values of nonsense that were refused: on the right line, and with the key named.
    pub(super) on_line: usize,
    pub(super) with_key: usize,
    /// Of misspelt keys, those of which a problem is on their line.
    pub(super) typos_on_line: usize,
    /// Bytes of the first problem of each refusal: its sentence, and the whole of it.
    pub(super) sentences: Vec<usize>,
    pub(super) texts: Vec<usize>,
    /// What ought not to be.
    pub(super) faults: Vec<String>,
    /// Refusals on another line or without the key, which a few may be.
    pub(super) misses: Vec<String>,
}

impl Tally {
    /// Tries one.
    pub(super) fn judge(&mut self, file: &str, mutant: &Mutant) {
        let Mutant { change, bytes } = mutant;
        let is_accepted = match compare(file, bytes, &[]) {
            Ok(comparison) => {
                // What was accepted is worked out to its end; that may fail, and must not panic.
                for driver in [Driver::Visits, Driver::Clients] {
                    if let Err(problems) = comparison.break_even(driver, None) {
                        self.told(file, &problems);
                    }
                }
                if matches!(change, Change::Typo { .. } | Change::Nonsense { .. }) {
                    self.faults.push(format!("accepted: {change:?}\n{}", differing(change, bytes)));
                }
                true
            }
            Err(problems) => {
                self.told(file, &problems);
                let first = problems.iter().next().unwrap();
                self.sentences.push(first.message().len());
                self.texts.push(first.to_string().len());
                self.place(change, bytes, &problems);
                false
            }
        };
        let (tried, accepted) = self.counts.entry(change.name()).or_default();
        *tried += 1;
        *accepted += usize::from(is_accepted);
    }

    fn told(&mut self, file: &str, problems: &Problems) {
        let text = problems.to_string();
        if text.contains(is_driving) {
            self.faults.push(format!("drives a terminal: {text:?}"));
        }
        if problems.iter().any(|problem| !problem.to_string().contains(&format!("--> {file}"))) {
            self.faults.push(format!("does not name the file: {text}"));
        }
    }

    fn place(&mut self, change: &Change, bytes: &[u8], problems: &Problems) {
        let is_on = |problem: &Problem<'_>, line: usize| problem.place().is_some_and(|(at, _)| at == line);
        match change {
            Change::Typo { line, .. } => {
                let is_told = problems.iter().any(|problem| is_on(&problem, *line));
                self.typos_on_line += usize::from(is_told);
                if !is_told {
                    self.misses.push(format!("{}\n{problems}", differing(change, bytes)));
                }
            }
            Change::Nonsense { line, key } => {
                let first = problems.iter().next().unwrap();
                let is_right = is_on(&first, *line);
                // A mistake of syntax has no address; there the line that is shown has the key.
                let is_named =
                    first.key().split('.').any(|part| part == key) || first.to_string().contains(key.as_str());
                self.on_line += usize::from(is_right);
                self.with_key += usize::from(is_named);
                if !is_right || !is_named {
                    self.misses.push(format!("{}\n{first}", differing(change, bytes)));
                }
            }
            Change::Truncation | Change::Flip | Change::Line | Change::Nesting => (),
        }
    }

    /// Puts another's counts to these.
    pub(super) fn add(&mut self, other: Self) {
        for (name, (tried, accepted)) in other.counts {
            let sum = self.counts.entry(name).or_default();
            *sum = (sum.0 + tried, sum.1 + accepted);
        }
        self.on_line += other.on_line;
        self.with_key += other.with_key;
        self.typos_on_line += other.typos_on_line;
        self.sentences.extend(other.sentences);
        self.texts.extend(other.texts);
        self.faults.extend(other.faults);
        self.misses.extend(other.misses);
    }

    pub(super) fn tried(&self) -> usize {
        self.counts.values().map(|(tried, _)| tried).sum()
    }

    pub(super) fn of(&self, name: &str) -> (usize, usize) {
        self.counts.get(name).copied().unwrap_or_default()
    }
}

/// The changed line.
fn differing(change: &Change, bytes: &[u8]) -> String {
    let (Change::Typo { line, .. } | Change::Nonsense { line, .. }) = change else { return String::new() };
    String::from_utf8_lossy(bytes).lines().nth(line - 1).unwrap_or_default().escape_debug().to_string()
}

/// The middle and the greatest of some figures.
pub(super) fn middle_and_most(figures: &[usize]) -> (usize, usize) {
    let mut sorted = figures.to_vec();
    sorted.sort_unstable();
    (sorted[sorted.len() / 2], sorted[sorted.len() - 1])
}
