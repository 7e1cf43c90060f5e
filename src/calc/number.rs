//! The exact amount: a decimal of up to 28 significant digits behind checked operations.
//!
//! Nothing here passes through binary floating point and nothing panics. The representation is private, so that
//! another one would change this file alone.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

use super::digits;
pub use super::error::{ArithmeticError, LiteralError};
use super::literal;

/// The places to which thresholds and equality see an amount (`docs/economics.md` section 1): enough for every
/// figure that a scenario can state, and few enough to absorb what division loses at the 28th digit.
const SETTLED_PLACES: u32 = 12;
/// How many thousandths of a binary digit a decimal digit has.
const BITS_A_DIGIT: i64 = 3_322;

/// An exact decimal amount: money, hours, visits, a share as a fraction of one.
///
/// It holds up to 28 significant digits, and as many decimal places. Operations are checked: a sum, difference or product
/// that needs more digits than there are loses the last ones, as a quotient does, and one that is too large is an error.
/// Two amounts are equal where their values are, however many zeros they are written with; [`Number::settled`] is what the
/// library compares. It is printed in full, without trailing zeros.
///
/// ```
/// use smarthands::Number;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let hourly_rate = Number::parse("127.50")?;
/// let month = hourly_rate.times(Number::parse("8.25")?)?;
/// assert_eq!(month.to_string(), "1051.875");
/// assert_eq!(month.to_fixed(2), "1051.88");
/// assert_eq!(Number::parse_percent("60%")?, Number::parse("0.6")?);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Decimal);

type Result<T> = std::result::Result<T, ArithmeticError>;

impl Number {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// One.
    pub const ONE: Self = Self(Decimal::ONE);

    /// A whole number.
    pub const fn whole(value: u32) -> Self {
        Self::scaled(value, 0)
    }

    /// A number of `digits` after moving the decimal point `places` to the left; `places` above 28 count as 28.
    pub const fn scaled(digits: u32, places: u32) -> Self {
        Self(Decimal::from_parts(digits, 0, 0, false, if places > 28 { 28 } else { places }))
    }

    /// Ten to the minus `places`, the unit in the last place; `places` above 28 count as 28.
    pub const fn unit_in_place(places: u32) -> Self {
        Self::scaled(1, places)
    }

    /// Reads a TOML number from its digits: sign, digits, `_` between digits, a fraction, an exponent.
    ///
    /// # Errors
    /// [`LiteralError`] where the text is no such number, or cannot be held exactly.
    pub fn parse(text: &str) -> std::result::Result<Self, LiteralError> {
        literal::number(text).and_then(Self::from_digits)
    }

    /// Reads a percentage, such as `60%` or `-1.5 %`, as a fraction of one.
    ///
    /// # Errors
    /// [`LiteralError`], as in [`Number::parse`].
    pub fn parse_percent(text: &str) -> std::result::Result<Self, LiteralError> {
        literal::percentage(text).and_then(Self::from_digits)
    }

    fn from_digits((digits, places): literal::Digits) -> std::result::Result<Self, LiteralError> {
        Decimal::try_from_i128_with_scale(digits, places).map(Self).map_err(|_| LiteralError::TooManyDigits)
    }

    /// The sum.
    ///
    /// # Errors
    /// [`ArithmeticError::OutOfRange`], as of [`Number::minus`] and [`Number::times`].
    pub fn plus(self, other: Self) -> Result<Self> {
        self.0.checked_add(other.0).map(Self).ok_or(ArithmeticError::OutOfRange)
    }

    /// The sum of some amounts; 0 of none.
    pub(crate) fn sum(amounts: &[Self]) -> Result<Self> {
        amounts.iter().try_fold(Self::ZERO, |sum, amount| sum.plus(*amount))
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Result<Self> {
        self.0.checked_sub(other.0).map(Self).ok_or(ArithmeticError::OutOfRange)
    }

    /// The product.
    pub fn times(self, other: Self) -> Result<Self> {
        self.0.checked_mul(other.0).map(Self).ok_or(ArithmeticError::OutOfRange)
    }

    /// The quotient, to 28 significant digits.
    ///
    /// # Errors
    /// [`ArithmeticError::DivisionByZero`], and [`ArithmeticError::OutOfRange`].
    pub fn over(self, other: Self) -> Result<Self> {
        if other.0.is_zero() {
            return Err(ArithmeticError::DivisionByZero);
        }
        self.0.checked_div(other.0).map(Self).ok_or(ArithmeticError::OutOfRange)
    }

    /// The amount with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        if self.0.is_zero() { Self::ZERO } else { Self(-self.0) }
    }

    /// The amount without its sign.
    #[must_use]
    pub fn magnitude(self) -> Self {
        Self(self.0.abs())
    }

    /// The amount as thresholds and equality see it: rounded to 12 places.
    #[must_use]
    pub fn settled(self) -> Self {
        if self.0.scale() <= SETTLED_PLACES { self } else { self.rounded_once(SETTLED_PLACES) }
    }

    /// The least whole number that is not below the settled amount.
    #[must_use]
    pub fn ceil(self) -> Self {
        Self(self.settled().0.ceil())
    }

    /// The greatest whole number that is not above the settled amount.
    #[must_use]
    pub fn floor(self) -> Self {
        Self(self.settled().0.floor())
    }

    /// Whether the settled amounts are equal.
    pub fn settles_to(self, other: Self) -> bool {
        self.settled() == other.settled()
    }

    /// Whether the settled amount is not below the other's.
    pub fn is_at_least(self, other: Self) -> bool {
        self.settled() >= other.settled()
    }

    /// Rounded to 24 significant digits: what four more digits lost on the way is gone with them, so that a place that
    /// was computed through quotients is the round number that it should be.
    #[must_use]
    pub(crate) fn steadied(self) -> Self {
        self.significant(24)
    }

    /// Of two amounts that are meant to be the same, the one that needs fewer digits: the other lost some on its way.
    #[must_use]
    pub(crate) fn plainer(self, other: Self) -> Self {
        if other.0.normalize().scale() < self.0.normalize().scale() { other } else { self }
    }

    /// Rounded half away from zero to so many significant digits; digits before the point stay, if only as zeros.
    #[must_use]
    pub fn significant(self, digits: u32) -> Self {
        let written = digits::count(self.0.mantissa().unsigned_abs());
        match written.checked_sub(digits) {
            None | Some(0) => self,
            // Digits before the point stay, if only as zeros.
            Some(more) if more > self.0.scale() => {
                let rounded = self.0.round_sf_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
                Self(rounded.unwrap_or(self.0))
            }
            Some(more) => self.rounded_once(self.0.scale() - more),
        }
    }

    /// Whether it is, without its sign, at most ten to the minus `places` of another amount above zero.
    pub(crate) fn is_negligible_beside(self, other: Self, places: u32) -> Result<bool> {
        // Sizes that are far apart need no arithmetic; each is known to two bits.
        if !self.is_zero() && self.size() > other.size() - i64::from(places) * BITS_A_DIGIT + 4_000 {
            return Ok(false);
        }
        Ok(self.magnitude() <= other.times(Self::unit_in_place(places))?)
    }

    /// Whether two places that are not below zero are one whose last digits were lost in two ways: they agree to 18 digits.
    pub(crate) fn is_same_place(self, other: Self) -> Result<bool> {
        Ok(self == other || self.minus(other)?.is_negligible_beside(self.max(other), 18)?)
    }

    /// The binary logarithm in thousandths, rounded up by at most two.
    fn size(self) -> i64 {
        let bits = u128::BITS - self.0.mantissa().unsigned_abs().leading_zeros();
        i64::from(bits) * 1_000 - i64::from(self.0.scale()) * BITS_A_DIGIT
    }

    /// The sign of the settled amount.
    pub(crate) fn settled_sign(self) -> Ordering {
        let (digits, scale) = (self.0.mantissa(), self.0.scale());
        let vanishes = scale > SETTLED_PLACES && digits::vanish_without(digits.unsigned_abs(), scale - SETTLED_PLACES);
        if vanishes { Ordering::Equal } else { digits.cmp(&0) }
    }

    /// Rounded for print: to 12 places, then half away from zero to `places`. The first step absorbs what a division lost at
    /// the 28th digit, so that a true half cent is rounded as one.
    #[must_use]
    pub fn rounded(self, places: u32) -> Self {
        let rounded = self.settled().rounded_once(places);
        if rounded.is_zero() { Self::ZERO } else { rounded }
    }

    /// Rounded half away from zero to `places`.
    fn rounded_once(self, places: u32) -> Self {
        let (digits, scale) = (self.0.mantissa(), self.0.scale());
        let Some(dropped) = scale.checked_sub(places) else { return self };
        let rounded = digits::without(digits.unsigned_abs(), dropped);
        let rounded = i128::try_from(rounded).ok().map(|magnitude| magnitude * digits.signum());
        // Fewer digits than before always fit.
        let rounded = rounded.and_then(|digits| Decimal::try_from_i128_with_scale(digits, places).ok());
        rounded.map_or(self, Self)
    }

    /// The digits rounded for print, and how many of them, at most `places`, stand behind the point.
    fn printed(self, places: u32) -> (u128, u32) {
        let (digits, scale) = (self.0.mantissa().unsigned_abs(), self.0.scale());
        if scale > SETTLED_PLACES && places < SETTLED_PLACES {
            (digits::without_settled(digits, scale - SETTLED_PLACES, scale - places), places)
        } else if scale > places.min(SETTLED_PLACES) {
            let places = places.min(SETTLED_PLACES);
            (digits::without(digits, scale - places), places)
        } else {
            (digits, scale)
        }
    }

    /// Writes it with exactly `places` decimals, at most nine, rounded for print.
    pub(crate) fn write_fixed(self, places: u32, text: &mut String) {
        let places = places.min(9);
        let (digits, scale) = self.printed(places);
        digits::write(self.0.is_sign_negative(), digits::with_zeros(digits, places - scale), places, text);
    }

    /// Writes it with at most `places` decimals, rounded for print, without trailing zeros.
    pub(crate) fn write_trimmed(self, places: u32, text: &mut String) {
        let (digits, scale) = self.printed(places);
        let (digits, scale) = digits::without_zeros(digits, scale);
        digits::write(self.0.is_sign_negative(), digits, scale, text);
    }

    /// Writes it unrounded, without trailing zeros.
    pub(crate) fn write_exact(self, text: &mut String) {
        let (digits, scale) = digits::without_zeros(self.0.mantissa().unsigned_abs(), self.0.scale());
        digits::write(self.0.is_sign_negative(), digits, scale, text);
    }

    /// As text with exactly `places` decimals, at most nine, rounded for print as by [`Number::rounded`]; never as `-0`.
    pub fn to_fixed(self, places: u32) -> String {
        let mut text = String::new();
        self.write_fixed(places, &mut text);
        text
    }

    /// As text with at most `places` decimals, rounded for print, without trailing zeros; never as `-0`.
    pub fn to_trimmed(self, places: u32) -> String {
        let mut text = String::new();
        self.write_trimmed(places, &mut text);
        text
    }

    /// A share as text in per cent, without the sign of it: rounded for print, as by [`Number::to_trimmed`].
    pub(crate) fn to_percent(self, places: u32) -> String {
        match self.times(Self::whole(100)) {
            Ok(percent) => percent.to_trimmed(places),
            // What is that large has no more than two digits behind its point.
            Err(_) => self.to_fixed(2).replace('.', ""),
        }
    }

    /// Its digits as a whole number, and how many of them stand behind the point.
    pub(super) fn digits(self) -> (i128, u32) {
        (self.0.mantissa(), self.0.scale())
    }

    /// Whether the amount is zero, to its last digit.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether the amount is below zero.
    pub fn is_negative(self) -> bool {
        self < Self::ZERO
    }

    /// Whether the amount is above zero.
    pub fn is_positive(self) -> bool {
        self > Self::ZERO
    }

    /// The whole part as an index or count, where it fits.
    pub(crate) fn to_count(self) -> Option<u32> {
        u32::try_from(self.0.trunc().mantissa()).ok().filter(|_| self.0.fract().is_zero())
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(Decimal::from(value))
    }
}

/// Unrounded, without trailing zeros, never as `-0`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.write_exact(&mut text);
        f.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn rounds_half_away_from_zero_once() {
        assert_eq!(number("1.005").to_fixed(2), "1.01");
        assert_eq!(number("-2.675").to_fixed(2), "-2.68");
        assert_eq!(number("-0.004").to_fixed(2), "0.00");
        assert_eq!(number("7").to_fixed(3), "7.000");
        assert_eq!(number("100.5").to_trimmed(0), "101");
        // 0.00499… to the 28th digit is a true half cent that lost its last digit.
        assert_eq!(number("0.0049999999999999999999999999").to_fixed(2), "0.01");
        assert_eq!(number("0.0049999999999996111111111111").to_fixed(2), "0.01");
        assert_eq!(number("0.3333333333333333333333333333").to_trimmed(12), "0.333333333333");
    }

    #[test]
    fn thresholds_see_twelve_places() {
        assert_eq!(number("1.0000000000004").ceil(), Number::ONE);
        assert_eq!(number("1.0000000000006").ceil(), number("2"));
        assert!(number("0.9999999999996").is_at_least(Number::ONE));
    }

    #[test]
    fn signs_and_small_shares_are_those_of_the_amounts() {
        for text in ["0", "0.0000000000004999", "0.0000000000005", "-0.00000000000049", "-1e-12", "3", "-7.5"] {
            let value = number(text);
            assert_eq!(value.settled_sign(), value.settled().cmp(&Number::ZERO), "{text}");
        }
        assert!(!Number::ZERO.is_negative() && !Number::ZERO.is_positive());
        assert_eq!(["7", "2.5", "-1"].map(|text| number(text).to_count()), [Some(7), None, None]);
        for (part, whole) in
            [("1e-18", "1"), ("1.1e-18", "1"), ("0", "1"), ("-9e-16", "1000"), ("2e-15", "1000"), ("4", "9")]
        {
            let (part, whole) = (number(part), number(whole));
            let most = whole.times(Number::unit_in_place(18)).unwrap();
            assert_eq!(part.is_negligible_beside(whole, 18), Ok(part.magnitude() <= most), "{part} beside {whole}");
        }
        // 1,000 would be 10^-18 of it.
        let great = number("1e15").times(number("1e6")).unwrap();
        assert_eq!(number("20").is_negligible_beside(great, 18), Ok(true));
        assert_eq!(number("1").is_same_place(number("1.0000000000000000009")), Ok(true));
        assert_eq!(number("1").is_same_place(number("1.000000000000000002")), Ok(false));
        let long = Number::ONE.over(number("3")).unwrap();
        assert_eq!(long.significant(24).to_string(), "0.333333333333333333333333");
        assert_eq!(number("2").over(number("3")).unwrap().significant(3).to_string(), "0.667");
        assert_eq!(number("123456").significant(2).to_string(), "120000");
        assert_eq!(number("1.5").significant(24), number("1.5"));
    }

    #[test]
    fn places_beyond_the_last_count_as_the_last() {
        assert_eq!(Number::scaled(7, 28).to_string(), "0.0000000000000000000000000007");
        assert_eq!(Number::scaled(7, 29), Number::scaled(7, 28));
        assert_eq!(Number::unit_in_place(40), Number::unit_in_place(28));
    }

    #[test]
    fn the_plainer_of_two_needs_fewer_digits() {
        let (round, long) = (number("0.30"), number("0.3000000001"));
        assert_eq!([round.plainer(long), long.plainer(round)], [round; 2]);
        assert_eq!(number("0.31").plainer(number("0.32")), number("0.31"), "the first of two alike");
    }

    #[test]
    fn operations_are_checked() {
        let huge = Number(Decimal::MAX);
        assert_eq!(huge.plus(huge), Err(ArithmeticError::OutOfRange));
        assert_eq!(huge.times(huge), Err(ArithmeticError::OutOfRange));
        assert_eq!(Number::ONE.over(Number::ZERO), Err(ArithmeticError::DivisionByZero));
        assert_eq!(Number::ZERO.negated().to_string(), "0");
    }
}
