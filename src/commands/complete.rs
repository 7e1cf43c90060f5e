//! `completions`: the script that makes a shell ask this program for completions; and the answers to it.

use std::io::{self, Write as _};

use super::text::deliver;
use super::{Exit, bug};
use crate::completion::{Candidate, Question, Shell};

/// The verb and its argument.
#[derive(Clone, Copy, Debug)]
pub struct Completions {
    /// The shell whose script is printed.
    pub shell: Shell,
}

impl Completions {
    /// Runs the verb.
    pub fn run(&self) -> Exit {
        deliver(self.shell.script(), None)
    }
}

/// Answers a shell. Nothing is ever said: a word about what went wrong would land in the line that is being typed.
pub fn complete(question: &Question, candidates: impl FnOnce() -> Vec<Candidate>) -> Exit {
    let candidates = bug::caught(candidates).unwrap_or_default();
    let answer = question.answer(&candidates);
    let mut output = io::stdout().lock();
    match output.write_all(answer.as_bytes()).and_then(|()| output.flush()) {
        Ok(()) => Exit::Done,
        Err(_) => Exit::System,
    }
}
