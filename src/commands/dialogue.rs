//! A dialogue with somebody at a terminal.

use std::io::{self, BufRead as _, Write as _};

use super::terminal::message_width;
use crate::starter::Dialogue;

/// Questions on standard error, answers on standard input, a line each: the terminal's own way of editing a line needs
/// nothing set on it, so that nothing has to be put back however the program ends.
pub(super) struct Terminal;

impl Dialogue for Terminal {
    fn ask(&mut self, question: &str) -> io::Result<Option<String>> {
        loop {
            io::stderr().write_all(question.as_bytes())?;
            let mut line = Vec::new();
            io::stdin().lock().read_until(b'\n', &mut line)?;
            // The end of input, also in the middle of a line, is no answer.
            if line.pop() != Some(b'\n') {
                return Ok(None);
            }
            if let Ok(line) = String::from_utf8(line) {
                return Ok(Some(line));
            }
            self.tell("  that is not UTF-8 text; type it again\n")?;
        }
    }

    fn tell(&mut self, text: &str) -> io::Result<()> {
        io::stderr().write_all(lines(text, message_width()).as_bytes())
    }
}

/// Lines broken between words; what goes on stands below the first word.
fn lines(text: &str, width: usize) -> String {
    let broken = text.lines().flat_map(|line| {
        let indent = line.get(..line.len() - line.trim_start().len()).unwrap_or_default();
        let options = textwrap::Options::new(width).word_splitter(textwrap::WordSplitter::NoHyphenation);
        textwrap::wrap(line, options.subsequent_indent(indent))
    });
    broken.map(|line| line.into_owned() + "\n").collect()
}
