//! Every point of sweeps over all kinds of terms against what `compare --set` makes of it, by either way there is: over
//! the gallery, the cases and generated scenarios.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod files;
#[allow(dead_code, reason = "not all that it makes is taken here")]
mod generator;
mod tally;

use files::files;

use rayon::prelude::*;

use generator::Draw;
use smarthands::calc::number::Number;
use smarthands::evaluation::{Evaluation, evaluate};
use smarthands::model::build;
use smarthands::report::{Results, rows};
use smarthands::scenario::demand::Visits;
use smarthands::scenario::key::{Notation, Quantity};
use smarthands::scenario::setting::Setting;
use smarthands::scenario::term::TermId;
use smarthands::scenario::variation::Variation;
use smarthands::scenario::{Refusal, Scenario, load};
use smarthands::sweep::{Grid, Question, Sweep, Way, Worker};

/// An axis of a sweep, and for each of its values the settings that come to the same.
struct Along {
    variation: String,
    settings: Vec<Vec<String>>,
}

/// The rows of a point without what is of the break-even axis, or the codes of its errors.
type Outcome = Result<Vec<Vec<String>>, Vec<&'static str>>;

fn table(name: &str, scenario: &Scenario, evaluation: &Evaluation) -> Vec<Vec<String>> {
    let results = Results { file: name, scenario, evaluation, break_even: None, warnings: &[] };
    rows(&results, true).into_iter().map(|row| row[..33].iter().map(ToString::to_string).collect()).collect()
}

fn errors(refusal: &Refusal) -> Vec<&'static str> {
    let errors = refusal.problems.iter().filter(|problem| problem.severity.name() == "error");
    errors.map(|problem| problem.code).collect()
}

/// What `compare --set` makes of a point.
fn set(name: &str, text: &str, settings: &[String]) -> Outcome {
    let settings: Vec<Setting> = settings.iter().map(|setting| setting.parse().unwrap()).collect();
    let loaded = load(name, text.as_bytes(), &settings).map_err(|refusal| errors(&refusal))?;
    let evaluation = evaluate(&loaded.scenario, &build(&loaded.scenario)).map_err(|problem| vec![problem.code])?;
    Ok(table(name, &loaded.scenario, &evaluation))
}

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

fn quantity(scenario: &Scenario, term: TermId) -> Quantity {
    scenario.term(term).key.as_quantity().unwrap_or_else(|| panic!("a term is a quantity"))
}

fn percent(value: Number) -> String {
    format!("{}%", value.times(Number::whole(100)).unwrap())
}

/// Values of a term: its own, some near it, some at its limits and just beside them, and some beyond.
fn listed(draw: &mut Draw, scenario: &Scenario, term: TermId) -> Along {
    let (of, quantity) = (scenario.term(term), quantity(scenario, term));
    let limits = scenario.limits(term);
    let hair = Number::unit_in_place(9);
    let own = [quantity.limits.low, quantity.limits.high].map(Number::from);
    let mut pool = vec![Number::ZERO, Number::ONE, own[0], own[1], limits.low, limits.high];
    pool.extend([limits.low, limits.high].map(|end| end.plus(hair).unwrap()));
    pool.extend([limits.low, limits.high].map(|end| end.minus(hair).unwrap()));
    let near =
        ["0.5", "0.9", "1.01", "1.337", "2"].map(|factor| of.base.times(number(factor)).unwrap().significant(20));
    let mut values = vec![of.base];
    for _ in 0..draw.whole(1, 3) {
        values.push(if draw.in_hundred(55) { draw.pick(&near) } else { draw.pick(&pool) });
    }
    let is_percent = quantity.notation != Notation::Number && draw.in_hundred(70);
    let values = values.into_iter().map(|value| value.significant(24));
    let values: Vec<String> = values.map(|value| if is_percent { percent(value) } else { value.to_string() }).collect();
    let address = scenario.address(&of.address);
    let settings = values.iter().map(|value| vec![format!("{address}={value}")]).collect();
    Along { variation: format!("{address}={}", values.join(",")), settings }
}

/// Values around that of a term.
fn around(draw: &mut Draw, scenario: &Scenario, term: TermId) -> Along {
    let (of, quantity) = (scenario.term(term), quantity(scenario, term));
    let address = scenario.address(&of.address);
    let (text, factors) = draw.pick(&[
        ("±20%/10%", ["0.8", "0.9", "1", "1.1", "1.2"]),
        ("+-5%/2.5%", ["0.95", "0.975", "1", "1.025", "1.05"]),
        ("±200%/100%", ["-1", "0", "1", "2", "3"]),
    ]);
    let value = |factor: &str| {
        let value = of.base.times(number(factor)).unwrap();
        if quantity.notation == Notation::Number { value.to_string() } else { percent(value) }
    };
    let settings = factors.iter().map(|factor| vec![format!("{address}={}", value(factor))]).collect();
    Along { variation: format!("{address}={text}"), settings }
}

/// Multiples of a volume, each as the settings of the terms that it scales.
fn volume(draw: &mut Draw, scenario: &Scenario, evaluation: &Evaluation) -> Option<Along> {
    let name = draw.pick(&["visits", "hours", "clients"]);
    let now = match name {
        "visits" => evaluation.visits_per_month,
        "hours" => evaluation.hours_per_month,
        _ => evaluation.clients?,
    };
    let mut scaled: Vec<TermId> = Vec::new();
    for segment in &scenario.segments {
        match (name, segment.visits) {
            ("clients", Visits::PerMonth(visits)) => scaled.extend(segment.clients.into_iter().chain([visits])),
            ("clients", Visits::PerClient { clients, .. }) => scaled.push(clients),
            (_, Visits::PerMonth(visits) | Visits::PerClient { visits, .. }) => scaled.push(visits),
        }
    }
    scaled.sort();
    scaled.dedup();
    if now.is_zero() {
        return None;
    }
    let values =
        ["0", "0.5", "1", "1.37", "7", "1000000"].map(|times| now.times(number(times)).unwrap().significant(15));
    let setting = |term: &TermId, x: Number| {
        let of = scenario.term(*term);
        let value = of.base.times(x).unwrap().over(now).unwrap().significant(28);
        format!("{}={value}", scenario.address(&of.address))
    };
    let settings = values.iter().map(|x| scaled.iter().map(|term| setting(term, *x)).collect()).collect();
    let values: Vec<String> = values.iter().map(Number::to_string).collect();
    Some(Along { variation: format!("{name}={}", values.join(",")), settings })
}

/// Some axes of a scenario that do not come into each other's way.
fn axes(draw: &mut Draw, scenario: &Scenario, evaluation: &Evaluation) -> Vec<Along> {
    let demand = |term: &TermId| scenario.address(&scenario.term(*term).address).starts_with("demand");
    let mut axes: Vec<Along> = Vec::new();
    if draw.in_hundred(30) {
        axes.extend(volume(draw, scenario, evaluation));
    }
    let has_volume = !axes.is_empty();
    let can_vary = |term: &TermId| scenario.term(*term).key.name != "seasonality" && !(has_volume && demand(term));
    let terms: Vec<TermId> = scenario.term_ids().filter(can_vary).collect();
    // What stands beside others that leave it less than its key does.
    let beside: Vec<TermId> = terms.iter().copied().filter(demand).collect();
    let mut chosen: Vec<TermId> = Vec::new();
    for _ in 0..draw.whole(1, 2) {
        let term = if draw.in_hundred(40) && !beside.is_empty() { draw.pick(&beside) } else { draw.pick(&terms) };
        if !chosen.contains(&term) && chosen.len() + usize::from(has_volume) < 3 {
            chosen.push(term);
        }
    }
    for term in chosen {
        let is_around = !scenario.term(term).base.is_zero() && draw.in_hundred(25);
        axes.push(if is_around { around(draw, scenario, term) } else { listed(draw, scenario, term) });
    }
    axes
}

tally::tally! { usize: known, read, refused, whole }

/// Holds a sweep of a scenario against settings, point by point.
fn check(draw: &mut Draw, name: &str, text: &str) -> Tally {
    let mut tally = Tally::default();
    let written = load(name, text.as_bytes(), &[]).unwrap();
    let evaluation = evaluate(&written.scenario, &build(&written.scenario));
    let axes = axes(draw, &written.scenario, evaluation.as_ref().unwrap());
    let points = axes.iter().fold(vec![Vec::new()], |points: Vec<Vec<String>>, axis| {
        let more = |point: &Vec<String>| -> Vec<Vec<String>> {
            axis.settings.iter().map(|settings| point.iter().chain(settings).cloned().collect()).collect()
        };
        points.iter().flat_map(more).collect()
    });
    let variations: Vec<Variation> = axes.iter().map(|axis| axis.variation.parse().unwrap()).collect();
    let expected: Vec<Outcome> = points.iter().map(|settings| set(name, text, settings)).collect();
    let grid = Grid::new(&variations, false).unwrap();
    assert_eq!(grid.len(), points.len() as u64);
    let question = Question { file: name, bytes: text.as_bytes(), settings: &[], variations: &variations };
    let sweep = match Sweep::new(question, grid, &written, &evaluation) {
        Ok(sweep) => sweep,
        Err(refusal) => {
            // What is refused before it begins, such as a share of billings that nobody pays, is valid nowhere.
            assert!(expected.iter().all(Result::is_err), "{name}: {refusal} {:?}", points[0]);
            return Tally { whole: 1, ..tally };
        }
    };
    let mut worker = Worker::new(&sweep);
    let forward = 0..points.len();
    let jumps: Vec<usize> =
        (0..points.len() / 2).map(|_| usize::try_from(draw.whole(0, points.len() as u64 - 1)).unwrap()).collect();
    for (turn, point) in forward.chain(jumps).enumerate() {
        let (number, expected) = (point as u64, &expected[point]);
        let what = || format!("{name}: {}", sweep.named(number));
        let way = worker.way(number);
        let at = worker.at(number, |scenario, evaluation| table(name, scenario, evaluation));
        assert_eq!(&at.map_err(|refusal| errors(&refusal)), expected, "{} {way:?}", what());
        if turn < points.len() {
            let read = worker.read(number, |scenario, evaluation| table(name, scenario, evaluation));
            assert_eq!(&read.map_err(|refusal| errors(&refusal)), expected, "{}", what());
            match (way, expected) {
                (Way::Known, _) => tally.known += 1,
                (Way::Read, Ok(_)) => tally.read += 1,
                (Way::Read, Err(_)) => tally.refused += 1,
            }
        }
    }
    tally
}

/// Most points are reached by the known way, and what is valid at the very edge or not at all by reading.
#[track_caller]
fn assert_both_ways(tally: Tally, most_whole: usize) {
    let Tally { known, read, refused, whole } = tally;
    let counts = format!("{known} known, {read} read, {refused} refused, {whole} not begun");
    assert!(known > 2 * read && read > 0 && refused * 20 > known && whole <= most_whole, "{counts}");
}

#[test]
fn every_point_of_files_is_as_set() {
    let files = files();
    let tallies = files.par_iter().enumerate().map(|(seed, (name, text))| {
        let mut draw = Draw::new(7_000 + seed as u64);
        check(&mut draw, name, text)
    });
    assert_both_ways(tallies.reduce(Tally::default, Tally::plus), 30);
}

#[test]
fn every_point_of_generated_scenarios_is_as_set() {
    let tallies = (0..60_u64).into_par_iter().map(|seed| {
        // Zones that end leave distances less than their key does.
        let text = generator::scenario(seed).replace("}, { fee = ", "}, { up_to_km = 320.5, fee = ");
        let mut draw = Draw::new(90_000 + seed);
        check(&mut draw, &format!("seed {seed}"), &text)
    });
    assert_both_ways(tallies.reduce(Tally::default, Tally::plus), 30);
}
