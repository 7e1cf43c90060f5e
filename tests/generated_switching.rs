//! Switching values of generated scenarios against an exact scan that knows nothing of curves, and against what a
//! command line with `--set` says.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

#[allow(dead_code, reason = "not all that it makes is taken here")]
mod generator;
mod stand;
mod tally;
mod term_scan;

use rayon::prelude::*;

use generator::Draw;
use generator::near::met_at_its_bound;
use smarthands::break_even::switching::{Refusal, Scope, TermSwitching};
use smarthands::calc::number::Number;
use smarthands::scenario::load;
use smarthands::scenario::setting::Setting;
use smarthands::scenario::term::TermId;
use term_scan::{Case, Kinds, Tally, beside, kind, limit, sawtooth, set, terms, within};

const SEEDS: std::ops::Range<u64> = 0..500;

/// Writes a scenario to standard error where its test fails, since it stands in no file.
struct Shown<'t>(&'t str);

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}", self.0);
        }
    }
}

/// Holds one of a term's switching values, taken for the present value, against a scan again: whether another option
/// is the cheapest just beside it or just behind it, nothing is lost.
fn moved(draw: &mut Draw, case: &Case, text: &str, of: &TermSwitching, tally: &mut Tally) {
    let change = draw.pick(&of.changes);
    let address = case.scenario.address(&case.scenario.term(of.term).address);
    let settings = [set(&case.scenario, of.term, change.at)];
    let case = Case::new(&format!("{} at {address} = {}", case.name, change.at), text, &settings);
    let term = case.scenario.find(&address.parse().unwrap()).unwrap();
    assert_eq!(case.scenario.term(term).base, change.at, "{}", case.name);
    if let Some((_, more)) = case.looked_at(term, None) {
        *tally = tally.plus(more);
    }
}

/// Holds what is said of one change against evaluations with the term just below and just above it.
fn on_the_command_line(draw: &mut Draw, case: &Case, text: &str, of: &TermSwitching, tally: &mut Tally) {
    let position = usize::try_from(draw.whole(0, of.changes.len() as u64 - 1)).unwrap();
    let at = of.changes[position].at;
    for (band, option, is_above) in [
        (of.bands[position], of.changes[position].below, false),
        (of.bands[position + 1], of.changes[position].above, true),
    ] {
        let Some(value) = beside(at, band, is_above) else { continue };
        let name = format!("{} with {}", case.name, set(&case.scenario, of.term, value).as_str());
        let set = Case::new(&name, text, &[set(&case.scenario, of.term, value)]);
        let cost = |option: usize| set.evaluation.options[option].annual_cost.base;
        let cheapest = set.evaluation.cheapest.unwrap();
        // Twins cost the same: of equals the command line names the first.
        assert!(cost(option).settles_to(cost(cheapest)), "{name}: {option} was to be the cheapest, not {cheapest}");
        tally.set += usize::from(cheapest == option);
    }
}

#[test]
fn switching_values_agree_with_exact_scans() {
    let results = SEEDS.into_par_iter().map(|seed| {
        let (name, text) = (format!("seed {seed}"), generator::scenario(seed));
        let _shown = Shown(&text);
        let case = Case::new(&name, &text, &[]);
        let mut draw = Draw::new(seed);
        let (mut tally, mut kinds) = (Tally::default(), Kinds::default());
        for term in terms(&mut draw, &case.scenario, 6) {
            let interval = within(&mut draw, case.scenario.term(term).base);
            for interval in [None, Some(interval)] {
                let found = case.looked_at(term, interval);
                kinds.count(kind(&case.scenario, term), found.is_some());
                let Some((of, checked)) = found else { continue };
                tally = tally.plus(checked);
                if !of.changes.is_empty() && draw.in_hundred(40) {
                    moved(&mut draw, &case, &text, &of, &mut tally);
                    on_the_command_line(&mut draw, &case, &text, &of, &mut tally);
                }
            }
        }
        (tally, kinds)
    });
    let (tally, kinds) = results.reduce(Default::default, |(a, b), (c, d)| (a.plus(c), b.plus(d)));
    // Every key of the format that can be a term was looked at, and answered for where it can be.
    assert_eq!(kinds.unexpected(), [""; 0]);
    // What was looked at, so that a choice of terms that decide nothing is noticed.
    let least = Tally {
        terms: 3_500,
        divisors: 250,
        crosses: 1_100,
        jumps: 110,
        presents: 2,
        nearest: 1_100,
        straight: 17_000,
        samples: 34_000,
        set: 650,
    };
    assert!(tally.is_at_least(least), "{tally:?}");
}

/// Along a reciprocal, places fall as values rise: where there are several changes, their order tells.
#[test]
fn a_term_that_is_divided_by_has_all_its_changes() {
    let mut tally = Tally::default();
    for seed in 0..60 {
        let (name, text) = (format!("sawtooth {seed}"), sawtooth(seed));
        let _shown = Shown(&text);
        let case = Case::new(&name, &text, &[]);
        let term = case.scenario.find(&"option.tiers.first_time_fix".parse().unwrap()).unwrap();
        let mut draw = Draw::new(seed);
        let (of, checked) = case.looked_at(term, None).unwrap();
        tally = tally.plus(checked);
        moved(&mut draw, &case, &text, &of, &mut tally);
        on_the_command_line(&mut draw, &case, &text, &of, &mut tally);
        let interval = within(&mut draw, of.value);
        tally = tally.plus(case.looked_at(term, Some(interval)).map(|(_, checked)| checked).unwrap_or_default());
    }
    assert!(tally.crosses >= 500 && tally.jumps >= 400, "{tally:?}");
}

/// Options that cost the same at the last value before one of them jumps change places in a cross.
#[test]
fn options_that_meet_at_the_bound_of_a_step_cross_there() {
    let mut tally = Tally::default();
    for seed in 0..20 {
        let near = met_at_its_bound(seed);
        let _shown = Shown(&near.text);
        let case = Case::new(&format!("bound {seed}"), &near.text, &[]);
        let visits = case.scenario.find(&"demand.visits".parse().unwrap()).unwrap();
        let checked = case.looked_at(visits, None).unwrap().1;
        tally = tally.plus(checked);
    }
    assert!(tally.crosses >= 20 && tally.jumps == 0, "{tally:?}");
}

/// Asked for all terms at once, the program says of each what it says of it alone, the nearest first.
#[test]
fn all_terms_at_once_are_told_nearest_first() {
    let counts = (0..60_u64).into_par_iter().map(|seed| {
        let (name, text) = (format!("seed {seed}"), generator::scenario(seed));
        let _shown = Shown(&text);
        let case = Case::new(&name, &text, &[]);
        let all = case.found(Scope::default());
        let nearest = |of: &TermSwitching| {
            let sides = [of.below, of.above].into_iter().flatten();
            sides.map(|change| change.change.unwrap().magnitude()).min()
        };
        let told: Vec<(bool, Option<Number>, TermId)> =
            all.terms.iter().map(|of| (nearest(of).is_none(), nearest(of), of.term)).collect();
        assert!(told.is_sorted(), "{name}: {told:?}");
        for of in &all.terms {
            let alone = case.found(Scope { term: Some(of.term), within: None });
            let told = |of: &TermSwitching| format!("{:?} {:?} {:?} {:?}", of.bands, of.changes, of.below, of.above);
            assert_eq!(told(of), told(&alone.terms[0]), "{name}");
        }
        // Whatever is not told has no influence, or is a default that never switches.
        for term in case.scenario.term_ids().filter(|term| !all.terms.iter().any(|of| of.term == *term)) {
            let alone = case.found(Scope { term: Some(term), within: None });
            let refusal = alone.refused.first().map(|(_, refusal)| *refusal);
            let is_told = all.refused.contains(&(term, refusal.unwrap_or(Refusal::NoInfluence)));
            let never_switches = alone.terms.iter().all(|of| of.below.is_none() && of.above.is_none());
            let is_default = case.scenario.term(term).span.is_none();
            let is_silent = is_default && never_switches || refusal == Some(Refusal::NoInfluence);
            assert!(is_told != is_silent, "{name}: {refusal:?}");
        }
        all.terms.len()
    });
    let count: usize = counts.sum();
    assert!(count >= 1_500, "{count}");
}

#[test]
fn limits_are_those_of_settings() {
    let counts = (0..200_u64).into_par_iter().map(|seed| {
        let mut draw = Draw::new(seed);
        let text = limit::bounded(&generator::scenario(seed));
        let _shown = Shown(&text);
        let settings = limit::ranges(&mut draw, &Case::new("as generated", &text, &[]).scenario);
        let case = Case::new(&format!("seed {seed}"), &text, &settings);
        let trials = |term: TermId| limit::trials(&case.scenario, term);
        let loads = |setting: &Setting| {
            let settings: Vec<Setting> = settings.iter().chain([setting]).cloned().collect();
            load("trial", text.as_bytes(), &settings).is_ok()
        };
        let mut count = 0;
        for term in limit::terms(&mut draw, &case.scenario) {
            for (setting, is_inside) in trials(term) {
                assert_eq!(loads(&setting), is_inside, "{}: {}", case.name, setting.as_str());
                count += 1;
            }
        }
        count
    });
    let count: usize = counts.sum();
    assert!(count >= 2_000, "{count}");
}
