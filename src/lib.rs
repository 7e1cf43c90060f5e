//! x
#![allow(missing_docs)]
pub mod break_even;
pub mod calc;
pub mod diagnostic;
pub(crate) mod engagement;
pub mod evaluation;
pub mod model;
pub mod report;
pub mod scenario;
