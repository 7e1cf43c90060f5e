//! Ranges: the least and greatest figures over all combinations of ends (`docs/economics.md` section 13).

use super::{Spread, overflow};
use crate::calc::corner::turns;
use crate::calc::domain::refold;
use crate::calc::exact::Exact;
use crate::calc::graph::{InputId, Node, NodeId};
use crate::calc::number::Number;
use crate::diagnostic::{Diagnostic, quoted};
use crate::model::Model;
use crate::scenario::Scenario;
use crate::scenario::term::TermId;

/// The most ranged terms that an option may depend on.
const MOST_RANGED_TERMS: usize = 12;

/// The least and greatest figures over all combinations of the ends of the ranged terms (`docs/economics.md` section 13).
pub(super) struct Ranges<'a> {
    scenario: &'a Scenario,
    model: &'a Model,
    /// Whether each node depends on any ranged term.
    is_ranged: Vec<bool>,
    /// The option for which a node was last visited, from 1.
    visited: Vec<u32>,
    /// The value of each term and node: those of the base case, except while corners are walked.
    inputs: Vec<Number>,
    pub(super) values: Vec<Number>,
}

impl<'a> Ranges<'a> {
    pub(super) fn new(scenario: &'a Scenario, model: &'a Model, inputs: Vec<Number>, values: Vec<Number>) -> Self {
        let has_range = |input: InputId| scenario.terms.get(input.index()).is_some_and(|term| term.range.is_some());
        let mut is_ranged: Vec<bool> = Vec::new();
        if scenario.terms.iter().any(|term| term.range.is_some()) {
            is_ranged.reserve(values.len());
            for node in model.graph.nodes() {
                is_ranged.push(match node {
                    Node::Constant(_) => false,
                    Node::Input(input) => has_range(*input),
                    Node::Apply(operation) => operation.operands().any(|operand| is_ranged[operand.index()]),
                });
            }
        }
        let visited = vec![0; is_ranged.len()];
        Self { scenario, model, is_ranged, visited, inputs, values }
    }

    /// An option's annual cost and revenue needed.
    pub(super) fn of(&mut self, position: usize) -> Result<[Spread; 2], Box<Diagnostic>> {
        let option = &self.model.options[position];
        let roots = [option.annual_cost, option.revenue_needed];
        let mut spreads = roots.map(|root| {
            let base = self.values[root.index()];
            Spread { base, low: base, high: base }
        });
        let affected = self.affected(position, roots);
        let mut terms: Vec<(TermId, Vec<NodeId>)> = Vec::new();
        for id in &affected {
            if let Node::Input(InputId(input)) = self.model.graph.nodes()[id.index()] {
                terms.push((TermId(input), Vec::new()));
            }
        }
        if terms.len() > MOST_RANGED_TERMS {
            return Err(Box::new(too_many_ranges(self.scenario, position, terms.iter().map(|(term, _)| *term))));
        }
        for (term, nodes) in &mut terms {
            *nodes = self.dependents(&affected, *term);
        }
        // From corner to corner one term changes (a Gray code); what the least depends on should change most often.
        terms.sort_by_key(|(_, nodes)| nodes.len());
        for (term, nodes) in &terms {
            let low = self.scenario.term(*term).ends().0;
            self.turn(*term, low, nodes)?;
        }
        self.widen(&mut spreads, roots);
        for (position, is_high) in turns(terms.len()) {
            if let Some((term, nodes)) = terms.get(position) {
                let (low, high) = self.scenario.term(*term).ends();
                self.turn(*term, if is_high { high } else { low }, nodes)?;
                self.widen(&mut spreads, roots);
            }
        }
        for (term, _) in &terms {
            self.inputs[term.index()] = self.scenario.term(*term).base;
        }
        self.refold(&affected)?;
        Ok(spreads)
    }

    /// Takes the figures of a corner into their ranges.
    fn widen(&self, spreads: &mut [Spread; 2], roots: [NodeId; 2]) {
        for (spread, root) in spreads.iter_mut().zip(roots) {
            let value = self.values[root.index()];
            spread.low = spread.low.min(value);
            spread.high = spread.high.max(value);
        }
    }

    /// The nodes between the option's figures and the ranged terms, in the order of evaluation.
    fn affected(&mut self, position: usize, roots: [NodeId; 2]) -> Vec<NodeId> {
        let stamp = u32::try_from(position + 1).unwrap_or(u32::MAX);
        let mut affected = Vec::new();
        let mut open: Vec<NodeId> = roots.to_vec();
        while let Some(id) = open.pop() {
            let is_new = self.visited.get(id.index()).is_some_and(|visited| *visited != stamp);
            if !is_new || !self.is_ranged[id.index()] {
                continue;
            }
            self.visited[id.index()] = stamp;
            affected.push(id);
            if let Node::Apply(operation) = self.model.graph.nodes()[id.index()] {
                open.extend(operation.operands());
            }
        }
        affected.sort_unstable();
        affected
    }

    /// Those of the affected nodes that depend on a term.
    fn dependents(&self, affected: &[NodeId], term: TermId) -> Vec<NodeId> {
        let mut dependents: Vec<NodeId> = Vec::new();
        for id in affected {
            let depends = match self.model.graph.nodes()[id.index()] {
                Node::Constant(_) => false,
                Node::Input(input) => input == term.input(),
                Node::Apply(operation) => {
                    operation.operands().any(|operand| dependents.binary_search(&operand).is_ok())
                }
            };
            if depends {
                dependents.push(*id);
            }
        }
        dependents
    }

    fn turn(&mut self, term: TermId, value: Number, nodes: &[NodeId]) -> Result<(), Box<Diagnostic>> {
        self.inputs[term.index()] = value;
        self.refold(nodes)
    }

    fn refold(&mut self, nodes: &[NodeId]) -> Result<(), Box<Diagnostic>> {
        refold(&self.model.graph, nodes, &mut Exact { inputs: &self.inputs }, &mut self.values)
            .map_err(|failure| Box::new(overflow(self.scenario, self.model, failure)))
    }
}

fn too_many_ranges(scenario: &Scenario, position: usize, terms: impl Iterator<Item = TermId>) -> Diagnostic {
    let option = &scenario.options[position];
    let names: Vec<String> = terms.map(|term| scenario.address(&scenario.term(term).address)).collect();
    let message = format!(
        "option {} depends on {} ranged terms, and the most are {MOST_RANGED_TERMS}",
        quoted(&option.id),
        names.len()
    );
    Diagnostic::error("too-many-ranges", message)
        .key(format!("option.{}", option.id))
        .at(option.span, "")
        .help(format!("make some of these single numbers: {}", names.join(", ")))
}
