//! The figures of the options as lines over runs of points, each option for as long as its own formulas are straight.

use super::Sweep;
use super::figure::{Along, OptionCourse, Volumes, divisor, points};
use super::plan::Group;
use crate::calc::domain::{fold, refold};
use crate::calc::graph::{InputId, NodeId, Operation};
use crate::calc::number::Number;
use crate::calc::straight::{Course, MOST_POINTS, NotStraight, Straight, apply};
use crate::evaluation::{Spread, totals};

/// The fewest points in a row of the grid for which runs are worth their beginning.
const FEWEST_POINTS: u64 = 16;
/// For how many points nothing is tried after a failure, at first and at the most.
const PAUSES: (u64, u64) = (4, 1_024);

/// Something that holds along the points from `start` to before `end`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run<T> {
    /// The place of its first point.
    pub start: u64,
    /// The place behind its last point.
    pub end: u64,
    /// What holds.
    pub of: T,
}

/// The figures at the present point and on.
#[derive(Debug)]
pub(crate) struct Courses<'s> {
    sweep: &'s Sweep<'s>,
    inputs: Vec<Number>,
    /// The inputs that move, as they do from `moving_from` on.
    moving: Vec<(InputId, Course)>,
    moving_from: Option<u64>,
    values: Vec<Course>,
    /// The present row of the grid, along which the fastest axis runs.
    row: Option<u64>,
    /// The places of that row at which all values are certain to be valid.
    valid: std::ops::Range<u64>,
    shared: Option<Run<Volumes>>,
    options: Vec<Option<Run<OptionCourse>>>,
    /// The point before which nothing is tried, and for how many points not after another failure.
    resume: u64,
    pause: u64,
}

impl<'s> Courses<'s> {
    /// The figures of a sweep before its first point.
    pub(crate) fn new(sweep: &'s Sweep<'s>) -> Self {
        Self {
            sweep,
            inputs: sweep.scenario.base_values(),
            moving: Vec::new(),
            moving_from: None,
            values: Vec::new(),
            row: None,
            valid: 0..0,
            shared: None,
            options: Vec::new(),
            resume: 0,
            pause: PAUSES.0,
        }
    }

    /// The place of a point in its row, where all figures are lines around it.
    pub(crate) fn at(&mut self, point: u64) -> Option<u64> {
        if point < self.resume && self.resume - point <= self.pause {
            return None;
        }
        let (row, place) = self.place(point)?;
        if let Some(()) = self.reach(point, row, place) {
            self.pause = PAUSES.0;
            return Some(place);
        }
        self.fail(point);
        None
    }

    /// Forgets the runs around a point, and tries none for a while.
    pub(crate) fn fail(&mut self, point: u64) {
        self.resume = point.saturating_add(self.pause);
        self.pause = (self.pause * 2).min(PAUSES.1);
        // Nodes may have been left at a corner.
        self.values.clear();
        self.row = None;
    }

    /// The volumes around the present point.
    pub(crate) fn volumes(&self) -> Option<&Run<Volumes>> {
        self.shared.as_ref()
    }

    /// The figures of the options around the present point, in their order.
    pub(crate) fn options(&self) -> impl Iterator<Item = &Run<OptionCourse>> {
        self.options.iter().flatten()
    }

    /// The place before which all figures stay lines, and the same.
    pub(crate) fn end(&self) -> u64 {
        let ends = self.options().map(|run| run.end).chain(self.shared.iter().map(|run| run.end));
        ends.min().unwrap_or(0)
    }

    fn place(&self, point: u64) -> Option<(u64, u64)> {
        let count = self.count();
        if self.sweep.plan.is_none() || count < FEWEST_POINTS { None } else { Some((point / count, point % count)) }
    }

    /// The points of a row.
    fn count(&self) -> u64 {
        self.sweep.grid.count(self.sweep.axes.len().saturating_sub(1)).max(1)
    }

    fn reach(&mut self, point: u64, row: u64, place: u64) -> Option<()> {
        let plan = self.sweep.plan.as_ref()?;
        if self.row != Some(row) {
            self.row = None;
            self.begin(point, place)?;
            self.row = Some(row);
        }
        let is_new = self.shared.is_none_or(|run| place < run.start || place >= run.end);
        if is_new {
            self.options.clear();
            self.options.resize(plan.options.len(), None);
            self.shared = None;
            self.shared = Some(self.shared_from(point, place)?);
        }
        for position in 0..plan.options.len() {
            let known = self.options.get(position).copied().flatten();
            if known.is_none_or(|run| place < run.start || place >= run.end) {
                let run = self.option_from(position, point, place)?;
                *self.options.get_mut(position)? = Some(run);
            }
        }
        Some(())
    }

    /// Sets out along the row of a point.
    fn begin(&mut self, point: u64, place: u64) -> Option<()> {
        self.shared = None;
        self.moving_from = None;
        self.valid = 0..0;
        for (id, value) in self.sweep.certified(&self.sweep.grid.places(point))? {
            *self.inputs.get_mut(id.index())? = value;
        }
        self.move_from(point, place)?;
        let graph = &self.sweep.model.graph;
        let mut straight = Straight { inputs: &self.inputs, moving: &self.moving };
        if self.values.is_empty() {
            self.values = fold(graph, graph.nodes().len(), &mut straight).ok()?;
        } else {
            let nodes = self.sweep.moved.first()?;
            if refold(graph, nodes, &mut straight, &mut self.values).is_err() {
                self.values.clear();
                return None;
            }
        }
        Some(())
    }

    /// Sets the courses of the moving inputs as they are from a point on.
    fn move_from(&mut self, point: u64, place: u64) -> Option<()> {
        if self.moving_from == Some(place) {
            return Some(());
        }
        self.moving_from = None;
        if !self.valid.contains(&place) {
            self.valid = self.valid_from(point, place)?;
        }
        let points = u32::try_from(self.valid.end - place).unwrap_or(MOST_POINTS).min(MOST_POINTS);
        self.moving.clear();
        for axis in &self.sweep.plan.as_ref()?.moving {
            let (axis, ids) = (self.sweep.axes.get(*axis)?, self.sweep.ids.get(*axis)?);
            for (varied, id) in axis.terms.iter().zip(ids) {
                let course = axis.course(varied, place)?.within(points);
                self.moving.push((id.input(), course));
            }
        }
        self.moving_from = Some(place);
        Some(())
    }

    /// The places from this one on that are valid, or some of them: of a valid first and last, all between are.
    fn valid_from(&self, point: u64, place: u64) -> Option<std::ops::Range<u64>> {
        let is_valid = |more: u64| self.sweep.certified(&self.sweep.grid.places(point + more)).is_some();
        let mut more = self.count().checked_sub(place + 1)?;
        if !is_valid(0) {
            return None;
        }
        if !is_valid(more) {
            // Often it is but the end that stands on a limit.
            more = more.saturating_sub(1);
        }
        while !is_valid(more) {
            more /= 2;
        }
        Some(place..place + more + 1)
    }

    fn shared_from(&mut self, point: u64, place: u64) -> Option<Run<Volumes>> {
        let plan = self.sweep.plan.as_ref()?;
        self.read(point, place, &plan.shared)?;
        let volume = &self.sweep.model.volume;
        let value = |node: NodeId| self.values.get(node.index()).copied();
        let total = |node: NodeId| value(node).and_then(|total| divisor(total).ok());
        let volumes = Volumes {
            visits: value(volume.visits)?,
            hours: value(volume.hours)?,
            target_margin: value(self.sweep.model.target_margin)?,
            totals: [total(volume.total_visits)?, total(volume.total_hours)?, total(volume.client_months)?],
        };
        // Nodes of no option, which no figure shows, have to have values all the same.
        let points = plan.shared.iter().filter_map(|node| value(*node)).map(|course| course.points).min();
        let points = volumes.totals.iter().map(|total| total.points).chain(points).min()?;
        // What does not depend on the axis would go on beyond the row.
        let end = self.valid.end.min(place + u64::from(points));
        Some(Run { start: place, end, of: volumes })
    }

    fn option_from(&mut self, position: usize, point: u64, place: u64) -> Option<Run<OptionCourse>> {
        let group = self.sweep.plan.as_ref()?.options.get(position)?;
        let option = self.sweep.model.options.get(position)?;
        self.read(point, place, &group.nodes)?;
        let roots = [option.annual_cost, option.revenue_needed];
        let ranges = self.ranges(group, roots).ok()?;
        let volumes = self.shared?;
        let margin = volumes.of.target_margin;
        let course = totals(&Along(&volumes.of), &self.values, option, margin, ranges).ok()?;
        let end = place + u64::from(points(&course));
        Some(Run { start: place, end: end.min(volumes.end), of: course })
    }

    /// Reads some nodes from a place on.
    fn read(&mut self, point: u64, place: u64, nodes: &[NodeId]) -> Option<()> {
        self.move_from(point, place)?;
        let mut straight = Straight { inputs: &self.inputs, moving: &self.moving };
        refold(&self.sweep.model.graph, nodes, &mut straight, &mut self.values).ok()
    }

    /// Base, low and high of two nodes: the least and the greatest over all corners of the ranged terms.
    fn ranges(&mut self, group: &Group, roots: [NodeId; 2]) -> Result<[Spread<Course>; 2], NotStraight> {
        let base = roots.map(|root| self.values[root.index()]);
        let mut spreads = base.map(|base| Spread { base, low: base, high: base });
        if group.corners.turning.is_empty() {
            return Ok(spreads);
        }
        let (graph, before) = (&self.sweep.model.graph, self.inputs.clone());
        let walked = group.corners.walk(|turned, nodes| {
            for (input, value) in turned {
                self.inputs[input.index()] = *value;
            }
            let mut straight = Straight { inputs: &self.inputs, moving: &self.moving };
            refold(graph, nodes, &mut straight, &mut self.values).map_err(|failure| failure.error)?;
            for (spread, root) in spreads.iter_mut().zip(roots) {
                let corner = &self.values[root.index()];
                spread.low = apply(Operation::Min(&spread.low, corner))?;
                spread.high = apply(Operation::Max(&spread.high, corner))?;
            }
            Ok(())
        });
        self.inputs = before;
        let mut straight = Straight { inputs: &self.inputs, moving: &self.moving };
        let restored = refold(graph, &group.corners.affected, &mut straight, &mut self.values);
        walked.and(restored.map_err(|failure| failure.error)).map(|()| spreads)
    }
}
