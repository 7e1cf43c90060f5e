//! What is to be seen in a chart, in sentences: its text alternative, and a few words for each line.

use crate::break_even::{Drawing, Goal};
use crate::calc::number::Number;
use crate::report::naming::option_name;
use crate::report::{Results, grouped};

/// The most bands or options that a sentence lists.
const MOST_LISTED: usize = 5;
/// The most stretches of a line that are listed.
const MOST_STRETCHES: usize = 2;

/// A volume as a chart has room for it: `8.87`, and finer only where that would be nothing.
pub(super) fn volume(amount: Number) -> String {
    let places = if amount.rounded(2).is_zero() { 6 } else { 2 };
    let text = amount.to_trimmed(places);
    grouped(&Number::parse(&text).map_or(text, |volume| volume.to_string()))
}

/// Where an option is the cheapest, in a few words.
pub(super) fn cheapest_where(results: &Results<'_>, drawing: &Drawing, option: usize) -> String {
    let bands = results.break_even.map_or(&[][..], |found| &found.cheapest);
    let own: Vec<(Number, Number)> =
        bands.iter().filter(|band| band.option == option).map(|band| (band.from, band.to)).collect();
    match own.as_slice() {
        [] => "nowhere the cheapest".to_owned(),
        own => format!("cheapest {}", places(own, end(results, drawing))),
    }
}

/// Where the analysis ends: the picture may end before it.
fn end(results: &Results<'_>, drawing: &Drawing) -> Number {
    results.break_even.map_or(drawing.max, |found| found.max)
}

/// `up to 5`, `from 5 to 8 and from 12 on`.
fn places(stretches: &[(Number, Number)], max: Number) -> String {
    if stretches.len() > MOST_STRETCHES {
        return format!("in {} stretches", stretches.len());
    }
    let place = |(from, to): &(Number, Number)| match (from.is_zero(), *to >= max) {
        (true, true) => "throughout".to_owned(),
        (true, false) => format!("up to {}", volume(*to)),
        (false, true) => format!("from {} on", volume(*from)),
        (false, false) => format!("from {} to {}", volume(*from), volume(*to)),
    };
    listed(stretches.iter().map(place).collect())
}

/// `a`, `a and b`, `a, b and c`.
fn listed(mut items: Vec<String>) -> String {
    match items.pop() {
        None => String::new(),
        Some(last) if items.is_empty() => last,
        Some(last) => format!("{} and {last}", items.join(", ")),
    }
}

/// The chart for those who cannot see it, a sentence an entry.
pub(super) fn alternative(results: &Results<'_>, drawing: &Drawing) -> Vec<String> {
    let options = match drawing.options.as_slice() {
        [only] => option_name(results.scenario, only.option),
        several => format!("{} options", several.len()),
    };
    let revenue = if drawing.revenue.is_some() { " and the revenue collected" } else { "" };
    let (code, max) = (results.scenario.currency.code(), volume(drawing.max));
    let unit = drawing.driver.in_words();
    // What is said of the volumes goes as far as they were looked at, which may be beyond the picture.
    let beyond = results.break_even.filter(|found| found.max > drawing.max);
    let beyond = beyond.map(|found| format!(" of the {} looked at", volume(found.max))).unwrap_or_default();
    let mut sentences = vec![format!("Annual cost of {options}{revenue}, in {code}, from 0 to {max} {unit}{beyond}.")];
    sentences.extend(cheapest(results, drawing));
    sentences.extend(covered(results, drawing));
    sentences
}

fn cheapest(results: &Results<'_>, drawing: &Drawing) -> Option<String> {
    let bands = &results.break_even?.cheapest;
    let (first, last) = (bands.first()?, bands.last()?);
    if bands.len() == 1 {
        let alone = drawing.options.len() == 1;
        return Some(format!("{} is the cheapest throughout.", option_name(results.scenario, first.option)))
            .filter(|_| !alone);
    }
    let course = if bands.len() <= MOST_LISTED {
        let band = |band: &crate::break_even::Band| {
            format!(
                "{} {}",
                option_name(results.scenario, band.option),
                places(&[(band.from, band.to)], end(results, drawing))
            )
        };
        format!("The cheapest is {}", listed(bands.iter().map(band).collect()))
    } else {
        let (changes, first, last) =
            (bands.len() - 1, option_name(results.scenario, first.option), option_name(results.scenario, last.option));
        format!("The cheapest changes {changes} times, from {first} to {last} in the end")
    };
    let present = results.evaluation.cheapest.filter(|_| drawing.now <= drawing.max);
    let present = present.map(|option| {
        format!("; at the present {} it is {}", volume(drawing.now), option_name(results.scenario, option))
    });
    Some(format!("{course}{}.", present.unwrap_or_default()))
}

/// Where revenue covers the options.
fn covered(results: &Results<'_>, drawing: &Drawing) -> Option<String> {
    let (found, revenue) = (results.break_even?, drawing.revenue.as_ref()?);
    let is_listed = |option: usize| drawing.options.len() <= MOST_LISTED || results.evaluation.cheapest == Some(option);
    let of = |drawn: &crate::break_even::OptionDrawing| {
        let points = found.revenue.iter().filter(|point| point.option == drawn.option && point.goal == Goal::Profit);
        let mut stretches: Vec<(Number, Number)> = Vec::new();
        let mut open = Some(Number::ZERO);
        let mut has_points = false;
        for point in points {
            if point.is_covered_above {
                open = Some(point.at);
            } else if let Some(from) = open.take() {
                stretches.push((from, point.at));
            }
            has_points = true;
        }
        if !has_points && revenue.before(drawing.max).settled() < drawn.cost.before(drawing.max).settled() {
            open = None;
        }
        stretches.extend(open.map(|from| (from, found.max)));
        let place = if stretches.is_empty() { "nowhere".to_owned() } else { places(&stretches, found.max) };
        format!("{} {place}", option_name(results.scenario, drawn.option))
    };
    let options = drawing.options.iter().filter(|drawn| is_listed(drawn.option)).map(of).collect();
    Some(format!("Revenue covers {}.", listed(options)))
}
