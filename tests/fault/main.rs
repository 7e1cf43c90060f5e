//! The system failing: every call that can fail does, the disk is full, readers go away, the program is killed.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]
#![cfg(target_os = "linux")]

#[path = "../ararat/mod.rs"]
mod ararat;
#[path = "../effort/mod.rs"]
mod effort;

mod call;
mod full;
mod judge;
mod kill;
mod outcome;
mod pipe;
mod stage;
mod strace;
mod task;
