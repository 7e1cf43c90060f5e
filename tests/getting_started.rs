//! `docs/getting-started.md` is followed literally: its commands are typed into one shell, in their order, in an empty folder,
//! and each answers as the page shows. Lines of a `toml` block are those of the file as it is by then.
//!
//! Run with `SNAPSHOTS=overwrite` to write the answers anew, and read the difference aloud before keeping it. The commands that
//! build the program stand in a block of `sh`, and are run by `.ci/run`.
#![cfg(unix)]
#![allow(missing_docs, clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

use snapbox::filter::NormalizeToExpected;
use snapbox::{Data, assert_data_eq};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/getting-started.md");

/// The file of the page, which its reader is in the folder of.
const SHOW_FILE: &str = "cat mine.toml";

/// A command as it is typed, and what the page shows below it.
struct Step {
    command: String,
    shown: String,
}

#[test]
fn each_step_answers_as_the_page_shows() {
    let text = std::fs::read_to_string(PAGE).unwrap();
    // Every other piece is a block: its language in the first line, then what is in it.
    let pieces: Vec<Vec<Step>> = text
        .split("```")
        .enumerate()
        .map(|(index, piece)| if index % 2 == 0 { Vec::new() } else { steps(piece) })
        .collect();
    let all: Vec<&Step> = pieces.iter().flatten().collect();
    assert!(all.iter().filter(|step| step.command.starts_with("smarthands ")).count() >= 10);
    let mut answers = typed(&all).into_iter();
    let mut written = Vec::new();
    for (piece, steps) in text.split("```").zip(&pieces) {
        let mut block = "console\n".to_owned();
        for (step, (answer, code)) in steps.iter().zip(answers.by_ref()) {
            // `check` ends with 3 where it has found a mistake, and nothing else may fail.
            assert_eq!(code, if answer.starts_with("error[") { 3 } else { 0 }, "{}\n{answer}", step.command);
            if step.command == SHOW_FILE {
                let missing = step.shown.lines().find(|line| answer.lines().all(|other| other != *line));
                assert_eq!(missing, None, "not in\n{answer}");
            } else {
                block.extend(["$ ", &step.command, "\n", &as_shown(&answer, &step.shown)]);
            }
        }
        written.push(if piece.starts_with("console\n") { block } else { piece.to_owned() });
    }
    assert_data_eq!(written.join("```"), Data::read_from(Path::new(PAGE), None).raw());
}

/// The commands of a block of the console. A block of TOML looks into the file; other blocks have none.
fn steps(block: &str) -> Vec<Step> {
    let (language, inside) = block.split_once('\n').unwrap();
    match language {
        "toml" => vec![Step { command: SHOW_FILE.to_owned(), shown: inside.to_owned() }],
        "console" => {
            let steps = inside.strip_prefix("$ ").unwrap().split("\n$ ");
            let parted = steps.map(|step| step.split_once('\n').unwrap_or((step, "")));
            let step = |(command, shown): (&str, &str)| {
                let shown =
                    if shown.is_empty() || shown.ends_with('\n') { shown.to_owned() } else { format!("{shown}\n") };
                Step { command: command.to_owned(), shown }
            };
            parted.map(step).collect()
        }
        _ => Vec::new(),
    }
}

/// What a terminal answers to each command, and its exit code.
fn typed(steps: &[&Step]) -> Vec<(String, i32)> {
    const MARK: &str = "@@ done with";
    let folder = tempfile::tempdir().unwrap();
    let script: String = steps.iter().flat_map(|step| [&step.command, "\necho '", MARK, "' $?\n"]).collect();
    let program = Path::new(env!("CARGO_BIN_EXE_smarthands")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("exec 2>&1\n{script}")]).current_dir(folder.path()).env_clear().env("PATH", path);
    let output = String::from_utf8(shell.output().unwrap().stdout).unwrap();
    let mut rest = output.as_str();
    let mut answers = Vec::new();
    while let Some((answer, after)) = rest.split_once(MARK) {
        let (code, after) = after.split_once('\n').unwrap();
        answers.push((answer.to_owned(), code.trim().parse().unwrap()));
        rest = after;
    }
    assert_eq!((answers.len(), rest), (steps.len(), ""), "{output}");
    answers
}

/// An answer with `...` for the lines that the page leaves out; as it is where it has other lines than those shown.
fn as_shown(answer: &str, shown: &str) -> String {
    let answer = NormalizeToExpected::new().redact().normalize(Data::text(answer), &Data::text(shown));
    answer.to_string()
}
