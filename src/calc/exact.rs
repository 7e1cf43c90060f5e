//! The exact reading: every node is a decimal.

use super::domain::Domain;
use super::graph::{Constant, InputId, Operation};
use super::number::{ArithmeticError, Number};

/// Exact decimals, given the value of each input.
#[derive(Debug)]
pub struct Exact<'v> {
    /// The value of input `i` at position `i`.
    pub inputs: &'v [Number],
}

impl Domain for Exact<'_> {
    type Value = Number;
    type Error = ArithmeticError;

    fn constant(&mut self, constant: &Constant) -> Result<Number, ArithmeticError> {
        Ok(constant.value)
    }

    fn input(&mut self, input: InputId) -> Result<Number, ArithmeticError> {
        Ok(self.inputs[input.index()])
    }

    fn apply(&mut self, operation: Operation<&Number>) -> Result<Number, ArithmeticError> {
        apply(operation.map(|operand| *operand))
    }
}

/// The value of one operation on exact amounts.
///
/// # Errors
/// Where the result leaves the range of exact decimals, or a divisor is zero.
pub fn apply(operation: Operation<Number>) -> Result<Number, ArithmeticError> {
    match operation {
        Operation::Add(a, b) => a.plus(b),
        Operation::Sub(a, b) => a.minus(b),
        Operation::Mul(a, b) => a.times(b),
        Operation::Div(a, b) => a.over(b),
        Operation::Min(a, b) => Ok(a.min(b)),
        Operation::Max(a, b) => Ok(a.max(b)),
        Operation::Ceil(a) => Ok(a.ceil()),
        Operation::AtLeast(a, b) => Ok(if a.is_at_least(b) { Number::ONE } else { Number::ZERO }),
    }
}
