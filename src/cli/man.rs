//! The arguments of `man`, and the pages, which are made of the help.

use std::io;
use std::path::PathBuf;

use clap::{Args, Command, CommandFactory as _};
use clap_mangen::Man as Manual;
use clap_mangen::roff::{Roff, bold, roman};
use smarthands::commands::{EXIT_STATUS, Man, Page};

use super::Cli;

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// A folder for the pages of all verbs, which is made where there is none [default: print the main page]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl ManArgs {
    pub(crate) fn into_command(self) -> Man {
        Man { pages: pages(), folder: self.folder }
    }
}

/// The page of the program, and one of each verb.
fn pages() -> Vec<Page> {
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    let verbs: Vec<Command> = program.get_subcommands().cloned().collect();
    let titles: Vec<String> = std::iter::once(&program).chain(&verbs).map(title).collect();
    let commands = std::iter::once(program).chain(verbs);
    // Writing into memory cannot fail.
    commands.filter_map(|command| page(command, &titles).ok()).collect()
}

fn title(command: &Command) -> String {
    command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned()
}

fn page(mut command: Command, titles: &[String]) -> io::Result<Page> {
    let own = title(&command);
    let name = format!("{own}.1");
    let has_verbs = command.has_subcommands();
    let usage = command.render_usage().to_string();
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let manual = Manual::new(command);
    let mut text = Vec::new();
    // No date: a page is of a version.
    let version = concat!("smarthands ", env!("CARGO_PKG_VERSION"));
    section(&mut text, |roff| {
        roff.control("TH", [own.to_uppercase().as_str(), "1", "\"\"", version, "User Commands"]);
    })?;
    manual.render_name_section(&mut text)?;
    section(&mut text, |roff| synopsis(roff, &usage))?;
    manual.render_description_section(&mut text)?;
    manual.render_options_section(&mut text)?;
    if has_verbs {
        manual.render_subcommands_section(&mut text)?;
    }
    section(&mut text, |roff| {
        examples(roff, &help);
        exit_status(roff);
        see_also(roff, &titles.iter().filter(|title| **title != own).collect::<Vec<_>>());
    })?;
    let text = String::from_utf8_lossy(&text);
    // Each section begins with the same definition of an apostrophe, of which a page needs one.
    let definition = Roff::new().render();
    Ok(Page { name, text: format!("{definition}{}", text.replace(&definition, "")) })
}

fn section(text: &mut Vec<u8>, write: impl FnOnce(&mut Roff)) -> io::Result<()> {
    let mut roff = Roff::new();
    write(&mut roff);
    roff.to_writer(text)
}

/// The usage, which tells values and repetition, where a list of all options would not.
fn synopsis(roff: &mut Roff, usage: &str) {
    let usage = usage.trim_start_matches("Usage: ");
    let arguments = usage.find(['[', '<']).unwrap_or(usage.len());
    let (name, arguments) = usage.split_at(arguments);
    roff.control("SH", ["SYNOPSIS"]).text([bold(name.trim_end()), roman(format!(" {arguments}"))]);
}

fn exit_status(roff: &mut Roff) {
    roff.control("SH", ["EXIT STATUS"]);
    for (code, meaning) in EXIT_STATUS {
        roff.control("TP", []).text([bold(code.to_string())]).text([roman(meaning)]);
    }
}

fn see_also(roff: &mut Roff, others: &[&String]) {
    roff.control("SH", ["SEE ALSO"]);
    for (position, other) in others.iter().enumerate() {
        let comma = if position + 1 < others.len() { "," } else { "" };
        roff.control("BR", [other.as_str(), format!("(1){comma}").as_str()]);
    }
}

/// The lines below `Examples:`, each on a line of its own.
fn examples(roff: &mut Roff, help: &str) {
    roff.control("SH", ["EXAMPLES"]).control("nf", []);
    for line in help.lines().filter_map(|line| line.strip_prefix("  ")) {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
}
