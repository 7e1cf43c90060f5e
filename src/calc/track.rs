//! Rounded figures along a run, by one addition a point in whole numbers.
//!
//! An amount is held in units of `2^-64` of the last place that is printed, so that the upper half of its word is what
//! is printed and the lower half tells how near the next figure is. Where that is nearer than the error of the
//! [`Course`], the answer is none: the exact reading has to be asked. So a figure that is given is the one that the
//! exact reading rounds to.

use std::cmp::Ordering;

use super::bound::ErrorBound;
use super::number::Number;
use super::straight::{Course, NotStraight};

/// A line over the points of a run, in units of `2^-64` of its last place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    at: i128,
    step: i128,
    /// How far the exact reading may be from it.
    error: u64,
}

/// A figure that is rounded for print, along a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Track {
    line: Line,
    half: u128,
}

/// One over a divisor that is above zero, to 63 bits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inverse {
    /// `2^127` over the divisor's first 64 bits.
    factor: u64,
    /// How many bits stand unused before the divisor's first.
    zeros: i32,
}

/// A quotient that is rounded for print, along a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quotient {
    dividend: Line,
    /// How far the exact reading's quotient may be from that of the lines.
    error: u64,
    half: u128,
}

/// What is added before a figure is cut: a half of the last place, and the half of the twelfth that rounding to
/// 12 places may have added.
fn half(places: u32) -> u128 {
    (1 << 63) + ((1_u128 << 63) / 10_u128.pow(12 - places.min(12)))
}

impl Line {
    /// The course in units of `2^-64` of the last of some places.
    pub(crate) fn new(course: &Course, places: u32) -> Result<Self, NotStraight> {
        let (at, is_at_exact) = in_binary(course.at, places).ok_or(NotStraight::Bent)?;
        // What a step is cut off may come to one unit a point, and the first value to one.
        let (step, is_step_exact) = in_binary(course.slope, places).ok_or(NotStraight::Bent)?;
        let cut = u64::from(!is_at_exact) + if is_step_exact { 0 } else { u64::from(course.points) };
        Ok(Self { at, step, error: course.error.in_binary(places).saturating_add(cut) })
    }

    /// The value so many steps from the first point.
    pub(crate) fn value(self, steps: u32) -> i128 {
        // Both are within the range by far, as the course is within its own.
        self.at.wrapping_add(self.step.wrapping_mul(i128::from(steps)))
    }
}

/// The amount in units of `2^-64` of a place, rounded down, and whether that loses nothing; none beyond what 63 bits
/// hold of that place.
fn in_binary(number: Number, places: u32) -> Option<(i128, bool)> {
    let (digits, scale) = number.digits();
    let magnitude = digits.unsigned_abs();
    let (whole, fraction, is_exact) = match scale.checked_sub(places) {
        None => (magnitude.checked_mul(10_u128.checked_pow(places - scale)?)?, 0, true),
        Some(dropped) => {
            let divisor = 10_u128.checked_pow(dropped)?;
            let (whole, rest) = (magnitude / divisor, magnitude % divisor);
            // Less than 10^28, so that 32 bits more fit.
            let (first, rest) = ((rest << 32) / divisor, (rest << 32) % divisor);
            (whole, (first << 32) | ((rest << 32) / divisor), (rest << 32) % divisor == 0)
        }
    };
    let value = i128::try_from(whole).ok().filter(|whole| *whole < 1 << 62)? << 64 | i128::try_from(fraction).ok()?;
    Some((if digits < 0 { -value - i128::from(!is_exact) } else { value }, is_exact))
}

fn upper(word: u128) -> u64 {
    // Always fits, which the compiler sees.
    u64::try_from(word >> 64).unwrap_or(u64::MAX)
}

fn lower(word: u128) -> u64 {
    u64::try_from(word & u128::from(u64::MAX)).unwrap_or(u64::MAX)
}

/// The upper half of a magnitude after `half` is added, unless the error may have changed it.
fn cut(magnitude: u128, half: u128, error: u64) -> Option<u64> {
    let sum = magnitude + half;
    let (whole, rest) = (upper(sum), lower(sum));
    if rest < error || rest > u64::MAX - error { None } else { Some(whole) }
}

impl Track {
    /// A figure that is printed with some places.
    pub(crate) fn new(course: &Course, places: u32) -> Result<Self, NotStraight> {
        Ok(Self { line: Line::new(course, places)?, half: half(places) })
    }

    /// Whether the figure is below zero, and its digits.
    pub(crate) fn printed(self, steps: u32) -> Option<(bool, u64)> {
        let value = self.line.value(steps);
        cut(value.unsigned_abs(), self.half, self.line.error).map(|digits| (value < 0, digits))
    }

    /// The order of this and another figure of the same places, both rounded to 12 places; each at so many steps.
    pub(crate) fn order(self, steps: u32, other: Self, other_steps: u32, places: u32) -> Option<Ordering> {
        let difference = self.line.value(steps).wrapping_sub(other.line.value(other_steps));
        // What is further apart than the twelfth place stays apart.
        let twelfth = (self.half - (1 << 63)).saturating_mul(2) + 2;
        if difference.unsigned_abs() > twelfth + u128::from(self.line.error) + u128::from(other.line.error) {
            return Some(difference.cmp(&0));
        }
        Some(self.settled(steps, places)?.cmp(&other.settled(other_steps, places)?))
    }

    /// The amount rounded to 12 places, in units of the twelfth: what comparisons see.
    pub(crate) fn settled(self, steps: u32, places: u32) -> Option<i128> {
        let value = self.line.value(steps);
        let magnitude = value.unsigned_abs();
        let (whole, fraction) = (magnitude >> 64, u128::from(lower(magnitude)));
        let factor = 10_u128.checked_pow(12_u32.checked_sub(places)?)?;
        let error = u64::try_from(u128::from(self.line.error).checked_mul(factor)?).ok()?;
        let digits =
            i128::from(cut(fraction * factor, 1 << 63, error)?) + i128::try_from(whole.checked_mul(factor)?).ok()?;
        Some(if value < 0 { -digits } else { digits })
    }
}

impl Inverse {
    /// Of a value above zero, in units of `2^-64`.
    pub(crate) fn new(divisor: i128) -> Option<Self> {
        let divisor = u128::try_from(divisor).ok().filter(|divisor| *divisor > 0)?;
        let zeros = divisor.leading_zeros();
        let first = upper(divisor << zeros);
        // At least 2^63, so that the quotient has 64 bits; of 2^63 itself it would have one more.
        let factor = u64::try_from((1_u128 << 127) / u128::from(first)).unwrap_or(u64::MAX);
        Some(Self { factor, zeros: i32::try_from(zeros).ok()? })
    }
}

impl Quotient {
    /// A dividend over a divisor above zero, whose inverse is given at each point.
    pub(crate) fn new(dividend: &Course, divisor: &Course, places: u32) -> Result<Self, NotStraight> {
        let line = Line::new(dividend, places)?;
        let by = Line::new(divisor, 0)?;
        let end = |course: &Course| course.points.saturating_sub(1);
        let least = by.value(0).min(by.value(end(divisor)));
        let least = u128::try_from(least).ok().filter(|least| *least > 0).ok_or(NotStraight::Bent)?;
        let greatest = line.value(0).unsigned_abs().max(line.value(end(dividend)).unsigned_abs());
        // In units of the last place, rounded up.
        let greatest = greatest / least + 1;
        let apart = u128::from(line.error).checked_add(greatest.saturating_mul(u128::from(by.error)));
        let apart = apart.filter(|apart| *apart < 1 << 63).ok_or(NotStraight::Bent)?;
        let error = u64::try_from((apart << 64) / least).map_err(|_| NotStraight::Bent)?;
        let rounded = ErrorBound::of_quotient(greatest / 10_u128.pow(places) + 1).in_binary(places);
        Ok(Self { dividend: line, error: error.saturating_add(rounded).saturating_add(1), half: half(places) })
    }

    /// Whether the quotient is below zero, and its digits.
    pub(crate) fn printed(self, steps: u32, inverse: Inverse) -> Option<(bool, u64)> {
        let value = self.dividend.value(steps);
        let magnitude = value.unsigned_abs();
        let zeros = magnitude.leading_zeros().min(127);
        let first = upper(magnitude << zeros);
        // Both are their first bits times 2^(64 - zeros), the factor is 2^127 over the divisor's, and the unit 2^-64.
        let product = u128::from(first) * u128::from(inverse.factor);
        let shift = i32::try_from(zeros).ok()? + 63 - inverse.zeros;
        // The quotient in units of 2^-64 of the last place. But of zero, both factors begin with their first bit, so that a
        // product that would have to grow is too great as it is.
        let quotient = product.checked_shr(u32::try_from(shift).ok()?).unwrap_or(0);
        if quotient >= 1 << 126 {
            return None;
        }
        // Three factors are cut at their 63rd bit.
        let lost = u64::try_from(quotient >> 60).ok()?.saturating_add(2);
        let error = self.error.saturating_add(lost);
        cut(quotient, self.half, error).map(|digits| (value < 0, digits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    fn written(value: Number, places: u32) -> (bool, u64) {
        let text = value.to_fixed(places).replace('.', "");
        (text.starts_with('-'), text.trim_start_matches('-').parse().unwrap())
    }

    #[test]
    fn amounts_in_binary_are_rounded_down() {
        // 2^64 is 18,446,744,073,709,551,616.
        assert_eq!(in_binary(number("0.5"), 0), Some((1 << 63, true)));
        assert_eq!(in_binary(number("2.5"), 1), Some((25 << 64, true)));
        assert_eq!(in_binary(number("0.1"), 0), Some((1_844_674_407_370_955_161, false)));
        assert_eq!(in_binary(number("-0.1"), 0), Some((-1_844_674_407_370_955_162, false)));
        assert_eq!(in_binary(number("0.00001"), 0), Some((184_467_440_737_095, false)));
        assert_eq!(in_binary(number("1e-28"), 0), Some((0, false)));
        assert_eq!(in_binary(number("-0.5"), 0), Some((-(1 << 63), true)));
        assert_eq!(in_binary(Number::ZERO, 0), Some((0, true)));
        assert_eq!(in_binary(number("1e15"), 12), None);
    }

    /// Sums are 5.75, 6 and a little less and more than whole ones.
    #[test]
    fn what_an_error_may_have_changed_is_no_figure() {
        let half = 1 << 63;
        assert_eq!(cut((5 << 64) + (1 << 62), half, 1 << 61), Some(5));
        assert_eq!(cut((5 << 64) + half, half, 1), None);
        assert_eq!(cut((5 << 64) + half + 1, half, 1), Some(6));
        assert_eq!(cut((6 << 64) - half - 2, half, 1), Some(5));
        assert_eq!(cut((6 << 64) - half - 1, half, 1), None);
    }

    #[test]
    fn comparisons_see_twelve_places_and_the_sign() {
        let settled = |at: &str| Track::new(&Course::level(number(at)), 2).unwrap().settled(0, 2);
        assert_eq!(settled("1.0000000000006"), Some(1_000_000_000_001));
        assert_eq!(settled("-1.0000000000006"), Some(-1_000_000_000_001));
        assert_eq!(settled("0.01"), Some(10_000_000_000));
        let printed = |at: &str| Track::new(&Course::level(number(at)), 2).unwrap().printed(0);
        assert_eq!(
            [printed("-1.25"), printed("0"), printed("1.25")],
            [Some((true, 125)), Some((false, 0)), Some((false, 125))]
        );
    }

    #[test]
    fn figures_are_those_of_each_point() {
        for (at, slope) in [
            ("0.005", "0.005"),
            ("-3.005", "0.005"),
            ("0.0049999999995", "0.01"),
            ("0.0049999999994", "-0.01"),
            ("123456789.123456789123", "0.000833333333333333333333"),
            ("-17.3333333333333333", "0.3333333333333333"),
        ] {
            for places in [0, 2, 3] {
                let track = Track::new(&Course::stepped(number(at), number(slope)), places).unwrap();
                for steps in 0..2_000 {
                    let exact = number(at).plus(number(slope).times(Number::whole(steps)).unwrap()).unwrap();
                    let (is_negative, digits) = written(exact, places);
                    if let Some((sign, found)) = track.printed(steps) {
                        assert_eq!((found, sign && found > 0), (digits, is_negative), "{at} {slope} {steps}");
                    } else {
                        assert!(at.contains("99999999"), "only beside an edge: {at} {slope} {steps}");
                    }
                }
            }
        }
    }

    #[test]
    fn quotients_are_those_of_each_point() {
        for (dividend, divisor) in
            [(("1000", "0.5"), ("24", "1")), (("-90000.01", "33.335"), ("0.5", "0.5")), (("0", "12"), ("7", "0.001"))]
        {
            let stepped = |line: (&str, &str)| Course::stepped(number(line.0), number(line.1)).within(1_000);
            let (dividend, divisor) = (stepped(dividend), stepped(divisor));
            let by = Line::new(&divisor, 0).unwrap();
            for places in [0, 2, 6] {
                let quotient = Quotient::new(&dividend, &divisor, places).unwrap();
                for steps in 0..1_000 {
                    let exact =
                        |course: Course| course.at.plus(course.slope.times(Number::whole(steps)).unwrap()).unwrap();
                    let value = exact(dividend).over(exact(divisor)).unwrap();
                    let found = quotient.printed(steps, Inverse::new(by.value(steps)).unwrap());
                    let Some((sign, found)) = found else {
                        assert!(value.magnitude() > Number::whole(10_000), "only where digits are many: {value}");
                        continue;
                    };
                    assert_eq!((sign && found > 0, found), written(value, places), "{value}");
                }
            }
        }
    }

    #[test]
    fn equals_to_twelve_places_are_equal() {
        let track = |at: &str| Track::new(&Course::stepped(number(at), Number::ONE), 2).unwrap();
        for (a, b, order) in [
            ("1", "1", Ordering::Equal),
            ("1", "1.0000000000004", Ordering::Equal),
            ("1", "1.0000000000006", Ordering::Less),
            ("-1", "-1.0000000000006", Ordering::Greater),
            ("1.01", "1", Ordering::Greater),
        ] {
            assert_eq!(track(a).order(3, track(b), 3, 2), Some(order), "{a} {b}");
        }
    }
}
