//! Scenarios in which a term that is divided by changes the cheapest option many times over.

use std::fmt::Write as _;

use crate::generator::{Draw, scaled};

/// A retainer of 10,000 a month against whole-volume tiers that pass that sum within every tier, and fall below it
/// where the next begins.
///
/// Hours are 10 / f for a first-time fix of f, a tier's bounds a and b in hundredths of an hour: its rate lies between
/// 10,000 / b and 10,000 / a an hour.
pub(crate) fn sawtooth(seed: u64) -> String {
    let mut draw = Draw::new(seed);
    let mut rows = String::new();
    let mut bound = draw.whole(1_050, 1_400);
    for _ in 0..draw.whole(2, 6) {
        let next = bound + draw.whole(200, 1_500);
        // In cents, between the rates that make 10,000 of the hours at either bound.
        let rate = draw.whole(100_000_000 / next + 1, 100_000_000 / bound - 1);
        write!(rows, "{{ up_to_hours = {}, rate = {} }}, ", scaled(next, 2), scaled(rate, 2)).unwrap();
        bound = next;
    }
    let last = scaled(100_000_000 / bound - 1, 2);
    let fix = scaled(draw.whole(400, 990), 3);
    format!(
        "name = \"Sawtooth {seed}\"\ntarget.gross_margin = 0.4\ndemand = {{ visits = 4, hours_per_visit = 2.5 }}\n\
         [[option]]\nname = \"Tiers\"\nmodel = \"per-incident\"\ntiering = \"whole-volume\"\n\
         rate_tiers = [{rows}{{ rate = {last} }}]\nfirst_time_fix = {fix}\n\
         [[option]]\nname = \"Fee\"\nmodel = \"retainer\"\nmonthly_fee = 10_000\nincluded_hours = 100_000\n\
         overage_rate = 0\n"
    )
}
