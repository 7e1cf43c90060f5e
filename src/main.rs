//! Parses the arguments, runs the verb and exits: the only place that does.

mod cli;

use std::process::ExitCode;

use clap::Parser as _;
use cli::{Cli, Verb};
use smarthands::commands::guarded;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and versions go to standard output, everything else to standard error; a reader that went away is
            // no failure of ours.
            let is_printed = error.print().is_ok() || error.use_stderr();
            return ExitCode::from(if is_printed { u8::try_from(error.exit_code()).unwrap_or(2) } else { 5 });
        }
    };
    cli.color.write_global();
    let exit = guarded(|| match cli.verb {
        Verb::Compare(arguments) => arguments.into_command().run(),
        Verb::Check(arguments) => arguments.into_command().run(),
    });
    ExitCode::from(exit.code())
}
