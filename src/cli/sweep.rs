//! The arguments of `sweep`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use smarthands::commands::{Format, SweepGrid};
use smarthands::scenario::variation::Variation;

use super::batch::RunArgs;

#[derive(Debug, Args)]
pub(crate) struct SweepArgs {
    /// A scenario file, or - for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Vary a term, or one of visits, hours and clients: 900,1500,2200 or 0..40/0.5 or ±20%/5%; several make a grid
    #[arg(long = "vary", value_name = "TERM=VALUES", required = true)]
    variations: Vec<Variation>,
    /// Take the first values of all terms together, then the second, and so on
    #[arg(long)]
    zip: bool,
    /// How results are written
    #[arg(short, long, value_enum, default_value_t = GridFormatArg::Table)]
    format: GridFormatArg,
    /// Write the results to FILE, which is replaced when all is complete
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Leave every figure of csv and jsonl unrounded
    #[arg(long)]
    exact: bool,
    #[command(flatten)]
    run: RunArgs,
}

impl SweepArgs {
    pub(crate) fn into_command(self) -> SweepGrid {
        let Self { file, variations, zip, format, output, exact, run } = self;
        SweepGrid {
            batch: run.into_batch(vec![file]),
            variations,
            is_zipped: zip,
            format: match format {
                GridFormatArg::Table => Format::Table,
                GridFormatArg::Markdown => Format::Markdown,
                GridFormatArg::Csv => Format::Csv,
                GridFormatArg::Jsonl => Format::JsonLines,
            },
            output,
            is_exact: exact,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum GridFormatArg {
    /// Text for a terminal, of at most 1,000 points
    Table,
    /// GitHub-flavoured Markdown, of at most 1,000 points
    Markdown,
    /// Rows under a header
    Csv,
    /// An object a line
    Jsonl,
}
