//! Reading amounts: numbers from their digits, percentages, ranges.

use std::borrow::Cow;

use super::document::{Kind, Table, Value};
use super::key::{Key, Notation, Quantity};
use super::reader::{Cursor, Reader};
use super::slip::figure_meant;
use super::term::{Address, Item, Names, Term, TermId};
use crate::calc::number::{LiteralError, Number};
use crate::diagnostic::{escaped, nearest, quoted};

impl Reader<'_> {
    /// A term read from a value: a number, a percentage or a range.
    pub(crate) fn quantity(
        &mut self,
        at: &Cursor<'_>,
        address: Address,
        value: &Value<'_>,
        key: &'static Key,
    ) -> TermId {
        let name = entry_name(&self.names, &address);
        let Some(quantity) = key.as_quantity() else { return self.default_term(at.scope, key) };
        let (base, range) = match &value.kind {
            Kind::Table(table) => self.range(at, &name, value, table, &quantity),
            _ => (self.number(at, &name, value, &quantity), None),
        };
        let base = base.unwrap_or(Number::ONE);
        self.add(Term { base, range, unit: quantity.unit, key, address, span: Some(value.span) })
    }

    /// A range's base value and ends.
    fn range(
        &mut self,
        at: &Cursor<'_>,
        name: &str,
        value: &Value<'_>,
        table: &Table<'_>,
        quantity: &Quantity,
    ) -> (Option<Number>, Option<(Number, Number)>) {
        const SHAPE: &str = "a range is { low = 1, high = 2 } or { low = 1, likely = 1.5, high = 2 }";
        if !quantity.rangeable {
            let message = format!("`{}` does not take a range (got {})", escaped(name), self.written(value.span));
            self.problem(at, name, value.span, "no-range", message, "write one number");
            return (None, None);
        }
        let before = self.diagnostics.len();
        for entry in table.entries() {
            if !["low", "likely", "high"].contains(&&*entry.key) {
                let message = format!("unknown key {} in the range of `{}`", quoted(&entry.key), escaped(name));
                let near = nearest(&entry.key, ["low", "likely", "high"]);
                let help = near.map_or_else(|| SHAPE.to_owned(), |near| format!("did you mean `{near}`?"));
                self.problem(at, name, entry.key_span, "unknown-key", message, help);
            }
        }
        let mut end = |key: &str| table.get(key).map(|end| (end.span, self.number(at, name, end, quantity)));
        let (low, likely, high) = (end("low"), end("likely"), end("high"));
        if self.diagnostics.len() > before {
            return (None, None);
        }
        let (Some((_, Some(low))), Some((_, Some(high)))) = (low, high) else {
            let lacking = if low.is_none() { "low" } else { "high" };
            let message = format!("the range of `{}` lacks `{lacking}`", escaped(name));
            self.problem(at, name, value.span, "broken-range", message, SHAPE);
            return (None, None);
        };
        let base = match likely {
            Some((_, likely)) => likely,
            None => low.plus(high).and_then(|sum| sum.over(Number::whole(2))).ok(),
        };
        if low > high || base.is_some_and(|base| base < low || base > high) {
            let likely = likely.and_then(|(_, likely)| likely).map_or(String::new(), |n| format!(", likely {n}"));
            let message = format!("the range of `{}` is out of order: low {low}{likely}, high {high}", escaped(name));
            self.problem(at, name, value.span, "broken-range", message, "low ≤ likely ≤ high");
            return (None, None);
        }
        (base, Some((low, high)))
    }

    /// A number or percentage within its limits; none after a problem.
    pub(crate) fn number(
        &mut self,
        at: &Cursor<'_>,
        name: &str,
        value: &Value<'_>,
        quantity: &Quantity,
    ) -> Option<Number> {
        let takes_percent = quantity.notation != Notation::Number;
        let parsed = match &value.kind {
            Kind::Integer { radix, .. } if *radix != 10 => Err(LiteralError::Malformed),
            Kind::Integer { digits, .. } | Kind::Float(digits) => Number::parse(digits),
            Kind::Text(text) if takes_percent && text.trim_end().ends_with('%') => Number::parse_percent(text),
            other => {
                let found = other.name();
                let wanted = if takes_percent { "a percentage or a fraction" } else { "a number" };
                let example = if takes_percent { "\"60%\" or 0.6" } else { "1200 or 95.10" };
                let help = match other {
                    Kind::Text(text) if text.trim_end().ends_with('%') => {
                        format!("only shares and rates are written as percentages; write a number such as {example}")
                    }
                    Kind::Text(text) if Number::parse(text).is_ok() => unquoted(text, quantity),
                    _ if quantity.rangeable => format!("write {wanted} such as {example}, or a range of two of them"),
                    _ => format!("write {wanted} such as {example}"),
                };
                let (name_shown, shown) = (escaped(name), self.written(value.span));
                let message = format!("`{name_shown}` must be {wanted}, not {found} (got {shown})");
                self.problem(at, name, value.span, "wrong-type", message, help);
                return None;
            }
        };
        let number = match parsed {
            Ok(number) => number,
            Err(error) => {
                let (message, help) = refusal(error, &escaped(name), &self.written(value.span), quantity);
                self.problem(at, name, value.span, error_code(error), message, help);
                return None;
            }
        };
        let is_bare = !matches!(value.kind, Kind::Text(_));
        if quantity.notation == Notation::Share && is_bare && number.magnitude() > Number::ONE {
            let (name_shown, shown) = (escaped(name), self.written(value.span));
            let message = format!("`{name_shown}` is a share or a rate, and {shown} would be {number} times the whole");
            self.problem(at, name, value.span, "not-a-share", message, as_percentage(number, quantity));
            return None;
        }
        if !quantity.limits.hold(number) {
            let (name_shown, shown) = (escaped(name), self.written(value.span));
            let limits = quantity.limits.in_words(quantity.notation);
            let message = format!("`{name_shown}` must be {limits} (got {shown})");
            self.problem(at, name, value.span, "out-of-range", message, format!("write a value {limits}"));
            return None;
        }
        Some(number)
    }
}

/// What messages call the value at an address: the last part of it.
fn entry_name(names: &Names, address: &Address) -> Cow<'static, str> {
    match address.entry {
        None => Cow::Borrowed(address.key),
        Some(Item::Named(name)) => Cow::Owned(names.entries.get(name as usize).cloned().unwrap_or_default()),
        Some(Item::Row(row, field)) => Cow::Owned(format!("{}.{row}.{field}", address.key)),
    }
}

fn error_code(error: LiteralError) -> &'static str {
    match error {
        LiteralError::Malformed => "not-a-number",
        LiteralError::TooManyDigits => "too-many-digits",
        LiteralError::TooLarge => "too-large",
    }
}

/// How a number that stands in quotes is written.
fn unquoted(text: &str, quantity: &Quantity) -> String {
    match Number::parse(text) {
        Ok(number) if quantity.notation == Notation::Share && number.magnitude() > Number::ONE => {
            as_percentage(number, quantity)
        }
        // TOML takes no zeros before a figure.
        _ => format!("write {}, without quotes", figure_meant(text).as_deref().unwrap_or(text)),
    }
}

/// How a bare number above one is written as a percentage. Little more than one may well be meant as so many times the
/// whole, where that is allowed.
fn as_percentage(number: Number, quantity: &Quantity) -> String {
    let percent = number.times(Number::whole(100));
    match percent {
        Ok(percent) if number.magnitude() < Number::whole(2) && quantity.limits.hold(number) => {
            format!("write \"{percent}%\" for {number} times the whole, or \"{number}%\"")
        }
        _ => format!("write \"{number}%\""),
    }
}

fn refusal(error: LiteralError, name: &str, shown: &str, quantity: &Quantity) -> (String, String) {
    let takes_percent = quantity.notation != Notation::Number;
    let (message, help) = match error {
        LiteralError::Malformed if takes_percent => (
            format!("`{name}` is not a finite decimal number or percentage (got {shown})"),
            "write digits with an optional fraction, such as \"60%\", \"-1.5%\" or 0.6",
        ),
        LiteralError::Malformed => (
            format!("`{name}` is not a finite decimal number (got {shown})"),
            "write decimal digits such as 1200 or 95.10; inf, nan, hexadecimal, octal and binary are not taken",
        ),
        LiteralError::TooManyDigits => (
            format!("`{name}` has more digits than are carried exactly (got {shown})"),
            "at most 28 significant digits and 28 decimal places",
        ),
        LiteralError::TooLarge => {
            let limits = quantity.limits.in_words(quantity.notation);
            return (
                format!("`{name}` is larger than any amount may be (got {shown})"),
                format!("write a value {limits}"),
            );
        }
    };
    (message, help.to_owned())
}
