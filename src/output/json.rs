//! JSON documents.

use serde::Serialize;
use serde_json::Error;

/// Indented, without an end of line.
///
/// # Errors
/// Where the encoder fails, which no data of ours makes it do.
pub(crate) fn pretty(document: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string_pretty(document)
}

/// On one line, with its end.
///
/// # Errors
/// As [`pretty`].
pub(crate) fn compact(document: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(document).map(|line| line + "\n")
}
