//! Compares the options of a scenario: their exact annual costs, ranges, and the cheapest.
//!
//! ```sh
//! cargo run --example compare                                    # a scenario written in the code below
//! cargo run --example compare -- scenarios/guide.toml            # a scenario of a file
//! cargo run --example compare -- scenarios/guide.toml demand.visits=12
//! ```
//!
//! What follows the file are settings, as `--set` takes them. A file that is refused ends the program with code 3, as it
//! does on the command line.

// Output of a few lines to a terminal; a program for pipelines would write to a locked handle and look at its errors.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;
use std::process::ExitCode;

use smarthands::{Alternative, Comparison, Setting, compare};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (name, bytes) = match arguments.next() {
        Some(path) => {
            let bytes = std::fs::read(&path).map_err(|error| format!("cannot read {path}: {error}"))?;
            (path, bytes)
        }
        None => ("two quotes".to_owned(), two_quotes(6, "95").into_bytes()),
    };
    let settings = arguments.map(|text| setting(&text)).collect::<Result<Vec<_>, _>>()?;

    let comparison = match compare(&name, &bytes, &settings) {
        Ok(comparison) => comparison,
        Err(problems) => {
            // Every independent problem of the file, each with its line and the marked place.
            eprintln!("{problems}");
            return Ok(ExitCode::from(3));
        }
    };
    for warning in comparison.warnings() {
        eprintln!("{warning}");
    }
    tell(&comparison);
    Ok(ExitCode::SUCCESS)
}

fn setting(text: &str) -> Result<Setting, String> {
    text.parse().map_err(|error| format!("{text}: {error}"))
}

/// A scenario as text, made of what a program knows: TOML is the library's one way in.
fn two_quotes(visits: u32, hourly_rate: &str) -> String {
    format!(
        r#"
        name = "Two quotes"
        target.gross_margin = "40%"
        demand = {{ visits = {visits}, hours_per_visit = 1.5 }}

        [[option]]
        name = "By the hour"
        model = "per-incident"
        hourly_rate = {hourly_rate}
        travel_per_visit = {{ low = 30, high = 55 }}

        [[option]]
        name = "On a retainer"
        model = "retainer"
        monthly_fee = 800
        included_hours = 10
        overage_rate = 90
        "#
    )
}

fn tell(comparison: &Comparison) {
    println!("{}, in {} a year", comparison.name(), comparison.currency().code());
    for option in comparison.options() {
        println!("  {}", line(&option));
    }
    match comparison.cheapest() {
        Some(cheapest) => println!("The cheapest is {}.", cheapest.name()),
        None => println!("Every option hands its clients off, so that no costs are compared."),
    }
}

/// `By the hour: 13320`, and its range where it has one. Figures are exact: nothing is rounded.
fn line(option: &Alternative<'_>) -> String {
    let cost = option.figures().annual_cost;
    let range = if cost.low < cost.high { format!(", from {} to {}", cost.low, cost.high) } else { String::new() };
    format!("{}: {}{range}", option.name(), cost.base)
}
