//! CSV after RFC 4180, with LF line ends.

use std::fmt;

use ::csv::{QuoteStyle, Terminator, WriterBuilder};

use crate::report::Cell;

/// Why a record could not be encoded: the encoder ran out of memory or has a bug.
#[derive(Debug)]
pub struct CsvError(String);

impl fmt::Display for CsvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot encode CSV: {}", self.0)
    }
}

impl std::error::Error for CsvError {}

/// The bytes that are collected before they are kept: the rows of a scenario of usual size.
const BUFFER: usize = 4096;

/// Records as lines.
///
/// # Errors
/// Where the encoder fails, which no data of ours makes it do.
pub fn records<'c, 'r: 'c>(records: impl IntoIterator<Item = &'c [Cell<'r>]>) -> Result<String, CsvError> {
    let error = |error: &dyn fmt::Display| CsvError(error.to_string());
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::Any(b'\n'))
        .quote_style(QuoteStyle::Necessary)
        .buffer_capacity(BUFFER)
        .from_writer(Vec::new());
    let mut scratch = String::new();
    for record in records {
        for cell in record {
            let field = field(cell, &mut scratch);
            writer.write_field(field).map_err(|failure| error(&failure))?;
        }
        writer.write_record(None::<&[u8]>).map_err(|failure| error(&failure))?;
    }
    let bytes = writer.into_inner().map_err(|failure| error(&failure))?;
    String::from_utf8(bytes).map_err(|failure| error(&failure))
}

/// What stands in a cell: text that a spreadsheet would take for a formula gets an apostrophe; figures and words of
/// ours are what they are.
fn field<'f>(cell: &'f Cell<'_>, scratch: &'f mut String) -> &'f str {
    match cell {
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
            scratch.clear();
            scratch.push('\'');
            scratch.push_str(text);
            scratch
        }
        Cell::Text(text) | Cell::Plain(text) => text,
        Cell::Figure(figure) => {
            scratch.clear();
            figure.write(scratch);
            scratch
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_figures_are_not() {
        let text = |text: &'static str| Cell::text(text);
        let cells = [text("=cmd|' /C calc'!A0"), Cell::plain("-99.00"), text("a,b"), text("say \"x\"\n"), text("-")];
        let line = records([&cells[..]]).unwrap();
        assert_eq!(line, "'=cmd|' /C calc'!A0,-99.00,\"a,b\",\"say \"\"x\"\"\n\",'-\n");
    }
}
