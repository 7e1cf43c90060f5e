//! What a number of the file may be: its unit, its limits, how it is written.

use crate::calc::number::Number;
use crate::calc::unit::Unit;

/// A numeric term.
#[derive(Clone, Copy, Debug)]
pub struct Quantity {
    /// What it is an amount of.
    pub unit: Unit,
    /// The allowed values.
    pub limits: Limits,
    /// How it may be written.
    pub notation: Notation,
    /// Whether a range may stand for it.
    pub rangeable: bool,
}

/// How a quantity may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// As a number.
    Number,
    /// As a percentage, or as a fraction between -1 and 1.
    Share,
    /// As a percentage, or as a fraction of any size.
    Markup,
}

/// An interval of allowed values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The lower bound.
    pub low: i64,
    /// Whether the lower bound itself is excluded.
    pub above: bool,
    /// The upper bound.
    pub high: i64,
    /// Whether the upper bound itself is excluded.
    pub below: bool,
}

impl Limits {
    /// From `low` to `high`, both included.
    pub const fn to(low: i64, high: i64) -> Self {
        Self { low, above: false, high, below: false }
    }

    /// Above zero, to `high`.
    pub const fn above_zero_to(high: i64) -> Self {
        Self { low: 0, above: true, high, below: false }
    }

    /// From zero up to, not including, one.
    pub const BELOW_ONE: Self = Self { low: 0, above: false, high: 1, below: true };
    /// A share.
    pub const SHARE: Self = Self::to(0, 1);
    /// Money.
    pub const MONEY: Self = Self::to(0, 1_000_000_000_000);
    /// Money in either direction.
    pub const CREDIT: Self = Self::to(-1_000_000_000_000, 1_000_000_000_000);
    /// Visits, clients and pooled hours.
    pub const VOLUME: Self = Self::to(0, 10_000_000);
    /// Hours of one visit or trip.
    pub const HOURS: Self = Self::to(0, 1_000);
    /// Kilometres.
    pub const DISTANCE: Self = Self::to(0, 40_000);
    /// Multipliers.
    pub const MULTIPLIER: Self = Self::to(0, 10);
    /// Counts of things that are divided by.
    pub const DIVISOR: Self = Self::above_zero_to(1_000_000);
    /// Yearly rates.
    pub const YEARLY_RATE: Self = Self { low: -1, above: true, high: 10, below: false };

    /// Whether the value is allowed.
    pub fn hold(self, value: Number) -> bool {
        let (low, high) = (Number::from(self.low), Number::from(self.high));
        let over = if self.above { value > low } else { value >= low };
        let under = if self.below { value < high } else { value <= high };
        over && under
    }

    /// The limits in words: `from 0 to 1,000`.
    pub fn in_words(self, notation: Notation) -> String {
        let bound = |value: i64| match notation {
            Notation::Number | Notation::Markup => grouped(value),
            Notation::Share if value == 0 => "0".to_owned(),
            Notation::Share => format!("{}%", grouped(value.saturating_mul(100))),
        };
        let low = if self.above { format!("above {}", bound(self.low)) } else { format!("from {}", bound(self.low)) };
        let high = if self.below { format!("below {}", bound(self.high)) } else { format!("to {}", bound(self.high)) };
        match (self.above, self.below) {
            (true, false) => format!("{low} and up {high}"),
            _ => format!("{low} {high}"),
        }
        .replace(" below ", " up to, not including, ")
    }
}

fn grouped(value: i64) -> String {
    crate::report::grouped(&value.to_string())
}
