//! A scenario as a calculation graph: demand, options, extras, SLA penalties and revenue, month by month.
//!
//! [`build`] writes every formula of `docs/economics.md` once, over the scenario's terms, and names the nodes that the
//! readings report. It looks at no value.
//!
//! Unstable: no part of what [the front page](crate#what-is-stable-and-what-is-not) promises.

mod cache;
mod demand;
mod draft;
mod extra;
mod goal;
mod income;
mod place;
mod volume;

pub use cache::Models;
use demand::Demand;
use draft::{Draft, DraftLine, draft};
use goal::Goal;
use income::Income;
pub use place::{Place, locate};
pub use volume::{Total, Volume};

use crate::calc::builder::{Builder, Expr};
use crate::calc::graph::{Graph, NodeId};
use crate::engagement::Sheet;
use crate::scenario::Shape;

/// The most steps that a calculation may take, nodes of its graph.
///
/// They stand in memory together, and some readings keep a hundred bytes and more of each.
pub const MOST_STEPS: usize = 1_250_000;

/// The graph of a scenario, and the nodes that matter.
#[derive(Debug)]
pub struct Model {
    /// The formulas.
    pub graph: Graph,
    /// How many nodes, from the first, make up costs, volumes and collected revenue.
    pub cost_nodes: usize,
    /// The demand served.
    pub volume: Volume,
    /// The options, in the order of the scenario.
    pub options: Vec<OptionModel>,
    /// Where there are more steps than [`MOST_STEPS`], the option that passed it. Such a model has no figures.
    pub overrun: Option<usize>,
    /// The target as a gross margin, `γ`.
    pub target_margin: NodeId,
    /// The target as a share of cost, `μ`.
    pub target_markup: NodeId,
}

/// The nodes of an option.
#[derive(Debug)]
pub struct OptionModel {
    /// Its cost lines.
    pub lines: Vec<Line>,
    /// Cost in each month.
    pub monthly_costs: Vec<NodeId>,
    /// Cost in each contract year.
    pub yearly_costs: Vec<NodeId>,
    /// Cost over the horizon.
    pub total_cost: NodeId,
    /// Cost of an average year.
    pub annual_cost: NodeId,
    /// Present value of the costs.
    pub present_value: NodeId,
    /// What must be billed in a year to hold the target.
    pub revenue_needed: NodeId,
    /// Revenue needed over the horizon.
    pub horizon_revenue_needed: NodeId,
    /// Collected revenue over the horizon, where it is known.
    pub collected: Option<Collected>,
    /// Collected revenue in each month; empty where it is not known.
    pub collected_months: Vec<NodeId>,
    /// Its retainers' hours.
    pub pools: Vec<Pool>,
}

/// The nodes of a retainer's hours over the horizon.
#[derive(Clone, Copy, Debug)]
pub struct Pool {
    /// The part, from 1.
    pub part: u32,
    /// Hours used.
    pub used: NodeId,
    /// Hours included.
    pub included: NodeId,
}

/// The nodes of an option's revenue.
#[derive(Clone, Copy, Debug)]
pub struct Collected {
    /// Over the horizon.
    pub total: NodeId,
    /// In an average year.
    pub annual: NodeId,
    /// What may be spent of it, with the target margin held.
    pub spendable: NodeId,
}

/// A cost line of an option.
#[derive(Debug)]
pub struct Line {
    /// The part, from 1; none for extras and SLA penalties.
    pub part: Option<u32>,
    /// The name, as reports print it.
    pub name: String,
    /// The amount in each month.
    pub months: Vec<NodeId>,
}

/// Writes the formulas of a scenario.
pub fn build(shape: &Shape) -> Model {
    finished(shape, Builder::with_room_for(MOST_STEPS))
}

/// As [`build`], and keeps the names of the steps, for a reader who tells how a figure came about.
pub fn build_named(shape: &Shape) -> Model {
    finished(shape, Builder::with_room_for(MOST_STEPS).keeping_names())
}

/// As [`build`], and writes formulas of terms that are not given as well, though at their defaults they change no
/// figure: for a reader who asks what if they did.
pub fn build_complete(shape: &Shape) -> Model {
    let builder = Builder::with_room_for(MOST_STEPS);
    let model = write(shape, Sheet::complete(&builder));
    Model { graph: builder.finish(), ..model }
}

fn finished(shape: &Shape, builder: Builder) -> Model {
    let model = write(shape, Sheet::new(&builder));
    let graph = builder.finish();
    Model { graph, ..model }
}

fn write(shape: &Shape, sheet: Sheet<'_>) -> Model {
    let months = shape.horizon.months;
    let demand = Demand::new(shape, sheet);
    let goal = Goal::new(shape.target, sheet);
    let mut income = Income::new(shape, sheet, &demand);
    let mut overrun = None;
    let mut drafts: Vec<Draft<'_>> = Vec::with_capacity(shape.options.len());
    for (position, option) in shape.options.iter().enumerate() {
        drafts.push(draft(shape, option, sheet, &demand, &mut income, goal));
        if sheet.is_full() {
            overrun.get_or_insert(position);
        }
    }
    let volume = demand.volume(sheet);
    let cost_nodes = sheet.nodes();

    let length = sheet.whole(months, crate::calc::unit::Unit::NONE);
    let year = sheet.months_per_year();
    let discounts = discounts(shape, sheet);
    let billed_share = shape.revenue.as_ref().map(|revenue| sheet.term(revenue.bad_debt_share).complement());
    let options = drafts
        .into_iter()
        .map(|draft| {
            let annual_cost = (draft.total.named("total cost") * year / length).named("annual cost");
            let present = match &discounts {
                Some(factors) => draft.monthly.iter().zip(factors).map(|(cost, factor)| *cost / *factor).collect(),
                None => draft.monthly.clone(),
            };
            let earned = goal.earned(annual_cost);
            let revenue_needed = billed_share.map_or(earned, |share| earned / share);
            OptionModel {
                lines: draft.lines.into_iter().map(DraftLine::finish).collect(),
                monthly_costs: ids(&draft.monthly),
                yearly_costs: ids(&draft.yearly),
                total_cost: draft.total.id(),
                annual_cost: annual_cost.id(),
                present_value: sheet.sum(&present).id(),
                revenue_needed: revenue_needed.id(),
                horizon_revenue_needed: (revenue_needed * length / year).id(),
                collected_months: draft.collected.as_ref().map_or_else(Vec::new, |income| ids(&income.months)),
                collected: draft.collected.map(|income| Collected {
                    total: income.total.id(),
                    annual: (income.total * year / length).id(),
                    spendable: income.spendable.id(),
                }),
                pools: draft.pools,
            }
        })
        .collect();
    // What is made of all options comes last, and is the last one's.
    let last = shape.options.len().saturating_sub(1);
    Model {
        graph: Graph::default(),
        overrun: overrun.or_else(|| sheet.is_full().then_some(last)),
        cost_nodes,
        volume,
        options,
        target_margin: goal.margin.id(),
        target_markup: goal.markup.id(),
    }
}

/// A formula of each month's amount and contract year, written once for a run of equal months.
fn by_year<'g>(months: &[Expr<'g>], formula: impl Fn(Expr<'g>, u32) -> Expr<'g>) -> Vec<Expr<'g>> {
    let mut result: Vec<Expr<'g>> = Vec::with_capacity(months.len());
    for (year, chunk) in (0_u32..).zip(months.chunks(12)) {
        let mut previous: Option<(Expr<'g>, Expr<'g>)> = None;
        for amount in chunk {
            let value = match previous {
                Some((same, value)) if same == *amount => value,
                _ => formula(*amount, year),
            };
            previous = Some((*amount, value));
            result.push(value);
        }
    }
    result
}

/// `(1 + d/12)^(t+1)` for each month; none where nothing is discounted.
fn discounts<'g>(shape: &Shape, sheet: Sheet<'g>) -> Option<Vec<Expr<'g>>> {
    if !sheet.has(shape, shape.horizon.discount_rate) {
        return None;
    }
    let monthly = sheet.one() + sheet.term(shape.horizon.discount_rate) / sheet.months_per_year();
    let monthly = monthly.named("discount factor of a month");
    let mut factors: Vec<Expr<'g>> = Vec::new();
    for month in 0..shape.horizon.months as usize {
        let factor = factors.last().map_or(monthly, |factor| *factor * monthly);
        factors.push(factor.named_in("discount factor of", month));
    }
    Some(factors)
}

fn ids(nodes: &[Expr<'_>]) -> Vec<NodeId> {
    nodes.iter().map(|node| node.id()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::calc::graph::Node;
    use crate::scenario::load;

    fn shape(demand: &str, option: &str) -> Shape {
        let text = format!(
            "name = \"a\"\ntarget.gross_margin = 0.5\n[demand]\nvisits = 9\nhours_per_visit = 2\n{demand}\n\
             [[option]]\nname = \"o\"\n{option}\n"
        );
        load("a", text.as_bytes(), &[]).unwrap().scenario.shape
    }

    fn inputs(graph: &Graph) -> usize {
        graph.nodes().iter().filter(|node| matches!(node, Node::Input(_))).count()
    }

    fn names(model: &Model) -> BTreeSet<String> {
        model.graph.ids().filter_map(|(id, _)| model.graph.label(id)).map(|label| label.name.to_string()).collect()
    }

    #[test]
    fn what_is_not_given_is_written_for_those_who_ask_for_it() {
        let shape = shape("", "model = \"per-incident\"\nhourly_rate = 130");
        let (usual, complete) = (build(&shape), build_complete(&shape));
        let lines = |model: &Model| model.options[0].lines.iter().map(|line| line.name.clone()).collect::<Vec<_>>();
        assert_eq!(lines(&usual), ["visit fees", "labour", "out-of-hours loading"]);
        assert_eq!(lines(&complete), ["visit fees", "labour", "out-of-hours loading", "travel"]);
        // Three terms of travel, the share of visits that need no other, and the discount rate.
        assert_eq!(inputs(&complete.graph) - inputs(&usual.graph), 5);
    }

    #[test]
    fn costs_stand_before_what_is_made_of_them() {
        let model = build(&shape("", "model = \"per-incident\"\nhourly_rate = 130"));
        let option = &model.options[0];
        assert!(option.monthly_costs.iter().chain([&option.total_cost]).all(|cost| cost.index() < model.cost_nodes));
        assert!(option.annual_cost.index() >= model.cost_nodes);
        assert!(model.graph.nodes().len() > model.cost_nodes);
    }

    /// A month is named where it needs other heads than the rest of its year.
    #[test]
    fn heads_are_named_by_month_where_months_differ() {
        let hire = "model = \"hire\"\nsalary = 60_000\nproductive_hours_per_year = 1_700\nheadcount = \"auto\"";
        let steady = names(&build_named(&shape("", hire)));
        assert!(steady.contains("heads needed") && !steady.contains("heads needed in"), "{steady:?}");
        let seasons = "seasonality = [0.5, 1.5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]";
        let varied = names(&build_named(&shape(seasons, hire)));
        assert!(varied.contains("heads needed in") && !varied.contains("heads needed"), "{varied:?}");
    }

    #[test]
    fn carried_hours_are_named_by_their_age() {
        let retainer = "model = \"retainer\"\nmonthly_fee = 900\nincluded_hours = 20\noverage_rate = 130\n\
                        rollover_hours = 30\nrollover_months = 2";
        let names = names(&build_named(&shape("", retainer)));
        assert!(
            names.contains("carried hours out of") && names.contains("carried hours 2 months old out of"),
            "{names:?}"
        );
        assert!(!names.contains("carried hours 1 months old out of"));
    }
}
