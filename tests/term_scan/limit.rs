//! Values at the limits of terms, to be tried as settings.

use smarthands::calc::number::Number;
use smarthands::scenario::Scenario;
use smarthands::scenario::setting::Setting;
use smarthands::scenario::term::TermId;

use super::{kind, number, set};
use crate::generator::Draw;

/// The kinds of terms that leave each other less than their keys do.
const BESIDE_EACH_OTHER: [&str; 9] = [
    "demand.after_hours_share",
    "demand.weekend_share",
    "demand.holiday_share",
    "demand.clients",
    "demand.visits_per_client",
    ".km_per_visit",
    ".rate_tiers.up_to_hours",
    ".travel_zones.up_to_km",
    "demand.hours_per_visit",
];

/// A scenario whose last travel zones have ends, beyond every generated distance.
pub(crate) fn bounded(text: &str) -> String {
    text.replace("}, { fee = ", "}, { up_to_km = 320.5, fee = ")
}

/// Settings that make ranges of some terms, of whose ends the others have to take account.
pub(crate) fn ranges(draw: &mut Draw, scenario: &Scenario) -> Vec<Setting> {
    let can_range = |term: &TermId| {
        let (kind, written) = (kind(scenario, *term), scenario.term(*term));
        written.span.is_some()
            && written.base.is_positive()
            && BESIDE_EACH_OTHER.iter().any(|beside| kind.ends_with(beside))
            && !kind.contains(".up_to_")
    };
    let mut settings = Vec::new();
    for term in scenario.term_ids().filter(can_range) {
        if settings.len() < 3 && draw.in_hundred(35) {
            let (base, address) = (scenario.term(term).base, scenario.address(&scenario.term(term).address));
            let times = |factor: &str| base.times(number(factor)).unwrap();
            settings.push(format!("{address}={{ low = {}, high = {} }}", times("0.5"), times("1.25")).parse().unwrap());
        }
    }
    settings
}

/// Terms of a scenario whose limits are tried: a few of those that have neighbours, and others.
pub(crate) fn terms(draw: &mut Draw, scenario: &Scenario) -> Vec<TermId> {
    let is_beside = |term: &TermId| BESIDE_EACH_OTHER.iter().any(|beside| kind(scenario, *term).ends_with(beside));
    let beside: Vec<TermId> = scenario.term_ids().filter(is_beside).collect();
    let mut chosen: Vec<TermId> = (0..3).map(|_| draw.pick(&beside)).collect();
    chosen.extend(super::terms(draw, scenario, 2));
    // Months of a list cannot be set one by one, and what an unwritten referral needs may not be there.
    chosen.retain(|term| {
        let kind = kind(scenario, *term);
        kind != "demand.seasonality" && !(kind.starts_with("hand-off.") && scenario.term(*term).span.is_none())
    });
    chosen.sort();
    chosen.dedup();
    chosen
}

/// Settings just inside and just outside a term's limits, and whether they are inside.
pub(crate) fn trials(scenario: &Scenario, term: TermId) -> Vec<(Setting, bool)> {
    let limits = scenario.limits(term);
    let hair = |end: Number| end.magnitude().max(Number::ONE).times(Number::unit_in_place(12)).unwrap();
    let (below, low) = (limits.low.minus(hair(limits.low)).unwrap(), limits.low.plus(hair(limits.low)).unwrap());
    let (high, above) = (limits.high.minus(hair(limits.high)).unwrap(), limits.high.plus(hair(limits.high)).unwrap());
    let middle = limits.low.plus(limits.high).unwrap().over(Number::whole(2)).unwrap().significant(20);
    let mut trials = vec![(below, false), (above, false)];
    if limits.low < limits.high {
        trials.extend([(low, true), (middle, true), (high, true)]);
    }
    trials.into_iter().map(|(value, is_inside)| (set(scenario, term, value.significant(24)), is_inside)).collect()
}
