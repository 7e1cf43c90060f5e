//! A scenario as a calculation graph: demand, options, extras, SLA penalties and revenue, month by month.
//!
//! [`build`] writes every formula of `docs/economics.md` once, over the scenario's terms, and names the nodes that the
//! readings report. It looks at no value.
//!
//! Unstable: no part of what [the front page](crate#what-is-stable-and-what-is-not) promises.

mod cache;
mod demand;
mod extra;
mod income;
mod place;
mod volume;

pub use cache::Models;
use demand::Demand;
use income::Income;
pub use place::{Place, locate};
pub use volume::{Total, Volume};

use crate::calc::builder::{Builder, Expr};
use crate::calc::graph::{Graph, Label, NodeId};
use crate::engagement::{self, PartLine, Sheet};
use crate::scenario::extra::Charge;
use crate::scenario::{Engagement, Part, Shape, Target};

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

/// A line while it is being written.
struct DraftLine<'g> {
    part: Option<u32>,
    name: String,
    months: Vec<Expr<'g>>,
}

/// An option's costs and revenue while they are being written.
struct Draft<'g> {
    lines: Vec<DraftLine<'g>>,
    monthly: Vec<Expr<'g>>,
    yearly: Vec<Expr<'g>>,
    total: Expr<'g>,
    collected: Option<DraftIncome<'g>>,
    pools: Vec<Pool>,
}

/// Collected revenue while it is being written.
struct DraftIncome<'g> {
    months: Vec<Expr<'g>>,
    total: Expr<'g>,
    spendable: Expr<'g>,
}

/// The target, in both of its forms, and what it does to amounts.
#[derive(Clone, Copy)]
struct Goal<'g> {
    target: Target,
    margin: Expr<'g>,
    markup: Expr<'g>,
    one: Expr<'g>,
}

impl<'g> Goal<'g> {
    fn new(target: Target, sheet: Sheet<'g>) -> Self {
        let (one, term) = (sheet.one(), sheet.term(target.term()));
        let (margin, markup) = match target {
            Target::GrossMargin(_) => (term, (term / term.complement()).named("markup")),
            Target::Markup(_) => ((term / (one + term)).named("gross margin"), term),
        };
        Self { target, margin, markup, one }
    }

    /// What must be earned for a cost to hold the target: each form by its own exact road.
    fn earned(self, cost: Expr<'g>) -> Expr<'g> {
        match self.target {
            Target::GrossMargin(_) => cost / self.margin.complement(),
            Target::Markup(_) => cost * (self.one + self.markup),
        }
    }

    /// What may be spent of a revenue with the target held.
    fn spendable(self, revenue: Expr<'g>) -> Expr<'g> {
        match self.target {
            Target::GrossMargin(_) => revenue * self.margin.complement(),
            Target::Markup(_) => revenue / (self.one + self.markup),
        }
    }
}

/// Writes the formulas of a scenario.
pub fn build(shape: &Shape) -> Model {
    finished(shape, Builder::default())
}

/// As [`build`], and keeps the names of the steps, for a reader who tells how a figure came about.
pub fn build_named(shape: &Shape) -> Model {
    finished(shape, Builder::with_names())
}

/// As [`build`], and writes formulas of terms that are not given as well, though at their defaults they change no
/// figure: for a reader who asks what if they did.
pub fn build_complete(shape: &Shape) -> Model {
    let builder = Builder::default();
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
    let drafts: Vec<Draft<'_>> =
        shape.options.iter().map(|option| draft(shape, option, sheet, &demand, &mut income, goal)).collect();
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
    Model {
        graph: Graph::default(),
        cost_nodes,
        volume,
        options,
        target_margin: goal.margin.id(),
        target_markup: goal.markup.id(),
    }
}

fn draft<'g>(
    shape: &Shape,
    option: &Engagement,
    sheet: Sheet<'g>,
    demand: &Demand<'g>,
    income: &mut Income<'_, 'g>,
    goal: Goal<'g>,
) -> Draft<'g> {
    let months = demand.months();
    let mut lines: Vec<DraftLine<'g>> = Vec::new();
    let mut pools = Vec::new();
    // Where an extra is a share of the lines, they are named in its formula.
    let mut extras = shape.extras.iter().chain(&option.extras);
    let is_shared = extras.any(|extra| matches!(extra.charge, Charge::ShareOfCost(_)));
    for (number, part) in (1_u32..).zip(&option.parts) {
        let Some(common) = part.model.common() else { continue };
        let fix = common.first_time_fix;
        let fix = sheet.has(shape, fix).then(|| sheet.term(fix));
        let work = demand.work(&part.serves, fix);
        let cost = engagement::cost(&part.model, sheet, &work);
        if let Some(pool) = cost.pool {
            let included = sheet.sum(&vec![pool.included; months]);
            pools.push(Pool { part: number, used: sheet.sum(&pool.used).id(), included: included.id() });
        }
        for line in cost.lines {
            let name = line.name.clone();
            let months = agreed(shape, part, sheet, line);
            if is_shared {
                for month in &months {
                    let _ = month.labelled(|| Label::new(name.clone()));
                }
            }
            lines.push(DraftLine { part: Some(number), name, months });
        }
    }
    let collected = income.of(option, sheet, demand);
    let served = column_sums(sheet, &lines, months);
    for item in shape.extras.iter().chain(&option.extras) {
        let months = extra::months(shape, item, sheet, demand, &served, collected.as_deref());
        lines.push(DraftLine { part: None, name: format!("extra: {}", item.name), months });
    }
    if let Some(months) = extra::sla_penalties(shape, option, sheet, demand) {
        lines.push(DraftLine { part: None, name: "expected SLA penalties".to_owned(), months });
    }
    let monthly = column_sums(sheet, &lines, months);
    for (month, cost) in monthly.iter().enumerate() {
        let _ = cost.named_in("cost in", month);
    }
    let yearly: Vec<Expr<'g>> = monthly.chunks(12).map(|year| sheet.sum(year)).collect();
    let collected = collected.map(|months| {
        let total = sheet.sum(&months);
        DraftIncome { total, spendable: goal.spendable(total), months }
    });
    Draft { total: sheet.sum(&yearly), lines, monthly, yearly, collected, pools }
}

/// A part's line as agreed: without the tax that its prices hold, and indexed (`docs/economics.md` section 3).
fn agreed<'g>(shape: &Shape, part: &Part, sheet: Sheet<'g>, line: PartLine<'g>) -> Vec<Expr<'g>> {
    let Some(common) = part.model.common() else { return line.months };
    let rate = sheet.term(common.indexation.unwrap_or(shape.horizon.indexation));
    let tax = shape.tax_rate.filter(|_| common.prices_include_tax);
    let divisor = tax.map(|rate| sheet.one() + sheet.term(rate));
    by_year(&line.months, |amount, year| {
        let net = divisor.map_or(amount, |divisor| amount / divisor);
        match sheet.indexation(rate, year).filter(|_| line.is_indexed) {
            Some(factor) => net * factor,
            None => net,
        }
    })
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

/// The sum of all lines, month by month.
fn column_sums<'g>(sheet: Sheet<'g>, lines: &[DraftLine<'g>], months: usize) -> Vec<Expr<'g>> {
    let mut sums: Vec<Expr<'g>> = Vec::with_capacity(months);
    let mut before: Vec<Expr<'g>> = Vec::new();
    for month in 0..months {
        let amounts: Vec<Expr<'g>> = lines.iter().filter_map(|line| line.months.get(month).copied()).collect();
        let sum = match sums.last() {
            Some(sum) if amounts == before => *sum,
            _ => sheet.sum(&amounts),
        };
        before = amounts;
        sums.push(sum);
    }
    sums
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

impl DraftLine<'_> {
    fn finish(self) -> Line {
        Line { part: self.part, name: self.name, months: ids(&self.months) }
    }
}
