//! The arguments of `completions`.

use clap::{Args, ValueEnum};
use smarthands::commands::Completions;
use smarthands::completion::Shell;

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell that the script is for
    #[arg(value_enum)]
    shell: ShellArg,
}

impl CompletionsArgs {
    pub(crate) fn into_command(self) -> Completions {
        Completions {
            shell: match self.shell {
                ShellArg::Bash => Shell::Bash,
                ShellArg::Zsh => Shell::Zsh,
                ShellArg::Fish => Shell::Fish,
                ShellArg::Powershell => Shell::Powershell,
                ShellArg::Elvish => Shell::Elvish,
            },
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ShellArg {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
}
