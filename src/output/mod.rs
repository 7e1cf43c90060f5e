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
pub use self::json::{compact, pretty};
pub use self::markdown::markdown;
pub use self::plot::plot;
pub use self::straight::{Point, Rows, Strip, inverses};
pub use self::svg::svg;
pub use self::text::{Look, text};
pub use self::tree::{markdown_tree, tree};
