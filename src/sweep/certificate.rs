//! Which points are valid without a look at the file: those whose values lie where no rule of the format reaches.

use super::axis::Axis;
use crate::calc::number::Number;
use crate::scenario::Scenario;
use crate::scenario::key::Limits;
use crate::scenario::limit::Interval;
use crate::scenario::term::TermId;

/// The values that a term may have whatever those of the other varied terms are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Certificate {
    limits: Limits,
    interval: Interval,
}

impl Certificate {
    /// The certificates of the varied terms, axis by axis.
    ///
    /// Each term is stretched to a range over all values that it takes and its key allows, so that
    /// [`Scenario::limits`] leaves each the values that are valid beside every value of the others.
    pub(super) fn of(scenario: &Scenario, axes: &[Axis], ids: &[Vec<TermId>], counts: &[u64]) -> Vec<Vec<Self>> {
        let mut stretched = scenario.clone();
        let varied = || axes.iter().zip(ids).zip(counts);
        for ((axis, ids), count) in varied() {
            for (varied, id) in axis.terms.iter().zip(ids) {
                let key = Interval::from(scenario.key_limits(*id));
                let ends = axis.ends(varied, *count).map_or(key, |ends| ends.within(key));
                if let Some(term) = stretched.terms.get_mut(id.index()) {
                    term.range = Some((ends.low, ends.high.max(ends.low)));
                }
            }
        }
        let certificate = |id: &TermId| Self { limits: scenario.key_limits(*id), interval: stretched.limits(*id) };
        ids.iter().map(|ids| ids.iter().map(certificate).collect()).collect()
    }

    /// Whether the value is certain to be valid. What the key itself allows is known to the end; what other values
    /// leave of it only inside.
    pub(super) fn holds(&self, value: Number) -> bool {
        let key = Interval::from(self.limits);
        self.limits.hold(value)
            && (self.interval.low <= key.low || value > self.interval.low)
            && (self.interval.high >= key.high || value < self.interval.high)
    }
}
