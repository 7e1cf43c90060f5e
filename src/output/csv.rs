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

/// Records as lines.
///
/// # Errors
/// Where the encoder fails, which no data of ours makes it do.
pub fn record<'c>(records: impl IntoIterator<Item = &'c [Cell]>) -> Result<String, CsvError> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::Any(b'\n'))
        .quote_style(QuoteStyle::Necessary)
        .from_writer(Vec::new());
    for record in records {
        writer.write_record(record.iter().map(guarded)).map_err(|error| CsvError(error.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|error| CsvError(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| CsvError(error.to_string()))
}

/// Text that a spreadsheet would take for a formula gets an apostrophe; figures of ours are what they are.
fn guarded(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
        Cell::Text(text) | Cell::Plain(text) => text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_figures_are_not() {
        let text = |text: &str| Cell::Text(text.to_owned());
        let cells =
            [text("=cmd|' /C calc'!A0"), Cell::Plain("-99.00".to_owned()), text("a,b"), text("say \"x\"\n"), text("-")];
        let line = record([&cells[..]]).unwrap();
        assert_eq!(line, "'=cmd|' /C calc'!A0,-99.00,\"a,b\",\"say \"\"x\"\"\n\",'-\n");
    }
}
