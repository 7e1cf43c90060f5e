//! The exact reading: costs, ranges, revenue, margins, prices (`docs/economics.md` sections 11 and 13).

use crate::calc::domain::{Failure, fold, refold};
use crate::calc::exact::Exact;
use crate::calc::graph::{InputId, Node, NodeId};
use crate::calc::number::{ArithmeticError, Number};
use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{self, Model, OptionModel};
use crate::scenario::Scenario;
use crate::scenario::term::TermId;

/// The most ranged terms that an option may depend on.
const MOST_RANGED_TERMS: usize = 12;

/// The figures of a scenario, unrounded.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Visits a month, as written.
    pub visits_per_month: Number,
    /// Hours a month, as written.
    pub hours_per_month: Number,
    /// Clients, where any are given.
    pub clients: Option<Number>,
    /// The target as a share of revenue.
    pub target_margin: Number,
    /// The target as a share of cost.
    pub target_markup: Number,
    /// The figures of each option, in the order of the scenario.
    pub options: Vec<Figures>,
    /// The cheapest option; none where every option hands clients off.
    pub cheapest: Option<usize>,
    /// The option with the highest gross profit, where the revenue of all is known.
    pub most_profitable: Option<usize>,
}

/// A figure and its range over the ranged terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// In the base case.
    pub base: Number,
    /// The least.
    pub low: Number,
    /// The greatest.
    pub high: Number,
}

/// The figures of an option: money, unless said otherwise.
#[derive(Clone, Debug)]
pub struct Figures {
    /// Cost of an average year.
    pub annual_cost: Spread,
    /// Cost over the horizon.
    pub total_cost: Number,
    /// Cost of each contract year.
    pub yearly_costs: Vec<Number>,
    /// Cost of each month.
    pub monthly_costs: Vec<Number>,
    /// Present value of the costs.
    pub present_value: Number,
    /// What must be billed in a year to hold the target.
    pub revenue_needed: Spread,
    /// What other business at the target margin pays for this as an overhead; none at a margin of 0.
    pub break_even_sales: Option<Spread>,
    /// Cost per visit; none without visits.
    pub cost_per_visit: Option<Number>,
    /// Cost per hour served; none without hours.
    pub cost_per_hour: Option<Number>,
    /// Revenue needed per visit.
    pub price_per_visit: Option<Number>,
    /// Revenue needed per hour served.
    pub price_per_hour: Option<Number>,
    /// Revenue needed per client and month; none without clients.
    pub price_per_client: Option<Number>,
    /// Collected revenue of an average year, where it is known.
    pub annual_revenue: Option<Number>,
    /// That less the annual cost.
    pub annual_gross_profit: Option<Number>,
    /// Gross profit as a share of revenue; none where nothing is collected.
    pub gross_margin: Option<Number>,
    /// Whether the margin holds the target, where revenue is known.
    pub meets_target: Option<bool>,
    /// Hours used as a share of hours included, of retainers.
    pub utilisation: Option<Number>,
    /// The cost lines that are not zero in every month.
    pub lines: Vec<LineFigures>,
}

/// The figures of a cost line.
#[derive(Clone, Debug)]
pub struct LineFigures {
    /// The part, from 1; none for extras and SLA penalties.
    pub part: Option<u32>,
    /// The name.
    pub name: String,
    /// Over the horizon.
    pub total: Number,
    /// In each contract year.
    pub yearly: Vec<Number>,
}

/// Computes every figure of a scenario.
///
/// # Errors
/// Where a figure leaves the range of exact decimals, or an option depends on too many ranged terms.
pub fn evaluate(scenario: &Scenario, model: &Model) -> Result<Evaluation, Box<Diagnostic>> {
    let inputs = scenario.base_values();
    let out_of_range = |failure: Failure<ArithmeticError>| Box::new(overflow(scenario, model, failure));
    let values = fold(&model.graph, model.graph.nodes().len(), &mut Exact { inputs: &inputs }).map_err(out_of_range)?;
    let mut ranges = Ranges::new(scenario, model, inputs, values);
    let beyond = |error: ArithmeticError| Box::new(beyond_decimals("total cost", error));
    let mut options = Vec::with_capacity(model.options.len());
    for (position, option) in model.options.iter().enumerate() {
        let (annual_cost, revenue_needed) = ranges.of(position)?;
        let figures = figures(model, option, &ranges.values, annual_cost, revenue_needed);
        options.push(figures.map_err(beyond)?);
    }
    let comparable = || options.iter().enumerate().filter(|(position, _)| !hands_off(scenario, *position));
    let value = |node: NodeId| ranges.values[node.index()];
    let margin = value(model.target_margin);
    // Of equals the first, so `min_by` and a strict `>`.
    let cheapest =
        comparable().min_by_key(|(_, figures)| figures.annual_cost.base.settled()).map(|(position, _)| position);
    let profits: Option<Vec<Number>> = options.iter().map(|figures| figures.annual_gross_profit).collect();
    let most_profitable = profits.and_then(|profits| {
        let best = profits.iter().map(|profit| profit.settled()).max()?;
        profits.iter().position(|profit| profit.settled() == best)
    });
    Ok(Evaluation {
        visits_per_month: value(model.volume.visits),
        hours_per_month: value(model.volume.hours),
        clients: model.volume.clients.map(value),
        target_margin: margin,
        target_markup: margin.over(value(model.cost_share)).map_err(beyond)?,
        options,
        cheapest,
        most_profitable,
    })
}

/// Whether an option hands clients off, so that its cost is not comparable.
fn hands_off(scenario: &Scenario, position: usize) -> bool {
    scenario.options.get(position).is_some_and(crate::scenario::Engagement::hands_off)
}

fn figures(
    model: &Model,
    option: &OptionModel,
    values: &[Number],
    annual_cost: Spread,
    revenue_needed: Spread,
) -> Result<Figures, ArithmeticError> {
    let value = |node: NodeId| values[node.index()];
    let all = |nodes: &[NodeId]| nodes.iter().map(|node| value(*node)).collect::<Vec<_>>();
    let (visits, hours) = (value(model.volume.total_visits), value(model.volume.total_hours));
    let (total_cost, needed) = (value(option.total_cost), value(option.horizon_revenue_needed));
    let margin = value(model.target_margin);
    let break_even_sales = if margin.is_zero() {
        None
    } else {
        let sales = |cost: Number| cost.over(margin);
        Some(Spread { base: sales(annual_cost.base)?, low: sales(annual_cost.low)?, high: sales(annual_cost.high)? })
    };
    let profit = match option.collected {
        None => None,
        Some(collected) => {
            let (total, annual) = (value(collected.total), value(collected.annual));
            let margin = ratio(total.minus(total_cost)?, total)?;
            let meets_target = value(collected.spendable).is_at_least(total_cost);
            Some((annual, annual.minus(annual_cost.base)?, margin, meets_target))
        }
    };
    let mut lines = Vec::with_capacity(option.lines.len());
    for line in &option.lines {
        let months = all(&line.months);
        if months.iter().all(|amount| amount.is_zero()) {
            continue;
        }
        let yearly = months.chunks(12).map(sum).collect::<Result<Vec<_>, _>>()?;
        lines.push(LineFigures { part: line.part, name: line.name.clone(), total: sum(&yearly)?, yearly });
    }
    Ok(Figures {
        annual_cost,
        total_cost,
        yearly_costs: all(&option.yearly_costs),
        monthly_costs: all(&option.monthly_costs),
        present_value: value(option.present_value),
        revenue_needed,
        break_even_sales,
        cost_per_visit: ratio(total_cost, visits)?,
        cost_per_hour: ratio(total_cost, hours)?,
        price_per_visit: ratio(needed, visits)?,
        price_per_hour: ratio(needed, hours)?,
        price_per_client: ratio(needed, value(model.volume.client_months))?,
        annual_revenue: profit.map(|(annual, ..)| annual),
        annual_gross_profit: profit.map(|(_, profit, ..)| profit),
        gross_margin: profit.and_then(|(_, _, margin, _)| margin),
        meets_target: profit.map(|(.., meets)| meets),
        utilisation: match option.pool {
            Some((used, included)) => ratio(value(used), value(included))?,
            None => None,
        },
        lines,
    })
}

/// The quotient; none where the divisor is zero.
fn ratio(dividend: Number, divisor: Number) -> Result<Option<Number>, ArithmeticError> {
    if divisor.is_zero() { Ok(None) } else { dividend.over(divisor).map(Some) }
}

fn sum(amounts: &[Number]) -> Result<Number, ArithmeticError> {
    amounts.iter().try_fold(Number::ZERO, |sum, amount| sum.plus(*amount))
}

/// The least and greatest figures over all combinations of the ends of the ranged terms (`docs/economics.md` section 13).
struct Ranges<'a> {
    scenario: &'a Scenario,
    model: &'a Model,
    /// Whether each node depends on any ranged term.
    is_ranged: Vec<bool>,
    /// The option for which a node was last visited, from 1.
    visited: Vec<u32>,
    /// The value of each term and node: those of the base case, except while corners are walked.
    inputs: Vec<Number>,
    values: Vec<Number>,
}

impl<'a> Ranges<'a> {
    fn new(scenario: &'a Scenario, model: &'a Model, inputs: Vec<Number>, values: Vec<Number>) -> Self {
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
    fn of(&mut self, position: usize) -> Result<(Spread, Spread), Box<Diagnostic>> {
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
        let corners = if terms.is_empty() { 0 } else { 1_u32 << terms.len() };
        for step in 0..corners {
            if step == 0 {
                for (term, nodes) in &terms {
                    let low = self.scenario.term(*term).ends().0;
                    self.turn(*term, low, nodes)?;
                }
            } else if let Some((term, nodes)) = terms.get(step.trailing_zeros() as usize) {
                let (low, high) = self.scenario.term(*term).ends();
                let is_high = (step ^ (step >> 1)) & (1 << step.trailing_zeros()) != 0;
                self.turn(*term, if is_high { high } else { low }, nodes)?;
            }
            for (spread, root) in spreads.iter_mut().zip(roots) {
                let value = self.values[root.index()];
                spread.low = spread.low.min(value);
                spread.high = spread.high.max(value);
            }
        }
        for (term, _) in &terms {
            self.inputs[term.index()] = self.scenario.term(*term).base;
        }
        self.refold(&affected)?;
        Ok(spreads.into())
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

fn overflow(scenario: &Scenario, model: &Model, failure: Failure<ArithmeticError>) -> Diagnostic {
    let place = model::locate(model, scenario, failure.node);
    let span = place.option.as_ref().and_then(|(position, _)| scenario.options.get(*position)).and_then(|o| o.span);
    let key = place.option.as_ref().map(|(_, id)| format!("option.{id}")).unwrap_or_default();
    beyond_decimals(&place.to_string(), failure.error).key(key).at(span, "")
}

pub(crate) fn beyond_decimals(place: &str, error: ArithmeticError) -> Diagnostic {
    let place = if place.starts_with('`') { place.to_owned() } else { format!("`{place}`") };
    Diagnostic::error("figure-out-of-range", format!("{place} cannot be computed: {error}"))
        .help("look for a volume, price or growth rate with too many digits")
}

/// Warnings that only the figures show: retainers that are much too large or too small.
pub fn suspicions(scenario: &Scenario, evaluation: &Evaluation) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    for (option, figures) in scenario.options.iter().zip(&evaluation.options) {
        let Some(burn) = figures.utilisation else { continue };
        let (what, help) = if burn < Number::scaled(5, 1) {
            ("under 50%", "a smaller retainer may do")
        } else if burn > Number::scaled(15, 1) {
            ("over 150%", "a larger retainer may be cheaper than the overage")
        } else {
            continue;
        };
        let percent = burn.times(Number::whole(100)).map_or_else(|_| burn.to_string(), |percent| percent.to_trimmed(1));
        let message =
            format!("the retainer of option {} is used to {percent}%, {what} of its hours", quoted(&option.id));
        let key = format!("option.{}", option.id);
        warnings.push(Diagnostic::warning("retainer-burn", message).key(key).at(option.span, "").help(help));
    }
    if evaluation.visits_per_month.is_zero() {
        let message = "the demand has no visits, so there is no volume axis and no break-even";
        warnings.push(Diagnostic::warning("no-volume", message).key("demand").help("give the demand some visits"));
    }
    warnings
}
