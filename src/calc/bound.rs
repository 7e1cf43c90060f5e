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
