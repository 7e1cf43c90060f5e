//! An explanation as a document for programs (`docs/command-line.md`).

use serde::Serialize;

use super::speech::{Manner, Speech, in_months};
use super::{Explanation, notes, term};
use crate::trace::{Name, Step, Told};

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
