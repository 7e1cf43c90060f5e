//! Wording, order and rounding: results become neutral rows, documents and pages, which `output` encodes.
//!
//! Every figure is rounded here and nowhere else, once.
//!
//! Unstable: no part of what [the front page](crate#what-is-stable-and-what-is-not) promises.

mod break_even;
mod chart;
mod document;
mod explanation;
mod formula;
mod gallery;
mod naming;
mod page;
mod row;
mod rule;
mod scale;
mod sight;
mod speech;
mod sweep;
mod verdict;

pub(crate) use break_even::{BREAK_EVEN_COLUMNS, Thresholds, break_even_document, break_even_page, break_even_rows};
pub(crate) use chart::{Chart, Mark, MarkKind, chart, telling_end};
#[cfg(test)]
pub(crate) use chart::{Now, Series, Stretch};
pub(crate) use document::document;
pub(crate) use explanation::{Branch, Explanation, Tree, explanation_document, tree};
pub(crate) use gallery::gallery_page;
pub(crate) use page::{Block, Page, Row, page};
pub(crate) use row::{COLUMNS, OPTION_COLUMNS, option_rows};
pub use row::{Cell, rows};
pub(crate) use scale::Scale;
#[cfg(test)]
pub(crate) use scale::Tick;
pub use sweep::sweep_rows;
pub(crate) use sweep::{
    Divisor, Piece, Standing, StraightRow, SweepResults, straight_row, sweep_columns, sweep_document, sweep_page,
};

use crate::break_even::BreakEven;
use crate::calc::number::Number;
use crate::diagnostic::Diagnostic;
use crate::evaluation::Evaluation;
use crate::scenario::Scenario;
use crate::scenario::currency::Currency;
use crate::scenario::term::Term;

/// The places of shares and volumes.
const QUANTITY_PLACES: u32 = 6;

/// Everything that is known of one scenario.
#[derive(Clone, Copy, Debug)]
pub struct Results<'r> {
    /// Its file, as messages name it.
    pub file: &'r str,
    /// The scenario.
    pub scenario: &'r Scenario,
    /// Its figures.
    pub evaluation: &'r Evaluation,
    /// Its break-even volumes, where it has a volume.
    pub break_even: Option<&'r BreakEven>,
    /// What is suspicious about it, with the line it stands on.
    pub warnings: &'r [(Diagnostic, Option<usize>)],
}

/// How figures of machine formats are written.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// The decimals of money.
    pub places: u32,
    /// Whether figures stay unrounded.
    pub is_exact: bool,
}

impl Figures {
    /// Figures of a currency.
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
    fn of(self, amount: Number, places: Places) -> Figure {
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

/// How figures of tables are written, for people.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    currency: Currency,
    is_unicode: bool,
}

impl Words {
    /// Figures in a currency, with symbols beyond ASCII or without.
    pub fn new(currency: Currency, is_unicode: bool) -> Self {
        Self { currency, is_unicode }
    }

    /// `A$88,450.00`.
    pub fn money(self, amount: Number) -> String {
        let text = grouped(&amount.to_fixed(self.currency.places()));
        let prefix = self.currency.prefix(self.is_unicode);
        match text.strip_prefix('-') {
            Some(magnitude) => format!("-{prefix}{magnitude}"),
            None => format!("{prefix}{text}"),
        }
    }

    /// `28.253205`, `1,200`.
    pub fn volume(self, amount: Number) -> String {
        grouped(&amount.to_trimmed(QUANTITY_PLACES))
    }

    /// `26.67%`.
    pub fn percent(self, share: Number) -> String {
        let percent =
            share.times(Number::whole(100)).map_or_else(|_| share.to_string(), |percent| percent.to_trimmed(2));
        format!("{}%", grouped(&percent))
    }

    /// `+26.67%`, `-14.2%`.
    pub fn signed_percent(self, share: Number) -> String {
        if share.is_negative() { self.percent(share) } else { format!("+{}", self.percent(share)) }
    }

    /// A value that a term might have: money with at least its usual decimals, shares in per cent, up to six decimals.
    pub fn term(self, term: &Term, value: Number) -> String {
        if term.takes_percent() {
            let percent = value.times(Number::whole(100)).unwrap_or(value);
            return format!("{}%", self.volume(percent));
        }
        if !term.unit.is_money() {
            return self.volume(value);
        }
        let (usual, full) = (value.rounded(self.currency.places()), value.rounded(QUANTITY_PLACES));
        // A threshold of few decimals is told whole; of many, to the cent, and a small rate to a hundredth of it.
        let fine = value.rounded(self.currency.places() + 2);
        let is_small = value.magnitude() < Number::whole(10);
        if usual == full || (full != fine && !is_small) {
            return self.money(value);
        }
        let prefix = self.currency.prefix(self.is_unicode);
        let sign = if value.is_negative() { "-" } else { "" };
        format!("{sign}{prefix}{}", self.volume(fine.magnitude()))
    }

    /// A dash for what does not apply.
    pub fn nothing(self) -> String {
        if self.is_unicode { "–".to_owned() } else { "-".to_owned() }
    }

    /// One of two glyphs.
    pub fn glyph(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.is_unicode { unicode } else { ascii }
    }
}

/// Digits in groups of three: `1,234.50`.
pub fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut text = String::from(sign);
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_once_and_grouped() {
        let number = |text| Number::parse(text).unwrap();
        let words = Words::new(Currency::AUD, true);
        assert_eq!(words.money(number("-1234567.005")), "-A$1,234,567.01");
        assert_eq!(words.volume(number("4.66176470588")), "4.661765");
        assert_eq!(words.volume(number("28.5000000")), "28.5");
        assert_eq!(words.percent(number("0.266666666")), "26.67%");
        let figures = Figures::new(Currency::AUD, false);
        assert_eq!(figures.quantity(number("40.0")), "40");
        assert_eq!(figures.money(number("7")), "7.00");
        assert_eq!(Figures::new(Currency::AUD, true).money(number("7.10")), "7.1");
    }
}
