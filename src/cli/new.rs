//! The arguments of `new`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use smarthands::commands::{New, Origin, gallery};

#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// The file to write, or - for standard output
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Start from a scenario of the gallery; without FILE, write NAME.toml
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(gallery()), hide_possible_values = true)]
    from: Option<String>,
    /// List the scenarios of the gallery, and write nothing
    #[arg(long, conflicts_with_all = ["file", "from"])]
    list: bool,
    /// Do not say what was written, nor warn
    #[arg(short, long)]
    quiet: bool,
}

impl NewArgs {
    pub(crate) fn into_command(self) -> New {
        let origin = match (self.list, self.from) {
            (true, _) => Origin::List,
            (false, Some(name)) => Origin::Gallery(name),
            (false, None) => Origin::Starter,
        };
        New { file: self.file, origin, is_quiet: self.quiet }
    }
}
