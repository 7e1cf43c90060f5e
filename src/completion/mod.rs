//! What may stand at the place of a command line that is being completed, and how shells are told.
//!
//! A shell's script calls the program with the words that are there, and the program answers with candidates. The one
//! idea: the words name a scenario, and the scenario knows its options, its cost lines and the addresses of its terms.
//! What it refuses to do: complain, wait, or read anything but a regular file of a usual size. A shell that gets no
//! answer completes nothing.

mod line;
mod scene;
mod shell;

use crate::diagnostic::is_hidden;

pub use scene::{Scene, volumes};
pub use shell::{Question, Shell, VARIABLE};

/// What may stand at the place of the word that is being completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The whole word, without a shell's quotes.
    pub text: String,
    /// A few words about it, for shells that show them; may be empty.
    pub help: String,
}

impl Candidate {
    /// A candidate; none where a terminal could not show it, or a shell would take it for two.
    pub fn new(text: impl Into<String>, help: &str) -> Option<Self> {
        let text = text.into();
        let help = help.split(is_hidden).collect::<Vec<_>>().join(" ");
        (!text.is_empty() && !text.contains(is_hidden)).then_some(Self { text, help })
    }
}
