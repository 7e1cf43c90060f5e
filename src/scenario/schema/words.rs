//! Units, limits and defaults in words.

use crate::calc::unit::Unit;
use crate::scenario::key::{Form, Key, Limits, MOST_NAME_CHARACTERS, Notation, Quantity};

/// What an absent key means where its table needs it.
pub(super) const REQUIRED: &str = "required";

/// A key's unit; empty for what is no amount.
pub(super) fn unit(key: &Key) -> String {
    let words = match (key.form, key.as_quantity()) {
        (Form::QuantityOrNamed(_), Some(quantity)) => format!("{}, or a table of them", of_quantity(&quantity)),
        (Form::Named(_), Some(quantity)) => format!("a table, {}", of_quantity(&quantity)),
        (_, Some(quantity)) => of_quantity(&quantity),
        // The one count that is not of months is the version of the format.
        (Form::Count(limits), None) if limits.high > 1 => "months".to_owned(),
        (_, None) => return String::new(),
    };
    if key.is_monthly { format!("{words} per month") } else { words }
}

fn of_quantity(quantity: &Quantity) -> String {
    match quantity.notation {
        _ if quantity.limits == Limits::YEARLY_RATE => "yearly rate".to_owned(),
        Notation::Share if quantity.unit == Unit::PER_YEAR => "share per year".to_owned(),
        Notation::Share => "share".to_owned(),
        Notation::Markup => "share of cost, which may be above 1".to_owned(),
        Notation::Number if quantity.unit == Unit::NONE => "multiplier".to_owned(),
        Notation::Number => quantity.unit.in_words(),
    }
}

/// What values a key may have; empty where anything of its form may stand.
pub(super) fn limits(key: &Key) -> String {
    let of = |limits: Limits, notation| {
        let words = limits.in_words(notation);
        let words = words.strip_prefix("from ").unwrap_or(&words);
        // Long rows of zeros are counted by nobody.
        let powers = [
            ("1,000,000,000,000,000", "10^15"),
            ("1,000,000,000,000", "10^12"),
            ("10,000,000", "10^7"),
            ("1,000,000", "10^6"),
        ];
        powers.iter().fold(words.to_owned(), |words, (zeros, power)| words.replace(zeros, power))
    };
    match (key.form, key.as_quantity()) {
        (_, Some(quantity)) => of(quantity.limits, quantity.notation),
        (Form::Count(limits), _) if limits.low == limits.high => limits.low.to_string(),
        (Form::Count(limits), _) => format!("{}, whole", of(limits, Notation::Number)),
        (Form::Name, _) => format!("1 to {MOST_NAME_CHARACTERS} characters"),
        (Form::Id, _) => "a-z, 0-9 and hyphens".to_owned(),
        (Form::Choice(words), _) => words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", "),
        (Form::NamedTables(tables) | Form::Rows(tables), _) if tables.most < usize::MAX => {
            format!("{} to {} tables", tables.fewest, tables.most)
        }
        _ => String::new(),
    }
}

/// What an absent key means; empty where that is nothing.
pub(super) fn default(key: &Key) -> String {
    match (key.is_required, key.otherwise, key.default) {
        (true, _, _) => REQUIRED.to_owned(),
        (false, "", Some(number)) => number.to_string(),
        (false, meaning, _) => meaning.to_owned(),
    }
}
