//! How far the exact reading may be from a line along a run: it rounds to 28 digits at every point anew, which a line
//! does not.
//!
//! Bounds are worked out operation by operation, in whole numbers, and always upwards.

use super::number::Number;

/// The greatest magnitude of what moves, and of what it is multiplied by or divided by.
const MOST_MAGNITUDE: u128 = 1_000_000_000_000;
/// A unit of errors is `10^-36`.
const ERROR_PLACES: u32 = 36;
/// The greatest error, `10^-14`: a fiftieth of what rounding to 12 places absorbs.
const MOST_ERROR: u128 = power(ERROR_PLACES - 14);
/// The places to which magnitudes are rounded up.
const MAGNITUDE_PLACES: u32 = 4;

/// How far two readings may be apart at the most, in units of `10^-36`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ErrorBound(u128);

impl ErrorBound {
    /// What an operation of the exact reading rounds off a result of this magnitude, times four: it has 28 decimals, or
    /// 28 digits where these are fewer.
    pub(super) fn of_rounding(magnitude: u128) -> Self {
        Self((magnitude / power(MAGNITUDE_PLACES) + 2).saturating_mul(4 * power(ERROR_PLACES - 28)))
    }

    /// What the exact reading rounds off a quotient below so many whole ones.
    pub(super) fn of_quotient(most: u128) -> Self {
        Self::of_rounding(most.saturating_mul(power(MAGNITUDE_PLACES)))
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    pub(super) fn times(self, factor: u128) -> Self {
        Self(self.0.saturating_mul(factor))
    }

    /// Of what is multiplied by something of this magnitude.
    pub(super) fn scaled(self, magnitude: u128) -> Self {
        Self(self.times(magnitude).0 / power(MAGNITUDE_PLACES) + 1)
    }

    /// Whether figures can be told from a line that is so far off.
    pub(super) fn is_tolerable(self) -> bool {
        self.0 <= MOST_ERROR
    }

    /// Not below it, as an amount, with room for the rounding of a comparison.
    pub(super) fn with_slack(self) -> Number {
        Number::scaled(u32::try_from(self.0 / power(ERROR_PLACES - 18)).unwrap_or(u32::MAX).saturating_add(1_001), 18)
    }

    /// Not below it, in units of `2^-64 × 10^-places`.
    pub(super) fn in_binary(self, places: u32) -> u64 {
        // 2^64 is less than 10^20, so that a unit of 10^-16 here is less than 10^4 of those at no places.
        let least = power((ERROR_PLACES - 20).saturating_sub(places));
        u64::try_from(self.0 / least).unwrap_or(u64::MAX).saturating_add(1)
    }
}

const fn power(exponent: u32) -> u128 {
    10_u128.pow(exponent)
}

/// The magnitude in units of `10^-4`, rounded up; none where it is too great to be followed.
pub(super) fn magnitude(number: Number) -> Option<u128> {
    let (digits, places) = number.digits();
    let digits = digits.unsigned_abs();
    let rounded = match places.checked_sub(MAGNITUDE_PLACES) {
        Some(more) => digits / power(more) + 1,
        None => digits.saturating_mul(power(MAGNITUDE_PLACES - places)),
    };
    is_followed(rounded).then_some(rounded)
}

/// Whether a magnitude is not too great for bounds to be worked out.
pub(super) fn is_followed(magnitude: u128) -> bool {
    magnitude <= MOST_MAGNITUDE * power(MAGNITUDE_PLACES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn followed(text: &str) -> Option<u128> {
        magnitude(Number::parse(text).unwrap())
    }

    /// Each by hand; an amount of 3 is 30,000 of the fourth place: (3 + 2) × 4 × 10^-28, in units of 10^-36.
    #[test]
    fn bounds_are_worked_out_upwards() {
        assert_eq!(ErrorBound::of_rounding(0), ErrorBound(800_000_000));
        assert_eq!(ErrorBound::of_rounding(30_000), ErrorBound(2_000_000_000));
        assert_eq!(ErrorBound::of_quotient(3), ErrorBound::of_rounding(30_000));
        assert_eq!(ErrorBound(3).plus(ErrorBound(4)), ErrorBound(7));
        assert_eq!(ErrorBound(3).times(5), ErrorBound(15));
        // Of something multiplied by 2.5, and one for the digits cut off.
        assert_eq!(ErrorBound(20_000).scaled(25_000), ErrorBound(50_001));
        assert!(ErrorBound(10_u128.pow(22)).is_tolerable());
        assert!(!ErrorBound(10_u128.pow(22) + 1).is_tolerable());
    }

    #[test]
    fn bounds_in_other_units_are_not_below_themselves() {
        // 5 × 10^-18 and the room of 1,001 × 10^-18.
        assert_eq!(ErrorBound(5 * 10_u128.pow(18)).with_slack(), Number::scaled(1_006, 18));
        assert_eq!(ErrorBound(7 * 10_u128.pow(18) - 1).with_slack(), Number::scaled(1_007, 18));
        // 3 × 10^-20 is 0.55 of 2^-64, and 55 of the hundredths of it.
        assert_eq!(ErrorBound(3 * 10_u128.pow(16)).in_binary(0), 4);
        assert_eq!(ErrorBound(3 * 10_u128.pow(16)).in_binary(2), 301);
        assert_eq!(ErrorBound(10_u128.pow(16) - 1).in_binary(0), 1);
    }

    #[test]
    fn magnitudes_are_rounded_up_to_four_places() {
        assert_eq!(followed("2.5"), Some(25_000));
        assert_eq!(followed("-2.5"), Some(25_000));
        assert_eq!(followed("1.2345678"), Some(12_346));
        assert_eq!(followed("1.23451"), Some(12_346));
        assert_eq!(followed("1000000000000"), Some(10_u128.pow(16)));
        assert_eq!(followed("1000000000000.1"), None);
    }
}
