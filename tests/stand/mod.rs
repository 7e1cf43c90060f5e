//! Which way an operation goes at a place: where every one goes the same way at two places, all between is straight.

use std::cmp::Ordering;

use smarthands::calc::graph::{NodeId, Operation};
use smarthands::calc::number::Number;

/// How an operation that can turn stands: its argument, and which way it goes.
pub(crate) struct Stand {
    pub(crate) argument: Number,
    pub(crate) way: Number,
}

impl Stand {
    /// Of `Min` or `Max`, from the difference of its operands.
    pub(crate) fn of_difference(difference: Number) -> Self {
        let way = match difference.settled().cmp(&Number::ZERO) {
            Ordering::Less => Number::ONE.negated(),
            Ordering::Equal => Number::ZERO,
            Ordering::Greater => Number::ONE,
        };
        Self { argument: difference, way }
    }

    /// Whether the operation goes the same way at both places; where the operands of `Min` or `Max` are equal at one
    /// of them, it goes both ways there.
    pub(crate) fn is_like(&self, other: &Self, operation: Operation<NodeId>) -> bool {
        match operation {
            Operation::Min(..) | Operation::Max(..) => !self.way.times(other.way).unwrap().is_negative(),
            _ => self.way == other.way,
        }
    }
}
