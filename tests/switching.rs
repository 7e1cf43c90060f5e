//! Switching values against the exact reading: at both sides of every value, and between them.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use smarthands::break_even::switching::{Refusal, Scope, Switching, TermSwitching, switching};
use smarthands::calc::dependent::Dependents;
use smarthands::calc::domain::{fold, refold};
use smarthands::calc::exact::Exact;
use smarthands::calc::graph::InputId;
use smarthands::calc::number::Number;
use smarthands::evaluation::evaluate;
use smarthands::model::{Model, build_complete};
use smarthands::scenario::limit::Interval;
use smarthands::scenario::term::TermId;
use smarthands::scenario::{Scenario, load};

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

fn read(name: &str, text: &[u8]) -> Scenario {
    load(name, text, &[]).unwrap().scenario
}

fn find(scenario: &Scenario, scope: Scope) -> Option<Switching> {
    let model = build_complete(scenario);
    let evaluation = evaluate(scenario, &model).unwrap();
    switching(scenario, &model, &evaluation, scope)
}

/// The exact reading, with one term at another value.
struct Scan<'s> {
    scenario: &'s Scenario,
    model: Model,
    values: Vec<Number>,
    dependents: Dependents,
}

impl<'s> Scan<'s> {
    fn new(scenario: &'s Scenario) -> Self {
        let model = build_complete(scenario);
        let inputs = scenario.base_values();
        let values = fold(&model.graph, model.cost_nodes, &mut Exact { inputs: &inputs }).unwrap();
        let roots = model.options.iter().map(|option| option.total_cost);
        let dependents = Dependents::towards(&model.graph, model.cost_nodes, roots);
        Self { scenario, model, values, dependents }
    }

    /// The total cost of each option.
    fn totals(&mut self, term: TermId, value: Number) -> Vec<Number> {
        let mut inputs = self.scenario.base_values();
        inputs[term.index()] = value;
        let affected = self.dependents.of(InputId(u32::try_from(term.index()).unwrap()));
        refold(&self.model.graph, &affected, &mut Exact { inputs: &inputs }, &mut self.values).unwrap();
        self.model.options.iter().map(|option| self.values[option.total_cost.index()]).collect()
    }
}

/// Whether an option is the cheapest, with the tolerance of a place that is not exact in decimals.
fn is_cheapest(scenario: &Scenario, totals: &[Number], option: usize) -> bool {
    let compared = totals.iter().zip(&scenario.options).filter(|(_, option)| !option.hands_off());
    let least = compared.map(|(total, _)| *total).min().unwrap();
    totals[option].minus(least).unwrap() <= number("0.0000001")
}

/// Places strictly inside a band: near its ends, and spread over it.
fn inside(from: Number, to: Number) -> Vec<Number> {
    let width = to.minus(from).unwrap();
    let share = |share: &str| from.plus(width.times(number(share)).unwrap()).unwrap();
    ["0.0000001", "0.1", "0.37", "0.618", "0.9999999"].map(share).to_vec()
}

fn check(name: &str, scan: &mut Scan<'_>, of: &TermSwitching, cheapest: usize) -> usize {
    let scenario = scan.scenario;
    let what = format!("{name}: {}", scenario.address(&scenario.term(of.term).address));
    assert_eq!(of.bands.len(), of.changes.len() + 1, "{what}");
    assert_eq!(of.bands.first().unwrap().from, of.interval.low, "{what}");
    assert_eq!(of.bands.last().unwrap().to, of.interval.high, "{what}");
    for (pair, change) in of.bands.windows(2).zip(&of.changes) {
        assert_eq!((pair[0].to, pair[1].from), (change.at, change.at), "{what}");
        assert_eq!((pair[0].option, pair[1].option), (change.below, change.above), "{what}");
        let at = scan.totals(of.term, change.at);
        let (below, above) = (at[change.below], at[change.above]);
        if change.how == smarthands::calc::comparison::How::Cross {
            let distance = below.minus(above).unwrap().magnitude();
            assert!(distance <= number("0.000000001"), "{what}: no cross at {}: {below}, {above}", change.at);
        }
    }
    for band in &of.bands {
        if band.from == band.to {
            // A band of the present value alone: the cheapest as written.
            assert_eq!((band.from, band.option), (of.value, cheapest), "{what}");
            continue;
        }
        for value in inside(band.from, band.to) {
            let totals = scan.totals(of.term, value);
            assert!(is_cheapest(scenario, &totals, band.option), "{what}: {} at {value}: {totals:?}", band.option);
        }
    }
    if let Some(below) = of.below {
        assert!(below.at <= of.value && below.below != cheapest, "{what}");
        assert!(!of.changes.iter().any(|c| c.at > below.at && c.at < of.value && c.below != cheapest), "{what}");
    }
    if let Some(above) = of.above {
        assert!(above.at >= of.value && above.above != cheapest, "{what}");
        assert!(!of.changes.iter().any(|c| c.at < above.at && c.at > of.value && c.above != cheapest), "{what}");
    }
    of.bands.len()
}

fn toml_files(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files
}

#[test]
fn every_band_of_every_term_has_its_cheapest_option() {
    let files: Vec<PathBuf> = toml_files("scenarios").into_iter().chain(toml_files("tests/cases")).collect();
    let counts = files.par_iter().map(|path| {
        let scenario = read("scenario.toml", &std::fs::read(path).unwrap());
        let Some(found) = find(&scenario, Scope::default()) else { return (0, 0) };
        let name = path.display().to_string();
        let mut scan = Scan::new(&scenario);
        let bands = found.terms.iter().map(|of| {
            let bands = check(&name, &mut scan, of, found.cheapest);
            scan.totals(of.term, of.value);
            bands
        });
        let bands: usize = bands.sum();
        for (term, refusal) in &found.refused {
            let what = format!("{}: {}", path.display(), scenario.address(&scenario.term(*term).address));
            assert!(matches!(refusal, Refusal::NotOffered(_) | Refusal::Zero), "{what}: {refusal:?}");
        }
        (found.terms.len(), bands)
    });
    let (terms, bands) = counts.reduce(|| (0, 0), |(a, b), (c, d)| (a + c, b + d));
    assert!(terms > 1_000 && bands > 1_500, "{terms} terms, {bands} bands");
}

/// The switching values of one term, as text: value, option below, option above, how.
fn told(scenario: &Scenario, term: &str, within: Option<(&str, &str)>) -> Vec<String> {
    let term = scenario.find(&term.parse().unwrap()).unwrap();
    let within = within.map(|(low, high)| Interval { low: number(low), high: number(high) });
    let found = find(scenario, Scope { term: Some(term), within }).unwrap();
    let id = |option: usize| scenario.options[option].id.clone();
    let Some(of) = found.terms.first() else {
        return vec![format!("{:?}", found.refused[0].1)];
    };
    check("hand-worked", &mut Scan::new(scenario), of, found.cheapest);
    of.changes.iter().map(|c| format!("{} {} {} {:?}", c.at, id(c.below), id(c.above), c.how)).collect()
}

fn scenario(options: &str) -> Scenario {
    let head = "name = \"By hand\"\ntarget.gross_margin = \"50%\"\ndemand = { visits = 20, hours_per_visit = 7 }\n";
    read("by-hand.toml", format!("{head}{options}").as_bytes())
}

const SPOT: &str = "[[option]]\nname = \"spot\"\nmodel = \"per-incident\"\nhourly_rate = 40\n";

#[test]
fn the_guide_switches_at_a_fee_of_1360() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/guide.toml");
    let guide = read("guide.toml", &std::fs::read(path).unwrap());
    // Per incident is 4 x (2 h x 130 + 80) x 12 = 16,320 = 12 x 1,360; the retainer's 8 h lie within its 12.
    assert_eq!(
        told(&guide, "option.retainer-partner.monthly_fee", None),
        ["1360 retainer-partner per-incident-only Cross"]
    );
    // 4 x (2 p + 80) x 12 = 19,020 at p = 158.125.
    assert_eq!(
        told(&guide, "option.per-incident-only.hourly_rate", None),
        ["158.125 per-incident-only retainer-partner Cross"]
    );
}

#[test]
fn terms_that_are_divided_by_switch_exactly() {
    // 20 visits of 7 h are 140 h; a head has 1,680 p / 12 = 140 p hours a month: one head at p = 1, two from there
    // down to p = 0.5, and so on. Spot costs 20 x 7 x 40 x 12 = 67,200; a head 30,000: three heads cost more than
    // that, from just below p = 0.5 on.
    let hire = "[[option]]\nname = \"hire\"\nmodel = \"hire\"\nsalary = 30_000\nproductive_hours_per_year = 1_680\nutilisation = 0.9\n";
    let both = scenario(&format!("{hire}{SPOT}"));
    assert_eq!(told(&both, "option.hire.utilisation", None), ["0.5 spot hire Jump"]);
    // The same through the hours: 1,680 x 0.9 p' / 12 with p' = 1,680 -> 933.33... hours a year are 70 a month.
    assert_eq!(told(&both, "option.hire.productive_hours_per_year", None), ["933.333333333333333333 spot hire Jump"]);
    // Repeats: 140 h / f x 40 x 12 = 60,000 at f = 1.12, above what a share may be; at f = 0.9 the hire is cheapest.
    let repeats = scenario(&format!("{hire}{SPOT}first_time_fix = 0.9\n"));
    assert_eq!(told(&repeats, "option.spot.first_time_fix", None), Vec::<String>::new());
    // With a dearer hire, 64,000: 67,200 / f = 64,000 x ... the spot stays cheaper while 67,200 / f < 80,000: f = 0.84.
    let dear = hire.replace("30_000", "40_000");
    let repeats = scenario(&format!("{dear}{SPOT}first_time_fix = 0.9\n"));
    assert_eq!(told(&repeats, "option.spot.first_time_fix", None), ["0.84 hire spot Cross"]);
}

#[test]
fn a_step_at_the_present_value_is_told() {
    // As above with p = 1: exactly one head, two at anything less. 60,000 against 67,200, then 120,000.
    let hire = "[[option]]\nname = \"hire\"\nmodel = \"hire\"\nsalary = 60_000\nproductive_hours_per_year = 1_680\n";
    let both = scenario(&format!("{hire}utilisation = 1\n{SPOT}"));
    assert_eq!(told(&both, "option.hire.utilisation", None), ["1 spot hire Jump"]);
    let found = find(&both, Scope::default()).unwrap();
    let utilisation = both.find(&"option.hire.utilisation".parse().unwrap()).unwrap();
    let change = found.terms.iter().find(|of| of.term == utilisation).unwrap().below.unwrap();
    assert_eq!((change.at, change.change), (Number::ONE, Some(Number::ZERO)));
}

#[test]
fn terms_that_are_not_offered_say_so() {
    let text = "[horizon]\nmonths = 36\nindexation = \"3%\"\n[tax]\nrate = \"10%\"\n";
    let option = format!("{SPOT}billing_increment = 0.5\nprices_include_tax = true\n");
    let rival = "[[option]]\nname = \"fee\"\nmodel = \"retainer\"\nmonthly_fee = 9_000\nincluded_hours = 500\noverage_rate = 1\n";
    let both = scenario(&format!("{text}{option}{rival}"));
    for (term, reason) in [
        ("horizon.indexation", "NotOffered(\"it compounds from year to year\")"),
        ("demand.growth_per_year", "NotOffered(\"it compounds from year to year\")"),
        ("tax.rate", "NotOffered(\"prices are divided by 1 + the rate, which makes no straight lines\")"),
        (
            "option.spot.billing_increment",
            "NotOffered(\"the hours of each visit are rounded up to it, which makes no straight lines\")",
        ),
        ("target.gross_margin", "NoInfluence"),
        ("option.fee.setup_fee", "Zero"),
        // It is 1 though nobody wrote it, and repeats make the spot dearer.
        ("option.spot.first_time_fix", ""),
        ("option.spot.hourly_rate", ""),
    ] {
        let told = told(&both, term, None);
        assert!(told[0] == reason || reason.is_empty() && told[0].ends_with("Cross"), "{term}: {told:?}");
    }
}

#[test]
fn an_interval_shows_what_ten_times_the_value_does_not() {
    let rival = "[[option]]\nname = \"fee\"\nmodel = \"retainer\"\nmonthly_fee = 5_000\nincluded_hours = 500\noverage_rate = 1\n";
    let both = scenario(&format!("{SPOT}{rival}"));
    // 60,000 against 67,200: a setup fee of 7,200 makes up the difference.
    assert_eq!(told(&both, "option.fee.setup_fee", Some(("0", "10000"))), ["7200 fee spot Cross"]);
    assert_eq!(told(&both, "option.fee.setup_fee", Some(("0", "7000"))), Vec::<String>::new());
    // Below its limit of 0 no fee may be looked at, and beyond the interval nothing is.
    let refused = &told(&both, "option.fee.monthly_fee", Some(("-9000", "-1")))[0];
    assert!(refused.starts_with("NoInterval"), "{refused}");
    // An interval beside the present value has its own answer, and nothing that is nearest to that.
    let fee = both.find(&"option.fee.monthly_fee".parse().unwrap()).unwrap();
    let within = Some(Interval { low: number("5500"), high: number("9000") });
    let found = find(&both, Scope { term: Some(fee), within }).unwrap();
    let of = &found.terms[0];
    assert_eq!((of.changes.len(), of.below.is_none(), of.above.is_none()), (1, true, true));
    assert_eq!(of.changes[0].at, number("5600"));
    assert_eq!(told(&both, "option.fee.monthly_fee", Some(("100", "5000"))), Vec::<String>::new());
    assert_eq!(told(&both, "option.fee.monthly_fee", Some(("100", "5700"))), ["5600 fee spot Cross"]);
}

/// The upper limit of a term.
fn most(scenario: &Scenario, term: &str) -> String {
    scenario.limits(scenario.find(&term.parse().unwrap()).unwrap()).high.to_string()
}

#[test]
fn a_term_may_have_what_the_terms_beside_it_leave() {
    let demand = "clients = 40\nvisits_per_client = { low = 1, high = 2 }\nhours_per_visit = 2\n";
    let shares = "after_hours_share = { low = 0.1, likely = 0.2, high = 0.3 }\nweekend_share = 0.25\n";
    let head = "name = \"Beside\"\ntarget.gross_margin = 0.4\n[demand]\n";
    let beside = read("beside.toml", format!("{head}{demand}{shares}{SPOT}").as_bytes());
    // The file is read with the upper end of every range: 1 - 0.3 is left, not 1 - 0.2.
    assert_eq!(most(&beside, "demand.weekend_share"), "0.7");
    assert_eq!(most(&beside, "demand.after_hours_share"), "0.75");
    // A segment has at most 10,000,000 visits: 5,000,000 clients of 2 visits, 250,000 visits each of 40 clients.
    assert_eq!(most(&beside, "demand.clients"), "5000000");
    assert_eq!(most(&beside, "demand.visits_per_client"), "250000");
}

#[test]
fn a_present_value_of_many_digits_is_itself_its_switching_value() {
    // 1,680 hours a year at 40 less a credit c are 60,000 at c = 7,200 / 1,680 = 4.285714..., here to 24 digits.
    let written = "-4.28571428571428571428571";
    let credit = format!("[[option.extra]]\nname = \"credit\"\namount = {written}\nper = \"hour\"\n");
    let rival = "[[option]]\nname = \"fee\"\nmodel = \"retainer\"\nmonthly_fee = 5_000\nincluded_hours = 500\noverage_rate = 1\n";
    let both = scenario(&format!("{SPOT}{credit}{rival}"));
    let expected = [format!("{written} spot fee Cross")];
    assert_eq!(told(&both, "option.spot.extra.credit.amount", None), expected);
}

#[test]
fn what_is_divided_without_steps_is_looked_at_down_to_nothing() {
    // 20 visits of 7 h at 10 an hour are 20 x 7 x 10 x 12 = 16,800 a year on site; 20 / p trips of 4 h are
    // 20 / p x 40 x 12 = 9,600 / p more.
    let fly = "[[option]]\nname = \"fly\"\nmodel = \"fly-in\"\nhourly_cost = 10\nvisits_per_trip = 10\ntravel_hours_per_trip = 4\n";
    let both = scenario(&format!("{fly}{SPOT}"));
    // Spot is 67,200: 16,800 + 9,600 / p = 67,200 at p = 9,600 / 50,400 = 0.190476..., below a tenth of 10.
    assert_eq!(told(&both, "option.fly.visits_per_trip", None), ["0.19047619047619047619 spot fly Cross"]);
}

#[test]
fn the_option_beyond_a_step_is_the_one_that_takes_over() {
    let hire = "[[option]]\nname = \"hire\"\nmodel = \"hire\"\nsalary = 60_000\nproductive_hours_per_year = 1_680\n";
    let both = scenario(&format!("{hire}utilisation = 1\n{SPOT}"));
    let found = find(&both, Scope::default()).unwrap();
    for of in &found.terms {
        for change in of.below.into_iter().chain(of.above) {
            assert_eq!(*both.options[change.beyond(of.value, found.cheapest)].id, "spot");
        }
    }
}
