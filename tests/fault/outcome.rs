//! What a run came to.

use std::os::unix::process::ExitStatusExt as _;
use std::process::Command;

use crate::stage::{Files, Stage};

/// How it ended, what it said, and what is in the folder afterwards.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: Option<i32>,
    pub(crate) signal: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) files: Files,
}

impl Outcome {
    pub(crate) fn of(command: &mut Command, stage: &Stage) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code(),
            signal: output.status.signal(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            files: stage.files(),
        }
    }

    /// The paths that it said it could not read.
    pub(crate) fn unread(&self) -> Vec<&str> {
        let mut lines = self.err.lines();
        let mut unread = Vec::new();
        while let Some(line) = lines.next() {
            if line.starts_with("error[cannot-read]: ") {
                unread.extend(lines.next().and_then(|line| line.trim_start().strip_prefix("--> ")));
            }
        }
        unread
    }
}
