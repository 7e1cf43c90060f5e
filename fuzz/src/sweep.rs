//! A sweep: at any point its three ways to the rows come to the same bytes, or to the same refusal.

use smarthands::commands::straight::Pen;
use smarthands::evaluation::evaluate;
use smarthands::model::build;
use smarthands::output::{Strip, records};
use smarthands::report::{Cell, Results, sweep_rows};
use smarthands::scenario::variation::Variation;
use smarthands::scenario::{Refusal, Scenario, load};
use smarthands::sweep::{Grid, Question, Sweep, Worker};
use smarthands::{Setting, evaluation::Evaluation};

use super::message;

/// How far a stretch of points goes at once.
const MOST_AT_ONCE: u64 = 6;

/// Nothing could be swept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refused;

/// Holds the property at some points.
pub(crate) fn holds(
    file: &str,
    settings: &[Setting],
    variations: &[Variation],
    is_zipped: bool,
) -> Result<(), Refused> {
    let grid = Grid::new(variations, is_zipped).map_err(|error| {
        message::shown(&error.to_string());
        Refused
    })?;
    let refused = |refusal: Box<Refusal>| {
        message::refused(&refusal.problems, &refusal.sources);
        Refused
    };
    let written = load("fuzz.toml", file.as_bytes(), settings).map_err(refused)?;
    let evaluation = evaluate(&written.scenario, &build(&written.scenario));
    let question = Question { file: "fuzz.toml", bytes: file.as_bytes(), settings, variations };
    let sweep = Sweep::new(question, grid, &written, &evaluation).map_err(refused)?;
    let len = sweep.grid.len();
    for first in [0, (len / 2).max(MOST_AT_ONCE)] {
        if first >= len {
            break;
        }
        stretch(&sweep, first, len.min(first + MOST_AT_ONCE));
    }
    Ok(())
}

fn stretch(sweep: &Sweep<'_>, first: u64, end: u64) {
    let (mut pen, mut strip) = (Pen::new("fuzz.toml", sweep), Strip::default());
    let mut worker = Worker::new(sweep);
    let straight = pen.write(first, end, &mut strip);
    assert!(straight <= end - first, "{straight} of {first}..{end}");
    let mut rest = strip.bytes();
    for point in first..end {
        let rows = |scenario: &Scenario, evaluation: &Evaluation| {
            let results = Results { file: "fuzz.toml", scenario, evaluation, break_even: None, warnings: &[] };
            let rows = sweep_rows(&sweep.values(point), &results, false);
            records(rows.iter().map(|row: &Vec<Cell<'_>>| &row[..])).unwrap_or_else(|error| panic!("{error}"))
        };
        let found = told(worker.at(point, rows));
        // What follows from the file read anew is slow, so not every point is.
        if point % 3 == first % 3 {
            assert_eq!(found, told(worker.read(point, rows)), "{}", sweep.named(point));
        }
        if point < first + straight {
            let Ok(expected) = &found else { panic!("{}: {found:?}", sweep.named(point)) };
            let (now, behind) = rest.split_at(expected.len().min(rest.len()));
            assert_eq!(String::from_utf8_lossy(now), *expected, "{}", sweep.named(point));
            rest = behind;
        }
    }
    assert!(rest.is_empty(), "{first}..{end}");
}

fn told(rows: Result<String, Box<Refusal>>) -> Result<String, String> {
    rows.map_err(|refusal| {
        message::refused(&refusal.problems, &refusal.sources);
        refusal.to_string()
    })
}
