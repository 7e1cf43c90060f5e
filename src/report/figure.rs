//! Figures of machine formats, and how they are rounded.

use crate::calc::number::Number;
use crate::scenario::currency::Currency;

/// The places of shares and volumes.
pub(super) const QUANTITY_PLACES: u32 = 6;

/// How figures of machine formats are written.
#[derive(Clone, Copy, Debug)]
pub struct Rounding {
    /// The decimals of money.
    pub places: u32,
    /// Whether figures stay unrounded.
    pub is_exact: bool,
}

impl Rounding {
    /// That of a currency.
    pub fn new(currency: Currency, is_exact: bool) -> Self {
        Self { places: currency.places(), is_exact }
    }

    /// Money, with the currency's decimals.
    pub fn money(self, amount: Number) -> String {
        self.of_money(amount).to_string()
    }

    /// A share or volume, with at most six decimals.
    pub fn quantity(self, amount: Number) -> String {
        self.of_quantity(amount).to_string()
    }

    /// Money, to be written later.
    pub fn of_money(self, amount: Number) -> Figure {
        self.of(amount, Places::Fixed(self.places))
    }

    /// A share or volume, to be written later.
    pub fn of_quantity(self, amount: Number) -> Figure {
        self.of(amount, Places::QUANTITY)
    }

    /// A figure, to be written later.
    pub(super) fn of(self, amount: Number, places: Places) -> Figure {
        Figure { amount, places: (!self.is_exact).then_some(places) }
    }
}

/// A figure of a machine format, and how it is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    amount: Number,
    /// None where it stays unrounded.
    places: Option<Places>,
}

/// How a figure is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
    /// With so many decimals.
    Fixed(u32),
    /// With at most so many decimals.
    Trimmed(u32),
}

impl Places {
    /// Those of shares and volumes.
    pub const QUANTITY: Self = Self::Trimmed(QUANTITY_PLACES);

    /// How many there are at the most.
    pub fn most(self) -> u32 {
        match self {
            Self::Fixed(places) | Self::Trimmed(places) => places,
        }
    }
}

impl Figure {
    /// Writes it at the end of a text.
    pub fn write(self, text: &mut String) {
        match self.places {
            Some(Places::Fixed(places)) => self.amount.write_fixed(places, text),
            Some(Places::Trimmed(places)) => self.amount.write_trimmed(places, text),
            None => self.amount.write_exact(text),
        }
    }
}

impl std::fmt::Display for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::new();
        self.write(&mut text);
        f.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_unless_they_stay_exact() {
        let number = |text| Number::parse(text).unwrap();
        let rounding = Rounding::new(Currency::AUD, false);
        assert_eq!(rounding.quantity(number("40.0")), "40");
        assert_eq!(rounding.money(number("7")), "7.00");
        assert_eq!(Rounding::new(Currency::AUD, true).money(number("7.10")), "7.1");
    }
}
