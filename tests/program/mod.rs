//! The program, run as a user of the repository would.

use std::process::{Command, Output};

/// Runs it in the root of the repository, in an empty environment.
pub(crate) fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_smarthands"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .output()
        .unwrap()
}
