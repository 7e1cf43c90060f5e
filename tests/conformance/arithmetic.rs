//! Every operation on amounts against rationals: the exact result where it can be carried, the nearest that can be carried
//! where it cannot, an error where it is too large, and nothing else.

use std::cmp::Ordering;

use dashu_ratio::RBig;
use smarthands::{ArithmeticError, Number};

use crate::draw::Draw;
use crate::effort::cases;
use crate::operand::{Operand, operand, pair};
use crate::oracle::{self, is_carried, last_place, magnitude, order, rounded, settled, ten, value};

/// How results came out.
#[derive(Debug, Default)]
struct Tally {
    exact: u64,
    cut: u64,
    refused: u64,
}

impl Tally {
    /// Holds a result against the exact one.
    fn hold(&mut self, what: &str, result: Result<Number, ArithmeticError>, exact: &RBig) {
        match result {
            Ok(number) if is_carried(exact) => {
                assert_eq!(value(number), *exact, "{what}: {number}");
                self.exact += 1;
            }
            Ok(number) => {
                let lost = magnitude(&(value(number) - exact));
                let most = ten(-last_place(exact)) / RBig::from(2);
                assert!(lost <= most, "{what}: {number} is off by more than half of the last digit");
                self.cut += 1;
            }
            Err(error) => {
                assert_eq!(error, ArithmeticError::OutOfRange, "{what}");
                assert!(magnitude(exact) > RBig::from(79) * ten(27), "{what} is in the range");
                self.refused += 1;
            }
        }
    }
}

#[test]
fn sums_differences_products_and_quotients_are_exact_or_rounded_once_or_refused() {
    let mut draw = Draw::new(31);
    let [mut sums, mut products, mut quotients] = [(); 3].map(|()| Tally::default());
    let cases = cases(4_000);
    for _ in 0..cases {
        let (a, b) = pair(&mut draw);
        let told = |sign: &str| format!("{} {sign} {}", a.number, b.number);
        sums.hold(&told("+"), a.number.plus(b.number), &(&a.value + &b.value));
        sums.hold(&told("-"), a.number.minus(b.number), &(&a.value - &b.value));
        products.hold(&told("×"), a.number.times(b.number), &(&a.value * &b.value));
        if b.value == RBig::ZERO {
            assert_eq!(a.number.over(b.number), Err(ArithmeticError::DivisionByZero));
        } else {
            quotients.hold(&told("÷"), a.number.over(b.number), &(&a.value / &b.value));
        }
    }
    println!("{cases} pairs: sums {sums:?}, products {products:?}, quotients {quotients:?}");
    for (tally, name) in [(&sums, "sums"), (&products, "products"), (&quotients, "quotients")] {
        let least = cases / 100;
        assert!(tally.exact > least && tally.cut > least && tally.refused > least / 5, "{name}: {tally:?}");
    }
}

#[test]
fn amounts_are_ordered_by_their_values() {
    let mut draw = Draw::new(32);
    let (mut equal, mut settled_equal) = (0, 0);
    let cases = cases(4_000);
    for _ in 0..cases {
        let (a, b) = pair(&mut draw);
        let told = format!("{} and {}", a.number, b.number);
        let wanted = a.value.cmp(&b.value);
        assert_eq!(a.number.cmp(&b.number), wanted, "{told}");
        assert_eq!(value(a.number.min(b.number)), a.value.clone().min(b.value.clone()), "{told}");
        assert_eq!(value(a.number.max(b.number)), a.value.clone().max(b.value.clone()), "{told}");
        assert_eq!(a.number == b.number, wanted == Ordering::Equal, "{told}");
        let (left, right) = (settled(&a.value), settled(&b.value));
        assert_eq!(a.number.settles_to(b.number), left == right, "{told}");
        assert_eq!(a.number.is_at_least(b.number), left >= right, "{told}");
        equal += u64::from(wanted == Ordering::Equal);
        settled_equal += u64::from(left == right);
    }
    assert!(equal > cases / 50 && settled_equal > equal, "{equal} equal, {settled_equal} at 12 places");
}

#[test]
fn one_amount_is_rounded_and_cut_as_documented() {
    let mut draw = Draw::new(33);
    let (mut ties, mut moved) = (0, 0);
    let cases = cases(4_000);
    for _ in 0..cases {
        let Operand { number, value: exact } = operand(&mut draw);
        assert_eq!(value(number.negated()), -exact.clone(), "{number}");
        assert_eq!(value(number.magnitude()), magnitude(&exact), "{number}");
        let signs = [number.is_negative(), number.is_zero(), number.is_positive()];
        assert_eq!(signs, [exact < RBig::ZERO, exact == RBig::ZERO, exact > RBig::ZERO], "{number}");
        let settles = settled(&exact);
        assert_eq!(value(number.settled()), settles, "{number}");
        assert_eq!(value(number.ceil()), RBig::from(settles.ceil()), "{number}");
        assert_eq!(value(number.floor()), RBig::from(settles.floor()), "{number}");
        let places = draw.whole(0, 14);
        let wanted = rounded(&settles, i64::try_from(places).unwrap());
        let found = number.rounded(u32::try_from(places).unwrap());
        assert_eq!(value(found), wanted, "{number} to {places} places");
        let unit = ten(-i64::try_from(places).unwrap());
        ties += u64::from(magnitude(&(&settles - &wanted)) == unit / RBig::from(2));
        let digits = draw.whole(1, 28);
        let wanted = rounded(&exact, i64::try_from(digits).unwrap() - order(&exact));
        let found = number.significant(u32::try_from(digits).unwrap());
        assert_eq!(value(found), wanted, "{number} to {digits} digits");
        moved += u64::from(wanted != exact);
    }
    assert!(ties > cases / 200 && moved > cases / 10, "{ties} ties, {moved} moved");
}

/// The results of one operation are the operands of the next, as in the formulas: all digits in use, nothing too large.
#[test]
fn chains_of_operations_stay_exact_or_rounded_once() {
    let mut draw = Draw::new(34);
    let mut tally = Tally::default();
    let cases = cases(6_000);
    for _ in 0..cases / 10 {
        let mut number = operand(&mut draw).number;
        for _ in 0..12 {
            let other = operand(&mut draw).number;
            let (a, b) = (value(number), value(other));
            let (sign, result, exact) = match draw.whole(0, 3) {
                0 => ("+", number.plus(other), a + b),
                1 => ("-", number.minus(other), a - b),
                2 => ("×", number.times(other), a * b),
                _ if other.is_zero() => continue,
                _ => ("÷", number.over(other), a / b),
            };
            tally.hold(&format!("{number} {sign} {other}"), result, &exact);
            number = result.unwrap_or(Number::ONE);
        }
    }
    let least = cases / 20;
    assert!(tally.exact > least && tally.cut > least && tally.refused > least / 10, "{tally:?}");
}

#[test]
fn oracle_reads_what_it_is_held_against() {
    assert_eq!(oracle::decimal("-0.050"), -(RBig::ONE / RBig::from(20)));
    assert_eq!([0, 1, 9, 10, 999].map(|n| order(&RBig::from(n))), [0, 1, 1, 2, 3]);
    assert_eq!(["0.5", "0.1", "0.09", "0.001"].map(|text| order(&oracle::decimal(text))), [0, 0, -1, -2]);
    assert_eq!(rounded(&oracle::decimal("-2.5"), 0), RBig::from(-3));
    assert_eq!(rounded(&oracle::decimal("1250"), -2), RBig::from(1_300));
    assert!(is_carried(&oracle::decimal("1234567890123456789012345678")));
    assert!(!is_carried(&oracle::decimal("1234567890123456789012345678.1")));
}
