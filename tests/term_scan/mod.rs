//! An exact scan of a term's values, which finds every change of the cheapest option without knowing what a curve is.
//!
//! The argument is that of `exact_scan`, along the value of a term: where every `Min`, `Max`, `Ceil` and `AtLeast`
//! stands alike at two places, every amount runs straight from the one to the other. Amounts that are divided by the
//! term run straight along its reciprocal, and the scan walks along that.

mod agreement;
mod case;
mod choice;
mod event;
mod kind;
pub(crate) mod limit;
mod reading;
mod sawtooth;

pub(crate) use agreement::Tally;
use agreement::check;
pub(crate) use case::{Case, beside, set};
pub(crate) use choice::{terms, within};
pub(crate) use kind::{Kinds, kind};
use reading::{Along, Reading, Sample};
pub(crate) use sawtooth::sawtooth;

use smarthands::calc::number::Number;
use smarthands::scenario::limit::Interval;

/// What lies between two neighbouring samples.
enum Gap {
    /// Every amount is straight.
    Straight,
    /// Something bends or jumps, in a place that is too narrow to matter: every turn that may lie in it.
    Turns(Vec<Number>),
}

/// Samples over an interval but for a hair at its ends, and the gap that follows each but the last.
struct Scan {
    pub(crate) samples: Vec<Sample>,
    pub(crate) gaps: Vec<Gap>,
    /// How near to a turn the scan has looked.
    pub(crate) near: Number,
}

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

/// Looks along an interval of values until every gap is straight or too narrow to matter.
fn scan(reading: &mut Reading<'_>, interval: Interval) -> Scan {
    let (from, to) = match reading.along {
        Along::Value => (interval.low, interval.high),
        Along::Reciprocal => (reading.other(interval.high), reading.other(interval.low)),
    };
    // A hundred-thousandth of a millionth of the greatest place.
    let near = from.magnitude().max(to.magnitude()).times(Number::unit_in_place(11)).unwrap();
    let widest = near.times(Number::whole(3)).unwrap();
    let mut samples = vec![reading.at(from.plus(near).unwrap())];
    let mut gaps = Vec::new();
    let mut ahead = vec![reading.at(to.minus(near).unwrap())];
    while let (Some(here), Some(next)) = (samples.last(), ahead.pop()) {
        assert!(samples.len() < 40_000, "the scan does not come to an end at {}", here.place);
        let turns = reading.turns(here, &next);
        let width = next.place.minus(here.place).unwrap();
        let Some(turn) = turns.first().copied().filter(|_| width > widest) else {
            gaps.push(if turns.is_empty() { Gap::Straight } else { Gap::Turns(turns) });
            samples.push(next);
            continue;
        };
        let (below, above) = (turn.minus(near).unwrap(), turn.plus(near).unwrap());
        let (from, to) = (here.place, next.place);
        ahead.push(next);
        if above < to {
            ahead.push(reading.at(above));
        }
        if below > from {
            ahead.push(reading.at(below));
        }
    }
    Scan { samples, gaps, near }
}

impl Scan {
    /// The gaps with the samples at their ends.
    pub(crate) fn gaps(&self) -> impl Iterator<Item = (&Gap, &Sample, &Sample)> {
        let ends = self.samples.windows(2).map(|pair| (&pair[0], &pair[1]));
        self.gaps.iter().zip(ends).map(|(gap, (left, right))| (gap, left, right))
    }

    /// Holds wide straight gaps against the exact reading in their midst: the argument of this module, tried.
    pub(crate) fn assert_straight(&self, reading: &mut Reading<'_>, what: &str) -> usize {
        let two = Number::whole(2);
        let wide = self.near.times(number("5_000_000_000")).unwrap();
        let mut checked = 0;
        for (gap, left, right) in self.gaps() {
            if !matches!(gap, Gap::Straight) || right.place.minus(left.place).unwrap() < wide {
                continue;
            }
            let middle = reading.at(left.place.plus(right.place).unwrap().over(two).unwrap());
            for ((left, middle), right) in left.totals.iter().zip(&middle.totals).zip(&right.totals) {
                let mean = left.plus(*right).unwrap().over(two).unwrap();
                assert!(
                    mean.minus(*middle).unwrap().magnitude() < number("0.000000001"),
                    "{what}: a gap is not straight"
                );
                checked += 1;
            }
        }
        checked
    }

    /// Whether the cheapest option's lead over some rival is another at one place than at another.
    pub(crate) fn is_lead_affected(&self) -> bool {
        let lead = |sample: &Sample, rival: usize| sample.totals[rival].minus(sample.totals[0]).unwrap();
        let rivals = 1..self.samples[0].totals.len();
        let varies = |rival: usize| {
            let first = lead(&self.samples[0], rival);
            self.samples.iter().any(|sample| !lead(sample, rival).settles_to(first))
        };
        rivals.into_iter().any(varies)
    }
}
