//! One term along an axis of its own: the cheapest option by its value, and where that changes.

use rustc_hash::FxHashMap;

use super::{Change, Refusal, TermSwitching};
use crate::break_even::envelope::envelope;
use crate::break_even::{Band, annual};
use crate::calc::comparison::How;
use crate::calc::curve::{Axis, Curve, CurveError, Drawn, Line};
use crate::calc::dependent::Dependents;
use crate::calc::domain::refold;
use crate::calc::graph::{Node, NodeId, Operation};
use crate::calc::linear::Linear;
use crate::calc::number::{ArithmeticError, Number};
use crate::calc::reciprocal::{Reciprocal, Reciprocals};
use crate::model::Model;
use crate::scenario::Scenario;
use crate::scenario::limit::Interval;
use crate::scenario::term::TermId;

/// Reads terms one after the other.
pub(super) struct Analysis<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) model: &'a Model,
    /// The options compared, the cheapest first.
    pub(super) options: &'a [usize],
    pub(super) inputs: &'a [Number],
    pub(super) values: &'a [Number],
    pub(super) dependents: Dependents,
    /// Every node as it is while nothing varies; what varies is read anew, and restored.
    pub(super) nodes: Vec<Reciprocal>,
}

pub(super) fn level(value: Number) -> Reciprocal {
    Reciprocal::Curve(Curve::Straight(Line::level(value)))
}

/// How the places of an axis are values of the term.
#[derive(Clone, Copy)]
enum Scale {
    /// The value is this much more than the place.
    Shifted(Number),
    /// The value is this divided by the place.
    Inverse(Number),
}

impl Scale {
    /// The value at a place of the axis. Where that is the place of the value as written, it is that, to its last digit.
    fn value(self, place: Number, written: Number) -> Result<Number, CurveError> {
        let (here, value) = match self {
            Self::Shifted(low) => (written.minus(low)?, low.plus(place)?),
            // The place has lost digits beyond the 24th already, and the quotient some more.
            Self::Inverse(now) => (Number::ONE, now.over(place)?.significant(21)),
        };
        Ok(if place.is_same_place(here)? { written } else { value })
    }
}

impl Analysis<'_> {
    /// The switching values of one term.
    pub(super) fn term(&mut self, term: TermId, within: Option<Interval>) -> Result<TermSwitching, Refusal> {
        let written = self.scenario.term(term);
        if let Some(reason) = written.key.fixed_because {
            return Err(Refusal::NotOffered(reason));
        }
        let affected = self.dependents.of(term.input());
        if affected.is_empty() {
            return Err(Refusal::NoInfluence);
        }
        let value = written.base;
        if within.is_none() && value.is_zero() {
            return Err(Refusal::Zero);
        }
        let limits = self.scenario.limits(term);
        let interval = interval(value, within, limits).map_err(|_| Refusal::OutOfRange)?;
        if interval.high <= interval.low {
            return Err(Refusal::NoInterval(limits));
        }
        let mut found = self.along(term, &affected, interval);
        if let Err(CurveError::VaryingDivisor | CurveError::Arithmetic(_)) = found
            && value.is_positive()
        {
            // Where it is linear in neither, the reason is the first one's.
            found = match self.inverse(term, &affected, interval, within.is_some()) {
                Err(CurveError::Product | CurveError::VaryingDivisor) => found,
                inverse => inverse,
            };
        }
        for id in &affected {
            self.nodes[id.index()] = level(self.values[id.index()]);
        }
        found
            .map_err(|error| match error {
                CurveError::TooManyPieces { .. } => Refusal::TooManyPieces(interval),
                CurveError::Product | CurveError::VaryingDivisor => Refusal::NotLinear,
                CurveError::Arithmetic(_) => Refusal::OutOfRange,
            })?
            .ok_or(Refusal::NoInfluence)
    }

    /// Along the term itself. The axis begins at 0, or below it where the values do.
    fn along(
        &mut self,
        term: TermId,
        affected: &[NodeId],
        interval: Interval,
    ) -> Result<Option<TermSwitching>, CurveError> {
        let value = self.scenario.term(term).base;
        let low = interval.low.min(value).min(Number::ZERO);
        let unit = if low.is_zero() && value.is_positive() { value } else { Number::ONE };
        let axis = Axis::new(unit, interval.high.max(value).minus(low)?);
        let varying = [(term.input(), Line { base: low, slope: unit })].into_iter().collect();
        let linear = Linear { axis, inputs: self.inputs, varying };
        self.read(affected, Reciprocals { linear, input: None })?;
        self.changes(term, interval, axis, Scale::Shifted(low))
    }

    /// Along the term's reciprocal; `is_given` says that the interval was asked for.
    fn inverse(
        &mut self,
        term: TermId,
        affected: &[NodeId],
        interval: Interval,
        is_given: bool,
    ) -> Result<Option<TermSwitching>, CurveError> {
        let value = self.scenario.term(term).base;
        // The format excludes 0 from such a term: a thousandth of the value is as near as is looked. A cost with steps has
        // more of them the nearer, so that is a tenth where nobody asked for an interval.
        let is_step = |id: &NodeId| {
            matches!(self.model.graph.nodes()[id.index()], Node::Apply(Operation::Ceil(_) | Operation::AtLeast(..)))
        };
        let nearness = if !is_given && affected.iter().any(is_step) { 10 } else { 1_000 };
        let least = value.min(interval.high).over(Number::whole(nearness))?;
        let interval = if interval.low.is_positive() { interval } else { Interval { low: least, ..interval } };
        let axis = Axis::new(Number::ONE, value.over(interval.low.min(value))?);
        let linear = Linear { axis, inputs: self.inputs, varying: FxHashMap::default() };
        self.read(affected, Reciprocals { linear, input: Some(term.input()) })?;
        self.changes(term, interval, axis, Scale::Inverse(value))
    }

    fn read(&mut self, affected: &[NodeId], mut domain: Reciprocals<'_>) -> Result<(), CurveError> {
        refold(&self.model.graph, affected, &mut domain, &mut self.nodes).map_err(|failure| failure.error)
    }

    fn cost(&self, option: usize) -> Result<&Curve, CurveError> {
        match &self.nodes[self.model.options[option].total_cost.index()] {
            Reciprocal::Curve(curve) => Ok(curve),
            Reciprocal::Over(_) => Err(CurveError::VaryingDivisor),
        }
    }

    /// What changes along an axis; none where no lead over a rival depends on the term.
    fn changes(
        &self,
        term: TermId,
        interval: Interval,
        axis: Axis,
        scale: Scale,
    ) -> Result<Option<TermSwitching>, CurveError> {
        let costs = self.options.iter().map(|option| self.cost(*option)).collect::<Result<Vec<_>, _>>()?;
        let positions: Vec<usize> = (0..costs.len()).collect();
        let bands = envelope(&axis, &positions, |position| costs[position])?;
        if bands.len() == 1 && !is_lead_affected(&axis, &costs)? {
            return Ok(None);
        }
        let value = self.scenario.term(term).base;
        let mut changes = Vec::with_capacity(bands.len());
        for pair in bands.windows(2) {
            let [before, after] = pair else { continue };
            let total = |band: &Band| axis.value_at(costs[band.option], after.from);
            let (a, b) = (total(before)?, total(after)?);
            let is_cross = a.settles_to(b);
            let at = scale.value(after.from, value)?;
            let change = at.minus(value)?;
            changes.push(Change {
                at,
                change: if value.is_zero() { None } else { Some(change.over(value.magnitude())?) },
                below: self.options[before.option],
                above: self.options[after.option],
                how: if is_cross { How::Cross } else { How::Jump },
                cost: if is_cross { Some(annual(self.scenario, a.plainer(b))?) } else { None },
            });
        }
        if let Scale::Inverse(_) = scale {
            changes.reverse();
            for change in &mut changes {
                std::mem::swap(&mut change.below, &mut change.above);
            }
        }
        let everywhere = bands.first().map_or(0, |band| self.options[band.option]);
        let mut found = told(term, value, interval, &changes, everywhere);
        self.keep_present(&mut found);
        if value < interval.low || value > interval.high {
            // Of an interval without the present value nothing is nearest to that.
            return Ok(Some(found));
        }
        let cheapest = self.options[0];
        found.below = found.changes.iter().rev().find(|c| c.at <= value && c.below != cheapest).copied();
        found.above = found.changes.iter().find(|c| c.at >= value && c.above != cheapest).copied();
        Ok(Some(found))
    }

    /// Where the cheapest option is the cheapest at the present value alone, as it may be at a step, that value is a
    /// band of its own, without a length.
    fn keep_present(&self, found: &mut TermSwitching) {
        let (value, cheapest) = (found.value, self.options[0]);
        let is_beside = |band: &Band| band.from <= value && value <= band.to;
        let is_kept = found.bands.iter().any(|band| is_beside(band) && band.option == cheapest);
        let Some(left) = found.bands.iter().position(is_beside).filter(|_| !is_kept) else { return };
        let present = Band { from: value, to: value, option: cheapest };
        let change = |below: usize, above: usize| {
            let total = |option: usize| self.values[self.model.options[option].annual_cost.index()];
            let is_cross = total(below).settles_to(total(above));
            Change {
                at: value,
                change: if value.is_zero() { None } else { Some(Number::ZERO) },
                below,
                above,
                how: if is_cross { How::Cross } else { How::Jump },
                cost: is_cross.then(|| total(below)),
            }
        };
        let right = found.bands.iter().rposition(is_beside).unwrap_or(left);
        let (below, above) = (found.bands[left], found.bands[right]);
        let lower = (below.from < value).then_some(Band { to: value, ..below });
        let upper = (value < above.to).then_some(Band { from: value, ..above });
        let steps = lower.map(|band| change(band.option, cheapest));
        let steps = steps.into_iter().chain(upper.map(|band| change(cheapest, band.option)));
        found.changes.retain(|change| change.at != value);
        let position = found.changes.partition_point(|change| change.at < value);
        found.changes.splice(position..position, steps);
        found.bands.splice(left..=right, lower.into_iter().chain([present]).chain(upper));
    }
}

/// The part of the changes that lies in the interval; `everywhere` is the cheapest option where there is no change.
fn told(term: TermId, value: Number, interval: Interval, changes: &[Change], everywhere: usize) -> TermSwitching {
    let before = changes.iter().take_while(|change| change.at <= interval.low).last();
    let first = before.map(|change| change.above).or_else(|| changes.first().map(|change| change.below));
    let inside: Vec<Change> =
        changes.iter().filter(|change| interval.low < change.at && change.at < interval.high).copied().collect();
    let mut band = Band { from: interval.low, to: interval.high, option: first.unwrap_or(everywhere) };
    let mut bands = Vec::with_capacity(inside.len() + 1);
    for change in &inside {
        bands.push(Band { to: change.at, ..band });
        band = Band { from: change.at, option: change.above, ..band };
    }
    bands.push(band);
    TermSwitching { term, value, interval, bands, changes: inside, below: None, above: None }
}

/// The values to look at: those asked for, or from zero to ten times the value, as far as the term may have them.
fn interval(value: Number, within: Option<Interval>, limits: Interval) -> Result<Interval, ArithmeticError> {
    let far = value.times(Number::whole(10))?;
    let usual = Interval { low: far.min(Number::ZERO), high: far.max(Number::ZERO) };
    Ok(within.unwrap_or(usual).within(limits))
}

/// Whether the difference between the cheapest option and any rival varies along the axis.
fn is_lead_affected(axis: &Axis, costs: &[&Curve]) -> Result<bool, CurveError> {
    let Some((first, rivals)) = costs.split_first() else { return Ok(false) };
    for rival in rivals {
        match axis.difference(first, rival)? {
            Drawn::Straight(line) if line.is_level() => (),
            Drawn::Straight(_) | Drawn::Bent(_) => return Ok(true),
        }
    }
    Ok(false)
}
