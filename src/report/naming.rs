//! What options and terms are called, the same in every report.

use crate::break_even::Driver;
use crate::diagnostic::escaped;
use crate::scenario::Scenario;
use crate::scenario::term::{Address, Item};

/// The name of an option.
pub(super) fn option_name(scenario: &Scenario, option: usize) -> String {
    scenario.options.get(option).map(|option| escaped(&option.name).into_owned()).unwrap_or_default()
}

/// The id of an option.
pub(super) fn option_id(scenario: &Scenario, option: usize) -> String {
    scenario.options.get(option).map(|option| option.id.to_string()).unwrap_or_default()
}

/// A volume in a sentence: `4 visits a month`, `1 client`.
pub(super) fn volume(driver: Driver, amount: &str) -> String {
    match (driver, amount) {
        (Driver::Visits, "1") => "1 visit a month".to_owned(),
        (Driver::Hours, "1") => "1 hour a month".to_owned(),
        (Driver::Clients, "1") => "1 client".to_owned(),
        (driver, amount) => format!("{amount} {}", driver.in_words()),
    }
}

/// A term's key in words, and what tells it from others of the same key: `monthly fee`, `rate of tier 2`, `yearly costs
/// "vehicle"`.
pub(super) fn key_words(scenario: &Scenario, address: &Address) -> String {
    let words = |key: &str| key.replace('_', " ");
    let key = words(address.key);
    match address.entry {
        None => key,
        Some(Item::Named(_)) => match scenario.entry_name(address) {
            Some(name) => format!("{key} {}", in_quotes(name)),
            None => key,
        },
        Some(Item::Row(row, field)) => {
            format!("{} of {} {row}", words(field), if key.contains("zone") { "zone" } else { "tier" })
        }
    }
}

/// A name that was chosen in the file, in quotes.
pub(super) fn in_quotes(name: &str) -> String {
    format!("\"{}\"", escaped(name))
}
