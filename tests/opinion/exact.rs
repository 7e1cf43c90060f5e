//! Exact rationals: from the digits of a file, rounded only where a figure is printed or compared.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign};

use dashu_ratio::RBig;

/// A rational in its lowest terms.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Exact(RBig);

/// An operation on every mix of values and references.
macro_rules! operations {
    ($($operation:ident::$method:ident, $assign:ident::$assigned:ident;)+) => {$(
        impl $operation for Exact {
            type Output = Exact;
            fn $method(self, other: Exact) -> Exact {
                (&self).$method(&other)
            }
        }
        impl $operation<&Exact> for Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                (&self).$method(other)
            }
        }
        impl $operation<Exact> for &Exact {
            type Output = Exact;
            fn $method(self, other: Exact) -> Exact {
                self.$method(&other)
            }
        }
        impl $assign for Exact {
            fn $assigned(&mut self, other: Exact) {
                *self = (&*self).$method(&other);
            }
        }
        impl $assign<&Exact> for Exact {
            fn $assigned(&mut self, other: &Exact) {
                *self = (&*self).$method(other);
            }
        }
    )+};
}

operations! {
    Add::add, AddAssign::add_assign;
    Sub::sub, SubAssign::sub_assign;
    Mul::mul, MulAssign::mul_assign;
    Div::div, DivAssign::div_assign;
}

// Most sums have a 0 among them and most products a 1, which need no common denominator.

impl Add for &Exact {
    type Output = Exact;
    fn add(self, other: &Exact) -> Exact {
        match (self.is_zero(), other.is_zero()) {
            (true, _) => other.clone(),
            (_, true) => self.clone(),
            _ => Exact(&self.0 + &other.0),
        }
    }
}

impl Sub for &Exact {
    type Output = Exact;
    fn sub(self, other: &Exact) -> Exact {
        if other.is_zero() { self.clone() } else { Exact(&self.0 - &other.0) }
    }
}

impl Mul for &Exact {
    type Output = Exact;
    fn mul(self, other: &Exact) -> Exact {
        if self.is_zero() || other.is_zero() {
            return Exact::ZERO;
        }
        match (self.0.is_one(), other.0.is_one()) {
            (true, _) => other.clone(),
            (_, true) => self.clone(),
            _ => Exact(&self.0 * &other.0),
        }
    }
}

impl Div for &Exact {
    type Output = Exact;
    fn div(self, other: &Exact) -> Exact {
        if other.0.is_one() { self.clone() } else { Exact(&self.0 / &other.0) }
    }
}

impl Neg for Exact {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(terms: I) -> Self {
        terms.fold(Self::ZERO, |sum, term| sum + term)
    }
}

impl<'e> Sum<&'e Exact> for Exact {
    fn sum<I: Iterator<Item = &'e Self>>(terms: I) -> Self {
        terms.fold(Self::ZERO, |sum, term| sum + term)
    }
}

impl Exact {
    pub(crate) const ZERO: Self = Self(RBig::ZERO);
    pub(crate) const ONE: Self = Self(RBig::ONE);

    pub(crate) fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    pub(crate) fn absolute(&self) -> Self {
        if *self < Self::ZERO { -self.clone() } else { self.clone() }
    }

    /// Where it is whole and not large.
    pub(crate) fn count(&self) -> Option<usize> {
        usize::try_from(self.0.clone()).ok()
    }
}

pub(crate) fn whole(value: usize) -> Exact {
    Exact(RBig::from(value))
}

/// Ten to a power.
fn ten(exponent: i32) -> RBig {
    RBig::from(10).pow(isize::try_from(exponent).unwrap())
}

/// A decimal as TOML and JSON write it: a sign, digits with or without a point, an exponent.
pub(crate) fn decimal(digits: &str) -> Exact {
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{before}{after}");
    let number: RBig = all.trim_start_matches('+').parse().unwrap_or_else(|_| panic!("{digits} is no decimal"));
    let exponent: i32 = exponent.parse().unwrap();
    Exact(number * ten(exponent - i32::try_from(after.len()).unwrap()))
}

/// A share: a decimal, or a text that ends in a percent sign.
pub(crate) fn percentage(text: &str) -> Exact {
    let digits = text.strip_suffix('%').unwrap_or_else(|| panic!("{text} is no percentage")).trim_end();
    decimal(digits) / whole(100)
}

/// `max(0, value)`
pub(crate) fn positive(value: Exact) -> Exact {
    value.max(Exact::ZERO)
}

/// `base` to a whole power.
pub(crate) fn power(base: &Exact, exponent: usize) -> Exact {
    (0..exponent).map(|_| base).fold(Exact::ONE, |product, factor| product * factor)
}

/// The whole number of units of the last place that is nearest, a half going away from zero.
fn units(value: &Exact, places: i32) -> RBig {
    let halves = value.absolute().0 * ten(places) + RBig::ONE / RBig::from(2);
    let size = RBig::from(halves.floor());
    if *value < Exact::ZERO { -size } else { size }
}

/// Rounded half away from zero.
pub(crate) fn rounded(value: &Exact, places: i32) -> Exact {
    Exact(units(value, places) / ten(places))
}

/// What `ceil`, the bounds of tiers, `from_clients` and "equal" see: 12 places.
pub(crate) fn compared(value: &Exact) -> Exact {
    rounded(value, 12)
}

pub(crate) fn ceil(value: &Exact) -> Exact {
    Exact(RBig::from(compared(value).0.ceil()))
}

/// With so many places, all of them written.
pub(crate) fn fixed(value: &Exact, places: i32) -> String {
    let units = units(value, places);
    let sign = if units < RBig::ZERO { "-" } else { "" };
    let places = usize::try_from(places).unwrap();
    let digits = format!("{:0>width$}", Exact(units).absolute().0.numerator(), width = places + 1);
    let (before, after) = digits.split_at(digits.len() - places);
    if after.is_empty() { format!("{sign}{before}") } else { format!("{sign}{before}.{after}") }
}

/// With at most so many places, and no zeros at the end.
pub(crate) fn short(value: &Exact, places: i32) -> String {
    let text = fixed(value, places);
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// What something that rises yearly has become in each contract year that the months reach.
pub(crate) fn yearly(rate: &Exact, months: usize) -> Vec<Exact> {
    let factor = Exact::ONE + rate;
    (0..months.div_ceil(12)).map(|year| power(&factor, year)).collect()
}

/// A figure of each month, which is worked out once for months that are like the one before them.
pub(crate) fn each(months: &[Exact], figure: impl Fn(&Exact) -> Exact) -> Vec<Exact> {
    let mut figures: Vec<Exact> = Vec::with_capacity(months.len());
    for (t, month) in months.iter().enumerate() {
        let is_repeated = t > 0 && months[t - 1] == *month;
        figures.push(if is_repeated { figures[t - 1].clone() } else { figure(month) });
    }
    figures
}

/// The months of a year at a time, times that year's factor.
pub(crate) fn indexed(months: &[Exact], factors: &[Exact]) -> Vec<Exact> {
    let years = months.chunks(12).zip(factors);
    years.flat_map(|(year, factor)| each(year, |amount| amount * factor)).collect()
}
