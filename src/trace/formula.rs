//! A formula over figures that have a name: as it is said, sums and products without needless nesting.

use super::account::{Account, EntryId, Kind};
use super::{Mention, Name};
use crate::calc::graph::{Label, Operation};
use rustc_hash::FxHashSet;

/// The most operations inside each other that a formula holds; what is deeper becomes a step of its own.
const MOST_NESTED: usize = 6;
/// The most operands that a formula holds, for the same reason.
const MOST_OPERANDS: usize = 4_096;

/// Whether an addend is added or taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `+`
    Plus,
    /// `−`
    Minus,
}

/// Whether a factor multiplies or divides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factor {
    /// `×`
    Times,
    /// `÷`
    Over,
}

/// A formula.
#[derive(Clone, Debug)]
pub enum Formula<'m> {
    /// A figure.
    Figure(Mention<'m>),
    /// Added and taken away, in order; the first is added.
    Sum(Vec<(Sign, Formula<'m>)>),
    /// Multiplied and divided, in order; the first multiplies.
    Product(Vec<(Factor, Formula<'m>)>),
    /// The greatest of all.
    Greatest(Vec<Formula<'m>>),
    /// The least of all.
    Least(Vec<Formula<'m>>),
    /// Rounded up to a whole number.
    RoundedUp(Box<Formula<'m>>),
    /// 1 where the first is not below the second, else 0.
    AtLeast(Box<Formula<'m>>, Box<Formula<'m>>),
}

/// When a step is, seen from a month in whose words it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    /// In any month, or in every one that it belongs to.
    Any,
    /// In that month itself.
    Now(u32),
    /// In the month before.
    Before,
    /// In another one, the first of those that it belongs to.
    Elsewhere(u32),
}

/// When a step is, seen from a month.
pub(super) fn moment(label: &Label, month: Option<u32>) -> Moment {
    match (label.months.as_slice(), month) {
        ([], _) | (_, None) => Moment::Any,
        (months, Some(month)) if months.contains(&month) => Moment::Now(month),
        (months, Some(month)) if months.contains(&(month.saturating_sub(1))) => Moment::Before,
        ([first, ..], Some(_)) => Moment::Elsewhere(*first),
    }
}

/// Writes the formula of one entry, and collects the entries that it mentions.
pub(super) struct Writer<'a, 'm> {
    account: &'a Account<'m>,
    /// The month, from 1, in whose words steps are called.
    month: Option<u32>,
    operands: usize,
    mentioned: Vec<EntryId>,
    known: FxHashSet<EntryId>,
}

impl<'a, 'm> Writer<'a, 'm> {
    /// The formula of an entry, and the entries that it mentions, each once; constants are not among them.
    pub(super) fn formula(account: &'a Account<'m>, entry: EntryId, month: Option<u32>) -> (Formula<'m>, Vec<EntryId>) {
        let mut writer = Self { account, month, operands: 0, mentioned: Vec::new(), known: FxHashSet::default() };
        let formula = match account.get(entry).kind {
            Kind::Apply(operation) => writer.operation(operation, 0),
            Kind::Constant | Kind::Input(_) => writer.figure(entry),
        };
        (formula, writer.mentioned)
    }

    /// How a formula mentions an entry.
    pub(super) fn mention(account: &Account<'m>, entry: EntryId, month: Option<u32>) -> Mention<'m> {
        let entry = account.get(entry);
        let name = match (entry.kind, entry.label) {
            (Kind::Constant, _) => Name::Constant,
            (Kind::Input(input), _) => Name::Term(input),
            (Kind::Apply(_), None) => Name::Interim,
            (Kind::Apply(_), Some(label)) => Name::Step(label, moment(label, month)),
        };
        Mention { name, value: entry.value, unit: entry.unit }
    }

    fn figure(&mut self, entry: EntryId) -> Formula<'m> {
        if self.account.get(entry).kind != Kind::Constant && self.known.insert(entry) {
            self.mentioned.push(entry);
        }
        Formula::Figure(Self::mention(self.account, entry, self.month))
    }

    /// An operand: a figure where it has a name, else a formula inside the formula.
    fn operand(&mut self, entry: EntryId, nested: usize) -> Formula<'m> {
        self.operands += 1;
        match self.inner(entry) {
            Some(operation) if nested < MOST_NESTED && self.operands < MOST_OPERANDS => {
                self.operation(operation, nested + 1)
            }
            _ => self.figure(entry),
        }
    }

    /// The operation of an entry without a name.
    fn inner(&self, entry: EntryId) -> Option<Operation<EntryId>> {
        match *self.account.get(entry) {
            super::account::Entry { kind: Kind::Apply(operation), label: None, .. } => Some(operation),
            _ => None,
        }
    }

    fn operation(&mut self, operation: Operation<EntryId>, nested: usize) -> Formula<'m> {
        match operation {
            Operation::Add(..) | Operation::Sub(..) => {
                let addends = self.flattened(operation, Sign::Plus, |operation| match operation {
                    Operation::Add(a, b) => Some((a, Sign::Plus, b)),
                    Operation::Sub(a, b) => Some((a, Sign::Minus, b)),
                    _ => None,
                });
                Formula::Sum(addends.into_iter().map(|(sign, entry)| (sign, self.operand(entry, nested))).collect())
            }
            Operation::Mul(..) | Operation::Div(..) => {
                let factors = self.flattened(operation, Factor::Times, |operation| match operation {
                    Operation::Mul(a, b) => Some((a, Factor::Times, b)),
                    Operation::Div(a, b) => Some((a, Factor::Over, b)),
                    _ => None,
                });
                let factors = factors.into_iter().map(|(factor, entry)| (factor, self.operand(entry, nested)));
                Formula::Product(factors.collect())
            }
            Operation::Max(a, b) => {
                let inside = |operation| match operation {
                    Operation::Max(a, b) => Some((a, b)),
                    _ => None,
                };
                self.choice(a, b, inside, nested, Formula::Greatest)
            }
            Operation::Min(a, b) => {
                let inside = |operation| match operation {
                    Operation::Min(a, b) => Some((a, b)),
                    _ => None,
                };
                self.choice(a, b, inside, nested, Formula::Least)
            }
            Operation::Ceil(a) => Formula::RoundedUp(Box::new(self.operand(a, nested))),
            Operation::AtLeast(a, b) => {
                Formula::AtLeast(Box::new(self.operand(a, nested)), Box::new(self.operand(b, nested)))
            }
        }
    }

    /// The operands of operations of one kind inside each other, in order, given the first operand, the sign and the second
    /// operand of such an operation. A first operand, and a second whose sign is the first's, may be one of them itself; what
    /// is taken away or divided by stays one.
    fn flattened<S: Copy + PartialEq>(
        &self,
        operation: Operation<EntryId>,
        first: S,
        parts: impl Fn(Operation<EntryId>) -> Option<(EntryId, S, EntryId)>,
    ) -> Vec<(S, EntryId)> {
        let split = |operation| parts(operation).map(|(a, sign, b)| [(sign, b), (first, a)]);
        let mut open: Vec<(S, EntryId)> = split(operation).into_iter().flatten().collect();
        let mut operands = Vec::new();
        while let Some((sign, entry)) = open.pop() {
            match self.inner(entry).filter(|_| sign == first).and_then(split) {
                Some(inner) => open.extend(inner),
                None => operands.push((sign, entry)),
            }
        }
        operands
    }

    /// The greatest or the least of several, each once, constants first: `max(0, a − b)`.
    fn choice(
        &mut self,
        a: EntryId,
        b: EntryId,
        inside: impl Fn(Operation<EntryId>) -> Option<(EntryId, EntryId)>,
        nested: usize,
        formula: impl Fn(Vec<Formula<'m>>) -> Formula<'m>,
    ) -> Formula<'m> {
        let mut open = vec![b, a];
        let (mut constants, mut others, mut known) = (Vec::new(), Vec::new(), FxHashSet::default());
        while let Some(entry) = open.pop() {
            match self.inner(entry).and_then(&inside) {
                Some((a, b)) => open.extend([b, a]),
                None if !known.insert(entry) => (),
                None if self.account.get(entry).kind == Kind::Constant => constants.push(entry),
                None => others.push(entry),
            }
        }
        constants.append(&mut others);
        match constants.as_slice() {
            [only] => self.operand(*only, nested),
            all => formula(all.iter().map(|entry| self.operand(*entry, nested)).collect()),
        }
    }
}
