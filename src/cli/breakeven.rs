//! The arguments of `breakeven`.

use std::path::PathBuf;

use clap::Args;
use smarthands::calc::number::Number;
use smarthands::commands::{FindBreakEven, Within};
use smarthands::scenario::limit::Interval;
use smarthands::scenario::path::TermPath;

use super::batch::BatchArgs;
use super::result::ResultArgs;

#[derive(Debug, Args)]
pub(crate) struct BreakevenArgs {
    #[command(flatten)]
    batch: BatchArgs,
    #[command(flatten)]
    results: ResultArgs,
    /// Look at one TERM alone, and list all its switching values
    #[arg(long, value_name = "TERM")]
    switch: Option<TermPath>,
    /// The values of TERM to look at [default: from 0 to ten times its value]
    #[arg(long, value_name = "LOW..HIGH", value_parser = within, requires = "switch", allow_hyphen_values = true)]
    within: Option<Within>,
    /// Draw the cost of every option over the volume, under the table
    #[arg(long)]
    chart: bool,
    /// Draw the same as a picture, and write it to FILE; of one scenario
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

impl BreakevenArgs {
    pub(crate) fn into_command(self) -> FindBreakEven {
        FindBreakEven {
            request: self.results.into_request(self.batch),
            term: self.switch,
            within: self.within,
            has_chart: self.chart,
            picture: self.svg,
        }
    }
}

/// Two numbers or percentages with two dots between them.
fn within(text: &str) -> Result<Within, String> {
    let number = |text: &str| {
        let text = text.trim();
        if text.ends_with('%') { Number::parse_percent(text) } else { Number::parse(text) }
    };
    let (low, high) = text.split_once("..").ok_or("write LOW..HIGH, such as 900..2200 or 10%..40%")?;
    match (number(low), number(high)) {
        (Ok(low), Ok(high)) if low < high => {
            Ok(Within { interval: Interval { low, high }, is_percent: text.contains('%') })
        }
        (Ok(_), Ok(_)) => Err("the lower end is not below the upper one".to_owned()),
        _ => Err("write two numbers or percentages, such as 900..2200 or 10%..40%".to_owned()),
    }
}
