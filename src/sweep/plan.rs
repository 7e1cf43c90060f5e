//! What is read again of a sweep's straight runs, and for which figures: prepared once.

use super::grid::Grid;
use super::{Axis, moved};
use crate::calc::dependent::Dependents;
use crate::calc::graph::{InputId, Node, NodeId};
use crate::calc::number::Number;
use crate::model::{Model, OptionModel};
use crate::scenario::Scenario;
use crate::scenario::term::TermId;

/// The most ranged terms of an option whose corners are followed along a run.
const MOST_RANGED_TERMS: usize = 4;

/// The groups of figures, each with the nodes that it is read from.
#[derive(Debug)]
pub(super) struct Plan {
    /// The axes that move from point to point: the last one, or all where they are zipped.
    pub(super) moving: Vec<usize>,
    /// Nodes of the volumes and of no option, which depend on those axes.
    pub(super) shared: Vec<NodeId>,
    /// The options, in their order.
    pub(super) options: Vec<Group>,
}

/// The nodes of an option.
#[derive(Debug)]
pub(super) struct Group {
    /// Those that depend on the moving axes, in the order of evaluation.
    pub(super) nodes: Vec<NodeId>,
    /// Its ranged terms, with their ends and the nodes between them and its ranged figures.
    pub(super) ranged: Vec<Ranged>,
    /// All those nodes, in the order of evaluation.
    pub(super) affected: Vec<NodeId>,
}

/// A ranged term of an option.
#[derive(Debug)]
pub(super) struct Ranged {
    pub(super) input: InputId,
    pub(super) ends: (Number, Number),
    pub(super) nodes: Vec<NodeId>,
}

impl Plan {
    /// The plan of a sweep; none where its points do not lie in equal steps, or an option has many ranges.
    pub(super) fn of(
        scenario: &Scenario,
        model: &Model,
        grid: &Grid,
        axes: &[Axis],
        ids: &[Vec<TermId>],
    ) -> Option<Self> {
        let last = axes.len().checked_sub(1)?;
        let moving: Vec<usize> = if grid.is_zipped() { (0..=last).collect() } else { vec![last] };
        if !moving.iter().all(|axis| axes.get(*axis).is_some_and(|axis| axis.step().is_some())) {
            return None;
        }
        let terms: Vec<Vec<TermId>> = moving.iter().filter_map(|axis| ids.get(*axis).cloned()).collect();
        let nodes = moved(model, &terms).into_iter().next()?;
        let mut is_of_option = vec![false; model.graph.nodes().len()];
        let mut options = Vec::with_capacity(model.options.len());
        for option in &model.options {
            let reached = model.graph.reached_from(roots(option));
            for (known, reached) in is_of_option.iter_mut().zip(&reached) {
                *known |= *reached;
            }
            let nodes = nodes.iter().copied().filter(|node| reached[node.index()]).collect();
            let (ranged, affected) = ranged(scenario, model, option)?;
            options.push(Group { nodes, ranged, affected });
        }
        let of_volume = model.graph.reached_from(volumes(model));
        let shared = |node: &NodeId| of_volume[node.index()] || !is_of_option[node.index()];
        Some(Self { moving, shared: nodes.iter().copied().filter(shared).collect(), options })
    }
}

fn roots(option: &OptionModel) -> Vec<NodeId> {
    let mut roots = vec![
        option.total_cost,
        option.annual_cost,
        option.present_value,
        option.revenue_needed,
        option.horizon_revenue_needed,
    ];
    roots.extend(option.collected.iter().flat_map(|of| [of.total, of.annual, of.spendable]));
    roots.extend(option.pools.iter().flat_map(|pool| [pool.used, pool.included]));
    roots
}

fn volumes(model: &Model) -> Vec<NodeId> {
    let volume = &model.volume;
    let mut roots = vec![volume.visits, volume.hours, volume.total_visits, volume.total_hours, volume.client_months];
    roots.extend(volume.clients);
    roots.extend([model.target_margin, model.target_markup]);
    roots
}

/// An option's ranged terms, and the nodes between any of them and its annual cost or revenue needed.
fn ranged(scenario: &Scenario, model: &Model, option: &OptionModel) -> Option<(Vec<Ranged>, Vec<NodeId>)> {
    let graph = &model.graph;
    let reached = graph.reached_from([option.annual_cost, option.revenue_needed]);
    let is_ranged = |input: &InputId| scenario.terms.get(input.index()).is_some_and(|term| term.range.is_some());
    let inputs: Vec<InputId> = graph
        .ids()
        .filter(|(id, _)| reached[id.index()])
        .filter_map(|(_, node)| if let Node::Input(input) = node { Some(*input) } else { None })
        .filter(is_ranged)
        .collect();
    if inputs.is_empty() {
        return Some((Vec::new(), Vec::new()));
    }
    if inputs.len() > MOST_RANGED_TERMS {
        return None;
    }
    let mut dependents = Dependents::towards(graph, graph.nodes().len(), [option.annual_cost, option.revenue_needed]);
    let mut affected: Vec<NodeId> = Vec::new();
    let mut ranged = Vec::with_capacity(inputs.len());
    for input in inputs {
        let nodes = dependents.of(input);
        affected.extend(&nodes);
        ranged.push(Ranged { input, ends: scenario.terms.get(input.index())?.ends(), nodes });
    }
    affected.sort_unstable();
    affected.dedup();
    Some((ranged, affected))
}
