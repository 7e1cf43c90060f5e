//! Parses the arguments, runs the verb and exits: the only place that does.

mod cli;

use std::process::ExitCode;

use clap::Parser as _;
use cli::{Cli, Verb};
use smarthands::commands::{complete, guarded, heed_limits, unprinted};
use smarthands::completion::Question;

fn main() -> ExitCode {
    heed_limits();
    if let Some(question) = Question::asked() {
        return ExitCode::from(complete(&question, || cli::candidates(&question.words)).code());
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let error = cli::told(error);
            // Help and versions go to standard output, everything else to standard error.
            let exit = u8::try_from(error.exit_code()).unwrap_or(2);
            return ExitCode::from(match error.print() {
                Err(failure) if !error.use_stderr() => unprinted(failure).code(),
                _ => exit,
            });
        }
    };
    cli.color.write_global();
    let exit = guarded(|| match cli.verb {
        Verb::Compare(arguments) => arguments.into_command().run(),
        Verb::Breakeven(arguments) => arguments.into_command().run(),
        Verb::Explain(arguments) => arguments.into_command().run(),
        Verb::Sweep(arguments) => arguments.into_command().run(),
        Verb::Check(arguments) => arguments.into_command().run(),
        Verb::New(arguments) => arguments.into_command().run(),
        Verb::Schema(arguments) => arguments.into_command().run(),
        Verb::Completions(arguments) => arguments.into_command().run(),
        Verb::Man(arguments) => arguments.into_command().run(),
    });
    ExitCode::from(exit.code())
}
