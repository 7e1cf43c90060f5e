//! What a picture of the break-even needs: the annual cost of each option along the axis, in straight pieces, with
//! its range, and the revenue that is to cover it. Every end of a piece is exact; nothing is sampled.

use super::along::{Along, varying};
use super::problem::{failed, plain_error, too_many_in_range};
use super::{Driver, annual};
use crate::calc::corner::Ranged;
use crate::calc::curve::{Axis, Curve, CurveError};
use crate::calc::domain::{Domain as _, refold};
use crate::calc::graph::{InputId, Node, NodeId, Operation};
use crate::calc::linear::Linear;
use crate::calc::number::Number;
use crate::diagnostic::Diagnostic;
use crate::evaluation::Evaluation;
use crate::model::Model;
use crate::scenario::Scenario;

/// The most pieces that the curves of an option have at all corners of its ranges: a second's work where they are alike
/// from corner to corner, some ten where seasons make each of them another. Twelve ranges have 4,096 corners.
const MOST_PIECES_OF_RANGE: usize = 2_000_000;

/// Costs and revenue along an axis.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Drawing {
    /// What runs along the axis.
    pub driver: Driver,
    /// The volume as written.
    pub now: Number,
    /// The axis's end.
    pub max: Number,
    /// The options whose costs can be compared, in the order of the file; at least one.
    pub options: Vec<OptionDrawing>,
    /// What these options' clients pay in a year, where it is known; they have it in common.
    pub revenue: Option<Outline>,
}

/// An option's annual cost along the axis.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OptionDrawing {
    /// The option, by its position in the scenario.
    pub option: usize,
    /// In the base case.
    pub cost: Outline,
    /// Over its ranged terms; none where it depends on none, besides those that make up the volume.
    pub range: Option<OutlineRange>,
}

/// The least and the greatest annual cost at each volume, over the base case and all combinations of ends.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OutlineRange {
    /// The least.
    pub low: Outline,
    /// The greatest.
    pub high: Outline,
}

/// A curve from 0 to the axis's end, as a picture has it: money a year over a volume.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outline {
    /// Each begins where the last one ends; where their values differ there, the curve jumps.
    pub pieces: Vec<Straight>,
}

/// A straight piece of an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Straight {
    /// Where it begins.
    pub from: Number,
    /// Where it ends.
    pub to: Number,
    /// The amount that it begins with.
    pub start: Number,
    /// The amount that it ends with.
    pub end: Number,
}

impl Outline {
    /// The amount just below a volume; at 0, the amount just above it.
    pub fn before(&self, volume: Number) -> Number {
        let next = self.pieces.partition_point(|piece| piece.from < volume);
        self.pieces.get(next.saturating_sub(1)).map_or(Number::ZERO, |piece| piece.at(volume))
    }

    /// The amount just above a volume; at the end, the amount just below it.
    pub fn after(&self, volume: Number) -> Number {
        let next = self.pieces.partition_point(|piece| piece.from <= volume);
        self.pieces.get(next.saturating_sub(1)).map_or(Number::ZERO, |piece| piece.at(volume))
    }

    /// The least and the greatest amount; both 0 where there are no pieces.
    pub fn extent(&self) -> (Number, Number) {
        let amounts = || self.pieces.iter().flat_map(|piece| [piece.start, piece.end]);
        (amounts().min().unwrap_or(Number::ZERO), amounts().max().unwrap_or(Number::ZERO))
    }
}

impl Straight {
    /// The amount at a volume on the piece.
    fn at(&self, volume: Number) -> Number {
        let between = || {
            // The division comes last, so that a round amount is that round amount.
            let rise = self.end.minus(self.start)?.times(volume.minus(self.from)?)?;
            self.start.plus(rise.over(self.to.minus(self.from)?)?)
        };
        // Both ends are in range, so what lies between them is; the start stands in for what cannot be.
        if volume >= self.to { self.end } else { between().unwrap_or(self.start) }
    }
}

/// Costs and revenue along an axis that ends at `max`, or at ten times the present volume; none where the volume as
/// written is 0, or where every option hands clients off.
///
/// # Errors
/// Where a curve has too many pieces, or a value leaves the range of exact decimals.
pub fn draw(
    scenario: &Scenario,
    model: &Model,
    evaluation: &Evaluation,
    driver: Driver,
    max: Option<Number>,
) -> Result<Option<Drawing>, Box<Diagnostic>> {
    let Some(along) = Along::read(scenario, model, evaluation, driver, max)? else { return Ok(None) };
    let mut options = Vec::new();
    let mut revenue = None;
    let pencil = Pencil { scenario, axis: along.axis };
    let plain = |error: CurveError| Box::new(plain_error(driver, error));
    let mut corners = Corners::new(scenario, model, driver, &along);
    for option in scenario.compared() {
        let nodes = &model.options[option];
        let range = match corners.range(option, nodes.total_cost)? {
            Some((low, high)) => Some(OutlineRange {
                low: pencil.outline(&low).map_err(plain)?,
                high: pencil.outline(&high).map_err(plain)?,
            }),
            None => None,
        };
        let cost = pencil.outline(&along.curves[nodes.total_cost.index()]).map_err(plain)?;
        options.push(OptionDrawing { option, cost, range });
        if let (None, Some(collected)) = (&revenue, nodes.collected) {
            revenue = Some(pencil.outline(&along.curves[collected.total.index()]).map_err(plain)?);
        }
    }
    if options.is_empty() {
        return Ok(None);
    }
    Ok(Some(Drawing { driver, now: along.now, max: along.axis.max(), options, revenue }))
}

/// Turns curves of totals over the horizon into outlines of an average year.
struct Pencil<'a> {
    scenario: &'a Scenario,
    axis: Axis,
}

impl Pencil<'_> {
    fn outline(&self, total: &Curve) -> Result<Outline, CurveError> {
        let mut pieces = Vec::new();
        for (piece, to) in self.axis.pieces(&self.axis.drawn(total)?) {
            if piece.from < to {
                let start = annual(self.scenario, self.axis.value(piece.line, piece.from)?)?;
                let end = annual(self.scenario, self.axis.value(piece.line, to)?)?;
                pieces.push(Straight { from: piece.from, to, start, end });
            }
        }
        Ok(Outline { pieces })
    }
}

/// The corners of the ranged terms, at each of which costs are curves of their own.
struct Corners<'a> {
    scenario: &'a Scenario,
    model: &'a Model,
    driver: Driver,
    along: &'a Along,
    ranged: Ranged<'a>,
    /// The value of each term and the curve of each node: those of the base case, except while corners are walked.
    inputs: Vec<Number>,
    curves: Vec<Curve>,
}

impl<'a> Corners<'a> {
    fn new(scenario: &'a Scenario, model: &'a Model, driver: Driver, along: &'a Along) -> Self {
        let volume = match driver {
            Driver::Visits => Some(model.volume.visits),
            Driver::Hours => Some(model.volume.hours),
            Driver::Clients => model.volume.clients,
        };
        let mut ends: Vec<_> = scenario.terms.iter().map(|term| term.range).collect();
        // The axis replaces what makes up the volume, so that has no range.
        let own = model.graph.reached_from(volume);
        for (_, node) in model.graph.ids().filter(|(id, _)| own[id.index()]) {
            if let Node::Input(input) = node {
                ends[input.index()] = None;
            }
        }
        let (inputs, curves) = (scenario.base_values(), along.curves.clone());
        Self { scenario, model, driver, along, ranged: Ranged::new(&model.graph, ends), inputs, curves }
    }

    /// The least and the greatest curve of a node of an option; none where it depends on no ranged term.
    fn range(&mut self, option: usize, node: NodeId) -> Result<Option<(Curve, Curve)>, Box<Diagnostic>> {
        let corners = self.ranged.of(&[node]);
        if corners.turning.is_empty() {
            return Ok(None);
        }
        let base = &self.along.curves[node.index()];
        let axis = self.along.axis;
        let drawn = axis.drawn(base).map_err(|error| Box::new(plain_error(self.driver, error)))?;
        let (pieces, count) = (axis.pieces(&drawn).len(), corners.count());
        if pieces.saturating_mul(count) > MOST_PIECES_OF_RANGE {
            return Err(Box::new(too_many_in_range(&self.scenario.options[option], pieces, count)));
        }
        let mut range = (base.clone(), base.clone());
        corners.walk(|turned, nodes| {
            self.turn(turned, nodes)?;
            self.widen(&mut range, node)
        })?;
        for turning in &corners.turning {
            self.inputs[turning.input.index()] = self.scenario.terms[turning.input.index()].base;
        }
        for id in &corners.affected {
            self.curves[id.index()] = self.along.curves[id.index()].clone();
        }
        Ok(Some(range))
    }

    /// Sets terms to their ends and reads what depends on them again.
    fn turn(&mut self, turned: &[(InputId, Number)], nodes: &[NodeId]) -> Result<(), Box<Diagnostic>> {
        for (input, value) in turned {
            self.inputs[input.index()] = *value;
        }
        let varying = varying(self.scenario, &self.inputs, self.driver);
        let mut domain = Linear { axis: self.along.axis, inputs: &self.inputs, varying };
        refold(&self.model.graph, nodes, &mut domain, &mut self.curves)
            .map_err(|failure| Box::new(failed(self.scenario, self.model, self.driver, &failure)))
    }

    /// Takes the curve of a corner into the range.
    fn widen(&self, (low, high): &mut (Curve, Curve), node: NodeId) -> Result<(), Box<Diagnostic>> {
        let curve = &self.curves[node.index()];
        let varying = varying(self.scenario, &self.inputs, self.driver);
        let mut domain = Linear { axis: self.along.axis, inputs: &self.inputs, varying };
        let mut taken = |operation| domain.apply(operation).map_err(|error| Box::new(plain_error(self.driver, error)));
        (*low, *high) = (taken(Operation::Min(&*low, curve))?, taken(Operation::Max(&*high, curve))?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::evaluate;
    use crate::model::build;

    const FILE: &str = r#"
name = "Steps and ranges"
target.gross_margin = "50%"
horizon.months = 24
demand = { visits = { low = 2, high = 6 }, hours_per_visit = 2 }
revenue = { per_visit = 100 }
[[option]]
name = "Elsewhere"
model = "hand-off"
referral_share = "10%"
[[option]]
name = "Hire"
model = "hire"
salary = 60_000
on_costs = 0
productive_hours_per_year = 240
utilisation = 1
headcount = "auto"
[[option]]
name = "Retainer"
model = "retainer"
monthly_fee = { low = 1_000, high = 1_400 }
included_hours = 10
overage_rate = { low = 100, likely = 120, high = 200 }
"#;

    fn drawing(max: u32) -> Drawing {
        let scenario = crate::scenario::load("steps.toml", FILE.as_bytes(), &[]).unwrap().scenario;
        let model = build(&scenario);
        let evaluation = evaluate(&scenario, &model).unwrap();
        draw(&scenario, &model, &evaluation, Driver::Visits, Some(Number::whole(max))).unwrap().unwrap()
    }

    fn pieces(outline: &Outline) -> Vec<[String; 4]> {
        let of = |piece: &Straight| [piece.from, piece.to, piece.start, piece.end].map(|amount| amount.to_string());
        outline.pieces.iter().map(of).collect()
    }

    #[test]
    fn a_step_is_two_pieces_whose_ends_do_not_meet() {
        let drawing = drawing(20);
        // 240 h a year are 20 h a month, 10 visits of 2 h; hand-offs are not drawn.
        let hire = &drawing.options[0];
        assert_eq!(hire.option, 1);
        assert_eq!(pieces(&hire.cost), [["0", "10", "60000", "60000"], ["10", "20", "120000", "120000"]]);
        assert!(hire.range.is_none());
        let ten = Number::whole(10);
        assert_eq!((hire.cost.before(ten), hire.cost.after(ten)), (Number::whole(60_000), Number::whole(120_000)));
        assert_eq!(hire.cost.extent(), (Number::whole(60_000), Number::whole(120_000)));
        assert_eq!(pieces(&drawing.revenue.unwrap()), [["0", "20", "0", "24000"]]);
    }

    #[test]
    fn a_range_holds_all_corners_but_those_of_the_volume() {
        let drawing = drawing(20);
        let retainer = &drawing.options[1];
        // 12 (fee + 2 h x overage (x - 5)), with 10 h = 5 visits in the fee; the base fee is the midpoint, 1,200.
        assert_eq!(pieces(&retainer.cost), [["0", "5", "14400", "14400"], ["5", "20", "14400", "57600"]]);
        let range = retainer.range.as_ref().unwrap();
        assert_eq!(pieces(&range.low), [["0", "5", "12000", "12000"], ["5", "20", "12000", "48000"]]);
        assert_eq!(pieces(&range.high), [["0", "5", "16800", "16800"], ["5", "20", "16800", "88800"]]);
        assert_eq!(retainer.cost.before(ten_and_a_half()), retainer.cost.after(ten_and_a_half()));
        // 14,400 + 5.5 x 12 x 240
        assert_eq!(retainer.cost.after(ten_and_a_half()), Number::whole(30_240));
    }

    fn ten_and_a_half() -> Number {
        Number::scaled(105, 1)
    }
}
