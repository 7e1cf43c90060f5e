//! Encoders: rows, documents, pages and charts as text. They decide nothing.
//!
//! Unstable: no part of what [the front page](crate#what-is-stable-and-what-is-not) promises.

mod csv;
mod grid;
mod json;
mod markdown;
mod plot;
mod straight;
mod svg;
mod text;
#[cfg(test)]
mod tiny;
mod tree;

pub use self::csv::{CsvError, records};
pub(crate) use self::json::{compact, pretty};
pub(crate) use self::markdown::markdown;
pub(crate) use self::plot::plot;
pub use self::straight::Strip;
pub(crate) use self::straight::{Point, Rows, inverses};
pub(crate) use self::svg::svg;
pub(crate) use self::text::{Look, text};
pub(crate) use self::tree::{markdown_tree, tree};
