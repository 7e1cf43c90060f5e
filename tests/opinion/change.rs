//! Where something changes sides along the axis, as the program reports it, held against the evaluator at these places, just
//! beside them, between them and on a coarse grid.

use std::cmp::Ordering;

use crate::exact::{self, Exact};
use crate::record::Record;

/// A place, or a stretch, with the side on which things are below it and above it where that is said.
pub(crate) struct Change {
    pub(crate) at: Exact,
    pub(crate) to: Exact,
    pub(crate) below: Option<Ordering>,
    pub(crate) above: Option<Ordering>,
}

/// Between two neighbouring changes.
struct Gap {
    from: Exact,
    to: Exact,
    side: Option<Ordering>,
}

/// The axis, and what is looked at on it in any case.
pub(crate) struct Axis {
    pub(crate) max: Exact,
    pub(crate) grid: Vec<Exact>,
}

/// Below 0, 0 to 12 places, or above.
pub(crate) fn sign(difference: &Exact) -> Ordering {
    exact::compared(difference).cmp(&Exact::ZERO)
}

impl Axis {
    pub(crate) fn new(max: Exact, grid: usize) -> Self {
        // Places that a scenario's own figures are not likely to hit.
        let place = |number: usize| &max * exact::whole(number * 1_000 + 382) / exact::whole(grid * 1_000);
        Self { grid: (0..grid).map(place).collect(), max }
    }

    /// How far beside a place is looked at: far enough for steps, whose bounds are seen with 12 places.
    fn beside(&self, from: &Exact, to: &Exact) -> Exact {
        (&self.max * exact::decimal("1e-9")).min((to - from) / exact::whole(3))
    }

    /// Places between two: the middle, just inside both ends, and those of the grid.
    pub(crate) fn places(&self, from: &Exact, to: &Exact) -> Vec<Exact> {
        let beside = self.beside(from, to);
        let mut places = vec![from + &beside, (from + to) / exact::whole(2), to - beside];
        places.extend(self.grid.iter().filter(|place| *place > from && *place < to).cloned());
        places
    }

    /// Holds what is left of revenue against the changes: where nothing is left, the cost is covered.
    pub(crate) fn check_covered(
        &self,
        what: &str,
        changes: &[Change],
        left: impl FnMut(&Exact) -> Exact,
        record: &mut Record,
    ) {
        let side = |left: &Exact| if sign(left) == Ordering::Less { Ordering::Less } else { Ordering::Greater };
        self.check_sides(what, changes, left, side, record);
    }

    /// Holds the sign of `difference` against the changes, and against no change elsewhere.
    pub(crate) fn check(
        &self,
        what: &str,
        changes: &[Change],
        difference: impl FnMut(&Exact) -> Exact,
        record: &mut Record,
    ) {
        self.check_sides(what, changes, difference, sign, record);
    }

    fn check_sides(
        &self,
        what: &str,
        changes: &[Change],
        mut difference: impl FnMut(&Exact) -> Exact,
        side: impl Fn(&Exact) -> Ordering,
        record: &mut Record,
    ) {
        let mut gaps: Vec<Gap> = Vec::new();
        let mut from = (Exact::ZERO, None);
        for change in changes {
            let is_in_order = from.0 < change.at && change.at <= change.to && change.to <= self.max;
            // A stretch may begin at 0.
            let begins = from.0 == change.at && from.0.is_zero();
            record
                .holds("change in order", is_in_order || begins, || format!("{what}: {:?} is out of order", change.at));
            let sides = [from.1, change.below];
            record.holds("same side between", sides[0].is_none() || sides[0] == sides[1], || {
                format!("{what}: {sides:?} before {:?}", change.at)
            });
            gaps.push(Gap { from: from.0, to: change.at.clone(), side: change.below });
            from = (change.to.clone(), change.above);
        }
        gaps.push(Gap { from: from.0, to: self.max.clone(), side: from.1 });
        let mut seen = None;
        for gap in gaps.iter().filter(|gap| gap.from < gap.to) {
            for place in self.places(&gap.from, &gap.to) {
                let found = side(&difference(&place));
                // A touch is no change.
                if found == Ordering::Equal {
                    record.one("touch");
                    continue;
                }
                let expected = gap.side.or(if changes.is_empty() { seen } else { None }).unwrap_or(found);
                seen = Some(found);
                record.holds("side", found == expected, || {
                    let place = exact::short(&place, 24);
                    format!("{what}: {found:?} at {place}, expected {expected:?}")
                });
            }
        }
        for (number, change) in changes.iter().enumerate() {
            if change.at == change.to {
                let beside = [&gaps[number], &gaps[number + 1]].map(|gap| self.beside(&gap.from, &gap.to));
                Self::check_place(what, change, beside.iter().min().unwrap(), &mut difference, record);
            }
        }
    }

    /// At its place a change is a cross, where the difference is nothing, or a jump, which is as high close by as farther off.
    fn check_place(
        what: &str,
        change: &Change,
        beside: &Exact,
        difference: &mut impl FnMut(&Exact) -> Exact,
        record: &mut Record,
    ) {
        let at = difference(&change.at).absolute();
        if at <= exact::decimal("1e-9") {
            record.one("crosses");
            return;
        }
        let near = beside / exact::whole(4);
        let mut across = |by: &Exact| (difference(&(&change.at + by)) - difference(&(&change.at - by))).absolute();
        let [near, far] = [across(&near), across(beside)];
        record.holds("jumps", near * exact::whole(4) >= far * exact::whole(3), || {
            let place = exact::short(&change.at, 24);
            format!("{what}: {} is left at {place}, and there is no jump", exact::short(&at, 24))
        });
    }
}
