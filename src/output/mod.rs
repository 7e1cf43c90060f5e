//! Encoders: rows, documents and pages as text. They decide nothing.

mod csv;
mod json;
mod markdown;
mod text;
mod tree;

pub use self::csv::{CsvError, record};
pub use self::json::{compact, pretty};
pub use self::markdown::markdown;
pub use self::text::{Look, text};
pub use self::tree::{markdown_tree, tree};
