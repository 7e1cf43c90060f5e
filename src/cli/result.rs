//! How the results of several scenarios are asked for and written.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use smarthands::break_even::Driver;
use smarthands::calc::number::Number;
use smarthands::commands::{Format, Request};

use super::batch::BatchArgs;

#[derive(Debug, Args)]
pub(super) struct ResultArgs {
    /// How results are written
    #[arg(short, long, value_enum, default_value_t = FormatArg::Table)]
    format: FormatArg,
    /// Write the results to FILE, which is replaced when all is complete
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The volume on the break-even axis
    #[arg(long, value_enum, default_value_t = DriverArg::Visits)]
    driver: DriverArg,
    /// Where the break-even axis ends [default: ten times the present volume]
    #[arg(long, value_name = "X", value_parser = volume, allow_hyphen_values = true)]
    max: Option<Number>,
    /// Leave every figure of csv, json and jsonl unrounded
    #[arg(long)]
    exact: bool,
}

impl ResultArgs {
    pub(super) fn into_request(self, batch: BatchArgs) -> Request {
        Request {
            batch: batch.into_batch(),
            format: self.format.into(),
            output: self.output,
            driver: self.driver.into(),
            max: self.max,
            is_exact: self.exact,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatArg {
    /// Text for a terminal
    Table,
    /// GitHub-flavoured Markdown
    Markdown,
    /// Rows under a header
    Csv,
    /// Documents, indented
    Json,
    /// A document a line
    Jsonl,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DriverArg {
    /// Visits a month
    Visits,
    /// Served hours a month
    Hours,
    /// Clients
    Clients,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Table => Self::Table,
            FormatArg::Markdown => Self::Markdown,
            FormatArg::Csv => Self::Csv,
            FormatArg::Json => Self::Json,
            FormatArg::Jsonl => Self::JsonLines,
        }
    }
}

impl From<DriverArg> for Driver {
    fn from(driver: DriverArg) -> Self {
        match driver {
            DriverArg::Visits => Self::Visits,
            DriverArg::Hours => Self::Hours,
            DriverArg::Clients => Self::Clients,
        }
    }
}

/// A volume above zero.
fn volume(text: &str) -> Result<Number, String> {
    match Number::parse(text) {
        Ok(volume) if volume.is_positive() => Ok(volume),
        Ok(_) => Err("the axis ends above 0".to_owned()),
        Err(_) => Err("write a number such as 40 or 62.5".to_owned()),
    }
}
