//! Rows of a sweep that are written along straight runs against those of every point alone, byte for byte: over the
//! gallery, the cases and generated scenarios.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod files;
#[allow(dead_code, reason = "not all that it makes is taken here")]
mod generator;
mod tally;

use files::files;

use rayon::prelude::*;

use generator::Draw;
use smarthands::calc::number::Number;
use smarthands::commands::straight::Pen;
use smarthands::evaluation::evaluate;
use smarthands::model::build;
use smarthands::output::{Strip, records};
use smarthands::report::{Cell, Results, sweep_rows};
use smarthands::scenario::key::Notation;
use smarthands::scenario::load;
use smarthands::scenario::variation::Variation;
use smarthands::sweep::{Grid, Question, Sweep, Worker};

tally::tally! {
    u64:
    /// Points that were written along runs.
    straight,
    /// Points that were written one by one.
    alone,
    refused,
}

/// Holds what a pen writes against the rows of each point; the pen begins anew here and there, as threads do.
fn check(name: &str, text: &str, variations: &[&str], is_zipped: bool) -> Tally {
    let variations: Vec<Variation> = variations.iter().map(|variation| variation.parse().unwrap()).collect();
    let written = load(name, text.as_bytes(), &[]).unwrap();
    let evaluation = evaluate(&written.scenario, &build(&written.scenario));
    let grid = Grid::new(&variations, is_zipped).unwrap();
    let question = Question { file: name, bytes: text.as_bytes(), settings: &[], variations: &variations };
    let Ok(sweep) = Sweep::new(question, grid, &written, &evaluation) else { return Tally::default() };
    let (mut pen, mut worker) = (Pen::new(name, &sweep), Worker::new(&sweep));
    let mut tally = Tally::default();
    let (mut point, end) = (0, sweep.grid.len());
    let mut alone = |point: u64| -> Option<String> {
        let rows = worker.at(point, |scenario, evaluation| {
            let results = Results { file: name, scenario, evaluation, break_even: None, warnings: &[] };
            let rows = sweep_rows(&sweep.values(point), &results, false);
            records(rows.iter().map(|row: &Vec<Cell<'_>>| &row[..])).unwrap()
        });
        rows.ok()
    };
    while point < end {
        // Runs are taken up again at the ends of chunks, of uneven length here.
        let stop = end.min(point + 1 + point * 7 % 300);
        let mut strip = Strip::default();
        let points = pen.write(point, stop, &mut strip);
        let mut rest = strip.bytes();
        for straight in point..point + points {
            let expected = alone(straight).unwrap();
            let (found, behind) = rest.split_at(expected.len().min(rest.len()));
            let found = std::str::from_utf8(found).unwrap();
            assert_eq!(found, expected, "{name}: {}", sweep.named(straight));
            rest = behind;
        }
        assert!(rest.is_empty(), "{name}: {}", sweep.named(point));
        tally.straight += points;
        point += points;
        if point < stop {
            match alone(point) {
                Some(_) => tally.alone += 1,
                None => tally.refused += 1,
            }
            point += 1;
        }
        if point % 11 == 0 {
            pen = Pen::new(name, &sweep);
        }
    }
    tally
}

/// Some sweeps of a scenario in equal steps: of a volume, of terms, of both, and of two terms together.
fn drawn(draw: &mut Draw, name: &str, text: &str) -> Tally {
    let scenario = load(name, text.as_bytes(), &[]).unwrap().scenario;
    let volume = draw.pick(&["visits", "hours", "clients"]);
    let steps = ["0.1..15/0.1", "1..150/1", "5..2505/25", "0.003..0.45/0.003", "1001..2/-7.4", "100000..1000000/9000"];
    let mut tally = check(name, text, &[&format!("{volume}={}", draw.pick(&steps))], false);
    let mut terms: Vec<String> = Vec::new();
    let all: Vec<_> = scenario.term_ids().collect();
    for _ in 0..2 {
        let id = draw.pick(&all);
        let term = scenario.term(id);
        let Some(quantity) = term.key.as_quantity() else { continue };
        if term.key.name == "seasonality" {
            continue;
        }
        let address = scenario.address(&term.address);
        let values = if quantity.notation == Notation::Number {
            let base = term.base.magnitude().rounded(3);
            // Steps that fall on halves of cents, and some that fall on nothing.
            let step = draw.pick(&["0.005", "0.06", "0.0833", "1.25", "7"]);
            let last = base.plus(Number::parse(step).unwrap().times(Number::whole(45)).unwrap()).unwrap();
            format!("{base}..{last}/{step}")
        } else {
            draw.pick(&["0%..20%/0.4%", "1%..99%/1.4%", "50%..40%/-0.2%"]).to_owned()
        };
        tally = tally.plus(check(name, text, &[&format!("{address}={values}")], false));
        terms.push(format!("{address}={values}"));
    }
    if let [first, .., last] = &terms[..]
        && first.split('=').next() != last.split('=').next()
    {
        let slow = first.split_once('=').unwrap();
        let slow = slow.1.split(['.', '%', '/']).next().map(|_| slow.0).unwrap();
        let id = scenario.find(&slow.parse().unwrap()).unwrap();
        let base = scenario.term(id).base;
        let more = base.plus(Number::scaled(25, 2)).unwrap();
        tally = tally.plus(check(name, text, &[&format!("{slow}={base},{more}"), last], false));
    }
    tally
}

#[track_caller]
fn assert_mostly_straight(tally: Tally) {
    eprintln!("{tally:?}");
    assert!(tally.straight > tally.alone, "{tally:?}");
}

#[test]
fn rows_of_files_are_those_of_each_point() {
    let files = files();
    let tallies = files.par_iter().enumerate().map(|(seed, (name, text))| {
        let mut draw = Draw::new(41_000 + seed as u64);
        drawn(&mut draw, name, text)
    });
    assert_mostly_straight(tallies.reduce(Tally::default, Tally::plus));
}

#[test]
fn rows_of_generated_scenarios_are_those_of_each_point() {
    let tallies = (0..24_u64).into_par_iter().map(|seed| {
        let text = generator::scenario(seed);
        let mut draw = Draw::new(52_000 + seed);
        drawn(&mut draw, &format!("seed {seed}"), &text)
    });
    assert_mostly_straight(tallies.reduce(Tally::default, Tally::plus));
}

/// Options that are bent, tied, ranged and below zero, with figures on and beside halves of cents.
fn crafted(currency: &str) -> String {
    format!(
        r#"
name = "Crafted, for edges"
currency = "{currency}"
[target]
gross_margin = "37.5%"
[demand]
clients = 3
visits = 24
hours_per_visit = 2
after_hours_share = "5%"
km_per_visit = 60
[revenue]
per_hour = 150.005
[[option]]
name = "Heads"
id = "heads"
model = "hire"
salary = 72_000
travel_hours_per_visit = 0.5
[[option]]
name = "Retainer, =ranged"
id = "retainer"
model = "retainer"
monthly_fee = {{ low = 4_800, high = 5_600 }}
included_hours = {{ low = 40, high = 56 }}
overage_rate = 132.505
[[option]]
name = "Per incident"
id = "spot"
model = "per-incident"
hourly_rate = 137.5
minimum_hours = 1
[[option]]
name = "The same again"
id = "again"
model = "per-incident"
hourly_rate = 137.5
minimum_hours = 1
[[option]]
name = "Days"
id = "days"
model = "dedicated"
days_per_month = 8
day_rate = 880
overage_rate = 140
"#
    )
}

#[test]
fn rows_on_and_beside_edges_are_those_of_each_point() {
    let mut tally = Tally::default();
    for currency in ["AUD", "JPY", "KWD"] {
        let text = crafted(currency);
        for (variations, is_zipped) in [
            (&["visits=1..400/1"][..], false),
            (&["visits=0.005..2/0.005"], false),
            (&["visits=300..0.5/-0.5"], false),
            (&["visits=100000..1000000/3000"], false),
            (&["clients=1..90/0.25"], false),
            (&["demand.hours_per_visit=0.25..12/0.05"], false),
            (&["option.retainer.monthly_fee=4000..4001/0.005"], false),
            (&["option.spot.hourly_rate=136.9..138/0.005"], false),
            (&["option.retainer.included_hours=0..100/0.25"], false),
            (&["revenue.per_hour=0..200/0.5"], false),
            (&["option.heads.salary=0..0.5/0.001"], false),
            (&["option.days.days_per_month=1..20/1", "visits=1..60/0.5"], false),
            (&["demand.visits=1..100/0.25", "option.spot.hourly_rate=200..101/-0.25"], true),
            (&["target.gross_margin=0%..50%/50%", "visits=1..60/0.5"], false),
            // Where rounding to 12 places makes a half of a cent of a little less.
            (&["option.days.day_rate=880.000052083333328125..882.000052083333328125/0.01"], false),
            // A term without effect, so that only the row of the grid ends a run.
            (&["visits=1..3/1", "demand.km_per_visit=1..20/1"], false),
        ] {
            tally = tally.plus(check("crafted", &text, variations, is_zipped));
        }
    }
    assert_mostly_straight(tally);
}
