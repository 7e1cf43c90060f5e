//! An exact scan of an axis, which finds every change of every cost curve without knowing what a curve is.
//!
//! Only the exact reading is used, at one volume at a time. A formula bends or jumps where one of its `Min`, `Max`,
//! `Ceil` or `AtLeast` takes a turn. Between two volumes at which all of them stand alike, the first in the order of
//! evaluation has a straight argument, so it takes no turn between them; hence so has the second, and so on: every
//! amount runs straight from the one volume to the other. Where the first that differs has a straight argument, its
//! turn is at the root of that line, and the scan looks at both sides of it. What is left are straight gaps, and
//! places too narrow to matter in which the turns lie.

mod agreement;
mod reading;
mod stretch;
mod tally;

pub(crate) use agreement::check;
pub(crate) use reading::{Reading, Sample};
pub(crate) use tally::Tally;

use smarthands::calc::number::Number;

/// The axis in multiples of the volume as written: ten times it, as analyses have it by default.
const END: Number = Number::whole(10);
/// How near to a turn the scan looks, in multiples of the volume as written: a hundred-thousandth of a millionth of
/// the axis.
pub(crate) const NEAR: Number = Number::unit_in_place(10);

/// What lies between two neighbouring samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Every amount is straight.
    Straight,
    /// Something bends or jumps, in a place that is no wider than three times [`NEAR`]: the first turn in it.
    Place(Number),
}

/// Samples over the whole axis but for [`NEAR`] at its ends, and the gap that follows each but the last.
pub(crate) struct Scan {
    pub(crate) samples: Vec<Sample>,
    pub(crate) gaps: Vec<Gap>,
}

pub(crate) fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

/// Looks along the axis until every gap is straight or too narrow to matter.
pub(crate) fn scan(reading: &mut Reading<'_>) -> Scan {
    let widest_place = NEAR.times(Number::whole(3)).unwrap();
    let mut samples = vec![reading.at(NEAR, Number::ONE)];
    let mut gaps = Vec::new();
    let mut ahead = vec![reading.at(END.minus(NEAR).unwrap(), Number::ONE)];
    while let (Some(here), Some(next)) = (samples.last(), ahead.pop()) {
        assert!(samples.len() < 20_000, "the scan does not come to an end at {}", here.multiple);
        let turn = reading.turn(here, &next);
        let width = next.multiple.minus(here.multiple).unwrap();
        let Some(turn) = turn.filter(|_| width > widest_place) else {
            gaps.push(turn.map_or(Gap::Straight, Gap::Place));
            samples.push(next);
            continue;
        };
        let (below, above) = (turn.minus(NEAR).unwrap(), turn.plus(NEAR).unwrap());
        let (from, to) = (here.multiple, next.multiple);
        ahead.push(next);
        if above < to {
            ahead.push(reading.at(above, Number::ONE));
        }
        if below > from {
            ahead.push(reading.at(below, Number::ONE));
        }
    }
    Scan { samples, gaps }
}

impl Scan {
    /// The gaps with the samples at their ends.
    pub(crate) fn gaps(&self) -> impl Iterator<Item = (Gap, &Sample, &Sample)> {
        let ends = self.samples.windows(2).map(|pair| (&pair[0], &pair[1]));
        self.gaps.iter().zip(ends).map(|(gap, (left, right))| (*gap, left, right))
    }

    /// Holds wide straight gaps against the exact reading in their midst: the argument of this module, tried.
    pub(crate) fn assert_straight(&self, reading: &mut Reading<'_>, what: &str) -> usize {
        let two = Number::whole(2);
        let wide = number("0.8");
        let mut checked = 0;
        for (gap, left, right) in self.gaps() {
            if gap != Gap::Straight || right.multiple.minus(left.multiple).unwrap() < wide {
                continue;
            }
            let middle = reading.at(left.multiple.plus(right.multiple).unwrap().over(two).unwrap(), Number::ONE);
            let amounts = |sample: &Sample| -> Vec<Number> {
                let income = sample.totals.iter().filter_map(|totals| totals.income);
                let costs = sample.totals.iter().map(|totals| totals.cost);
                costs.chain(income.flat_map(|income| [income.collected, income.spendable])).collect()
            };
            for ((left, middle), right) in amounts(left).into_iter().zip(amounts(&middle)).zip(amounts(right)) {
                let mean = left.plus(right).unwrap().over(two).unwrap();
                assert!(
                    mean.minus(middle).unwrap().magnitude() < number("0.000000001"),
                    "{what}: a gap is not straight"
                );
                checked += 1;
            }
        }
        checked
    }
}
