//! What is read again of a sweep's straight runs, and for which figures: prepared once.

use super::grid::Grid;
use super::{Axis, moved};
use crate::calc::corner::{Corners, Ranged};
use crate::calc::graph::NodeId;
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
    /// The corners of the ranged terms that its ranged figures depend on.
    pub(super) corners: Corners,
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
        let mut ranged = Ranged::new(&model.graph, scenario.terms.iter().map(|term| term.range).collect());
        let mut options = Vec::with_capacity(model.options.len());
        for option in &model.options {
            let reached = model.graph.reached_from(roots(option));
            for (known, reached) in is_of_option.iter_mut().zip(&reached) {
                *known |= *reached;
            }
            let nodes = nodes.iter().copied().filter(|node| reached[node.index()]).collect();
            let corners = ranged.of(&[option.annual_cost, option.revenue_needed]);
            if corners.turning.len() > MOST_RANGED_TERMS {
                return None;
            }
            options.push(Group { nodes, corners });
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
