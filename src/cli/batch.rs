//! Which scenarios a verb goes over, and how.

use std::path::PathBuf;

use clap::Args;
use smarthands::commands::Batch;
use smarthands::scenario::setting::Setting;

/// Scenarios and how they are gone over.
#[derive(Debug, Args)]
pub(super) struct BatchArgs {
    /// A scenario file, a folder of them, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    run: RunArgs,
}

/// How scenarios, or the points of one, are gone over.
#[derive(Debug, Args)]
pub(super) struct RunArgs {
    /// Replace a term before the scenario is read, such as demand.visits=12; may be given several times
    #[arg(long = "set", value_name = "TERM=VALUE")]
    settings: Vec<Setting>,
    /// Threads for many files or points [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Write every problem found to FILE, as CSV
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// No progress, no warnings
    #[arg(short, long)]
    quiet: bool,
}

impl BatchArgs {
    pub(super) fn into_batch(self) -> Batch {
        self.run.into_batch(self.paths)
    }
}

impl RunArgs {
    pub(super) fn into_batch(self, paths: Vec<PathBuf>) -> Batch {
        Batch {
            paths,
            settings: self.settings,
            jobs: self.jobs.map(usize::from),
            rejects: self.rejects,
            is_quiet: self.quiet,
        }
    }
}
