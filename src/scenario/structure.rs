//! Which terms may take one value after another, and why others may not: a number may change where it stands, and
//! nothing that changes which formulas there are.

use super::Scenario;
use super::document::parse_path;
use super::key::{Form, Key};
use super::layout::Layout;
use super::path::TermPath;
use super::term::{Term, TermId};
use super::{ROOT, demand, extra, option, terms};
use crate::calc::number::Number;
use crate::diagnostic::{Diagnostic, quoted};

/// What a path varies: a term, or one value of its range.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// The term.
    pub term: TermId,
    /// The key of the value in the term's range; none for the term as a whole.
    pub end: Option<&'static str>,
    /// The value as written.
    pub written: Number,
}

impl Scenario {
    /// What a path varies, where that is possible.
    ///
    /// # Errors
    /// Where the scenario has no such term, or its values are no single numbers.
    pub fn find_varied(&self, wanted: &TermPath) -> Result<Variable, Box<Diagnostic>> {
        match self.find(wanted) {
            Ok(term) if self.term(term).key.is_of_months() => {
                Err(Box::new(structural(wanted, "its twelve months are one list")))
            }
            Ok(term) => Ok(Variable { term, end: None, written: self.term(term).base }),
            Err(unknown) => self.find_end(wanted).ok_or_else(|| self.unvaried(wanted).map_or(unknown, Box::new)),
        }
    }

    /// One value of a range, such as `option.hire.salary.low`.
    fn find_end(&self, wanted: &TermPath) -> Option<Variable> {
        let (name, above) = wanted.path.split_last()?;
        let is_above = |term: &TermId| {
            let term = self.term(*term);
            term.range.is_some() && parse_path(&self.address(&term.address)).is_some_and(|path| path == above)
        };
        let term = self.term_ids().find(is_above)?;
        let Term { base, range, .. } = self.term(term);
        let (low, high) = (*range)?;
        let ends = [("low", low), ("likely", *base), ("high", high)];
        let (end, written) = ends.into_iter().find(|(end, _)| end == name)?;
        Some(Variable { term, end: Some(end), written })
    }

    /// Why a path that is no term of the scenario cannot be varied, where the format knows its key.
    fn unvaried(&self, wanted: &TermPath) -> Option<Diagnostic> {
        let key = self.key_at(wanted)?;
        let within = format!("{}.", wanted.as_str());
        let part = self.terms.iter().map(|term| self.address(&term.address)).find(|known| known.starts_with(&within));
        let reason = match (key.form, part) {
            (Form::Quantity(_) | Form::QuantityOrNamed(_) | Form::Named(_), None) => return Some(absent(wanted)),
            (Form::QuantityOr(..), _) => {
                let message = format!("{} is a word here, and a number in its place changes the structure", of(wanted));
                let help = "give it a number in the file or with --set, then vary that";
                return Some(Diagnostic::error("not-varied", message).key(wanted.as_str()).help(help));
            }
            (Form::Quantity(_) | Form::QuantityOrNamed(_) | Form::Named(_), Some(part)) => {
                let message = format!("{} is a table of named amounts here, not a number", of(wanted));
                let help = format!("vary one of them, such as `{part}`");
                return Some(Diagnostic::error("not-varied", message).key(wanted.as_str()).help(help));
            }
            (Form::Count(_), _) => "it counts months, and each month has formulas of its own",
            (Form::Name | Form::Id | Form::Currency | Form::Text, _) => "it is text",
            (Form::Choice(_) | Form::Flag, _) => "it decides which formulas there are",
            (Form::Months(_) | Form::Names | Form::Table(_) | Form::NamedTables(_) | Form::Rows(_), _) => {
                "it is no single number"
            }
        };
        Some(structural(wanted, reason))
    }

    /// The key of the format at a path below tables that the scenario has.
    fn key_at(&self, wanted: &TermPath) -> Option<&'static Key> {
        let path: Vec<&str> = wanted.path.iter().map(String::as_str).collect();
        let among = |layout: &'static Layout, name: &str| layout.keys().find(|key| key.name == name);
        match path.as_slice() {
            [name] => among(&ROOT, name),
            [table, name] => match among(&ROOT, table)?.form {
                Form::Table(layout) => among(layout, name),
                _ => None,
            },
            ["demand", "segment", segment, name] => {
                let is_known = self.segments.iter().any(|known| known.name() == Some(segment));
                among(&demand::SEGMENT_TABLE, name).filter(|_| is_known)
            }
            ["extra", extra, name] => {
                among(&extra::EXTRA, name).filter(|_| self.extras.iter().any(|known| known.name == *extra))
            }
            ["option", id, rest @ ..] => {
                let option = self.options.iter().find(|option| *option.id == *id)?;
                let (part, name) = match (rest, option.parts.as_slice()) {
                    (["extra", extra, name], _) => {
                        let is_known = option.extras.iter().any(|known| known.name == *extra);
                        return among(&extra::EXTRA, name).filter(|_| is_known);
                    }
                    (["part", number, name], parts) => (parts.get(number.parse::<usize>().ok()?.checked_sub(1)?), name),
                    ([name], [only]) => (Some(only), name),
                    ([name], _) => (None, name),
                    _ => return None,
                };
                let of_model = part.and_then(|part| among(terms::layout(part.model.name()), name));
                of_model.or_else(|| among(&option::OPTION, name))
            }
            _ => None,
        }
    }
}

fn of(wanted: &TermPath) -> String {
    quoted(wanted.as_str())
}

/// The scenario lacks a term that it might have.
fn absent(wanted: &TermPath) -> Diagnostic {
    let message = format!("the scenario does not give {}", of(wanted));
    let help = "write it in the file first; a number that stands there can be varied";
    Diagnostic::error("unknown-term", message).key(wanted.as_str()).help(help)
}

fn structural(wanted: &TermPath, reason: &str) -> Diagnostic {
    let message = format!("{} cannot be varied: {reason}", of(wanted));
    let help = format!("compare with --set {}=… for each value", wanted.as_str());
    Diagnostic::error("not-varied", message).key(wanted.as_str()).help(help)
}
