//! The piecewise-linear reading: every node is a curve over one axis, on which some inputs run.

use rustc_hash::FxHashMap;

use super::bend::{split, step, steps};
use super::curve::{Axis, Curve, CurveError, Line};
use super::domain::{Domain, Failure, fold_beside};
use super::exact;
use super::graph::{Constant, Graph, InputId, Node, Operation};
use super::number::{ArithmeticError, Number};
use super::sum;

/// Curves over an axis, given the value of each input and the lines of those that run along it.
#[derive(Debug)]
pub(crate) struct Linear<'v> {
    /// The axis.
    pub axis: Axis,
    /// The value of input `i` at position `i`.
    pub inputs: &'v [Number],
    /// The inputs that vary.
    pub varying: FxHashMap<InputId, Line>,
}

type Result<T> = std::result::Result<T, CurveError>;

impl Domain for Linear<'_> {
    type Value = Curve;
    type Error = CurveError;

    fn constant(&mut self, constant: &Constant) -> Result<Curve> {
        Ok(Curve::Straight(Line::level(constant.value)))
    }

    fn input(&mut self, input: InputId) -> Result<Curve> {
        let line = self.varying.get(&input).copied();
        Ok(Curve::Straight(line.unwrap_or_else(|| Line::level(self.inputs[input.index()]))))
    }

    fn apply(&mut self, operation: Operation<&Curve>) -> Result<Curve> {
        if let Some(line) = straight(operation)? {
            return Ok(Curve::Straight(line));
        }
        let axis = self.axis;
        let draw = |curve: &Curve| axis.drawn(curve);
        let drawn = match operation {
            Operation::Add(a, b) => return sum::plus(&axis, a, b),
            Operation::Sub(a, b) => return sum::minus(&axis, a, b),
            Operation::Mul(a, b) => match (a.level(), b.level()) {
                (_, Some(factor)) => return sum::times(&axis, a, factor),
                (Some(factor), None) => return sum::times(&axis, b, factor),
                (None, None) => axis.combine(
                    (&draw(a)?, &draw(b)?),
                    |pen, a, b, _, _| pen.line(product(a, b)?),
                    Number::times,
                    true,
                ),
            },
            Operation::Div(a, b) => match b.level() {
                Some(divisor) => return sum::over(&axis, a, divisor),
                None => axis.combine(
                    (&draw(a)?, &draw(b)?),
                    |pen, a, b, left, right| match axis.root_between(b, left, right)? {
                        Some(_) => Err(ArithmeticError::DivisionByZero.into()),
                        None => pen.line(a.over(b)?),
                    },
                    Number::over,
                    false,
                ),
            },
            Operation::Min(a, b) => axis.combine(
                (&draw(a)?, &draw(b)?),
                |pen, a, b, left, right| split(&axis, pen, (b, a), a.minus(b)?, left, right),
                |a, b| Ok(a.min(b)),
                true,
            ),
            Operation::Max(a, b) => axis.combine(
                (&draw(a)?, &draw(b)?),
                |pen, a, b, left, right| split(&axis, pen, (a, b), a.minus(b)?, left, right),
                |a, b| Ok(a.max(b)),
                true,
            ),
            Operation::Ceil(a) => axis.combine(
                (&draw(a)?, &draw(a)?),
                |pen, a, _, left, right| steps(&axis, pen, a, left, right),
                |a, _| Ok(a.ceil()),
                false,
            ),
            Operation::AtLeast(a, b) => axis.combine(
                (&draw(a)?, &draw(b)?),
                |pen, a, b, left, right| step(&axis, pen, a, b, left, right),
                |a, b| exact::apply(Operation::AtLeast(a, b)),
                false,
            ),
        };
        drawn.map(Curve::from)
    }
}

/// How a node depends on the volume, as far as its formula shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Not at all.
    Level,
    /// In proportion: half of it at half the volume.
    Proportional,
    /// In some other way.
    Other,
}

/// The curves of a graph's first `count` nodes, given their exact values where the axis has its unit, `now`.
///
/// A node that does not vary, or varies in proportion, has its line from that value without any arithmetic of its
/// own; most nodes of a scenario are of this kind.
///
/// # Errors
/// The first node that has no curve.
pub(crate) fn curves(
    graph: &Graph,
    count: usize,
    linear: &mut Linear<'_>,
    now: &[Number],
) -> std::result::Result<Vec<Curve>, Failure<CurveError>> {
    let is_proportional = |line: &Line| line.base.is_zero();
    let mut shapes: Vec<Shape> = Vec::with_capacity(count);
    for (_, node) in graph.ids().take(count) {
        shapes.push(match node {
            Node::Constant(_) => Shape::Level,
            Node::Input(input) => match linear.varying.get(input) {
                None => Shape::Level,
                Some(line) if is_proportional(line) => Shape::Proportional,
                Some(_) => Shape::Other,
            },
            Node::Apply(operation) => shape(operation.map(|operand| shapes[operand.index()])),
        });
    }
    fold_beside(graph, count, linear, |id| {
        let value = now.get(id.index()).copied()?;
        match shapes.get(id.index())? {
            Shape::Level => Some(Curve::Straight(Line::level(value))),
            Shape::Proportional => Some(Curve::Straight(Line { base: Number::ZERO, slope: value })),
            Shape::Other => None,
        }
    })
}

fn shape(operation: Operation<Shape>) -> Shape {
    use Shape::{Level, Other, Proportional};
    match operation {
        Operation::Add(Level, Level)
        | Operation::Sub(Level, Level)
        | Operation::Mul(Level, Level)
        | Operation::Div(Level, Level)
        | Operation::Min(Level, Level)
        | Operation::Max(Level, Level)
        | Operation::AtLeast(Level, Level)
        | Operation::Ceil(Level) => Level,
        Operation::Add(Proportional, Proportional)
        | Operation::Sub(Proportional, Proportional)
        | Operation::Mul(Proportional, Level)
        | Operation::Mul(Level, Proportional)
        | Operation::Div(Proportional, Level) => Proportional,
        Operation::Add(..)
        | Operation::Sub(..)
        | Operation::Mul(..)
        | Operation::Div(..)
        | Operation::Min(..)
        | Operation::Max(..)
        | Operation::AtLeast(..)
        | Operation::Ceil(_) => Other,
    }
}

/// The result where it is a single line without looking at the axis.
fn straight(operation: Operation<&Curve>) -> Result<Option<Line>> {
    let mut lines = operation.operands().map(|curve| match curve {
        Curve::Straight(line) => Some(*line),
        Curve::Bent(_) | Curve::Sum(_) => None,
    });
    let (Some(Some(a)), Some(b)) = (lines.next(), lines.next().unwrap_or(Some(Line::level(Number::ZERO)))) else {
        return Ok(None);
    };
    if a.is_level() && b.is_level() {
        let value = |curve: &Curve| match curve {
            Curve::Straight(line) => line.base,
            Curve::Bent(_) | Curve::Sum(_) => Number::ZERO,
        };
        return Ok(Some(Line::level(exact::apply(operation.map(value))?)));
    }
    Ok(match operation {
        Operation::Add(..) => Some(a.plus(b)?),
        Operation::Sub(..) => Some(a.minus(b)?),
        Operation::Mul(..) => Some(product(a, b)?),
        Operation::Div(..) if b.is_level() => Some(a.over(b)?),
        // A divisor that varies may be zero at a point, so it is taken piece by piece.
        Operation::Div(..) | Operation::Min(..) | Operation::Max(..) | Operation::Ceil(..) | Operation::AtLeast(..) => {
            None
        }
    })
}

fn product(a: Line, b: Line) -> Result<Line> {
    match (a.is_level(), b.is_level()) {
        (_, true) => a.times(b.base),
        (true, false) => b.times(a.base),
        (false, false) => Err(CurveError::Product),
    }
}

#[cfg(test)]
mod tests {
    use super::super::builder::Builder;
    use super::super::curve::Bent;
    use super::*;
    use crate::calc::domain::fold;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    /// The curve of a formula in x, with x from 0 to `max`.
    fn curve(max: &str, formula: impl for<'g> Fn(&'g Builder) -> super::super::builder::Expr<'g>) -> Result<Curve> {
        let builder = Builder::default();
        let node = formula(&builder).id();
        let graph = builder.finish();
        let axis = Axis::new(Number::ONE, number(max));
        let varying = [(InputId(0), Line { base: Number::ZERO, slope: Number::ONE })].into_iter().collect();
        let mut domain = Linear { axis, inputs: &[Number::ONE], varying };
        let mut values = fold(&graph, graph.nodes().len(), &mut domain).map_err(|failure| failure.error)?;
        Ok(values.swap_remove(node.index()))
    }

    fn places(curve: &Curve) -> Vec<(String, String)> {
        match curve {
            Curve::Straight(_) | Curve::Sum(_) => Vec::new(),
            Curve::Bent(Bent { pieces, .. }) => {
                let at = |piece: &super::super::curve::Piece| piece.at.map_or("meets".to_owned(), |at| at.to_string());
                pieces.iter().map(|piece| (piece.from.to_string(), at(piece))).collect()
            }
        }
    }

    #[test]
    fn an_allowance_bends_where_it_is_used_up() {
        let overage = curve("10", |b| {
            let (x, five) = (b.input(InputId(0)), b.constant(number("5"), crate::calc::unit::Unit::NONE));
            (x - five).positive()
        });
        assert_eq!(places(&overage.unwrap()), [("0".into(), "meets".into()), ("5".into(), "meets".into())]);
    }

    #[test]
    fn headcount_steps_hold_their_bound() {
        let heads = curve("3", |b| (b.input(InputId(0))).ceil()).unwrap();
        let expected = [("0", "0"), ("1", "1"), ("2", "2")].map(|(x, v)| (x.to_owned(), v.to_owned()));
        assert_eq!(places(&heads), expected);
        let falling = curve("3", |b| (b.zero() - b.input(InputId(0))).ceil()).unwrap();
        let expected = [("0", "0"), ("1", "-1"), ("2", "-2")].map(|(x, v)| (x.to_owned(), v.to_owned()));
        assert_eq!(places(&falling), expected);
    }

    /// The value of a formula in x at some places, as its curve has it.
    fn values(at: &[&str], formula: impl for<'g> Fn(&'g Builder) -> super::super::builder::Expr<'g>) -> Vec<String> {
        let curve = curve("10", formula).unwrap();
        let axis = Axis::new(Number::ONE, number("10"));
        at.iter().map(|x| axis.value_at(&curve, number(x)).unwrap().to_string()).collect()
    }

    #[test]
    fn different_bends_stay_apart_in_a_sum() {
        let sum = values(&["1", "4", "10"], |b| {
            let (x, unit) = (b.input(InputId(0)), crate::calc::unit::Unit::NONE);
            let beyond = |bound: &str| (x - b.constant(number(bound), unit)).positive();
            beyond("5") + beyond("2")
        });
        assert_eq!(sum, ["0", "2", "13"]);
    }

    /// What moves by less than the 28th digit of its value is that value.
    #[test]
    fn a_whole_number_that_hardly_moves_is_not_rounded_up() {
        let axis = Axis::new(Number::ONE, number("10"));
        let mut linear = Linear { axis, inputs: &[], varying: FxHashMap::default() };
        let line = Line { base: number("20000"), slope: number("1e-28") };
        let steps = linear.apply(Operation::Ceil(&Curve::Straight(line))).unwrap();
        assert_eq!(axis.value_at(&steps, number("7")), Ok(number("20000")));
        // Nor is it zero anywhere: the greater than nothing is itself.
        let nothing = Curve::Straight(Line::level(Number::ZERO));
        let greater = linear.apply(Operation::Max(&Curve::Straight(line), &nothing)).unwrap();
        assert_eq!(axis.value_at(&greater, number("7")), Ok(number("20000")));
    }

    /// What is taken from the values at `now` is what reading every node gives: x is 1 there, y = 3 + 2 x is 5.
    #[test]
    fn curves_are_those_of_each_node() {
        let builder = Builder::default();
        let (x, y) = (builder.input(InputId(0)), builder.input(InputId(1)));
        let four = builder.constant(number("4"), crate::calc::unit::Unit::NONE);
        let nodes = [x * four, y, x + y, (y - x) * four].map(super::super::builder::Expr::id);
        let graph = builder.finish();
        let axis = Axis::new(Number::ONE, number("10"));
        let y = Line { base: number("3"), slope: number("2") };
        let varying = [(InputId(0), Line { base: Number::ZERO, slope: Number::ONE }), (InputId(1), y)];
        let mut linear = Linear { axis, inputs: &[], varying: varying.into_iter().collect() };
        let now = fold(&graph, graph.nodes().len(), &mut exact::Exact { inputs: &[Number::ONE, number("5")] }).unwrap();
        let curves = curves(&graph, graph.nodes().len(), &mut linear, &now).unwrap();
        let values = nodes.map(|node| axis.value_at(&curves[node.index()], number("7")).unwrap().to_string());
        assert_eq!(values, ["28", "17", "24", "40"]);
    }

    /// Curves that bend and jump at different places, read at every quarter and at the axis's end.
    #[test]
    fn what_two_bent_curves_make_agrees_with_exact_amounts() {
        let builder = Builder::default();
        let x = builder.input(InputId(0));
        let of = |text: &str| builder.constant(number(text), crate::calc::unit::Unit::NONE);
        let (whole, thirds, beyond, step) =
            (x.ceil(), (x / of("3")).ceil(), (x - of("2.5")).positive(), x.at_least(of("4")));
        let formulas = [
            whole.min(beyond * of("2")),
            thirds.max(beyond),
            step * whole,
            step * thirds,
            (whole - thirds).min(step * of("3")),
            whole.max(thirds * of("2") - whole),
            (whole + beyond).at_least(thirds * of("3")),
            beyond.max(x.min(of("6"))).ceil(),
            // Of one the places are the first of the other's.
            whole.min(of("3")) * whole,
            whole * whole.min(of("3")),
            // A jump at the axis's end, beside a line and beside steps.
            x.at_least(of("10")).max(x / of("20")),
            x.at_least(of("10")).max(whole / of("20")),
        ];
        let formulas = formulas.map(super::super::builder::Expr::id);
        let graph = builder.finish();
        let axis = Axis::new(Number::ONE, number("10"));
        let varying = [(InputId(0), Line { base: Number::ZERO, slope: Number::ONE })].into_iter().collect();
        let mut linear = Linear { axis, inputs: &[], varying };
        let curves = fold(&graph, graph.nodes().len(), &mut linear).unwrap();
        for quarter in 0..=40 {
            let place = Number::scaled(quarter * 25, 2);
            let exact = fold(&graph, graph.nodes().len(), &mut exact::Exact { inputs: &[place] }).unwrap();
            for (position, node) in formulas.iter().enumerate() {
                let value = axis.value_at(&curves[node.index()], place);
                assert_eq!(value, Ok(exact[node.index()]), "{position} at {place}");
            }
        }
    }

    #[test]
    fn a_product_of_varying_values_is_refused() {
        assert!(matches!(curve("3", |b| b.input(InputId(0)) * b.input(InputId(0))), Err(CurveError::Product)));
        assert!(matches!(curve("3", |b| b.one() / b.input(InputId(0))), Err(CurveError::Arithmetic(_))));
        assert!(matches!(curve("3", |b| b.one() / (b.input(InputId(0)) + b.one())), Err(CurveError::VaryingDivisor)));
    }

    #[test]
    fn too_many_pieces_name_a_place() {
        let error = curve("200000", |b| b.input(InputId(0)).ceil()).unwrap_err();
        assert_eq!(error, CurveError::TooManyPieces { at: number("100000") });
    }
}
