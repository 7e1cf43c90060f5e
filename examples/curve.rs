//! The break-even curve as CSV for a plotting tool: bands of the cheapest option, crossings, and each option's cost line.
//!
//! ```sh
//! cargo run --example curve -- scenarios/guide.toml               # by visits, to ten times the present volume
//! cargo run --example curve -- scenarios/guide.toml hours 60
//! ```
//!
//! Rows of the kind `cost` are the straight pieces of a line from (`from`, `start`) to (`to`, `end`); where the next one
//! starts elsewhere, the cost jumps. Costs are annual. Nothing is rounded and nothing is sampled.

// Output of a few lines to a terminal; a program for pipelines would write to a locked handle and look at its errors.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;
use std::process::ExitCode;

use smarthands::{Comparison, Driver, Number, Problems, compare};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("name a scenario file")?;
    let driver = match arguments.next().as_deref() {
        None | Some("visits") => Driver::Visits,
        Some("hours") => Driver::Hours,
        Some("clients") => Driver::Clients,
        Some(other) => return Err(format!("{other} is none of visits, hours and clients").into()),
    };
    let max = arguments.next().map(|text| Number::parse(&text)).transpose()?;
    let bytes = std::fs::read(&path).map_err(|error| format!("cannot read {path}: {error}"))?;

    match compare(&path, &bytes, &[]).and_then(|comparison| curve(&comparison, driver, max)) {
        Ok(rows) => {
            println!("kind,option,other,from,to,start,end");
            for row in rows {
                println!("{}", row.join(","));
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(problems) => {
            eprintln!("{problems}");
            Ok(ExitCode::from(3))
        }
    }
}

/// A row: kind, option, other option, from, to, start, end. Ids and numbers need no quotes.
type Row = [String; 7];

/// The rows of a scenario; none where it has no such volume, and so no axis.
fn curve(comparison: &Comparison, driver: Driver, max: Option<Number>) -> Result<Vec<Row>, Problems> {
    let mut rows = Vec::new();
    // Results name options by their positions.
    let id = |position: usize| comparison.option(position).map(|option| option.id().to_owned()).unwrap_or_default();
    let text = |amount: Option<Number>| amount.map(|amount| amount.to_string()).unwrap_or_default();

    if let Some(found) = comparison.break_even(driver, max)? {
        for band in &found.cheapest {
            let (from, to) = (band.from.to_string(), band.to.to_string());
            rows.push(row("band", [id(band.option), String::new(), from, to, String::new(), String::new()]));
        }
        for point in &found.indifference {
            // A jump has one place and no common cost, a stretch of equal costs has two ends.
            let (at, cost) = (point.at.to_string(), text(point.cost));
            let to = text(point.to.or(Some(point.at)));
            rows.push(row("change", [id(point.a), id(point.b), at, to, cost.clone(), cost]));
        }
    }
    if let Some(drawing) = comparison.curves(driver, max)? {
        for option in &drawing.options {
            for piece in &option.cost.pieces {
                let ends = [piece.from, piece.to, piece.start, piece.end].map(|amount| amount.to_string());
                let [from, to, start, end] = ends;
                rows.push(row("cost", [id(option.option), String::new(), from, to, start, end]));
            }
        }
    }
    Ok(rows)
}

fn row(kind: &str, [option, other, from, to, start, end]: [String; 6]) -> Row {
    [kind.to_owned(), option, other, from, to, start, end]
}
