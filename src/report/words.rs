//! Figures as people read them: with currencies, per cent and digits in groups.

use super::figure::QUANTITY_PLACES;
use crate::calc::number::Number;
use crate::scenario::currency::Currency;
use crate::scenario::term::Term;

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

    /// Whether symbols may be other than ASCII.
    pub(super) fn is_unicode(self) -> bool {
        self.is_unicode
    }

    /// What stands before money: `A$`.
    pub(super) fn prefix(self) -> String {
        self.currency.prefix(self.is_unicode)
    }

    /// `A$88,450.00`.
    pub fn money(self, amount: Number) -> String {
        let text = grouped(&amount.to_fixed(self.currency.places()));
        let prefix = self.prefix();
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
        format!("{}%", grouped(&share.to_percent(2)))
    }

    /// `+26.67%`, `-14.2%`.
    pub fn signed_percent(self, share: Number) -> String {
        if share.is_negative() { self.percent(share) } else { format!("+{}", self.percent(share)) }
    }

    /// A value that a term might have: money with at least its usual decimals, shares in per cent, up to six decimals.
    pub fn term(self, term: &Term, value: Number) -> String {
        if term.takes_percent() {
            return format!("{}%", grouped(&value.to_percent(QUANTITY_PLACES)));
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
        let prefix = self.prefix();
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
    fn figures_are_grouped() {
        let number = |text| Number::parse(text).unwrap();
        let words = Words::new(Currency::AUD, true);
        assert_eq!(words.money(number("-1234567.005")), "-A$1,234,567.01");
        assert_eq!(words.volume(number("4.66176470588")), "4.661765");
        assert_eq!(words.volume(number("28.5000000")), "28.5");
        assert_eq!(words.percent(number("0.266666666")), "26.67%");
        // What is too large to be multiplied by 100 is so in per cent all the same.
        let share = number("-123456789012345.0123456789012").times(number("1e12")).unwrap();
        assert_eq!(share.to_string(), "-123456789012345012345678901.2");
        assert_eq!(words.percent(share), "-12,345,678,901,234,501,234,567,890,120%");
    }
}
