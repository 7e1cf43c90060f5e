//! Which terms of a scenario are looked at, and over which values.

use smarthands::calc::number::Number;
use smarthands::scenario::Scenario;
use smarthands::scenario::extra::Charge;
use smarthands::scenario::limit::Interval;
use smarthands::scenario::term::TermId;

use super::{kind, number};
use crate::generator::Draw;

/// A handful of a scenario's terms: of different kinds, mostly such as are written in it.
pub(crate) fn terms(draw: &mut Draw, scenario: &Scenario, count: usize) -> Vec<TermId> {
    let all: Vec<TermId> = scenario.term_ids().collect();
    let is_written = |term: &TermId| scenario.term(*term).span.is_some();
    let written: Vec<TermId> = all.iter().copied().filter(is_written).collect();
    // What clients pay matters to the few options that have an extra in proportion to it, and is then looked at.
    let extras = scenario.extras.iter().chain(scenario.options.iter().flat_map(|option| &option.extras));
    let is_shared = extras.into_iter().any(|extra| matches!(extra.charge, Charge::ShareOfRevenue(_)));
    let is_rare = |term: &TermId| {
        let kind = kind(scenario, *term);
        is_shared && kind.starts_with("revenue.") || kind == "per-incident.km_rate"
    };
    let rare: Vec<TermId> = all.iter().copied().filter(is_rare).collect();
    let mut chosen = vec![draw.pick(&all)];
    for of in std::iter::repeat_n(&written, count).chain(std::iter::repeat_n(&rare, 3)) {
        let Some(term) = (!of.is_empty()).then(|| draw.pick(of)) else { continue };
        if !chosen.iter().any(|known| kind(scenario, *known) == kind(scenario, term)) {
            chosen.push(term);
        }
    }
    chosen
}

/// An interval to look at: around the value, beside it, below 0.
pub(crate) fn within(draw: &mut Draw, value: Number) -> Interval {
    let whole = |whole: u64| Number::whole(u32::try_from(whole).unwrap());
    let size = if value.is_zero() { whole(draw.whole(1, 4_000)) } else { value.magnitude() };
    let times = |factor: &str| size.times(number(factor)).unwrap();
    let (low, high) = match draw.whole(0, 5) {
        0 => (draw.decimal(0, 1, 3), draw.decimal(1, 4, 3)),
        1 => (draw.decimal(1, 3, 3), draw.decimal(3, 12, 3)),
        2 => (draw.decimal(0, 1, 2), draw.decimal(0, 1, 2)),
        3 => (format!("-{}", draw.decimal(0, 6, 3)), draw.decimal(0, 6, 3)),
        4 => (format!("-{}", draw.decimal(2, 20, 3)), format!("-{}", draw.decimal(0, 2, 3))),
        _ => ("1".to_owned(), draw.decimal(1, 9, 3)),
    };
    Interval { low: times(&low), high: times(&high) }
}
