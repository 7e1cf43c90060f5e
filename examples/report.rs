//! A report of one's own: a proposal in Markdown over several sites, with the revenue needed at two margins.
//!
//! ```sh
//! cargo run --example report -- 45% 60% scenarios/guide.toml scenarios/zone-card.toml
//! ```
//!
//! A site whose file is refused is told on standard error and left out; the others still come.

// Output of a few lines to a terminal; a program for pipelines would write to a locked handle and look at its errors.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;
use std::process::ExitCode;

use smarthands::{Alternative, Comparison, Number, Problems, Setting, compare};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [low, high, sites @ ..] = arguments.as_slice() else {
        return Err("name two margins and at least one file, such as: report 45% 60% site.toml".into());
    };
    let margins = [margin(low)?, margin(high)?];
    let mut refused = 0;
    for path in sites {
        let bytes = std::fs::read(path).map_err(|error| format!("cannot read {path}: {error}"))?;
        match Site::read(path, &bytes, &margins) {
            Ok(site) => println!("{}", site.page([low, high])),
            Err(problems) => {
                eprintln!("{problems}");
                refused += 1;
            }
        }
    }
    Ok(if refused == 0 { ExitCode::SUCCESS } else { ExitCode::from(3) })
}

/// The setting that replaces a file's target, whichever kind that is, by a gross margin.
fn margin(text: &str) -> Result<Setting, Box<dyn Error>> {
    Number::parse_percent(text).map_err(|error| format!("{text}: {error}"))?;
    Ok(format!("target={{ gross_margin = \"{text}\" }}").parse()?)
}

/// A site: its scenario at either margin. Costs are the same in both.
struct Site {
    low: Comparison,
    high: Comparison,
}

impl Site {
    fn read(path: &str, bytes: &[u8], [low, high]: &[Setting; 2]) -> Result<Self, Problems> {
        let at = |margin: &Setting| compare(path, bytes, std::slice::from_ref(margin));
        Ok(Self { low: at(low)?, high: at(high)? })
    }

    fn page(&self, [low, high]: [&str; 2]) -> String {
        let mut lines = vec![
            format!("## {}\n", self.low.name()),
            format!("| option | cost a year | to bill at {low} | to bill at {high} |"),
            "|---|--:|--:|--:|".to_owned(),
        ];
        // Both are of one file, so they have the same options in the same order.
        for (at_low, at_high) in self.low.options().zip(self.high.options()) {
            let figures = at_low.figures();
            let amounts =
                [figures.annual_cost.base, figures.revenue_needed.base, at_high.figures().revenue_needed.base];
            let [cost, low, high] = amounts.map(|amount| self.money(amount));
            lines.push(format!("| {} | {cost} | {low} | {high} |", cell(at_low.name())));
        }
        if let Some(chosen) = self.low.cheapest() {
            lines.push(format!("\nWe propose **{}**. Over {} months:\n", cell(chosen.name()), self.low.months()));
            lines.extend(self.cost(&chosen));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// What an option's cost is made of, over the whole horizon.
    fn cost(&self, option: &Alternative<'_>) -> Vec<String> {
        let figures = option.figures();
        let item = |name: &str, amount: Number| format!("- {}: {}", cell(name), self.money(amount));
        let lines = figures.details.lines.iter().map(|line| item(&line.name, line.total));
        lines.chain([item("together", figures.total_cost)]).collect()
    }

    /// Money as an invoice has it: rounded to the currency's minor unit, half away from zero.
    fn money(&self, amount: Number) -> String {
        let currency = self.low.currency();
        format!("{}{}", currency.prefix(true), amount.to_fixed(currency.places()))
    }
}

/// A name in a table of Markdown.
fn cell(name: &str) -> String {
    name.replace('|', "\\|")
}
