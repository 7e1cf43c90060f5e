//! The file as it was written: its tables, and its numbers from their digits, so that none is ever a float.
//!
//! A range stands for one of its three values. Which of them is said by a `Corner`; so a scenario is read once for the base
//! case, and once more for every combination of ends.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use crate::exact::{self, Exact};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Low,
    High,
}

/// The ranged terms, by address, that stand at an end; the others stand at their base case.
pub(crate) type Corner = BTreeMap<String, End>;

/// A table of the file, and its address.
#[derive(Clone)]
pub(crate) struct Terms<'d> {
    table: &'d DeTable<'d>,
    address: String,
    corner: &'d Corner,
}

impl<'d> Terms<'d> {
    pub(crate) fn root(table: &'d DeTable<'d>, corner: &'d Corner) -> Self {
        Self { table, address: String::new(), corner }
    }

    fn value(&self, key: &str) -> Option<&'d DeValue<'d>> {
        self.table.get(key).map(toml::Spanned::get_ref)
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(crate) fn keys(&self) -> Vec<&'d str> {
        self.table.keys().map(|key| &**key.get_ref()).collect()
    }

    pub(crate) fn text(&self, key: &str) -> Option<&'d str> {
        match self.value(key)? {
            DeValue::String(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn texts(&self, key: &str) -> Option<Vec<&'d str>> {
        let DeValue::Array(values) = self.value(key)? else { panic!("{key} is no list") };
        let text = |value: &'d DeValue<'d>| match value {
            DeValue::String(text) => &**text,
            _ => panic!("{key} holds what is no text"),
        };
        Some(values.iter().map(|value| text(value.get_ref())).collect())
    }

    pub(crate) fn flag(&self, key: &str) -> bool {
        matches!(self.value(key), Some(DeValue::Boolean(true)))
    }

    pub(crate) fn table(&self, key: &str) -> Option<Self> {
        match self.value(key)? {
            DeValue::Table(table) => Some(self.below(table, key)),
            _ => None,
        }
    }

    pub(crate) fn tables(&self, key: &str) -> Vec<Self> {
        let Some(DeValue::Array(values)) = self.value(key) else { return Vec::new() };
        let table = |(position, value): (usize, &'d toml::Spanned<DeValue<'d>>)| match value.get_ref() {
            DeValue::Table(table) => self.below(table, &format!("{key}.{}", position + 1)),
            _ => panic!("{key} holds what is no table"),
        };
        values.iter().enumerate().map(table).collect()
    }

    fn below(&self, table: &'d DeTable<'d>, key: &str) -> Self {
        Self { table, address: format!("{}.{key}", self.address), corner: self.corner }
    }

    pub(crate) fn number(&self, key: &str) -> Option<Exact> {
        match self.value(key)? {
            DeValue::Table(range) => Some(self.of_range(range, key)),
            value => Some(number(value).unwrap_or_else(|| panic!("{key} is no number"))),
        }
    }

    fn of_range(&self, range: &'d DeTable<'d>, key: &str) -> Exact {
        let at = |end: &str| range.get(end).and_then(|value| number(value.get_ref()));
        let (low, high) = (at("low").unwrap(), at("high").unwrap());
        // Addresses are made for ranges alone, since most terms are none.
        match self.corner.get(&format!("{}.{key}", self.address)) {
            Some(End::Low) => low,
            Some(End::High) => high,
            None => at("likely").unwrap_or_else(|| (low + high) / exact::whole(2)),
        }
    }

    pub(crate) fn number_or(&self, key: &str, default: &Exact) -> Exact {
        self.number(key).unwrap_or_else(|| default.clone())
    }

    pub(crate) fn number_or_zero(&self, key: &str) -> Exact {
        self.number(key).unwrap_or(Exact::ZERO)
    }

    pub(crate) fn required(&self, key: &str) -> Exact {
        self.number(key).unwrap_or_else(|| panic!("{}.{key} is missing", self.address))
    }

    /// A count of months.
    pub(crate) fn count(&self, key: &str) -> Option<usize> {
        Some(self.number(key)?.count().unwrap())
    }

    pub(crate) fn numbers(&self, key: &str) -> Option<Vec<Exact>> {
        let DeValue::Array(values) = self.value(key)? else { panic!("{key} is no list") };
        Some(values.iter().map(|value| number(value.get_ref()).unwrap()).collect())
    }

    /// The addresses of all ranges in this table and below.
    pub(crate) fn ranges(&self) -> Vec<String> {
        let mut found = Vec::new();
        for key in self.keys() {
            if let Some(table) = self.table(key) {
                if is_range(table.table) { found.push(table.address) } else { found.extend(table.ranges()) }
            } else if let Some(DeValue::Array(values)) = self.value(key)
                && values.iter().all(|value| matches!(value.get_ref(), DeValue::Table(_)))
            {
                found.extend(self.tables(key).iter().flat_map(Self::ranges));
            }
        }
        found
    }
}

/// Segments may be called `low` and `high` too, but are no numbers.
fn is_range(table: &DeTable<'_>) -> bool {
    ["low", "high"].into_iter().all(|end| table.get(end).is_some_and(|value| number(value.get_ref()).is_some()))
}

fn number(value: &DeValue<'_>) -> Option<Exact> {
    match value {
        DeValue::Integer(digits) => Some(exact::decimal(digits.as_str())),
        DeValue::Float(digits) => Some(exact::decimal(digits.as_str())),
        DeValue::String(text) => Some(exact::percentage(text)),
        _ => None,
    }
}
