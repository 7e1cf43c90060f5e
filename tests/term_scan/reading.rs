//! The exact reading of a scenario with one term at any value.

use crate::stand::Stand;
use smarthands::calc::domain::{fold, refold};
use smarthands::calc::exact::Exact;
use smarthands::calc::graph::{Node, NodeId, Operation};
use smarthands::calc::number::Number;
use smarthands::model::Model;
use smarthands::scenario::Scenario;
use smarthands::scenario::term::TermId;

/// Along what a scan walks, so that costs run straight between their turns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Along {
    /// The term's value.
    Value,
    /// The value as written, divided by the value: for terms that something is divided by.
    Reciprocal,
}

/// Reads a scenario with a term at one value after another, computing again only what the term can change.
pub(crate) struct Reading<'m> {
    model: &'m Model,
    inputs: Vec<Number>,
    values: Vec<Number>,
    term: usize,
    written: Number,
    pub(crate) along: Along,
    /// The options compared: the cheapest as written, to which ties go, then the others in the order of the file.
    pub(crate) options: Vec<usize>,
    /// The nodes that vary and that a compared total is computed from.
    pub(crate) varying: Vec<NodeId>,
    /// Those of them at which a formula can bend or jump.
    turning: Vec<(NodeId, Operation<NodeId>)>,
}

/// What the compared options cost at a place.
pub(crate) struct Sample {
    /// Along what the scan walks.
    pub(crate) place: Number,
    /// Totals over the horizon, in the order of [`Reading::options`].
    pub(crate) totals: Vec<Number>,
    stands: Vec<Stand>,
}

impl<'m> Reading<'m> {
    pub(crate) fn new(scenario: &Scenario, model: &'m Model, cheapest: usize, term: TermId) -> Self {
        let graph = &model.graph;
        let inputs = scenario.base_values();
        let values = fold(graph, model.cost_nodes, &mut Exact { inputs: &inputs }).unwrap();
        let rivals = (0..scenario.options.len()).filter(|o| *o != cheapest && !scenario.options[*o].hands_off());
        let options: Vec<usize> = std::iter::once(cheapest).chain(rivals).collect();
        let varying = varying(model, &options, term);
        let apply = |id: &NodeId| match graph.nodes()[id.index()] {
            Node::Apply(operation) => Some((*id, operation)),
            Node::Constant(_) | Node::Input(_) => None,
        };
        let applied: Vec<(NodeId, Operation<NodeId>)> = varying.iter().filter_map(apply).collect();
        let is_divided_by = applied.iter().any(
            |(_, operation)| matches!(operation, Operation::Div(_, divisor) if varying.binary_search(divisor).is_ok()),
        );
        let can_turn = |operation: &Operation<NodeId>| {
            use Operation::{AtLeast, Ceil, Max, Min};
            matches!(operation, Min(..) | Max(..) | Ceil(_) | AtLeast(..))
        };
        let turning = applied.into_iter().filter(|(_, operation)| can_turn(operation)).collect();
        let along = if is_divided_by { Along::Reciprocal } else { Along::Value };
        let (term, written) = (term.index(), scenario.term(term).base);
        Self { model, inputs, values, term, written, along, options, varying, turning }
    }

    /// Whether costs depend on the term in steps.
    pub(crate) fn has_steps(&self) -> bool {
        self.turning.iter().any(|(_, operation)| matches!(operation, Operation::Ceil(_) | Operation::AtLeast(..)))
    }

    /// The value of the term at a place, and the place of a value.
    pub(crate) fn other(&self, place: Number) -> Number {
        match self.along {
            Along::Value => place,
            Along::Reciprocal => self.written.over(place).unwrap(),
        }
    }

    /// The totals with the term at a value.
    pub(crate) fn totals(&mut self, value: Number) -> Vec<Number> {
        self.inputs[self.term] = value;
        refold(&self.model.graph, &self.varying, &mut Exact { inputs: &self.inputs }, &mut self.values).unwrap();
        self.options.iter().map(|option| self.values[self.model.options[*option].total_cost.index()]).collect()
    }

    pub(crate) fn at(&mut self, place: Number) -> Sample {
        let totals = self.totals(self.other(place));
        let value = |node: NodeId| self.values[node.index()];
        let stands = self.turning.iter().map(|(node, operation)| match operation.map(value) {
            Operation::Min(a, b) | Operation::Max(a, b) => Stand::of_difference(a.minus(b).unwrap()),
            Operation::Ceil(a) => Stand { argument: a, way: value(*node) },
            Operation::AtLeast(a, b) => Stand { argument: a.minus(b).unwrap(), way: value(*node) },
            Operation::Add(..) | Operation::Sub(..) | Operation::Mul(..) | Operation::Div(..) => unreachable!(),
        });
        Sample { place, totals, stands: stands.collect() }
    }

    /// Where the operations that stand otherwise at the second sample take their first turns, in the order of
    /// evaluation; none where all stand alike.
    pub(crate) fn turns(&self, left: &Sample, right: &Sample) -> Vec<Number> {
        let stands = left.stands.iter().zip(&right.stands);
        let differing = self
            .turning
            .iter()
            .zip(stands)
            .filter(|((_, operation), (before, after))| !before.is_like(after, *operation));
        let turn = |((_, operation), (before, after)): (&(NodeId, Operation<NodeId>), (&Stand, &Stand))| {
            let (start, end) = (before.argument, after.argument);
            // The argument at the turn: a rising count leaves its own value, a falling one the value below.
            let bound = match operation {
                Operation::Ceil(_) if before.way < after.way => before.way,
                Operation::Ceil(_) => before.way.minus(Number::ONE).unwrap(),
                _ => Number::ZERO,
            };
            if start == end {
                return right.place;
            }
            let width = right.place.minus(left.place).unwrap();
            let part = bound.minus(start).unwrap().over(end.minus(start).unwrap()).unwrap();
            left.place.plus(width.times(part).unwrap()).unwrap().max(left.place).min(right.place)
        };
        differing.map(turn).collect()
    }
}

fn varying(model: &Model, options: &[usize], term: TermId) -> Vec<NodeId> {
    let graph = &model.graph;
    let is_needed = graph.reached_from(options.iter().map(|option| model.options[*option].total_cost));
    let mut varies: Vec<bool> = Vec::with_capacity(graph.nodes().len());
    for node in graph.nodes() {
        varies.push(match node {
            Node::Constant(_) => false,
            Node::Input(input) => term.index() == input.index(),
            Node::Apply(operation) => operation.operands().any(|operand| varies[operand.index()]),
        });
    }
    graph.ids().map(|(id, _)| id).filter(|id| varies[id.index()] && is_needed[id.index()]).collect()
}
