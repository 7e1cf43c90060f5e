//! An explanation in words: as a tree for people, and as a document for programs.

use serde::Serialize;

use super::rule;
use super::speech::{Manner, Speech, in_months};
use super::{Words, grouped};
use crate::calc::number::Number;
use crate::diagnostic::{Sources, escaped};
use crate::evaluation::Evaluation;
use crate::scenario::Scenario;
use crate::scenario::term::Term;
use crate::trace::{Figure, Formula, Mention, Name, Step, Subject, Told, shown_of};

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

/// An explanation for people.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    /// What is explained.
    pub title: String,
    /// The figures, each with what it comes from.
    pub roots: Vec<Branch>,
    /// What the figures mean, a sentence a line.
    pub notes: Vec<String>,
}

/// A figure of a [`Tree`].
#[derive(Clone, Debug)]
pub(crate) struct Branch {
    /// Its name, value and unit.
    pub figure: String,
    /// Its formula, in groups of pieces, a line breaking between groups rather than pieces; empty where it has none.
    pub formula: Vec<Vec<String>>,
    /// Where it stands, or that it is told above; empty where neither is so.
    pub source: String,
    /// What the formula mentions.
    pub children: Vec<Branch>,
}

/// The explanation as a tree.
pub(crate) fn tree(explanation: &Explanation<'_>, words: Words) -> Tree {
    let manner = Manner { is_exact: explanation.is_exact, is_for_people: true, is_unicode: words.is_unicode };
    let speech = Speech::new(explanation.scenario, explanation.sources, manner);
    let mut roots = Vec::new();
    for (position, steps) in explanation.options {
        let Some(option) = explanation.scenario.options.get(*position) else { continue };
        for step in steps {
            let mut root = branch(step, &speech);
            let month = match (step.mention.name, explanation.month) {
                (Name::Line { .. }, Some(month)) => format!(" in month {month}"),
                _ => String::new(),
            };
            root.figure = format!("{} ({}): {}{month}", escaped(&option.name), option.id, root.figure);
            roots.push(root);
        }
    }
    let mut notes = Vec::new();
    if let (Some(subject), [(position, _)]) = (explanation.subject, explanation.options) {
        notes = self::notes(explanation, *position, subject, &speech);
    }
    if explanation.subject.is_none() {
        notes.push(format!(
            "To go on: smarthands explain {} OPTION [LINE], the option by its id, which stands in brackets.",
            explanation.file
        ));
    }
    if !explanation.is_complete {
        notes.push("Lines of zero, and defaults that change nothing, are left out; --zeros shows them.".to_owned());
    }
    Tree { title: escaped(&explanation.scenario.name).into_owned(), roots, notes }
}

fn branch(step: &Step<'_>, speech: &Speech<'_>) -> Branch {
    let months = u32::try_from(step.months.len()).unwrap_or(u32::MAX);
    let figure = speech.mention(&step.mention);
    let figure = match step.mention.name {
        Name::Months if months > 1 && months == speech.scenario.horizon.months => {
            format!("each of {months} months: {figure}")
        }
        Name::Months if months > 1 => format!("each of {}: {figure}", in_months(&step.months)),
        Name::Months => format!("{}: {figure}", in_months(&step.months)),
        _ => figure,
    };
    let term = term(step, speech.scenario);
    let source = match (term, step.told) {
        (_, Told::Above) => "explained above".to_owned(),
        (None, Told::Fully | Told::Elsewhere) => String::new(),
        (Some(term), Told::Fully | Told::Elsewhere) => {
            let place = speech.place(term.span);
            match (place.file, place.line) {
                (Some(file), Some(line)) => format!("{file}:{line}"),
                (Some(file), None) => file,
                (None, _) => "default".to_owned(),
            }
        }
    };
    let mut children: Vec<Branch> = Vec::new();
    let shown = shown_of(step.children.len());
    children.extend(step.children.iter().take(shown).map(|child| branch(child, speech)));
    if shown < step.children.len() {
        let more = step.children.len() - shown;
        let figure = format!("{} and {more} more, which --format json lists", speech.glyph("…", "..."));
        children.push(Branch { figure, formula: Vec::new(), source: String::new(), children: Vec::new() });
    }
    Branch {
        figure: format!("{figure}{}", term.map(range).unwrap_or_default()),
        formula: match &step.formula {
            Some(formula) if !is_one_month(formula) => speech.formula(formula),
            _ => Vec::new(),
        },
        source,
        children,
    }
}

/// Whether a formula says no more than the month below it.
fn is_one_month(formula: &Formula<'_>) -> bool {
    match formula {
        Formula::Sum(addends) => {
            matches!(addends.as_slice(), [(_, Formula::Figure(Mention { name: Name::Months, .. }))])
        }
        _ => false,
    }
}

fn term<'s>(step: &Step<'_>, scenario: &'s Scenario) -> Option<&'s Term> {
    match step.mention.name {
        Name::Term(input) => scenario.terms.get(input.index()),
        _ => None,
    }
}

/// How the value of a ranged term was chosen: ` (midpoint of 1,340 to 1,830)`.
fn range(term: &Term) -> String {
    let Some((low, high)) = term.range else { return String::new() };
    let shown = |value: Number| match value.times(Number::whole(100)) {
        Ok(percent) if term.takes_percent() => format!("{}%", grouped(&percent.to_string())),
        _ => grouped(&value.to_string()),
    };
    let (from, to) = (shown(low), shown(high));
    let middle = low.plus(high).and_then(|sum| sum.over(Number::whole(2)));
    if middle == Ok(term.base) {
        format!(" (midpoint of {from} to {to})")
    } else {
        format!(" (likely, of {from} to {to})")
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

/// The explanation as a document.
pub(crate) fn explanation_document(explanation: &Explanation<'_>) -> impl Serialize {
    let manner = Manner { is_exact: explanation.is_exact, is_for_people: false, is_unicode: true };
    let speech = Speech::new(explanation.scenario, explanation.sources, manner);
    let options = explanation.options.iter().filter_map(|(position, steps)| {
        let option = explanation.scenario.options.get(*position)?;
        let notes = explanation.subject.map(|subject| notes(explanation, *position, subject, &speech));
        Some(Answer {
            option: option.id.to_string(),
            name: option.name.to_string(),
            notes: notes.unwrap_or_default(),
            explained: steps.iter().map(|step| document(step, &speech)).collect(),
        })
    });
    Document {
        format: 1,
        file: explanation.file.to_owned(),
        scenario: explanation.scenario.name.clone(),
        currency: explanation.scenario.currency.code().to_owned(),
        months: explanation.scenario.horizon.months,
        month: explanation.month,
        options: options.collect(),
    }
}

#[derive(Serialize)]
struct Document {
    format: u32,
    file: String,
    scenario: String,
    currency: String,
    months: u32,
    month: Option<u32>,
    options: Vec<Answer>,
}

#[derive(Serialize)]
struct Answer {
    option: String,
    name: String,
    notes: Vec<String>,
    explained: Vec<Node>,
}

#[derive(Serialize)]
struct Node {
    name: String,
    part: Option<u32>,
    months: Vec<u32>,
    value: String,
    unit: String,
    formula: Option<String>,
    low: Option<String>,
    high: Option<String>,
    source: Option<Source>,
    explained_above: bool,
    children: Vec<Node>,
}

#[derive(Serialize)]
struct Source {
    term: String,
    file: Option<String>,
    line: Option<usize>,
    default: bool,
}

fn document(step: &Step<'_>, speech: &Speech<'_>) -> Node {
    let term = term(step, speech.scenario);
    let (name, part) = match step.mention.name {
        Name::Line { name, part, .. } => (name.to_owned(), part),
        Name::Months => (in_months(&step.months), None),
        name => (speech.name(name), None),
    };
    let range = term.and_then(|term| term.range);
    Node {
        name,
        part,
        months: step.months.clone(),
        value: speech.amount(&step.mention),
        unit: speech.unit(&step.mention),
        formula: step.formula.as_ref().map(|formula| speech.formula(formula).concat().join(" ")),
        low: range.map(|(low, _)| low.to_string()),
        high: range.map(|(_, high)| high.to_string()),
        source: term.map(|term| {
            let place = speech.place(term.span);
            Source {
                term: speech.scenario.address(&term.address),
                file: place.file,
                line: place.line,
                default: term.span.is_none(),
            }
        }),
        explained_above: step.told == Told::Above,
        children: step.children.iter().map(|child| document(child, speech)).collect(),
    }
}
