//! The command line: verbs and options, without logic.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use smarthands::break_even::Driver;
use smarthands::calc::number::Number;
use smarthands::commands::{Batch, Check, Compare, Explain, FindBreakEven, Format, Request, SweepGrid, Within};
use smarthands::scenario::limit::Interval;
use smarthands::scenario::path::TermPath;
use smarthands::scenario::setting::Setting;
use smarthands::scenario::variation::Variation;

/// What serving regional clients costs, option by option
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, propagate_version = true)]
#[command(after_help = "Example: smarthands compare scenarios/guide.toml")]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) color: colorchoice_clap::Color,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Compare the options of scenarios: annual cost, revenue needed, break-even volumes
    #[command(after_help = "Examples:
  smarthands compare scenarios/guide.toml
  smarthands compare scenarios --format csv -o tender.csv
  smarthands compare scenarios/guide.toml --set demand.visits=12 --set target.gross_margin=45%")]
    Compare(CompareArgs),
    /// Find the volumes and terms at which another option becomes the cheapest, or revenue covers cost
    #[command(after_help = "Examples:
  smarthands breakeven scenarios/guide.toml
  smarthands breakeven scenarios/guide.toml --switch option.retainer-partner.monthly_fee
  smarthands breakeven scenarios/guide.toml --chart --svg costs.svg
  smarthands breakeven scenarios --driver clients --format csv -o thresholds.csv")]
    Breakeven(BreakevenArgs),
    /// Explain how a figure came about, down to the line of the file that each input stands on
    #[command(after_help = "Examples:
  smarthands explain scenarios/guide.toml
  smarthands explain scenarios/guide.toml retainer-partner
  smarthands explain scenarios/growth-three-years.toml retainer overage --month 25
  smarthands explain scenarios/guide.toml retainer-partner revenue-needed")]
    Explain(ExplainArgs),
    /// Compare the options over a grid of values
    #[command(after_help = "Examples:
  smarthands sweep scenarios/guide.toml --vary visits=1..12/1
  smarthands sweep scenarios/guide.toml --vary visits=2,4,8 --vary demand.hours_per_visit=1,2,4
  smarthands sweep scenarios/guide.toml --vary visits=0..40/0.5 --format csv -o visits.csv")]
    Sweep(SweepArgs),
    /// Check that scenarios are valid; prints nothing when all is well
    #[command(after_help = "Example: smarthands check scenarios")]
    Check(CheckArgs),
}

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    #[command(flatten)]
    batch: BatchArgs,
    #[command(flatten)]
    results: ResultArgs,
}

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

#[derive(Debug, Args)]
struct ResultArgs {
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

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    batch: BatchArgs,
}

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
    /// Replace a term before the scenario is read; may be given several times
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
    /// Replace a term before the scenario is read; may be given several times
    #[arg(long = "set", value_name = "TERM=VALUE")]
    settings: Vec<Setting>,
    /// How results are written
    #[arg(short, long, value_enum, default_value_t = GridFormatArg::Table)]
    format: GridFormatArg,
    /// Write the results to FILE, which is replaced when all is complete
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Leave every figure of csv and jsonl unrounded
    #[arg(long)]
    exact: bool,
    /// Threads for many points [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Write every problem found to FILE, as CSV
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// No progress, no warnings
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Debug, Args)]
struct BatchArgs {
    /// A scenario file, a folder of them, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Replace a term before the scenario is read; may be given several times
    #[arg(long = "set", value_name = "TERM=VALUE")]
    settings: Vec<Setting>,
    /// Threads for many files [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Write every problem found to FILE, as CSV
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// No progress, no warnings
    #[arg(short, long)]
    quiet: bool,
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

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DriverArg {
    /// Visits a month
    Visits,
    /// Served hours a month
    Hours,
    /// Clients
    Clients,
}

/// A volume above zero.
fn volume(text: &str) -> Result<Number, String> {
    match Number::parse(text) {
        Ok(volume) if volume.is_positive() => Ok(volume),
        Ok(_) => Err("the axis ends above 0".to_owned()),
        Err(_) => Err("write a number such as 40 or 62.5".to_owned()),
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

impl BatchArgs {
    fn into_batch(self) -> Batch {
        Batch {
            paths: self.paths,
            settings: self.settings,
            jobs: self.jobs.map(usize::from),
            rejects: self.rejects,
            is_quiet: self.quiet,
        }
    }
}

impl ResultArgs {
    fn into_request(self, batch: BatchArgs) -> Request {
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

impl CompareArgs {
    pub(crate) fn into_command(self) -> Compare {
        Compare { request: self.results.into_request(self.batch) }
    }
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

impl SweepArgs {
    pub(crate) fn into_command(self) -> SweepGrid {
        let Self { file, variations, zip, settings, format, output, exact, jobs, rejects, quiet } = self;
        let jobs = jobs.map(usize::from);
        SweepGrid {
            batch: Batch { paths: vec![file], settings, jobs, rejects, is_quiet: quiet },
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

impl CheckArgs {
    pub(crate) fn into_command(self) -> Check {
        Check { batch: self.batch.into_batch() }
    }
}
