//! Ranges: the least and greatest figures over all combinations of ends (`docs/economics.md` section 13).

use super::{Spread, overflow};
use crate::calc::corner::Ranged;
use crate::calc::domain::refold;
use crate::calc::exact::Exact;
use crate::calc::graph::{InputId, NodeId};
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
    ranged: Ranged<'a>,
    /// The value of each term and node: those of the base case, except while corners are walked.
    inputs: Vec<Number>,
    pub(super) values: Vec<Number>,
}

impl<'a> Ranges<'a> {
    pub(super) fn new(scenario: &'a Scenario, model: &'a Model, inputs: Vec<Number>, values: Vec<Number>) -> Self {
        let ranged = Ranged::new(&model.graph, scenario.terms.iter().map(|term| term.range).collect());
        Self { scenario, model, ranged, inputs, values }
    }

    /// An option's annual cost and revenue needed.
    pub(super) fn of(&mut self, position: usize) -> Result<[Spread; 2], Box<Diagnostic>> {
        let option = &self.model.options[position];
        let roots = [option.annual_cost, option.revenue_needed];
        let mut spreads = roots.map(|root| {
            let base = self.values[root.index()];
            Spread { base, low: base, high: base }
        });
        let corners = self.ranged.of(&roots);
        if corners.turning.len() > MOST_RANGED_TERMS {
            return Err(Box::new(too_many_ranges(self.scenario, position, &corners.inputs())));
        }
        corners.walk(|turned, nodes| {
            for (input, value) in turned {
                self.inputs[input.index()] = *value;
            }
            self.refold(nodes).map(|()| self.widen(&mut spreads, roots))
        })?;
        for turning in &corners.turning {
            self.inputs[turning.input.index()] = self.scenario.terms[turning.input.index()].base;
        }
        self.refold(&corners.affected)?;
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

    fn refold(&mut self, nodes: &[NodeId]) -> Result<(), Box<Diagnostic>> {
        refold(&self.model.graph, nodes, &mut Exact { inputs: &self.inputs }, &mut self.values)
            .map_err(|failure| Box::new(overflow(self.scenario, self.model, failure)))
    }
}

fn too_many_ranges(scenario: &Scenario, position: usize, inputs: &[InputId]) -> Diagnostic {
    let option = &scenario.options[position];
    let address = |input: &InputId| scenario.address(&scenario.term(TermId(input.0)).address);
    let names: Vec<String> = inputs.iter().map(address).collect();
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
