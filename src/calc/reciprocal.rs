//! The piecewise-linear reading, in which an input may also run as its reciprocal: for terms that are divided by.
//!
//! Its axis is then `u = now / p`, so that it is 1 at the present value, and `p = now / u` is the input. What is
//! proportional to `1 / p` is a line in `u`.

use super::curve::{Curve, CurveError, Line};
use super::domain::Domain;
use super::graph::{Constant, InputId, Operation};
use super::linear::Linear;
use super::number::Number;

/// What a node is along the axis.
#[derive(Clone, Debug)]
pub(crate) enum Reciprocal {
    /// A curve.
    Curve(Curve),
    /// A number divided by the place on the axis.
    Over(Number),
}

/// Curves over an axis on which one input may run as its reciprocal; the unit of the axis is then 1.
#[derive(Debug)]
pub(crate) struct Reciprocals<'v> {
    /// The curves of everything else.
    pub linear: Linear<'v>,
    /// The input that runs as its reciprocal.
    pub input: Option<InputId>,
}

impl Domain for Reciprocals<'_> {
    type Value = Reciprocal;
    type Error = CurveError;

    fn constant(&mut self, constant: &Constant) -> Result<Reciprocal, CurveError> {
        self.linear.constant(constant).map(Reciprocal::Curve)
    }

    fn input(&mut self, input: InputId) -> Result<Reciprocal, CurveError> {
        if Some(input) == self.input {
            return Ok(Reciprocal::Over(self.linear.inputs[input.index()]));
        }
        self.linear.input(input).map(Reciprocal::Curve)
    }

    fn apply(&mut self, operation: Operation<&Reciprocal>) -> Result<Reciprocal, CurveError> {
        use Reciprocal::{Curve as Along, Over};
        let curve = match operation {
            Operation::Mul(Over(number), Along(curve)) | Operation::Mul(Along(curve), Over(number)) => {
                return Ok(Over(number.times(level(curve)?)?));
            }
            Operation::Div(Over(number), Along(curve)) => return Ok(Over(number.over(level(curve)?)?)),
            Operation::Div(Over(a), Over(b)) => Curve::Straight(Line::level(a.over(*b)?)),
            Operation::Div(Along(curve), Over(number)) => {
                let divisor = Curve::Straight(Line::level(*number));
                let along = Curve::Straight(Line { base: Number::ZERO, slope: Number::ONE });
                let part = self.linear.apply(Operation::Div(curve, &divisor))?;
                self.linear.apply(Operation::Mul(&part, &along))?
            }
            other => {
                let straight = Curve::Straight(Line::level(Number::ZERO));
                let mut has_over = false;
                let curves = other.map(|operand| match operand {
                    Along(curve) => curve,
                    Over(_) => {
                        has_over = true;
                        &straight
                    }
                });
                if has_over {
                    return Err(CurveError::VaryingDivisor);
                }
                self.linear.apply(curves)?
            }
        };
        Ok(Along(curve))
    }
}

/// The value of a curve that does not vary.
fn level(curve: &Curve) -> Result<Number, CurveError> {
    curve.level().ok_or(CurveError::VaryingDivisor)
}

#[cfg(test)]
mod tests {
    use super::super::builder::{Builder, Expr};
    use super::super::curve::Axis;
    use super::super::domain::fold;
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    /// The values of a formula in p at some u, p being 0.8 now.
    fn values(
        formula: impl for<'g> Fn(&'g Builder, Expr<'g>) -> Expr<'g>,
        at: &[&str],
    ) -> Result<Vec<String>, CurveError> {
        let builder = Builder::default();
        let node = formula(&builder, builder.input(InputId(0))).id();
        let graph = builder.finish();
        let axis = Axis::new(Number::ONE, number("4"));
        let linear = Linear { axis, inputs: &[const { Number::scaled(8, 1) }], varying: std::iter::empty().collect() };
        let mut domain = Reciprocals { linear, input: Some(InputId(0)) };
        let read = fold(&graph, graph.nodes().len(), &mut domain).map_err(|failure| failure.error)?;
        let Reciprocal::Curve(curve) = &read[node.index()] else { return Err(CurveError::VaryingDivisor) };
        at.iter().map(|u| axis.value_at(curve, number(u)).map(|value| value.to_string())).collect()
    }

    #[test]
    fn what_is_divided_by_the_input_is_a_line() {
        let unit = crate::calc::unit::Unit::NONE;
        // 6 / p: at u = 1 p is 0.8, at u = 2 it is 0.4.
        let quotient = values(|b, p| b.constant(number("6"), unit) / p, &["1", "2", "4"]);
        assert_eq!(quotient.unwrap(), ["7.5", "15", "30"]);
        // Heads of 10 p hours each for 14 hours: 14 / 8 is 2 heads, 14 / 4 is 4, 14 / 7 is exactly 2.
        let heads = values(
            |b, p| (b.constant(number("14"), unit) / (b.constant(number("10"), unit) * p)).ceil(),
            &["1", "2", "1.142857142857142857142857143"],
        );
        assert_eq!(heads.unwrap(), ["2", "4", "2"]);
    }

    #[test]
    fn what_is_linear_in_the_input_is_refused() {
        assert_eq!(values(|b, p| p + b.one(), &[]), Err(CurveError::VaryingDivisor));
        assert_eq!(values(|b, p| (b.one() / p) * p, &[]), Err(CurveError::VaryingDivisor));
        assert_eq!(values(|b, p| (b.one() / p).max(p), &[]), Err(CurveError::VaryingDivisor));
    }
}
