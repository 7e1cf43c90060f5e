//! Why there is no amount: an operation has no result, or a text is no number.

use std::fmt;

/// Why an operation on amounts has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArithmeticError {
    /// The result is beyond what 28 digits hold.
    OutOfRange,
    /// A division by zero.
    DivisionByZero,
}

impl fmt::Display for ArithmeticError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OutOfRange => "the figure leaves the range of exact decimals (28 digits)",
            Self::DivisionByZero => "division by zero",
        })
    }
}

impl std::error::Error for ArithmeticError {}

/// Why a text is not an exact number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiteralError {
    /// Not digits with an optional sign, fraction and exponent.
    Malformed,
    /// More than 28 significant digits or decimal places.
    TooManyDigits,
    /// A magnitude above 10^15.
    TooLarge,
}
