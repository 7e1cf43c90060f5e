//! The command line: any words are a verb with its arguments, or are refused in words. What is understood is done with a
//! scenario of the gallery, without files.

use std::path::PathBuf;

use clap::error::ContextValue;
use clap::{CommandFactory as _, Parser as _};
use smarthands::commands::{Batch, Format};
use smarthands::scenario::load;

use super::{gallery, message, page, sweep};

// As in the program; what only its `main` uses is idle here.
#[path = "../../src/cli/mod.rs"]
#[allow(dead_code, unused_imports, unreachable_pub, clippy::pedantic, reason = "the program itself uses all of it")]
mod cli;

use cli::{Cli, Verb};

/// The words of a line stand on lines of their own, and are no more than these.
const MOST_WORDS: usize = 40;

/// Holds the property; whether the words were understood.
pub fn holds(text: &str) -> bool {
    let words = text.split('\n').take(MOST_WORDS);
    let cli = match Cli::try_parse_from(["smarthands"].into_iter().chain(words)) {
        Ok(cli) => cli,
        Err(error) => {
            refused(&cli::told(error));
            return false;
        }
    };
    match cli.verb {
        Verb::Compare(arguments) => {
            let mut verb = arguments.into_command();
            verb.request.output = Some(PathBuf::new());
            let (format, file) = (verb.request.format, file(&mut verb.request.batch));
            page::delivered(verb.rehearsed("fuzz.toml", file.as_bytes()), format);
        }
        Verb::Breakeven(arguments) => {
            let mut verb = arguments.into_command();
            verb.request.output = Some(PathBuf::new());
            let (format, file) = (verb.request.format, file(&mut verb.request.batch));
            page::delivered(verb.rehearsed("fuzz.toml", file.as_bytes()), format);
        }
        Verb::Explain(arguments) => {
            let mut verb = arguments.into_command();
            verb.output = Some(PathBuf::new());
            let file = file(&mut verb.batch);
            page::delivered(verb.rehearsed("fuzz.toml", file.as_bytes()), verb.format);
        }
        Verb::Sweep(arguments) => {
            let mut verb = arguments.into_command();
            assert!(verb.format != Format::Json, "a sweep is no document");
            let file = file(&mut verb.batch);
            let _ = sweep::holds(file, &verb.batch.settings, &verb.variations, verb.is_zipped);
        }
        Verb::Check(arguments) => {
            let mut verb = arguments.into_command();
            let file = file(&mut verb.batch);
            match load("fuzz.toml", file.as_bytes(), &verb.batch.settings) {
                Ok(loaded) => message::suspected(&loaded.warnings, &loaded.sources),
                Err(refusal) => message::refused(&refusal.problems, &refusal.sources),
            }
        }
        // They write, and read no scenario.
        Verb::New(_) | Verb::Schema(_) | Verb::Completions(_) | Verb::Man(_) => (),
    }
    true
}

/// Why the words are refused, or the help that they ask for, as a terminal shows it.
fn refused(error: &clap::Error) {
    let told = message::uncoloured(&error.render().ansi().to_string());
    assert!(!told.is_empty() && (error.exit_code() == 2) == error.use_stderr(), "{told}");
    message::shown(&told);
    for (_, value) in error.context() {
        match value {
            // What the line holds must not pass for a colour either.
            ContextValue::String(word) => message::shown(word),
            ContextValue::Strings(words) => words.iter().for_each(|word| message::shown(word)),
            _ => (),
        }
    }
}

/// The scenario that the first path names, which is the only one.
fn file(batch: &mut Batch) -> &'static str {
    let name = batch.paths.first().and_then(|path| path.file_stem()).and_then(|stem| stem.to_str()).unwrap_or_default();
    let file = gallery::named(name);
    batch.paths = vec![PathBuf::from("fuzz.toml")];
    file
}

/// Every verb and option, for the dictionary.
pub fn words() -> Vec<String> {
    let command = Cli::command();
    let verbs = command.get_subcommands();
    let words = verbs.flat_map(|verb| {
        let options = verb.get_arguments().filter_map(|argument| argument.get_long());
        options.map(|option| format!("--{option}")).chain([verb.get_name().to_owned()])
    });
    let mut words: Vec<String> = words.collect();
    words.sort();
    words.dedup();
    words
}
