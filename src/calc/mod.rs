//! The calculation machine: formulas as a graph, and readings of it.
//!
//! It knows nothing of partners, scenario files or tables. A formula is written once with `builder::Expr`; a
//! [`domain::Domain`] says what it means: an exact amount ([`exact`]), a unit ([`dimension`]), or a curve over one
//! varying input (`linear`) or over its reciprocal (`reciprocal`), or a line along a run of points (`straight`).
//!
//! Beside the readings: `curve` holds what is drawn along an axis, `pen`, `walk` and `bend` draw it, `sum` keeps it undrawn,
//! `comparison` finds where two cross; `bound` says how far a line of a run may be off, and `track` rounds along it; `dependent` and `corner` say what has to be read again.
//!
//! Unstable: no part of what [the front page](crate#what-is-stable-and-what-is-not) promises.

mod bend;
mod bound;
pub(crate) mod builder;
pub mod comparison;
pub(crate) mod corner;
pub(crate) mod curve;
pub mod dependent;
mod digits;
pub mod dimension;
pub mod domain;
mod error;
pub mod exact;
pub mod graph;
pub(crate) mod linear;
mod literal;
pub mod number;
mod pen;
pub(crate) mod reciprocal;
pub(crate) mod straight;
mod sum;
pub(crate) mod track;
pub mod unit;
mod walk;

#[cfg(test)]
mod conformance;
