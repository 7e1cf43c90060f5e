//! The exact reading of a scenario at any volume.

use crate::stand::Stand;
use smarthands::break_even::Driver;
use smarthands::calc::domain::{fold, refold};
use smarthands::calc::exact::Exact;
use smarthands::calc::graph::{Graph, Node, NodeId, Operation};
use smarthands::calc::number::Number;
use smarthands::model::Model;
use smarthands::scenario::Scenario;
use smarthands::scenario::demand::Visits;
use smarthands::scenario::term::TermId;

/// Reads a scenario at one volume after another, computing again only what a volume can change.
pub(crate) struct Reading<'m> {
    model: &'m Model,
    written: Vec<Number>,
    inputs: Vec<Number>,
    values: Vec<Number>,
    /// The terms that the driver scales.
    scaled: Vec<TermId>,
    /// The nodes that vary and that a total is computed from.
    varying: Vec<NodeId>,
    /// Those of them at which a formula can bend or jump.
    turning: Vec<(NodeId, Operation<NodeId>)>,
}

/// The totals of every option at a volume.
pub(crate) struct Sample {
    /// The volume, as a multiple of the one as written.
    pub(crate) multiple: Number,
    pub(crate) totals: Vec<Totals>,
    stands: Vec<Stand>,
}

/// The totals of an option over the horizon.
#[derive(Clone, Copy)]
pub(crate) struct Totals {
    pub(crate) cost: Number,
    pub(crate) income: Option<Income>,
}

/// What an option earns over the horizon.
#[derive(Clone, Copy)]
pub(crate) struct Income {
    pub(crate) collected: Number,
    /// What may be spent of it, with the target margin held.
    pub(crate) spendable: Number,
}

impl<'m> Reading<'m> {
    pub(crate) fn new(scenario: &Scenario, model: &'m Model, driver: Driver) -> Self {
        let graph = &model.graph;
        let written = scenario.base_values();
        let values = fold(graph, graph.nodes().len(), &mut Exact { inputs: &written }).unwrap();
        let scaled = scaled(scenario, driver);
        let varying = varying(model, &scaled);
        let turning = turning(graph, &varying);
        Self { model, inputs: written.clone(), written, values, scaled, varying, turning }
    }

    /// The totals where the volume is `volume / now` times the one as written.
    pub(crate) fn at(&mut self, volume: Number, now: Number) -> Sample {
        for term in &self.scaled {
            self.inputs[term.index()] = self.written[term.index()].times(volume).unwrap().over(now).unwrap();
        }
        refold(&self.model.graph, &self.varying, &mut Exact { inputs: &self.inputs }, &mut self.values).unwrap();
        let value = |node: NodeId| self.values[node.index()];
        let totals = self.model.options.iter().map(|option| Totals {
            cost: value(option.total_cost),
            income: option
                .collected
                .map(|nodes| Income { collected: value(nodes.total), spendable: value(nodes.spendable) }),
        });
        let stands = self.turning.iter().map(|(node, operation)| match operation.map(value) {
            Operation::Min(a, b) | Operation::Max(a, b) => Stand::of_difference(a.minus(b).unwrap()),
            Operation::Ceil(a) => Stand { argument: a, way: value(*node) },
            Operation::AtLeast(a, b) => Stand { argument: a.minus(b).unwrap(), way: value(*node) },
            Operation::Add(..) | Operation::Sub(..) | Operation::Mul(..) | Operation::Div(..) => unreachable!(),
        });
        Sample { multiple: volume.over(now).unwrap(), totals: totals.collect(), stands: stands.collect() }
    }

    /// Where the first operation that stands otherwise at the second sample takes its first turn; none where all stand
    /// alike.
    pub(crate) fn turn(&self, left: &Sample, right: &Sample) -> Option<Number> {
        let stands = left.stands.iter().zip(&right.stands);
        let ((_, operation), (before, after)) =
            self.turning.iter().zip(stands).find(|((_, operation), (a, b))| !a.is_like(b, *operation))?;
        let (start, end) = (before.argument, after.argument);
        // The argument at the turn: a rising count leaves its own value, a falling one the value below.
        let bound = match operation {
            Operation::Ceil(_) if before.way < after.way => before.way,
            Operation::Ceil(_) => before.way.minus(Number::ONE).unwrap(),
            _ => Number::ZERO,
        };
        let width = right.multiple.minus(left.multiple).unwrap();
        let part = bound.minus(start).unwrap().over(end.minus(start).unwrap()).unwrap();
        let turn = left.multiple.plus(width.times(part).unwrap()).unwrap();
        Some(turn.max(left.multiple).min(right.multiple))
    }
}

fn scaled(scenario: &Scenario, driver: Driver) -> Vec<TermId> {
    let mut scaled = Vec::new();
    for segment in &scenario.segments {
        match (driver, segment.visits) {
            (Driver::Clients, Visits::PerClient { clients, .. }) => scaled.push(clients),
            (Driver::Clients, Visits::PerMonth(visits)) => scaled.extend(segment.clients.into_iter().chain([visits])),
            (Driver::Visits | Driver::Hours, visits) => scaled.push(visits.term()),
        }
    }
    // A term that several segments inherit is scaled once.
    scaled.sort();
    scaled.dedup();
    scaled
}

fn varying(model: &Model, scaled: &[TermId]) -> Vec<NodeId> {
    let graph = &model.graph;
    let collected = model.options.iter().filter_map(|option| option.collected);
    let income = collected.flat_map(|nodes| [nodes.total, nodes.spendable]);
    let is_needed = graph.reached_from(model.options.iter().map(|option| option.total_cost).chain(income));
    let mut varies: Vec<bool> = Vec::with_capacity(graph.nodes().len());
    for node in graph.nodes() {
        varies.push(match node {
            Node::Constant(_) => false,
            Node::Input(input) => scaled.iter().any(|term| term.index() == input.index()),
            Node::Apply(operation) => operation.operands().any(|operand| varies[operand.index()]),
        });
    }
    graph.ids().map(|(id, _)| id).filter(|id| varies[id.index()] && is_needed[id.index()]).collect()
}

fn turning(graph: &Graph, varying: &[NodeId]) -> Vec<(NodeId, Operation<NodeId>)> {
    varying
        .iter()
        .filter_map(|id| match graph.nodes()[id.index()] {
            Node::Apply(
                operation @ (Operation::Min(..) | Operation::Max(..) | Operation::Ceil(_) | Operation::AtLeast(..)),
            ) => Some((*id, operation)),
            Node::Apply(_) | Node::Constant(_) | Node::Input(_) => None,
        })
        .collect()
}
