//! How results are written: the formats, and what stands before, between and after the results of scenarios.

use serde::Serialize;

use super::terminal;
use crate::diagnostic::Diagnostic;
use crate::output::{self, Look};
use crate::report::{Cell, Page, Words};
use crate::scenario::currency::Currency;

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text for a terminal.
    Table,
    /// GitHub-flavoured Markdown.
    Markdown,
    /// Rows, with a header.
    Csv,
    /// Documents, indented.
    Json,
    /// A document a line.
    JsonLines,
}

/// What stands around the results of scenarios.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame {
    /// Before the first.
    pub(super) opening: &'static str,
    /// Between two.
    pub(super) separator: &'static str,
    /// After the last.
    pub(super) closing: &'static str,
}

/// Encodes results in one format.
#[derive(Clone, Copy, Debug)]
pub(super) struct Encoder {
    pub(super) format: Format,
    pub(super) look: Look,
    /// Whether exactly one file is asked for, whose document stands alone.
    is_single: bool,
}

impl Encoder {
    pub(super) fn new(format: Format, is_file: bool, is_single: bool) -> Self {
        Self { format, look: terminal::look(is_file), is_single }
    }

    /// What stands around results whose rows have this header.
    pub(super) fn frame(&self, header: &'static str) -> Frame {
        let frame = |opening, separator, closing| Frame { opening, separator, closing };
        match (self.format, self.is_single) {
            (Format::Table, _) => frame("", "\n\n", ""),
            (Format::Markdown, _) => frame("", "\n---\n\n", ""),
            (Format::Csv, _) => frame(header, "", ""),
            (Format::Json, true) => frame("", ",\n", "\n"),
            (Format::Json, false) => frame("[\n", ",\n", "\n]\n"),
            (Format::JsonLines, _) => Frame::default(),
        }
    }

    /// The results of one scenario, of which only what the format needs is made.
    pub(super) fn encode<'r, R: AsRef<[Cell<'r>]>, D: Serialize>(
        &self,
        currency: Currency,
        page: impl FnOnce(Words) -> Page,
        rows: impl FnOnce() -> Vec<R>,
        document: impl FnOnce() -> D,
    ) -> Result<String, Box<Diagnostic>> {
        match self.format {
            Format::Table => Ok(output::text(&page(Words::new(currency, self.look.is_unicode)), self.look)),
            Format::Markdown => Ok(output::markdown(&page(Words::new(currency, true)))),
            Format::Csv => {
                output::records(rows().iter().map(AsRef::as_ref)).map_err(|error| Box::new(unencoded(error)))
            }
            Format::Json | Format::JsonLines => self.document(&document()),
        }
    }

    /// The document of one scenario, in either of the JSON formats.
    pub(super) fn document(&self, document: &impl Serialize) -> Result<String, Box<Diagnostic>> {
        let encoded = match (self.format, self.is_single) {
            (Format::JsonLines, _) => output::compact(document),
            (_, true) => output::pretty(document),
            (_, false) => output::pretty(document).map(|text| format!("  {}", text.replace('\n', "\n  "))),
        };
        encoded.map_err(|error| Box::new(unencoded(error)))
    }
}

pub(super) fn unencoded(error: impl std::fmt::Display) -> Diagnostic {
    Diagnostic::error("cannot-encode", error.to_string())
}

/// The header line of the CSV format.
pub(super) fn header(columns: &[&str]) -> String {
    let cells: Vec<Cell<'_>> = columns.iter().map(|column| Cell::plain(*column)).collect();
    output::records([&cells[..]]).unwrap_or_default()
}
