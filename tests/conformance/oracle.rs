//! What a decimal is and what becomes of it, in rationals of any size: they share no digit with the program's decimals.

use dashu_ratio::RBig;
use smarthands::Number;

/// The value of a decimal text such as `-12.50`, read in its own way.
pub(crate) fn decimal(text: &str) -> RBig {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{fraction}/{}", power(fraction.len())).parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The value of an amount, from the digits that it prints.
pub(crate) fn value(number: Number) -> RBig {
    decimal(&number.to_string())
}

/// One and so many zeros.
fn power(exponent: usize) -> String {
    format!("1{}", "0".repeat(exponent))
}

/// Ten to a power.
pub(crate) fn ten(exponent: i64) -> RBig {
    let size: RBig = power(usize::try_from(exponent.unsigned_abs()).unwrap()).parse().unwrap();
    if exponent < 0 { RBig::ONE / size } else { size }
}

pub(crate) fn magnitude(value: &RBig) -> RBig {
    if *value < RBig::ZERO { -value.clone() } else { value.clone() }
}

/// Rounded half away from zero to so many places, which may be below none.
pub(crate) fn rounded(value: &RBig, places: i64) -> RBig {
    let unit = ten(-places);
    let half: RBig = "1/2".parse().unwrap();
    let units = RBig::from((magnitude(value) / &unit + half).floor());
    if *value < RBig::ZERO { -(units * unit) } else { units * unit }
}

/// As thresholds and print see it.
pub(crate) fn settled(value: &RBig) -> RBig {
    rounded(value, 12)
}

/// How many digits stand before the point; for a fraction, the zeros behind it as a number below zero. Zero has none.
pub(crate) fn order(value: &RBig) -> i64 {
    let (value, mut order) = (magnitude(value), 0);
    if value == RBig::ZERO {
        return 0;
    }
    while value >= ten(order) {
        order += 1;
    }
    while value < ten(order - 1) {
        order -= 1;
    }
    order
}

/// The places of the last digit that is carried: the 28th one, or the 28th behind the point.
pub(crate) fn last_place(value: &RBig) -> i64 {
    (28 - order(value)).min(28)
}

/// Whether the value has at most 28 digits, none beyond the 28th place.
pub(crate) fn is_carried(value: &RBig) -> bool {
    (value * ten(last_place(value))).is_int()
}
