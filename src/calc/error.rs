//! Why there is no amount: an operation has no result, or a text is no number.

use std::fmt;

/// Why an operation on amounts has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ArithmeticError {
    /// The result is beyond what 28 digits before the decimal point hold.
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
#[non_exhaustive]
pub enum LiteralError {
    /// Not digits with an optional sign, fraction and exponent.
    Malformed,
    /// More than 28 significant digits or decimal places.
    TooManyDigits,
    /// A magnitude above 10^15.
    TooLarge,
}

impl fmt::Display for LiteralError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "not an exact number: digits with an optional sign, fraction and exponent",
            Self::TooManyDigits => "more digits than are carried exactly, which are 28",
            Self::TooLarge => "larger than any amount may be",
        })
    }
}

impl std::error::Error for LiteralError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_say_what_is_wrong() {
        assert_eq!(ArithmeticError::DivisionByZero.to_string(), "division by zero");
        assert!(ArithmeticError::OutOfRange.to_string().contains("28 digits"));
        assert_eq!(LiteralError::TooLarge.to_string(), "larger than any amount may be");
        assert!(LiteralError::TooManyDigits.to_string().starts_with("more digits"));
        assert!(LiteralError::Malformed.to_string().starts_with("not an exact number"));
    }
}
