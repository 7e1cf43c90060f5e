//! The arguments of `explain`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use smarthands::commands::{Batch, Explain, Format};
use smarthands::scenario::setting::Setting;

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// A scenario file, or - for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The id of an option [default: an overview of all options]
    option: Option<String>,
    /// A cost line, or annual-cost, revenue-needed, break-even-sales, markup, present-value, annual-revenue,
    /// gross-profit or gross-margin [default: annual-cost]
    line: Option<String>,
    /// Explain month N alone, from 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=120))]
    month: Option<u32>,
    /// Show at most N levels below the figure
    #[arg(long, value_name = "N")]
    depth: Option<u16>,
    /// Show lines of zero, and defaults that change nothing
    #[arg(long)]
    zeros: bool,
    /// Replace a term before the scenario is read, such as demand.visits=12; may be given several times
    #[arg(long = "set", value_name = "TERM=VALUE")]
    settings: Vec<Setting>,
    /// How the explanation is written
    #[arg(short, long, value_enum, default_value_t = TreeFormatArg::Table)]
    format: TreeFormatArg,
    /// Write it to FILE, which is replaced when all is complete
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Leave every figure unrounded
    #[arg(long)]
    exact: bool,
    /// No warnings
    #[arg(short, long)]
    quiet: bool,
}

impl ExplainArgs {
    pub(crate) fn into_command(self) -> Explain {
        Explain {
            batch: Batch { paths: vec![self.file], settings: self.settings, is_quiet: self.quiet, ..Batch::default() },
            option: self.option,
            line: self.line,
            month: self.month,
            depth: self.depth.map(usize::from),
            is_complete: self.zeros,
            format: match self.format {
                TreeFormatArg::Table => Format::Table,
                TreeFormatArg::Markdown => Format::Markdown,
                TreeFormatArg::Json => Format::Json,
                TreeFormatArg::Jsonl => Format::JsonLines,
            },
            output: self.output,
            is_exact: self.exact,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TreeFormatArg {
    /// Text for a terminal
    Table,
    /// Nested lists of GitHub-flavoured Markdown
    Markdown,
    /// A document, indented
    Json,
    /// A document on one line
    Jsonl,
}
