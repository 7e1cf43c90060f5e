//! What was compared, by name, so that a comparison that compares nothing is noticed; and what was disagreed on.

use std::collections::BTreeMap;
use std::fmt;

#[derive(Debug, Default)]
pub(crate) struct Record {
    counts: BTreeMap<String, u64>,
    disagreements: Vec<String>,
}

impl Record {
    pub(crate) fn one(&mut self, name: &str) {
        self.many(name, 1);
    }

    pub(crate) fn many(&mut self, name: &str, count: u64) {
        match self.counts.get_mut(name) {
            Some(so_far) => *so_far += count,
            None => {
                self.counts.insert(name.to_owned(), count);
            }
        }
    }

    /// Counts what was looked at, and notes what is wrong with it.
    pub(crate) fn holds(&mut self, name: &str, is_right: bool, otherwise: impl FnOnce() -> String) {
        self.one(name);
        if !is_right {
            self.disagreements.push(otherwise());
        }
    }

    pub(crate) fn plus(mut self, other: Self) -> Self {
        other.counts.iter().for_each(|(name, count)| self.many(name, *count));
        self.disagreements.extend(other.disagreements);
        self
    }

    /// The same with a scenario's name and text at its first disagreement, since it may stand in no file.
    pub(crate) fn of(mut self, name: &str, text: &str) -> Self {
        if let Some(first) = self.disagreements.first_mut() {
            *first = format!("{name}: {first}\n{text}");
        }
        self
    }

    pub(crate) fn disagreements(&self) -> usize {
        self.disagreements.len()
    }

    pub(crate) fn assert_agreed(&self) {
        let count = self.disagreements.len();
        let first: Vec<&str> = self.disagreements.iter().take(20).map(String::as_str).collect();
        assert!(count == 0, "{count} disagreements, the first of them:\n{}", first.join("\n"));
    }

    /// Every name was counted at least so often.
    pub(crate) fn assert_at_least(&self, least: &[(&str, u64)]) {
        for (name, count) in least {
            let found = self.counts.get(*name).copied().unwrap_or(0);
            assert!(found >= *count, "{name}: {found} of at least {count}; all:\n{self}");
        }
    }
}

impl fmt::Display for Record {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.counts.iter().try_for_each(|(name, count)| writeln!(out, "{count:>10} {name}"))
    }
}
