//! From an option's figures down to the months of its lines, where the steps of the graph begin.
//!
//! The graph adds up months and then years; people ask for lines. So the upper levels are told line by line, and the
//! totals are the same.

use std::cell::RefCell;

use super::account::{Account, EntryId, Kind};
use super::likeness::Likeness;
use super::shown_of;
use super::steps::Teller;
use super::{Factor, Figure, Formula, Mention, Name, Sign, Step, Subject, Told};
use crate::calc::dimension::MaybeUnit;
use crate::calc::graph::NodeId;
use crate::calc::number::{ArithmeticError, Number};
use crate::calc::unit::Unit;
use crate::model::{Model, OptionModel};

/// The levels down to the lines, where an option is one of several.
const DOWN_TO_LINES: usize = 2;
/// The levels down to the lines, below a figure that is derived from the annual cost.
const DERIVED: usize = 3;

/// What is asked of a model.
#[derive(Clone, Debug)]
pub struct Question<'q> {
    /// The option, by position.
    pub option: usize,
    /// What of it; none for its annual cost down to the lines, as an overview.
    pub subject: Option<&'q Subject>,
    /// The month alone, from 1.
    pub month: Option<u32>,
    /// The most levels below the figure asked for.
    pub depth: Option<usize>,
    /// Whether people read it, who are shown some of very many children.
    pub is_cut: bool,
}

/// A model beside its values, ready to be explained.
#[derive(Debug)]
pub struct Trace<'m> {
    model: &'m Model,
    values: &'m [Number],
    account: Account<'m>,
    is_complete: bool,
}

impl<'m> Trace<'m> {
    /// The trace of a model. `idle` says of each input whether it is a default that may be left out where it changes
    /// nothing; without it everything is told, lines of zero too.
    pub fn new(model: &'m Model, values: &'m [Number], units: &[MaybeUnit], idle: Option<&[bool]>) -> Self {
        Self { model, values, account: Account::new(&model.graph, values, units, idle), is_complete: idle.is_none() }
    }

    /// The steps by which the figure asked for came about, or those of each line asked for.
    ///
    /// # Errors
    /// Where a sum leaves the range of exact decimals.
    pub fn explain(&self, question: &Question<'_>) -> Result<Vec<Step<'m>>, ArithmeticError> {
        let Some(option) = self.model.options.get(question.option) else { return Ok(Vec::new()) };
        let outline = Outline {
            option,
            model: self.model,
            values: self.values,
            account: &self.account,
            month: question.month,
            is_zero_told: self.is_complete,
            is_cut: question.is_cut,
            teller: RefCell::new(Teller::new(&self.account, question.is_cut)),
        };
        let depth = |usual: usize| question.depth.unwrap_or(usual);
        Ok(match question.subject {
            Some(Subject::Lines(lines)) => {
                let lines = lines.iter().map(|line| outline.line(*line, depth(usize::MAX)));
                lines.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect()
            }
            Some(Subject::Figure(figure)) => vec![outline.figure(*figure, question.depth)?],
            None => vec![outline.cost(depth(DOWN_TO_LINES))?],
        })
    }
}

struct Outline<'a, 'm> {
    model: &'m Model,
    option: &'m OptionModel,
    values: &'a [Number],
    account: &'a Account<'m>,
    month: Option<u32>,
    is_zero_told: bool,
    is_cut: bool,
    /// What is told once is not told again, in whatever line.
    teller: RefCell<Teller<'a, 'm>>,
}

impl<'m> Outline<'_, 'm> {
    fn value(&self, node: NodeId) -> Number {
        self.values[node.index()]
    }

    fn figure(&self, figure: Figure, depth: Option<usize>) -> Result<Step<'m>, ArithmeticError> {
        let down = |usual: usize| depth.unwrap_or(usual);
        let per_year = Unit::MONEY.product(Unit::PER_YEAR);
        Ok(match figure {
            Figure::AnnualCost => self.cost(down(usize::MAX))?,
            Figure::RevenueNeeded => self.derived("revenue needed", self.option.revenue_needed, down(DERIVED))?,
            Figure::Markup => self.step("markup", self.model.target_markup, down(usize::MAX)),
            Figure::PresentValue => self.step("present value", self.option.present_value, down(usize::MAX)),
            Figure::BreakEvenSales => {
                let margin = self.account.entry_of(self.model.target_margin);
                let margin = self.named_step("gross margin", margin, down(DERIVED).saturating_sub(1));
                let sales = self.value(self.option.annual_cost).over(self.value(self.model.target_margin))?;
                let mention = whole("break-even sales", sales, per_year);
                let cost = self.cost(down(DERIVED).saturating_sub(1))?;
                product(mention, vec![(Factor::Times, cost), (Factor::Over, margin)], down(DERIVED))
            }
            Figure::AnnualRevenue => self.annual_revenue(down(usize::MAX))?,
            Figure::GrossProfit => {
                let (revenue, cost) =
                    (self.annual_revenue(down(DERIVED).saturating_sub(1))?, self.cost(down(DERIVED))?);
                let profit = revenue.mention.value.minus(cost.mention.value)?;
                let mention = whole("gross profit", profit, per_year);
                difference(mention, revenue, cost, down(DERIVED))
            }
            Figure::GrossMargin => {
                let below = down(DERIVED).saturating_sub(1);
                let (revenue, cost) = (self.revenue(below.saturating_sub(1))?, self.total(below)?);
                let collected = revenue.mention;
                let profit =
                    whole("gross profit over the horizon", collected.value.minus(cost.mention.value)?, Unit::MONEY);
                let margin = whole("gross margin", profit.value.over(collected.value)?, Unit::NONE);
                let again = Step { told: Told::Above, formula: None, children: Vec::new(), ..revenue.clone() };
                let profit = difference(profit, revenue, cost, below);
                product(margin, vec![(Factor::Times, profit), (Factor::Over, again)], down(DERIVED))
            }
        })
    }

    /// A node of the graph with its steps.
    fn step(&self, name: &'static str, node: NodeId, depth: usize) -> Step<'m> {
        let entry = self.account.entry_of(node);
        self.teller.borrow_mut().root(Name::Whole(name), entry, None, depth)
    }

    /// A term as it is, and a step under its name.
    fn named_step(&self, name: &'static str, entry: EntryId, depth: usize) -> Step<'m> {
        let of = self.account.get(entry);
        if let Kind::Input(input) = of.kind {
            return leaf(Mention { name: Name::Term(input), value: of.value, unit: of.unit });
        }
        self.teller.borrow_mut().root(Name::Whole(name), entry, None, depth)
    }

    /// A node that is computed from the annual cost, which is told by its lines.
    fn derived(&self, name: &'static str, node: NodeId, depth: usize) -> Result<Step<'m>, ArithmeticError> {
        let mut step = self.step(name, node, depth);
        let cost = self.cost(depth.saturating_sub(1))?;
        let is_cost =
            |child: &Step<'m>| matches!(child.mention.name, Name::Step(label, _) if label.name == "annual cost");
        if let Some(child) = step.children.iter_mut().find(|child| is_cost(child)) {
            *child = Step { mention: child.mention, ..cost };
        }
        Ok(step)
    }

    /// The annual cost, or the cost of the month asked for.
    fn cost(&self, depth: usize) -> Result<Step<'m>, ArithmeticError> {
        if let Some(month) = self.month {
            let node = self.option.monthly_costs.get(month as usize - 1);
            let value = node.map_or(Number::ZERO, |node| self.value(*node));
            return self.sum_of_lines(money_of(Name::CostOf(month), value), depth);
        }
        let value = self.value(self.option.annual_cost);
        let mention = whole("annual cost", value, Unit::MONEY.product(Unit::PER_YEAR));
        Ok(self.annual(mention, self.total(depth.saturating_sub(1))?, depth))
    }

    /// The cost over the horizon.
    fn total(&self, depth: usize) -> Result<Step<'m>, ArithmeticError> {
        let mention = whole("total cost", self.value(self.option.total_cost), Unit::MONEY);
        self.sum_of_lines(mention, depth)
    }

    fn annual_revenue(&self, depth: usize) -> Result<Step<'m>, ArithmeticError> {
        let value = self.option.collected.map_or(Number::ZERO, |collected| self.value(collected.annual));
        let mention = whole("annual revenue", value, Unit::MONEY.product(Unit::PER_YEAR));
        Ok(self.annual(mention, self.revenue(depth.saturating_sub(1))?, depth))
    }

    /// The collected revenue over the horizon.
    fn revenue(&self, depth: usize) -> Result<Step<'m>, ArithmeticError> {
        self.months(Name::Whole("collected revenue over the horizon"), &self.option.collected_months, depth)
    }

    /// A total over the horizon as a year's average: × 12 ÷ months.
    fn annual(&self, mention: Mention<'m>, total: Step<'m>, depth: usize) -> Step<'m> {
        let months = u32::try_from(self.option.monthly_costs.len()).unwrap_or(u32::MAX);
        let constant = |value: u32, unit: Unit| {
            Formula::Figure(Mention { name: Name::Constant, value: Number::whole(value), unit: Some(unit) })
        };
        let formula = Formula::Product(vec![
            (Factor::Times, Formula::Figure(total.mention)),
            (Factor::Times, constant(12, Unit::PER_YEAR)),
            (Factor::Over, constant(months, Unit::NONE)),
        ]);
        Step { formula: Some(formula), children: if depth > 0 { vec![total] } else { Vec::new() }, ..leaf(mention) }
    }

    fn sum_of_lines(&self, mention: Mention<'m>, depth: usize) -> Result<Step<'m>, ArithmeticError> {
        let mut lines = Vec::with_capacity(self.option.lines.len());
        for position in 0..self.option.lines.len() {
            if self.is_told(position) {
                lines.extend(self.line(position, depth.saturating_sub(1))?);
            }
        }
        let addends = lines.iter().map(|line| (Sign::Plus, Formula::Figure(line.mention))).collect::<Vec<_>>();
        let formula = (!addends.is_empty()).then_some(Formula::Sum(addends));
        Ok(Step { formula, children: if depth > 0 { lines } else { Vec::new() }, ..leaf(mention) })
    }

    /// Whether a line is told: one of zero is told where everything is.
    fn is_told(&self, line: usize) -> bool {
        let Some(line) = self.option.lines.get(line) else { return false };
        let is_zero = |node: &NodeId| self.value(*node).is_zero();
        self.is_zero_told
            || match self.month {
                None => !line.months.iter().all(is_zero),
                Some(month) => !line.months.get(month as usize - 1).is_none_or(is_zero),
            }
    }

    /// A line over the horizon, or in the month asked for.
    fn line(&self, position: usize, depth: usize) -> Result<Option<Step<'m>>, ArithmeticError> {
        let Some(line) = self.option.lines.get(position) else { return Ok(None) };
        let is_blend = self.option.lines.iter().any(|line| line.part.is_some_and(|part| part > 1));
        let name = Name::Line { name: &line.name, part: line.part, is_blend };
        self.months(name, &line.months, depth).map(Some)
    }

    /// An amount of every month: the months that are told alike together, or the month asked for alone.
    fn months(&self, name: Name<'m>, nodes: &[NodeId], depth: usize) -> Result<Step<'m>, ArithmeticError> {
        if let Some(month) = self.month {
            let Some(node) = nodes.get(month as usize - 1) else { return Ok(leaf(money_of(name, Number::ZERO))) };
            let step = self.teller.borrow_mut().root(name, self.account.entry_of(*node), Some(month), depth);
            return Ok(Step { months: vec![month], ..money(step) });
        }
        let values: Vec<Number> = nodes.iter().map(|node| self.value(*node)).collect();
        let yearly = values.chunks(12).map(Number::sum).collect::<Result<Vec<_>, _>>()?;
        let total = Number::sum(&yearly)?;
        let mut groups = self.alike(nodes);
        let is_zero = |entry: EntryId| self.account.get(entry).value.is_zero();
        // A line that is asked for and zero throughout is told with the formula that makes it so.
        let is_zero_throughout = groups.iter().all(|(entry, _)| is_zero(*entry));
        let is_due = |entry: EntryId| {
            let is_nothing = self.account.get(entry).kind == Kind::Constant;
            self.is_zero_told || !is_zero(entry) || (is_zero_throughout && !is_nothing)
        };
        let mut children = Vec::with_capacity(groups.len());
        let mut addends = Vec::with_capacity(groups.len());
        groups.retain(|(entry, _)| is_due(*entry));
        let shown = if self.is_cut { shown_of(groups.len()) } else { groups.len() };
        for (position, (entry, months)) in groups.into_iter().enumerate() {
            let depth = if position < shown { depth.saturating_sub(1) } else { 0 };
            let step = self.teller.borrow_mut().root(Name::Months, entry, months.first().copied(), depth);
            let step = Step { months, ..money(step) };
            // Months of nothing add nothing.
            if !is_zero(entry) || (addends.is_empty() && total.is_zero()) {
                addends.push((Sign::Plus, repeated(step.months.len(), step.mention)));
            }
            children.push(step);
        }
        let mention = money_of(name, total);
        let formula = (!addends.is_empty()).then_some(Formula::Sum(addends));
        Ok(Step { formula, children: if depth > 0 { children } else { Vec::new() }, ..leaf(mention) })
    }
}

impl Outline<'_, '_> {
    /// The months that are told alike: those of one entry, and those whose entries read the same, such as overage in
    /// steady use, with the same hours carried out of the month before every month.
    fn alike(&self, nodes: &[NodeId]) -> Vec<(EntryId, Vec<u32>)> {
        let mut entries: Vec<(EntryId, Vec<u32>)> = Vec::new();
        for (month, node) in (1_u32..).zip(nodes) {
            let entry = self.account.entry_of(*node);
            match entries.iter_mut().find(|(same, _)| *same == entry) {
                Some((_, months)) => months.push(month),
                None => entries.push((entry, vec![month])),
            }
        }
        let mut likeness = Likeness::new(self.account);
        let mut groups: Vec<(usize, EntryId, Vec<u32>)> = Vec::new();
        for (entry, months) in entries {
            let number = likeness.of(entry, months.first().copied().unwrap_or(1));
            match groups.iter_mut().find(|(same, ..)| *same == number) {
                Some((.., known)) => known.extend(months),
                None => groups.push((number, entry, months)),
            }
        }
        groups.into_iter().map(|(_, entry, months)| (entry, months)).collect()
    }
}

fn whole<'m>(name: &'static str, value: Number, unit: Unit) -> Mention<'m> {
    Mention { name: Name::Whole(name), value, unit: Some(unit) }
}

fn money_of(name: Name<'_>, value: Number) -> Mention<'_> {
    Mention { name, value, unit: Some(Unit::MONEY) }
}

/// An amount of several months.
fn repeated(months: usize, mention: Mention<'_>) -> Formula<'_> {
    let count = Number::whole(u32::try_from(months).unwrap_or(u32::MAX));
    if count == Number::ONE {
        return Formula::Figure(mention);
    }
    let times = Formula::Figure(Mention { name: Name::Constant, value: count, unit: Some(Unit::NONE) });
    Formula::Product(vec![(Factor::Times, times), (Factor::Times, Formula::Figure(mention))])
}

/// A line's amount is money, also where it is a zero of no unit in particular.
fn money(mut step: Step<'_>) -> Step<'_> {
    step.mention.unit = Some(Unit::MONEY);
    step
}

fn leaf(mention: Mention<'_>) -> Step<'_> {
    Step { mention, months: Vec::new(), formula: None, told: Told::Fully, children: Vec::new() }
}

fn product<'m>(mention: Mention<'m>, factors: Vec<(Factor, Step<'m>)>, depth: usize) -> Step<'m> {
    let formula = factors.iter().map(|(factor, step)| (*factor, Formula::Figure(step.mention))).collect();
    let children = if depth > 0 { factors.into_iter().map(|(_, step)| step).collect() } else { Vec::new() };
    Step { formula: Some(Formula::Product(formula)), children, ..leaf(mention) }
}

fn difference<'m>(mention: Mention<'m>, whole: Step<'m>, less: Step<'m>, depth: usize) -> Step<'m> {
    let formula = vec![(Sign::Plus, Formula::Figure(whole.mention)), (Sign::Minus, Formula::Figure(less.mention))];
    let children = if depth > 0 { vec![whole, less] } else { Vec::new() };
    Step { formula: Some(Formula::Sum(formula)), children, ..leaf(mention) }
}
