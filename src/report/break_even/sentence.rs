//! Switching values in sentences that can be read aloud.

use super::Thresholds;
use crate::break_even::switching::{Change, Switching, TermSwitching};
use crate::calc::number::Number;
use crate::diagnostic::escaped;
use crate::report::Words;
use crate::report::naming::{key_words, option_name};
use crate::scenario::Scenario;
use crate::scenario::term::{Scope, TermId};

/// How many switching values are said aloud where all stand in a table.
const MOST_SENTENCES: usize = 3;

/// The nearest switching values, a sentence each.
pub(super) fn switches(thresholds: &Thresholds<'_>, found: &Switching, words: Words) -> Vec<String> {
    let scenario = thresholds.results.scenario;
    if let (true, [of]) = (thresholds.is_one_term, found.terms.as_slice())
        && (of.value < of.interval.low || of.value > of.interval.high)
    {
        return vec![elsewhere(scenario, found.cheapest, of, words)];
    }
    let most = if thresholds.is_one_term { 1 } else { MOST_SENTENCES };
    let with_values = found.terms.iter().filter(|of| of.below.is_some() || of.above.is_some());
    // What the volume itself may do is said already.
    let is_volume = |of: &&TermSwitching| {
        let address = scenario.term(of.term).address;
        address.scope == Scope::Table("demand") && address.key == "visits"
    };
    let with_values = with_values.filter(|of| thresholds.is_one_term || !is_volume(of));
    let mut sentences: Vec<String> =
        with_values.take(most).map(|of| switch(scenario, found.cheapest, of, words)).collect();
    if sentences.is_empty() && !found.terms.is_empty() {
        sentences.push(match found.terms.as_slice() {
            [only] => never(scenario, found.cheapest, only, words),
            _ => "It stays the cheapest whichever term is moved alone.".to_owned(),
        });
    }
    sentences
}

/// `It stays the cheapest until its monthly fee passes A$2,340.00 (+46%); then it is Hire.`
fn switch(scenario: &Scenario, cheapest: usize, of: &TermSwitching, words: Words) -> String {
    let subject = "It stays the cheapest";
    let phrase = phrase(scenario, of.term, cheapest);
    let place = |change: &Change, one: &str, several: &str| {
        let verb = if is_plural(&phrase) { several } else { one };
        format!("{verb} {}{}", words.term(scenario.term(of.term), change.at), share(change.change, words))
    };
    let falls = |change: &Change| place(change, "falls below", "fall below");
    let passes = |change: &Change| place(change, "passes", "pass");
    match (of.below, of.above) {
        (Some(below), Some(above)) => format!(
            "{subject} until {phrase} {}, where {} takes over, or {}, where {} does.",
            falls(&below),
            option_name(scenario, below.below),
            passes(&above),
            option_name(scenario, above.above)
        ),
        (Some(below), None) => {
            let next = option_name(scenario, below.below);
            format!("{subject} until {phrase} {}; then it is {next}.", falls(&below))
        }
        (None, Some(above)) => {
            let next = option_name(scenario, above.above);
            format!("{subject} until {phrase} {}; then it is {next}.", passes(&above))
        }
        (None, None) => never(scenario, cheapest, of, words),
    }
}

/// `Where its monthly fee is between A$0.00 and A$1,000.00, the cheapest is Retainer up to A$800.00 and Spot beyond.`
fn elsewhere(scenario: &Scenario, cheapest: usize, of: &TermSwitching, words: Words) -> String {
    let term = scenario.term(of.term);
    let phrase = phrase(scenario, of.term, cheapest);
    let verb = if is_plural(&phrase) { "are" } else { "is" };
    let (low, high) = (words.term(term, of.interval.low), words.term(term, of.interval.high));
    let count = of.bands.len();
    let bands = of.bands.iter().enumerate().map(|(position, band)| {
        let name = option_name(scenario, band.option);
        if position + 1 == count { name } else { format!("{name} up to {}", words.term(term, band.to)) }
    });
    let bands = bands.collect::<Vec<_>>().join(", then ");
    format!("Where {phrase} {verb} between {low} and {high}, the cheapest is {bands}.")
}

/// `It stays the cheapest wherever its setup fee is between A$0.00 and A$10.00.`
fn never(scenario: &Scenario, cheapest: usize, of: &TermSwitching, words: Words) -> String {
    let term = scenario.term(of.term);
    let (low, high) = (words.term(term, of.interval.low), words.term(term, of.interval.high));
    let phrase = phrase(scenario, of.term, cheapest);
    let verb = if is_plural(&phrase) { "are" } else { "is" };
    format!("It stays the cheapest wherever {phrase} {verb} between {low} and {high}.")
}

/// Whether a phrase is of several things: `its included hours`, `the hours per visit of North`.
fn is_plural(phrase: &str) -> bool {
    let head = [" per ", " of ", " in ", " for ", " \""]
        .iter()
        .filter_map(|word| phrase.split_once(word))
        .map(|(head, _)| head);
    head.min_by_key(|head| head.len()).unwrap_or(phrase).ends_with('s')
}

/// ` (+46%)`; nothing where there is no relative change.
fn share(change: Option<Number>, words: Words) -> String {
    match change {
        Some(change) if change.is_zero() => ", what it is now".to_owned(),
        Some(change) => format!(" ({})", words.signed_percent(change)),
        None => String::new(),
    }
}

/// A term as people call it, seen from the cheapest option: `its monthly fee`, `the hourly rate of Spot`.
pub(super) fn phrase(scenario: &Scenario, term: TermId, cheapest: usize) -> String {
    let address = scenario.term(term).address;
    let key = key_words(scenario, &address);
    let of_option = |option: u32, what: &str| match option as usize {
        position if position == cheapest => format!("its {what}"),
        position => format!("the {what} of {}", option_name(scenario, position)),
    };
    let extra = |extra: Option<&crate::scenario::extra::Extra>| {
        extra.map(|extra| escaped(&extra.name).into_owned()).unwrap_or_default()
    };
    match address.scope {
        Scope::Root => format!("the {key}"),
        Scope::Table("demand") => format!("the demand's {key}"),
        Scope::Table("revenue") => format!("the clients' price {key}"),
        Scope::Table(table) => format!("the {key} of [{table}]"),
        Scope::Segment(segment) => {
            let name = scenario.segments.get(segment as usize).and_then(|segment| segment.name());
            format!("the {key} of {}", escaped(name.unwrap_or_default()))
        }
        Scope::Extra(position) => format!("the {key} of {}", extra(scenario.extras.get(position as usize))),
        Scope::Option(option) => of_option(option, &key),
        Scope::Part(option, part) => of_option(option, &format!("{key} in part {}", part + 1)),
        Scope::OptionExtra(option, position) => {
            let extras = scenario.options.get(option as usize).map(|option| &option.extras);
            let extra = extra(extras.and_then(|extras| extras.get(position as usize)));
            of_option(option, &format!("{key} for {extra}"))
        }
    }
}
