//! A term: a numeric input of the scenario, with its range, unit, address and place.

use std::fmt::Write as _;

use super::key::{Key, Notation};
use crate::calc::graph::InputId;
use crate::calc::number::Number;
use crate::calc::unit::Unit;
use crate::diagnostic::{Span, is_hidden};

/// The number of a term in [`Scenario::terms`](super::Scenario::terms).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub(crate) u32);

impl TermId {
    /// The term's position.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The graph's input for the term: they have the same numbers.
    pub(crate) fn input(self) -> InputId {
        InputId(self.0)
    }
}

/// A numeric input.
#[derive(Clone, Debug)]
pub struct Term {
    /// The value of the base case: as written, the likely value of a range, or its midpoint.
    pub base: Number,
    /// The ends of a range.
    pub range: Option<(Number, Number)>,
    /// What it is an amount of.
    pub unit: Unit,
    /// The declaration of its key.
    pub key: &'static Key,
    /// How the term is addressed.
    pub address: Address,
    /// Where its value stands; none for a default.
    pub span: Option<Span>,
}

impl Term {
    /// Whether it is a share or a rate, which may be written as a percentage.
    pub fn takes_percent(&self) -> bool {
        self.key.as_quantity().is_some_and(|quantity| quantity.notation != Notation::Number)
    }

    /// The least and the greatest value.
    pub fn ends(&self) -> (Number, Number) {
        self.range.unwrap_or((self.base, self.base))
    }
}

/// A term's address, to be written out by [`Scenario::address`](super::Scenario::address).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    /// The table.
    pub scope: Scope,
    /// The key in it.
    pub key: &'static str,
    /// A named or numbered entry below the key.
    pub entry: Option<Item>,
}

/// An entry below a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// An entry of a table of named amounts, by its position among all names of the scenario.
    Named(u32),
    /// A row of a list of tables, from 1, and its key.
    Row(u32, &'static str),
}

/// A table of the scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The file itself.
    Root,
    /// `[horizon]`, `[target]`, `[tax]`, `[demand]`, `[revenue]` or `[sla]`.
    Table(&'static str),
    /// `[demand.segment.NAME]`, by position.
    Segment(u32),
    /// `[[extra]]`, by position.
    Extra(u32),
    /// `[[option]]`, by position.
    Option(u32),
    /// `[[option.part]]`, by the positions of both.
    Part(u32, u32),
    /// `[[option.extra]]`, by the positions of both.
    OptionExtra(u32, u32),
}

/// The names by which addresses call tables, as far as they are known.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Segments, by position.
    pub segments: Vec<String>,
    /// Extras on every option, by position.
    pub extras: Vec<String>,
    /// Option ids, by position.
    pub options: Vec<String>,
    /// The names of each option's own extras.
    pub option_extras: Vec<Vec<String>>,
    /// Names of on-costs and yearly costs.
    pub entries: Vec<String>,
}

impl Names {
    /// The address of a table; empty for the file itself.
    pub fn scope(&self, scope: Scope) -> String {
        let named = |names: &[String], position: u32| {
            let name = names.get(position as usize).filter(|name| !name.is_empty());
            name.map_or_else(|| (position + 1).to_string(), |name| key_text(name))
        };
        match scope {
            Scope::Root => String::new(),
            Scope::Table(name) => name.to_owned(),
            Scope::Segment(position) => format!("demand.segment.{}", named(&self.segments, position)),
            Scope::Extra(position) => format!("extra.{}", named(&self.extras, position)),
            Scope::Option(position) => format!("option.{}", named(&self.options, position)),
            Scope::Part(option, part) => format!("option.{}.part.{}", named(&self.options, option), part + 1),
            Scope::OptionExtra(option, extra) => {
                let extras = self.option_extras.get(option as usize).map_or(&[][..], Vec::as_slice);
                format!("option.{}.extra.{}", named(&self.options, option), named(extras, extra))
            }
        }
    }

    /// The address of a key of a table.
    pub fn key(&self, scope: Scope, key: &str) -> String {
        match self.scope(scope) {
            scope if scope.is_empty() => key_text(key),
            scope => format!("{scope}.{}", key_text(key)),
        }
    }

    /// The address of a term.
    pub fn address(&self, address: &Address) -> String {
        let key = self.key(address.scope, address.key);
        match address.entry {
            None => key,
            Some(Item::Named(name)) => {
                format!("{key}.{}", key_text(self.entries.get(name as usize).map_or("", String::as_str)))
            }
            Some(Item::Row(row, field)) => format!("{key}.{row}.{field}"),
        }
    }
}

/// A name as a TOML key: bare where it can be, else quoted.
fn key_text(name: &str) -> String {
    let is_bare = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if is_bare {
        return name.to_owned();
    }
    // What would not show is escaped as TOML escapes it, so that an address can be read, and given.
    let mut quoted = String::from("\"");
    for character in name.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            hidden if is_hidden(hidden) => {
                // Writing to a String cannot fail.
                let _ = write!(quoted, "\\U{:08X}", u32::from(hidden));
            }
            shown => quoted.push(shown),
        }
    }
    quoted.push('"');
    quoted
}
