//! The units reading: every node is a unit, and hours are never added to dollars.

use std::fmt;

use super::domain::Domain;
use super::graph::{Constant, InputId, Operation};
use super::unit::Unit;

/// Units, given the unit of each input.
#[derive(Debug)]
pub struct Dimensions<'v> {
    /// The unit of input `i` at position `i`.
    pub inputs: &'v [Unit],
}

/// A unit, or none in particular: a zero is a zero of every unit.
pub type MaybeUnit = Option<Unit>;

/// Units that do not fit together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitError {
    /// Added, subtracted or compared.
    Differ(Unit, Unit),
    /// Rounded up to whole ones, but not a count of anything.
    NotCountable(Unit),
}

impl fmt::Display for UnitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Differ(a, b) => {
                write!(f, "{a} is added to or compared with {b}: a factor of {} is missing", a.quotient(*b))
            }
            Self::NotCountable(unit) => write!(f, "{unit} is rounded up, but comes in no whole pieces"),
        }
    }
}

impl std::error::Error for UnitError {}

impl Domain for Dimensions<'_> {
    type Value = MaybeUnit;
    type Error = UnitError;

    fn constant(&mut self, constant: &Constant) -> Result<MaybeUnit, UnitError> {
        Ok(if constant.value.is_zero() { None } else { Some(constant.unit) })
    }

    fn input(&mut self, input: InputId) -> Result<MaybeUnit, UnitError> {
        Ok(Some(self.inputs[input.index()]))
    }

    fn apply(&mut self, operation: Operation<&MaybeUnit>) -> Result<MaybeUnit, UnitError> {
        match operation.map(|operand| *operand) {
            Operation::Add(a, b) | Operation::Sub(a, b) | Operation::Min(a, b) | Operation::Max(a, b) => common(a, b),
            Operation::Mul(a, b) => Ok(a.zip(b).map(|(a, b)| a.product(b))),
            Operation::Div(a, b) => Ok(a.zip(b).map(|(a, b)| a.quotient(b))),
            Operation::Ceil(a) => match a {
                Some(unit) if !unit.is_countable() => Err(UnitError::NotCountable(unit)),
                countable => Ok(countable),
            },
            Operation::AtLeast(a, b) => common(a, b).map(|_| Some(Unit::NONE)),
        }
    }
}

fn common(a: MaybeUnit, b: MaybeUnit) -> Result<MaybeUnit, UnitError> {
    match (a, b) {
        (Some(a), Some(b)) if a != b => Err(UnitError::Differ(a, b)),
        _ => Ok(a.or(b)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::number::Number;
    use super::*;

    #[test]
    fn inputs_and_constants_have_their_units_and_zero_any() {
        let mut domain = Dimensions { inputs: &[Unit::HOURS] };
        let constant = |value: u32| Constant { value: Number::whole(value), unit: Unit::PER_YEAR };
        assert_eq!(domain.input(InputId(0)), Ok(Some(Unit::HOURS)));
        assert_eq!(domain.constant(&constant(12)), Ok(Some(Unit::PER_YEAR)));
        assert_eq!(domain.constant(&constant(0)), Ok(None));
    }

    #[test]
    fn what_does_not_fit_is_told() {
        let differ = UnitError::Differ(Unit::MONEY, Unit::HOURS).to_string();
        assert_eq!(differ, "money is added to or compared with h: a factor of money/h is missing");
        let hours = UnitError::NotCountable(Unit::HOURS).to_string();
        assert_eq!(hours, "h is rounded up, but comes in no whole pieces");
    }
}
