//! The declaration of a key: one place for its name, form, unit, limits, default and meaning.
//!
//! Reading, messages and suggestions all use it, so that none can know another format than the rest.

use crate::calc::number::Number;
use crate::calc::unit::Unit;

/// A key of a table.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What may stand there.
    pub form: Form,
    /// What an absent key means, as the documents write it; empty where nothing is assumed.
    pub default: Option<Number>,
    /// What it is, in a few words.
    pub doc: &'static str,
    /// Why no switching value of the term is sought, where none is (`docs/economics.md` section 14).
    pub fixed_because: Option<&'static str>,
}

/// What may stand at a key.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A number with a unit.
    Quantity(Quantity),
    /// A number with a unit, or one of these words.
    QuantityOr(Quantity, &'static [&'static str]),
    /// A whole number within limits.
    Count(Limits),
    /// Text of one line.
    Name,
    /// Text.
    Text,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// Something with its own reader: a table or a list, described in words.
    Other(&'static str),
}

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
            Notation::Number => grouped(value),
            Notation::Share | Notation::Markup if value == 0 => "0".to_owned(),
            Notation::Share | Notation::Markup => format!("{}%", grouped(value.saturating_mul(100))),
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

impl Key {
    const fn new(name: &'static str, form: Form, doc: &'static str) -> Self {
        Self { name, form, default: None, doc, fixed_because: None }
    }

    /// A numeric term.
    pub(crate) const fn quantity(name: &'static str, unit: Unit, limits: Limits, doc: &'static str) -> Self {
        let quantity = Quantity { unit, limits, notation: Notation::Number, rangeable: true };
        Self::new(name, Form::Quantity(quantity), doc)
    }

    /// A share or rate, written as a percentage or a fraction.
    pub(crate) const fn share(name: &'static str, unit: Unit, limits: Limits, doc: &'static str) -> Self {
        let quantity = Quantity { unit, limits, notation: Notation::Share, rangeable: true };
        Self::new(name, Form::Quantity(quantity), doc)
    }

    /// An amount of money in a unit such as per hour.
    pub(crate) const fn money(name: &'static str, unit: Unit, doc: &'static str) -> Self {
        Self::quantity(name, unit, Limits::MONEY, doc)
    }

    /// A whole number.
    pub(crate) const fn count(name: &'static str, low: i64, high: i64, doc: &'static str) -> Self {
        Self::new(name, Form::Count(Limits::to(low, high)), doc)
    }

    /// Text of one line.
    pub(crate) const fn name(name: &'static str, doc: &'static str) -> Self {
        Self::new(name, Form::Name, doc)
    }

    /// Text.
    pub(crate) const fn text(name: &'static str, doc: &'static str) -> Self {
        Self::new(name, Form::Text, doc)
    }

    /// One of several words.
    pub(crate) const fn choice(name: &'static str, words: &'static [&'static str], doc: &'static str) -> Self {
        Self::new(name, Form::Choice(words), doc)
    }

    /// True or false.
    pub(crate) const fn flag(name: &'static str, doc: &'static str) -> Self {
        Self::new(name, Form::Flag, doc)
    }

    /// Something with a reader of its own.
    pub(crate) const fn other(name: &'static str, what: &'static str, doc: &'static str) -> Self {
        Self::new(name, Form::Other(what), doc)
    }

    /// With the value that an absent key means.
    pub(crate) const fn default(mut self, value: Number) -> Self {
        self.default = Some(value);
        self
    }

    /// Without switching values, for a reason that ends "not offered: …".
    pub(crate) const fn without_switching(mut self, reason: &'static str) -> Self {
        self.fixed_because = Some(reason);
        self
    }

    /// Without ranges.
    pub(crate) const fn fixed(mut self) -> Self {
        if let Form::Quantity(quantity) = self.form {
            self.form = Form::Quantity(Quantity { rangeable: false, ..quantity });
        }
        self
    }

    /// Also one of several words.
    pub(crate) const fn or_words(mut self, words: &'static [&'static str]) -> Self {
        if let Form::Quantity(quantity) = self.form {
            self.form = Form::QuantityOr(quantity, words);
        }
        self
    }

    /// The numeric term, where it is one.
    pub(crate) fn as_quantity(&self) -> Option<Quantity> {
        match self.form {
            Form::Quantity(quantity) | Form::QuantityOr(quantity, _) => Some(quantity),
            Form::Count(_) | Form::Name | Form::Text | Form::Choice(_) | Form::Flag | Form::Other(_) => None,
        }
    }
}
