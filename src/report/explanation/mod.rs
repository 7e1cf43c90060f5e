//! `explain` in every format: what was asked and found, and what the figures mean. `speech` finds the words of steps, and
//! `formula` puts formulas together.

mod document;
mod formula;
mod speech;
mod tree;

pub(crate) use document::explanation_document;
pub(crate) use tree::{Branch, Tree, tree};

use speech::Speech;

use super::rule;
use super::{Words, grouped};
use crate::calc::number::Number;
use crate::diagnostic::Sources;
use crate::evaluation::Evaluation;
use crate::scenario::Scenario;
use crate::scenario::term::Term;
use crate::trace::{Figure, Name, Step, Subject};

/// What was asked and found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Explanation<'r> {
    /// The file, as messages name it.
    pub file: &'r str,
    /// The scenario.
    pub scenario: &'r Scenario,
    /// The texts that terms stand in.
    pub sources: &'r Sources,
    /// The figures.
    pub evaluation: &'r Evaluation,
    /// The month asked for, from 1.
    pub month: Option<u32>,
    /// What was asked of the option; none in an overview of all options.
    pub subject: Option<&'r Subject>,
    /// Whether lines of zero and idle defaults are told too.
    pub is_complete: bool,
    /// Whether figures stay unrounded.
    pub is_exact: bool,
    /// The options, by position, with the steps of each.
    pub options: &'r [(usize, Vec<Step<'r>>)],
}

fn term<'s>(step: &Step<'_>, scenario: &'s Scenario) -> Option<&'s Term> {
    match step.mention.name {
        Name::Term(input) => scenario.terms.get(input.index()),
        _ => None,
    }
}

/// What a figure means, and what it is not to be taken for.
fn notes(explanation: &Explanation<'_>, position: usize, subject: &Subject, speech: &Speech<'_>) -> Vec<String> {
    let Subject::Figure(figure) = subject else { return Vec::new() };
    let (scenario, evaluation) = (explanation.scenario, explanation.evaluation);
    let Some(figures) = evaluation.options.get(position) else { return Vec::new() };
    let words = Words::new(scenario.currency, speech.manner.is_unicode);
    let percent = |share: Number| words.percent(share);
    let money = |amount: Number| {
        format!("{} {}", grouped(&amount.to_fixed(scenario.currency.places())), scenario.currency.code())
    };
    let (margin, markup) = (percent(evaluation.target_margin), percent(evaluation.target_markup));
    let (over, minus) = (speech.glyph("÷", "/"), speech.glyph("−", "-"));
    let needed = format!("what to bill for this work, so that {margin} of it is profit");
    let sales = format!("how much other business at a margin of {margin} pays for this cost as an overhead");
    let not_needed =
        format!("Not the same as revenue needed, {} a year: {needed}.", money(figures.revenue_needed.base));
    let not_sales = match figures.break_even_sales {
        Some(spread) => format!("Not the same as break-even sales, {} a year: {sales}.", money(spread.base)),
        None => "At a margin of 0 there are no break-even sales: no other business pays for anything.".to_owned(),
    };
    let not_markup =
        format!("Not the same as a markup of {margin}: to earn {margin} of the price, {markup} is added to cost.");
    match figure {
        Figure::AnnualCost if explanation.month.is_some() => Vec::new(),
        Figure::AnnualCost if figures.details.lines.is_empty() => {
            vec!["It has no cost: nothing is paid for, or the clients are handed to a partner.".to_owned()]
        }
        Figure::AnnualCost => {
            let (months, times) = (scenario.horizon.months, speech.glyph("×", "x"));
            vec![format!(
                "Annual cost = total cost over the {months} months {times} 12 {over} {months}: an average year."
            )]
        }
        Figure::RevenueNeeded => {
            let mut notes = vec![format!("{}: {needed}.", rule::revenue_needed(scenario, evaluation, words))];
            if let Some(share) = rule::unpaid(scenario) {
                notes.push(format!("It is what must be billed, and {} of billings is never paid.", percent(share)));
            }
            notes.extend([not_sales, not_markup]);
            notes
        }
        Figure::BreakEvenSales => {
            vec![format!("{}: {sales}.", rule::break_even_sales(evaluation, words)), not_needed, not_markup]
        }
        Figure::Markup => vec![
            format!("Markup = gross margin {over} (100% {minus} gross margin): profit as a share of cost."),
            format!("A markup of {markup} on cost is a gross margin of {margin}: profit as a share of the price."),
            not_needed,
            not_sales,
        ],
        Figure::PresentValue => {
            vec!["Present value: each month's cost, the less the later it is paid.".to_owned()]
        }
        Figure::AnnualRevenue => vec!["Annual revenue: what is collected in an average year.".to_owned()],
        Figure::GrossProfit => vec![format!("Gross profit = annual revenue {minus} annual cost.")],
        Figure::GrossMargin => vec![format!("Gross margin = gross profit {over} revenue; the target is {margin}.")],
    }
}
