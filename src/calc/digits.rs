//! Rounding and writing decimals in integers: a decimal is its digits and how many of them stand behind the point.

use std::fmt::Write as _;

/// The powers of ten that a decimal of 28 digits needs.
const POWERS: [u128; 29] = {
    let mut powers = [1_u128; 29];
    let mut exponent = 1;
    while exponent < powers.len() {
        powers[exponent] = powers[exponent - 1] * 10;
        exponent += 1;
    }
    powers
};

/// Ten to a power of at most 28; beyond that, the last of them.
fn power(exponent: u32) -> u128 {
    POWERS[(exponent as usize).min(POWERS.len() - 1)]
}

/// Digits without the last `places` of them, rounded half up.
pub(super) fn without(digits: u128, places: u32) -> u128 {
    if places == 0 {
        return digits;
    }
    let divisor = power(places);
    let (quotient, rest) = divided(digits, divisor);
    quotient + u128::from(rest >= divisor - rest)
}

/// As [`without`], after the last `settled` digits, fewer than `places`, were rounded away first: in one division.
pub(super) fn without_settled(digits: u128, settled: u32, places: u32) -> u128 {
    let divisor = power(places);
    let (quotient, rest) = divided(digits, divisor);
    // What lacks less than half a settled unit settles to the half, and goes up from there.
    quotient + u128::from(rest + power(settled) / 2 >= divisor / 2)
}

/// Quotient and rest. Most amounts fit 64 bits, where division takes a fraction of the time.
fn divided(digits: u128, divisor: u128) -> (u128, u128) {
    match (u64::try_from(digits), u64::try_from(divisor)) {
        (Ok(digits), Ok(divisor)) => (u128::from(digits / divisor), u128::from(digits % divisor)),
        _ => (digits / divisor, digits % divisor),
    }
}

/// How many digits there are; none in zero.
pub(super) fn count(digits: u128) -> u32 {
    digits.checked_ilog10().map_or(0, |power| power + 1)
}

/// Whether rounding the last `places` of some digits away leaves nothing.
pub(super) fn vanish_without(digits: u128, places: u32) -> bool {
    digits < power(places) - digits.min(power(places))
}

/// Digits with so many zeros behind them, which come to less than 2^128 for 28 digits and 9 zeros.
pub(super) fn with_zeros(digits: u128, places: u32) -> u128 {
    digits.saturating_mul(power(places))
}

/// Digits without the zeros at the end of those behind the point.
pub(super) fn without_zeros(mut digits: u128, mut places: u32) -> (u128, u32) {
    while places > 0 {
        let (quotient, rest) = match u64::try_from(digits) {
            Ok(digits) => (u128::from(digits / 10), digits % 10),
            Err(_) => (digits / 10, u64::from(!digits.is_multiple_of(10))),
        };
        if rest != 0 {
            break;
        }
        (digits, places) = (quotient, places - 1);
    }
    (digits, places)
}

/// Writes digits with their point, and a sign where they are negative and not zero.
pub(super) fn write(is_negative: bool, digits: u128, places: u32, text: &mut String) {
    if is_negative && digits > 0 {
        text.push('-');
    }
    let mut buffer = itoa::Buffer::new();
    let places = places as usize;
    let written = match u64::try_from(digits) {
        Ok(digits) => buffer.format(digits),
        Err(_) => buffer.format(digits),
    };
    if places == 0 {
        text.push_str(written);
    } else if let Some(whole) = written.len().checked_sub(places).filter(|whole| *whole > 0) {
        text.push_str(&written[..whole]);
        text.push('.');
        text.push_str(&written[whole..]);
    } else {
        // Writing to a String cannot fail.
        let _ = write!(text, "0.{written:0>places$}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_up() {
        for (digits, places, rounded) in [
            (1_249, 2, 12),
            (1_250, 2, 13),
            (49, 2, 0),
            (50, 2, 1),
            (7, 0, 7),
            (79_228_162_514_264_337_593_543_950_335, 28, 8),
            (18_446_744_073_709_551_650, 2, 184_467_440_737_095_517),
            (18_446_744_073_709_551_649, 2, 184_467_440_737_095_516),
        ] {
            assert_eq!(without(digits, places), rounded, "{digits} without {places}");
        }
    }

    #[test]
    fn rounding_twice_takes_one_division() {
        for digits in (0..4_000).chain(990_000..1_010_000) {
            for settled in 1..4 {
                for places in settled + 1..6 {
                    let twice = without(without(digits, settled), places - settled);
                    assert_eq!(without_settled(digits, settled, places), twice, "{digits} {settled} {places}");
                }
            }
        }
    }

    #[test]
    fn less_than_half_vanishes() {
        for (digits, places, vanishes) in [(49, 2, true), (50, 2, false), (0, 0, true), (1, 0, false), (101, 2, false)]
        {
            assert_eq!(vanish_without(digits, places), vanishes, "{digits} without {places}");
            assert_eq!(without(digits, places) == 0, vanishes, "{digits} without {places}");
        }
        assert_eq!([0, 9, 10, 12_345].map(count), [0, 1, 2, 5]);
        assert_eq!([0, 1, 28, 29, 99].map(power), [1, 10, 10_u128.pow(28), 10_u128.pow(28), 10_u128.pow(28)]);
    }

    #[test]
    fn digits_are_written_with_their_point() {
        let written = |is_negative, digits, places| {
            let mut text = String::new();
            write(is_negative, digits, places, &mut text);
            text
        };
        assert_eq!(written(false, 8_845_000, 2), "88450.00");
        assert_eq!(written(true, 5, 2), "-0.05");
        assert_eq!(written(true, 0, 2), "0.00");
        assert_eq!(written(false, 100, 2), "1.00");
        assert_eq!(written(false, 40, 0), "40");
        assert_eq!(without_zeros(1_500, 3), (15, 1));
        assert_eq!(without_zeros(1_000, 2), (10, 0));
        assert_eq!(without_zeros(20_000_000_000_000_000_000_000, 4), (2_000_000_000_000_000_000, 0));
        assert_eq!(without_zeros(0, 6), (0, 0));
    }
}
