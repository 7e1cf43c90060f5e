//! The command line: verbs and options, without logic. The arguments of a verb stand in a file of its name.

mod batch;
mod breakeven;
mod candidate;
mod check;
mod compare;
mod completions;
mod explain;
mod man;
mod new;
mod refusal;
mod result;
mod schema;
mod sweep;

use breakeven::BreakevenArgs;
pub(crate) use candidate::candidates;
use check::CheckArgs;
use clap::{Parser, Subcommand};
use compare::CompareArgs;
use completions::CompletionsArgs;
use explain::ExplainArgs;
use man::ManArgs;
use new::NewArgs;
pub(crate) use refusal::told;
use schema::SchemaArgs;
use sweep::SweepArgs;

/// What serving regional clients costs, option by option
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, propagate_version = true)]
#[command(after_help = "A scenario is a text file with your figures: `new` writes one, with every line explained.

Examples:
  smarthands new mine.toml
  smarthands compare mine.toml
  smarthands breakeven mine.toml
  smarthands explain mine.toml")]
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
  smarthands new --from guide guide.toml
  smarthands compare guide.toml
  smarthands compare guide.toml --set demand.visits=12 --set target.gross_margin=45%
  smarthands compare . --format csv -o tender.csv")]
    Compare(CompareArgs),
    /// Find the volumes and terms at which another option becomes the cheapest, or revenue covers cost
    #[command(after_help = "Examples:
  smarthands new --from guide guide.toml
  smarthands breakeven guide.toml
  smarthands breakeven guide.toml --switch option.retainer-partner.monthly_fee
  smarthands breakeven guide.toml --chart --svg costs.svg
  smarthands breakeven . --driver clients --format csv -o thresholds.csv")]
    Breakeven(BreakevenArgs),
    /// Explain how a figure came about, down to the line of the file that each input stands on
    #[command(after_help = "Examples:
  smarthands new --from guide guide.toml
  smarthands explain guide.toml
  smarthands explain guide.toml retainer-partner
  smarthands explain guide.toml retainer-partner revenue-needed
  smarthands explain guide.toml per-incident-only labour --month 3")]
    Explain(ExplainArgs),
    /// Compare the options over a grid of values
    #[command(after_help = "Examples:
  smarthands new --from guide guide.toml
  smarthands sweep guide.toml --vary visits=1..12/1
  smarthands sweep guide.toml --vary visits=2,4,8 --vary demand.hours_per_visit=1,2,4
  smarthands sweep guide.toml --vary visits=0..40/0.5 --format csv -o visits.csv")]
    Sweep(SweepArgs),
    /// Check that scenarios are valid; prints nothing when all is well
    #[command(after_help = "Examples:
  smarthands new --from guide guide.toml
  smarthands check guide.toml
  smarthands check . --rejects problems.csv")]
    Check(CheckArgs),
    /// Write a scenario to start from, never over an existing file
    #[command(
        after_help = "Without FILE, on a terminal: a few questions, then a scenario with the answers, and its comparison.

Examples:
  smarthands new mine.toml
  smarthands compare mine.toml
  smarthands new --list
  smarthands new --from hire-loaded-cost technician.toml
  smarthands compare technician.toml"
    )]
    New(NewArgs),
    /// Print the JSON Schema of the scenario format, for editors
    #[command(after_help = "An editor uses it for a scenario in the same folder whose first line is
#:schema ./smarthands.schema.json

Examples:
  smarthands new mine.toml
  smarthands schema -o smarthands.schema.json")]
    Schema(SchemaArgs),
    /// Print a script with which a shell completes verbs, files, option ids and terms
    #[command(after_help = "Examples:
  smarthands completions bash > smarthands.bash
  smarthands completions fish > smarthands.fish")]
    Completions(CompletionsArgs),
    /// Print the manual page, or write the pages of all verbs into a folder
    #[command(after_help = "Examples:
  smarthands man > smarthands.1
  smarthands man pages")]
    Man(ManArgs),
}
