//! Results that are one text: of verbs that go over no scenarios.

use std::io::Write as _;
use std::path::Path;

use super::Exit;
use super::batch::{Batch, Found, Targets};

/// Writes a text to a file, or to standard output where none is given.
pub(super) fn deliver(text: &str, output: Option<&Path>) -> Exit {
    Batch::default().opened(Found::default(), Targets { output, picture: None }, |mut opened| {
        opened.output.write_all(text.as_bytes())?;
        opened.output.commit()?;
        Ok(Exit::Done)
    })
}
