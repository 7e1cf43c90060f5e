//! What may stand at a place of the command line: clap knows which argument that is, the scenario what fits it.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::sync::Arc;

use clap::builder::ValueHint;
use clap::{Arg, CommandFactory as _};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter as _, complete};
use smarthands::completion::{Candidate, Scene, volumes};

use super::Cli;

type Words = Arc<Vec<OsString>>;

/// What may stand at the last of these words.
pub(crate) fn candidates(words: &[OsString]) -> Vec<Candidate> {
    let Some((last, before)) = words.split_last() else { return Vec::new() };
    let shared: Words = Arc::new(words.to_vec());
    let mut command = Cli::command().mut_subcommands(|verb| verb.mut_args(|argument| equipped(argument, &shared)));
    let here = std::env::current_dir().ok();
    let found = complete(&mut command, words.to_vec(), before.len(), here.as_deref()).unwrap_or_default();
    let mut found: Vec<Candidate> = found
        .iter()
        .filter_map(|candidate| {
            let help = candidate.get_help().map(ToString::to_string).unwrap_or_default();
            Candidate::new(candidate.get_value().to_str()?, help.lines().next().unwrap_or_default())
        })
        .collect();
    // Options come where they are begun, or where nothing else does.
    if last.is_empty() && found.iter().any(|candidate| !candidate.text.starts_with('-')) {
        found.retain(|candidate| !candidate.text.starts_with('-'));
    }
    found
}

/// An argument with what is known of its values; clap knows those of a fixed list itself.
fn equipped(argument: Arg, words: &Words) -> Arg {
    match argument.get_id().as_str() {
        "file" | "paths" => argument.add(ArgValueCompleter::new(scenario_files)),
        "folder" => argument.value_hint(ValueHint::DirPath),
        "output" | "rejects" | "svg" => argument.value_hint(ValueHint::FilePath),
        "option" => of_scene(argument, words, |scene, _| scene.options()),
        "line" => of_scene(argument, words, |scene, _| scene.lines()),
        "switch" => of_scene(argument, words, |scene, _| scene.switchable()),
        "settings" => of_scene(argument, words, |scene, word| {
            scene.valued(word).map_or_else(|| scene.settable(), |present| vec![present])
        }),
        "variations" => {
            let words = Arc::clone(words);
            argument.add(ArgValueCompleter::new(move |word: &OsStr| {
                let terms = Scene::of(&words).map(|scene| scene.settable()).unwrap_or_default();
                // The whole of `visits=` is there when its values are wanted, which nobody knows.
                let whole = |candidate: &Candidate| OsStr::new(&candidate.text) == word;
                begun(volumes().into_iter().chain(terms).filter(|candidate| !whole(candidate)).collect(), word)
            }))
        }
        _ => argument,
    }
}

/// An argument whose values the scenario of the command line knows.
fn of_scene(argument: Arg, words: &Words, known: fn(&Scene<'_>, &str) -> Vec<Candidate>) -> Arg {
    let words = Arc::clone(words);
    argument.add(ArgValueCompleter::new(move |word: &OsStr| {
        let known = word.to_str().and_then(|word| Some(known(&Scene::of(&words)?, word)));
        begun(known.unwrap_or_default(), word)
    }))
}

/// The candidates that go on from what is there, as clap takes them.
fn begun(candidates: Vec<Candidate>, word: &OsStr) -> Vec<CompletionCandidate> {
    let Some(word) = word.to_str() else { return Vec::new() };
    let begun = candidates.into_iter().filter(|candidate| candidate.text.starts_with(word));
    begun
        .map(|Candidate { text, help }| CompletionCandidate::new(text).help((!help.is_empty()).then(|| help.into())))
        .collect()
}

/// Files named `*.toml`, and folders on the way to them.
fn scenario_files(word: &OsStr) -> Vec<CompletionCandidate> {
    let is_scenario = |path: &Path| path.extension().is_some_and(|extension| extension == "toml");
    PathCompleter::any().filter(is_scenario).complete(word)
}
