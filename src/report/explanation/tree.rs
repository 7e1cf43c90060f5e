//! An explanation as a tree for people.

use super::speech::{Manner, Speech, in_months};
use super::{Explanation, term};
use crate::calc::number::Number;
use crate::diagnostic::escaped;
use crate::report::{Words, grouped};
use crate::scenario::term::Term;
use crate::trace::{Formula, Mention, Name, Step, Told, shown_of};

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
    let manner = Manner { is_exact: explanation.is_exact, is_for_people: true, is_unicode: words.is_unicode() };
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
        notes = super::notes(explanation, *position, subject, &speech);
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
