//! Which months are told alike: the same steps with the same figures, though they are other months' nodes.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::account::{Account, EntryId, Kind};
use super::formula::{Moment, moment};
use crate::calc::graph::{InputId, Operation};
use crate::calc::number::Number;

/// How an entry reads in a month: entries that read the same have the same number.
pub(super) struct Likeness<'a, 'm> {
    account: &'a Account<'m>,
    known: FxHashMap<Reading, usize>,
}

/// Everything of an entry that is printed.
#[derive(PartialEq, Eq, Hash)]
struct Reading {
    value: Number,
    name: Option<(Cow<'static, str>, Option<u32>, Moment)>,
    what: What,
}

#[derive(PartialEq, Eq, Hash)]
enum What {
    Constant,
    Input(InputId),
    Apply(Operation<usize>),
}

impl<'a, 'm> Likeness<'a, 'm> {
    pub(super) fn new(account: &'a Account<'m>) -> Self {
        Self { account, known: FxHashMap::default() }
    }

    /// The number of an entry as it reads in a month.
    pub(super) fn of(&mut self, entry: EntryId, month: u32) -> usize {
        self.read(entry, month, &mut FxHashMap::default())
    }

    /// `read` holds what of the month is read already: steps share steps.
    fn read(&mut self, entry: EntryId, month: u32, read: &mut FxHashMap<EntryId, usize>) -> usize {
        if let Some(number) = read.get(&entry) {
            return *number;
        }
        let of = *self.account.get(entry);
        let name = of.label.map(|label| (label.name.clone(), label.of, moment(label, Some(month))));
        let is_elsewhere = matches!(name, Some((_, _, Moment::Elsewhere(_))));
        let is_before = matches!(name, Some((_, _, Moment::Before)));
        let what = match of.kind {
            Kind::Constant => What::Constant,
            Kind::Input(input) => What::Input(input),
            // A step of another month than the one before stands by its own month, and needs no looking into.
            Kind::Apply(_) if is_elsewhere => What::Constant,
            Kind::Apply(operation) => What::Apply(self.operands(operation, month, is_before, read)),
        };
        let next = self.known.len();
        let number = *self.known.entry(Reading { value: of.value, name, what }).or_insert(next);
        read.insert(entry, number);
        number
    }

    /// What an operation reads; a step of the month before shows its formula alone.
    fn operands(
        &mut self,
        operation: Operation<EntryId>,
        month: u32,
        is_before: bool,
        read: &mut FxHashMap<EntryId, usize>,
    ) -> Operation<usize> {
        operation.map(|operand| {
            let of = *self.account.get(operand);
            match of.label {
                Some(label) if is_before => {
                    let name = Some((label.name.clone(), label.of, moment(label, Some(month))));
                    let next = self.known.len();
                    *self.known.entry(Reading { value: of.value, name, what: What::Constant }).or_insert(next)
                }
                _ => self.read(operand, month, read),
            }
        })
    }
}
