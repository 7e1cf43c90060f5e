//! Steps of an account: a figure, its formula, and the figures that the formula mentions, downwards.

use rustc_hash::FxHashSet;

use super::account::{Account, EntryId, Kind};
use super::formula::{Moment, Writer, moment};
use super::{Name, Step, Told, shown_of};

/// The most steps below each other, whatever is asked for: the stack is finite.
const DEEPEST: usize = 64;

/// The most figures in the formula of a step of another month: a longer one says nothing beside this month's.
const MOST_ELSEWHERE: usize = 8;

/// Tells the steps of a line, each once.
pub(super) struct Teller<'a, 'm> {
    account: &'a Account<'m>,
    told: FxHashSet<EntryId>,
    /// Whether people read it, who are shown some of very many children.
    is_cut: bool,
}

impl<'a, 'm> Teller<'a, 'm> {
    /// A teller that has told nothing yet.
    pub(super) fn new(account: &'a Account<'m>, is_cut: bool) -> Self {
        Self { account, told: FxHashSet::default(), is_cut }
    }

    /// The step of an entry under another name, down to `depth` further levels.
    pub(super) fn root(&mut self, name: Name<'m>, entry: EntryId, month: Option<u32>, depth: usize) -> Step<'m> {
        let mut step = self.step(entry, month, depth.min(DEEPEST), true);
        step.mention.name = name;
        step
    }

    /// A step by its value alone.
    fn mentioned(&self, entry: EntryId, month: Option<u32>) -> Step<'m> {
        let mention = Writer::mention(self.account, entry, month);
        Step { mention, months: Vec::new(), formula: None, told: Told::Fully, children: Vec::new() }
    }

    fn step(&mut self, entry: EntryId, month: Option<u32>, depth: usize, is_root: bool) -> Step<'m> {
        let leaf = self.mentioned(entry, month);
        let of = self.account.get(entry);
        if !is_root && !matches!(of.kind, Kind::Apply(_)) {
            return leaf;
        }
        // The month whose words a step of another month is told in: this one's for the month before, else its own.
        let elsewhere = of.label.filter(|_| !is_root).and_then(|label| match moment(label, month) {
            Moment::Now(_) => None,
            Moment::Before => Some(month),
            Moment::Elsewhere(first) => Some(Some(first)),
            Moment::Any => (!label.months.is_empty()).then(|| label.months.first().copied()),
        });
        if let Some(words_of) = elsewhere {
            let (formula, mentioned) = Writer::formula(self.account, entry, words_of);
            let formula = Some(formula).filter(|_| mentioned.len() <= MOST_ELSEWHERE);
            return Step { formula, told: Told::Elsewhere, ..leaf };
        }
        if self.told.contains(&entry) && !is_root {
            return Step { told: Told::Above, ..leaf };
        }
        if is_root && of.kind == Kind::Constant {
            return leaf;
        }
        let (formula, mentioned) = Writer::formula(self.account, entry, month);
        let Some(depth) = depth.checked_sub(1) else { return Step { formula: Some(formula), ..leaf } };
        if !is_root {
            self.told.insert(entry);
        }
        // What is not shown is not told either, or a later mention would point to nothing.
        let shown = if self.is_cut { shown_of(mentioned.len()) } else { mentioned.len() };
        let mut children = Vec::with_capacity(mentioned.len());
        for (position, entry) in mentioned.into_iter().enumerate() {
            let is_shown = position < shown;
            children.push(if is_shown { self.step(entry, month, depth, false) } else { self.mentioned(entry, month) });
        }
        Step { formula: Some(formula), children, ..leaf }
    }
}
