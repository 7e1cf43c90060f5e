//! The words of an explanation: what steps and terms are called, how their figures read, and where they stand.
//! Formulas are put together in `formula`.

use crate::calc::number::Number;
use crate::calc::unit::Unit;
use crate::diagnostic::{Sources, Span};
use crate::report::naming::{in_quotes, key_words};
use crate::report::{QUANTITY_PLACES, grouped};
use crate::scenario::Scenario;
use crate::scenario::term::{Scope, Term};
use crate::trace::{Mention, Moment, Name};

/// How an explanation speaks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// Whether figures stay unrounded.
    pub(super) is_exact: bool,
    /// Whether it is for people: digits in groups, long sums cut.
    pub(super) is_for_people: bool,
    /// Whether signs may be other than ASCII.
    pub(super) is_unicode: bool,
}

/// Finds the words.
pub(super) struct Speech<'r> {
    pub(super) scenario: &'r Scenario,
    pub(super) manner: Manner,
    /// The file, as messages name it.
    file: &'r str,
    /// Where each line of the file begins.
    line_starts: Vec<u32>,
}

/// Where a term stands.
pub(super) struct Place {
    /// The file, or `--set`; none for a default.
    pub(super) file: Option<String>,
    /// The line, from 1.
    pub(super) line: Option<usize>,
}

impl<'r> Speech<'r> {
    pub(super) fn new(scenario: &'r Scenario, sources: &'r Sources, manner: Manner) -> Self {
        let ends = sources.text(0).bytes().zip(1_u32..).filter(|(byte, _)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(ends.map(|(_, next)| next)).collect();
        Self { scenario, manner, file: sources.name(0), line_starts }
    }

    /// Where a term stands.
    pub(super) fn place(&self, span: Option<Span>) -> Place {
        match span {
            None => Place { file: None, line: None },
            Some(span) if span.source == 0 => {
                let line = self.line_starts.partition_point(|start| *start <= span.start);
                Place { file: Some(self.file.to_owned()), line: Some(line) }
            }
            Some(_) => Place { file: Some("--set".to_owned()), line: None },
        }
    }

    /// What a figure is called; nothing for constants.
    pub(super) fn name(&self, name: Name<'_>) -> String {
        match name {
            Name::Constant | Name::Months => String::new(),
            Name::Term(input) => self.scenario.terms.get(input.index()).map(|term| self.term(term)).unwrap_or_default(),
            Name::Step(label, moment) => {
                let mut words = chosen(&label.name);
                if let Some(segment) = label.of.and_then(|of| self.scenario.segments.get(of as usize)) {
                    words.extend(segment.name.as_deref().map(|name| format!(" {}", in_quotes(name))));
                }
                let months = match moment {
                    Moment::Now(month) => in_months(&[month]),
                    Moment::Before => "the month before".to_owned(),
                    Moment::Any | Moment::Elsewhere(_) if label.months.is_empty() => return words,
                    Moment::Any | Moment::Elsewhere(_) => in_months(&label.months),
                };
                format!("{words} {months}")
            }
            Name::Interim => "interim result".to_owned(),
            Name::Line { name, part: Some(part), is_blend: true } => format!("{} (part {part})", chosen(name)),
            Name::Line { name, .. } => chosen(name),
            Name::Whole(name) => name.to_owned(),
            Name::CostOf(month) => format!("cost in month {month}"),
        }
    }

    /// A term in words: its key, and what distinguishes it from others of the same key.
    fn term(&self, term: &Term) -> String {
        let key = key_words(self.scenario, &term.address);
        match (term.address.scope, term.address.entry) {
            (Scope::Segment(position), None) => {
                let name = self.scenario.segments.get(position as usize).and_then(|segment| segment.name.as_deref());
                name.map_or(key.clone(), |name| format!("{key} {}", in_quotes(name)))
            }
            (Scope::Table("revenue"), None) if key.starts_with("per ") => format!("price {key}"),
            (Scope::Table("tax"), None) => format!("tax {key}"),
            _ => key,
        }
    }

    /// How much a figure is, without its unit.
    pub(super) fn value(&self, mention: &Mention<'_>) -> String {
        let is_percent = match mention.name {
            Name::Term(input) => self.scenario.terms.get(input.index()).is_some_and(Term::takes_percent),
            Name::Step(label, _) => label.name.starts_with("share of ") || PERCENTAGES.contains(&&*label.name),
            Name::Whole(name) => PERCENTAGES.contains(&name),
            Name::Constant | Name::Interim | Name::Line { .. } | Name::Months | Name::CostOf(_) => false,
        };
        match mention.value.times(Number::whole(100)) {
            Ok(percent) if is_percent => {
                let amount = Mention { value: percent, unit: None, ..*mention };
                format!("{}%", self.for_people(self.amount(&amount)))
            }
            _ => self.for_people(self.amount(mention)),
        }
    }

    fn for_people(&self, digits: String) -> String {
        if self.manner.is_for_people { grouped(&digits) } else { digits }
    }

    /// An amount: terms and constants as they are written, others rounded.
    pub(super) fn amount(&self, mention: &Mention<'_>) -> String {
        let value = mention.value;
        match mention.name {
            Name::Constant | Name::Term(_) => value.to_string(),
            _ if self.manner.is_exact => value.to_string(),
            _ if mention.unit.is_some_and(Unit::is_money) => value.to_fixed(self.scenario.currency.places()),
            _ => value.to_trimmed(QUANTITY_PLACES),
        }
    }

    /// What a figure is an amount of; nothing where it has no dimension.
    pub(super) fn unit(&self, mention: &Mention<'_>) -> String {
        mention.unit.map(|unit| unit.in_currency(self.scenario.currency.code())).unwrap_or_default()
    }

    /// A figure as formulas mention it: `overage rate 120 AUD/h`.
    pub(super) fn mention(&self, mention: &Mention<'_>) -> String {
        let (name, value) = (self.name(mention.name), self.value(mention));
        let unit = match mention.name {
            Name::Constant => String::new(),
            _ => self.unit(mention),
        };
        let is_count = ["visit", "client", "head", "trip", "day"].contains(&unit.as_str());
        let is_said = unit == "per year" && name.ends_with(&unit);
        let unit = match is_count {
            _ if is_said => String::new(),
            true if name.contains(&unit) => String::new(),
            true if mention.value != Number::ONE => format!("{unit}s"),
            _ => unit,
        };
        // A number that ends a name, as in `month 3`, is not part of the value.
        let name = if name.ends_with(|c: char| c.is_ascii_digit()) { name + ":" } else { name };
        let words = [name, value, unit];
        words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// One of two spellings.
    pub(super) fn glyph(&self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.manner.is_unicode { unicode } else { ascii }
    }
}

/// Computed figures that read as percentages.
const PERCENTAGES: [&str; 3] = ["gross margin", "markup", "total on-costs"];

/// The name of a line or step; what was chosen in the file stands in quotes.
fn chosen(name: &str) -> String {
    let kinds = [("yearly costs: ", "yearly costs"), ("extra: ", "extra")];
    let kind = kinds.iter().find_map(|(prefix, kind)| name.strip_prefix(prefix).map(|name| (kind, name)));
    match kind {
        Some((kind, name)) => format!("{kind} {}", in_quotes(name)),
        None => name.to_owned(),
    }
}

/// `month 7`, `months 13 to 24`, `months 1, 3 and 5 to 7`.
pub(super) fn in_months(months: &[u32]) -> String {
    let mut sorted = months.to_vec();
    sorted.sort_unstable();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for month in sorted {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == month => *last = month,
            _ => runs.push((month, month)),
        }
    }
    let words: Vec<String> = runs
        .iter()
        .flat_map(|(first, last)| match last - first {
            0 => vec![first.to_string()],
            1 => vec![first.to_string(), last.to_string()],
            _ => vec![format!("{first} to {last}")],
        })
        .collect();
    let noun = if months.len() == 1 { "month" } else { "months" };
    match words.split_last() {
        Some((last, [])) => format!("{noun} {last}"),
        Some((last, others)) => format!("{noun} {} and {last}", others.join(", ")),
        None => noun.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_told_in_runs() {
        for (months, words) in [
            (&[7][..], "month 7"),
            (&[1, 2], "months 1 and 2"),
            (&[13, 14, 15, 16], "months 13 to 16"),
            (&[5, 1, 3, 6, 7], "months 1, 3 and 5 to 7"),
        ] {
            assert_eq!(in_months(months), words);
        }
    }
}
