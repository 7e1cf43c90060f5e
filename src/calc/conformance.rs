//! Every operation on every reading, with nasty arguments.

use super::curve::{Axis, Curve, CurveError, Line};
use super::dimension::Dimensions;
use super::domain::Domain;
use super::exact::{self, Exact};
use super::graph::{InputId, Operation};
use super::linear::Linear;
use super::number::Number;
use super::unit::Unit;

const NASTY: [&str; 14] = [
    "0",
    "1",
    "-1",
    "0.5",
    "-2.5",
    "0.000000000001",
    "-0.0000000000004",
    "0.9999999999996",
    "1.0000000000004",
    "1.0000000000006",
    "3.333333333333333333333333333",
    "999999999999.99",
    "-1000000000000",
    "1000000000000000",
];

fn numbers() -> Vec<Number> {
    NASTY.iter().map(|text| Number::parse(text).unwrap()).collect()
}

/// Each operation once, on given operands: the match makes a new operation ask for a row here.
fn operations<T: Copy>(a: T, b: T) -> Vec<Operation<T>> {
    let row = |operation: &Operation<T>| match operation {
        Operation::Add(..)
        | Operation::Sub(..)
        | Operation::Mul(..)
        | Operation::Div(..)
        | Operation::Min(..)
        | Operation::Max(..)
        | Operation::Ceil(..)
        | Operation::AtLeast(..) => (),
    };
    let all = vec![
        Operation::Add(a, b),
        Operation::Sub(a, b),
        Operation::Mul(a, b),
        Operation::Div(a, b),
        Operation::Min(a, b),
        Operation::Max(a, b),
        Operation::Ceil(a),
        Operation::AtLeast(a, b),
    ];
    all.iter().for_each(row);
    all
}

#[test]
fn exact_results_are_what_arithmetic_says() {
    let two = Number::whole(2);
    let half = Number::parse("0.5").unwrap();
    let results: Vec<Number> = operations(two, half).into_iter().map(|o| exact::apply(o).unwrap()).collect();
    let expected = ["2.5", "1.5", "1", "4", "0.5", "2", "2", "1"].map(|text| Number::parse(text).unwrap());
    assert_eq!(results, expected);
}

/// A curve whose operands do not vary is the exact result; a division by zero is an error in both.
#[test]
fn level_curves_agree_with_exact_amounts() {
    let axis = Axis::new(Number::ONE, Number::whole(10));
    let mut linear = Linear { axis, inputs: &[], varying: rustc_hash::FxHashMap::default() };
    for a in numbers() {
        for b in numbers() {
            let (curve_a, curve_b) = (Curve::Straight(Line::level(a)), Curve::Straight(Line::level(b)));
            for (exact, curve) in operations(a, b).into_iter().zip(operations(&curve_a, &curve_b)) {
                let expected = Exact { inputs: &[] }.apply(exact.map(|n| if n == a { &a } else { &b }));
                match (expected, linear.apply(curve)) {
                    (Ok(value), Ok(curve)) => {
                        assert_eq!(axis.value_at(&curve, Number::whole(7)), Ok(value), "{exact:?}");
                    }
                    (Err(error), Err(CurveError::Arithmetic(same))) => assert_eq!(error, same, "{exact:?}"),
                    (exact, curve) => panic!("{exact:?} and {curve:?}"),
                }
            }
        }
    }
}

/// A curve, read at any place, is the exact result there: at its points, beside them and between them.
#[test]
fn curves_agree_with_exact_amounts_at_every_place() {
    let (now, max) = (Number::whole(3), Number::whole(12));
    let axis = Axis::new(now, max);
    let mut places: Vec<Number> = (0..=48).map(|n| Number::whole(n).over(Number::whole(4)).unwrap()).collect();
    places.extend(["0.0000001", "2.9999999", "3.0000001", "11.9999999"].map(|text| Number::parse(text).unwrap()));
    let slopes = ["0", "1", "-3", "7.5", "0.001"].map(|text| Number::parse(text).unwrap());
    let bases = ["0", "4", "-6", "0.25"].map(|text| Number::parse(text).unwrap());
    let lines: Vec<Line> = slopes.iter().flat_map(|s| bases.map(|base| Line { base, slope: *s })).collect();
    let mut compared = 0;
    for a in &lines {
        for b in &lines {
            let varying = [(InputId(0), *a), (InputId(1), *b)].into_iter().collect();
            let mut linear = Linear { axis, inputs: &[], varying };
            let (straight_a, straight_b) = (linear.input(InputId(0)).unwrap(), linear.input(InputId(1)).unwrap());
            // A bent operand too: the positive part of b.
            let zero = Curve::Straight(Line::level(Number::ZERO));
            let bent_b = linear.apply(Operation::Max(&straight_b, &zero)).unwrap();
            for second in [&straight_b, &bent_b] {
                for operation in operations(&straight_a, second) {
                    let Ok(curve) = linear.apply(operation) else {
                        let refused = matches!(operation, Operation::Mul(..) | Operation::Div(..));
                        assert!(refused, "{operation:?}");
                        continue;
                    };
                    for x in &places {
                        let exact = exact::apply(operation.map(|curve| axis.value_at(curve, *x).unwrap()));
                        let value = axis.value_at(&curve, *x).unwrap();
                        assert!(value.settles_to(exact.unwrap()), "{operation:?} at {x}: {value}");
                        compared += 1;
                    }
                }
            }
        }
    }
    assert!(compared > 200_000, "{compared}");
}

#[test]
fn units_are_kept_apart() {
    let (money, hours) = (Unit::MONEY, Unit::HOURS);
    let mut domain = Dimensions { inputs: &[] };
    let (a, b, zero) = (Some(money), Some(hours), None);
    let mixed: Vec<bool> = operations(&a, &b).into_iter().map(|o| domain.apply(o).is_ok()).collect();
    assert_eq!(mixed, [false, false, true, true, false, false, false, false]);
    let with_zero: Vec<_> = operations(&a, &zero).into_iter().map(|o| domain.apply(o)).collect();
    assert_eq!(with_zero[0], Ok(Some(money)), "a zero is a zero of every unit");
    let heads = Some(Unit::HEADS);
    let counted: Vec<_> = operations(&heads, &heads).into_iter().map(|o| domain.apply(o).unwrap()).collect();
    let square = Some(Unit::HEADS.product(Unit::HEADS));
    assert_eq!(counted, [heads, heads, square, Some(Unit::NONE), heads, heads, heads, Some(Unit::NONE)]);
}
