//! The library's front: a scenario's file in, its figures out. What stands here, and what it hands out, is stable.
//!
//! It decides nothing: every figure comes from `evaluation` and `break_even`, every message from `scenario`. It exists so
//! that the rooms behind it may change without breaking the programs in front of it.

mod comparison;
mod problem;

pub use comparison::{Alternative, Comparison, compare};
pub use problem::{Problem, Problems};
