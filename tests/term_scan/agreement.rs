//! The switching values of a term against those of an exact scan, one by one.

use smarthands::break_even::Band;
use smarthands::break_even::switching::{Change, TermSwitching};
use smarthands::calc::comparison::How;
use smarthands::calc::number::Number;
use smarthands::scenario::Scenario;

use super::event::{Event, events};
use super::{Along, Reading, Scan, number};

crate::tally::tally! {
    usize:
    terms,
    /// Terms that something is divided by.
    divisors,
    crosses,
    jumps,
    /// Bands of the present value alone.
    presents,
    /// Nearest values below and above.
    nearest,
    /// Amounts in the midst of straight gaps.
    straight,
    samples,
    /// Evaluations of scenarios in which the term was set beside a change, and the option said was the cheapest.
    set,
}

/// Holds everything that is said of a term against a scan of its interval.
pub(crate) fn check(
    scenario: &Scenario,
    found: &TermSwitching,
    scan: &Scan,
    reading: &mut Reading<'_>,
    what: &str,
) -> Tally {
    let (first, expected) = by_value(reading, scan);
    let (expected, has_present) = with_present(found, first, expected);
    let said = |changes: &[Change]| changes.iter().map(|c| (c.at.to_string(), c.below, c.above)).collect::<Vec<_>>();
    let shown = || format!("{what}: said {:?}, expected {expected:?}", said(&found.changes));
    assert_eq!(found.changes.len(), expected.len(), "{}", shown());
    let mut tally =
        Tally { terms: 1, presents: usize::from(has_present), samples: scan.samples.len(), ..Tally::default() };
    tally.divisors = usize::from(reading.along == Along::Reciprocal);
    for (change, event) in found.changes.iter().zip(&expected) {
        let options = (reading.options[event.below], reading.options[event.above]);
        assert_eq!((change.below, change.above), options, "{}", shown());
        let totals = reading.totals(change.at);
        let apart = totals[event.below].minus(totals[event.above]).unwrap().magnitude();
        let is_cross = apart <= number("0.00000000001");
        assert_eq!(change.how, if is_cross { How::Cross } else { How::Jump }, "{}: {apart} apart", shown());
        let is_near = event.at.iter().any(|at| is_same(found, *at, change.at));
        // Within a place, both may cost the same beside the turn.
        let is_beside = is_cross && event.from <= change.at && change.at <= event.to;
        assert!(is_near || is_beside, "{}: not at {}", shown(), change.at);
        let cost = totals[event.below].times(Number::whole(12)).unwrap();
        let cost = cost.over(Number::whole(scenario.horizon.months)).unwrap();
        match change.cost {
            Some(said) => {
                assert!(is_cross, "{}", shown());
                assert!(said.minus(cost).unwrap().magnitude() <= number("0.000000001"), "{}: {said}, {cost}", shown());
            }
            None => assert!(!is_cross, "{}", shown()),
        }
        let relative = (!found.value.is_zero())
            .then(|| change.at.minus(found.value).unwrap().over(found.value.magnitude()).unwrap());
        assert_eq!(change.change, relative, "{}", shown());
        *(if is_cross { &mut tally.crosses } else { &mut tally.jumps }) += 1;
    }
    assert_eq!(found.bands, bands(reading, found, first, &expected), "{}", shown());

    // The nearest change beyond which another option is the cheapest, on either side.
    // Of an interval beside the present value nothing is nearest.
    let is_beside = found.value < found.interval.low || found.value > found.interval.high;
    let places = found.changes.iter().map(|change| change.at).zip(&expected).filter(|_| !is_beside);
    let below = places.clone().filter(|(at, event)| *at <= found.value && event.below != 0).map(|(at, _)| at).max();
    let above = places.filter(|(at, event)| *at >= found.value && event.above != 0).map(|(at, _)| at).min();
    assert_eq!(found.below.map(|change| change.at), below, "{}", shown());
    assert_eq!(found.above.map(|change| change.at), above, "{}", shown());
    assert!(found.below.is_none_or(|change| change.below != reading.options[0]), "{}", shown());
    assert!(found.above.is_none_or(|change| change.above != reading.options[0]), "{}", shown());
    tally.nearest = usize::from(below.is_some()) + usize::from(above.is_some());
    tally.straight = scan.assert_straight(reading, what);
    tally
}

/// Whether two computed values are one whose last digits were lost in two ways.
fn is_same(found: &TermSwitching, a: Number, b: Number) -> bool {
    let widest = found.interval.low.magnitude().max(found.interval.high.magnitude());
    a.minus(b).unwrap().magnitude() <= widest.times(Number::unit_in_place(17)).unwrap()
}

/// The cheapest option where the interval begins, and the changes by rising value.
fn by_value(reading: &Reading<'_>, scan: &Scan) -> (usize, Vec<Event>) {
    let (first, mut events) = events(scan);
    if reading.along == Along::Value {
        return (first, events);
    }
    let first = events.last().map_or(first, |event| event.above);
    events.reverse();
    for event in &mut events {
        std::mem::swap(&mut event.below, &mut event.above);
        (event.from, event.to) = (reading.other(event.to), reading.other(event.from));
        event.at = event.at.iter().map(|at| reading.other(*at)).collect();
    }
    (first, events)
}

/// The changes with those around the present value, where the cheapest option is the cheapest there alone.
fn with_present(found: &TermSwitching, first: usize, mut events: Vec<Event>) -> (Vec<Event>, bool) {
    let (value, interval) = (found.value, found.interval);
    if value < interval.low || interval.high < value {
        return (events, false);
    }
    let is_here = |event: &Event| {
        is_same(found, event.from, value) || is_same(found, event.to, value) || event.from <= value && value <= event.to
    };
    let here = events.iter().position(is_here);
    let start = here.unwrap_or_else(|| events.iter().filter(|event| event.to < value).count());
    let end = start + usize::from(here.is_some());
    let before = |position: usize| position.checked_sub(1).map_or(first, |last| events[last].above);
    let (below, above) = (before(start), before(end));
    if below == 0 && value != interval.low || above == 0 && value != interval.high {
        return (events, false);
    }
    let present = |below: usize, above: usize| Event { from: value, to: value, below, above, at: vec![value] };
    let lower = (value != interval.low).then(|| present(below, 0));
    let upper = (value != interval.high).then(|| present(0, above));
    events.splice(start..end, lower.into_iter().chain(upper));
    (events, true)
}

/// The bands that the changes as said bound, with the options as expected.
fn bands(reading: &Reading<'_>, found: &TermSwitching, first: usize, expected: &[Event]) -> Vec<Band> {
    let mut from = found.interval.low;
    let mut option = expected.first().map_or(first, |event| event.below);
    let mut bands = Vec::new();
    for (change, event) in found.changes.iter().zip(expected) {
        bands.push(Band { from, to: change.at, option: reading.options[option] });
        (from, option) = (change.at, event.above);
    }
    bands.push(Band { from, to: found.interval.high, option: reading.options[option] });
    bands
}
