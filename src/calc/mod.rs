//! The calculation machine: formulas as a graph, and readings of it.
//!
//! It knows nothing of partners, scenario files or tables. A formula is written once with [`builder::Expr`]; a
//! [`domain::Domain`] says what it means: an exact amount ([`exact`]), a unit ([`dimension`]), or a curve over one
//! varying input ([`linear`]) or over its reciprocal ([`reciprocal`]).

pub mod builder;
pub mod comparison;
pub mod corner;
pub mod curve;
pub mod dependent;
mod digits;
pub mod dimension;
pub mod domain;
pub mod exact;
pub mod graph;
pub mod linear;
pub mod number;
pub mod reciprocal;
mod sum;
pub mod unit;
mod walk;

#[cfg(test)]
mod conformance;
