//! What must hold of any input whatsoever, as functions that panic where it does not.
//!
//! `fuzz_targets/` gives them what libFuzzer comes up with, and `tests/fuzz/` the committed corpus and some edits, so that
//! every input ever found stays a test where there is nothing but Rust. They see the program from outside, through what
//! the library shows to everybody and the verbs without their files, and share no arithmetic with it.

// Each of the two uses another part of this.
#![allow(dead_code, reason = "tests and targets use different parts")]

pub(crate) mod block;
pub mod compare;
pub(crate) mod decimal;
pub mod edit;
pub(crate) mod figure;
pub(crate) mod gallery;
#[path = "../../tests/generator/mod.rs"]
#[allow(dead_code, reason = "only plain scenarios are drawn here")]
mod generator;
pub mod line;
pub(crate) mod markup;
pub(crate) mod message;
pub mod number;
pub(crate) mod page;
pub mod scenario;
pub mod setting;
pub(crate) mod sweep;
pub mod vocabulary;
pub(crate) mod volume;
