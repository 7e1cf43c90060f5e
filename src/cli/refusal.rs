//! What clap says of a command line that it refuses. It repeats words of that line, and a word may be the name of a
//! file, such as one of `*`, with whatever that holds: so they are made safe for a terminal.

use clap::Error;
use clap::error::{ContextKind, ContextValue};
use smarthands::diagnostic::escaped;

/// The refusal, with nothing in it that would drive a terminal.
pub(crate) fn told(mut refusal: Error) -> Error {
    let context: Vec<(ContextKind, ContextValue)> =
        refusal.context().map(|(kind, value)| (kind, value.clone())).collect();
    let mut is_escaped = false;
    let mut safe = |word: String| {
        let shown = escaped(&word).into_owned();
        is_escaped |= shown != word;
        shown
    };
    for (kind, value) in context {
        let value = match value {
            ContextValue::String(word) => ContextValue::String(safe(word)),
            ContextValue::Strings(words) => ContextValue::Strings(words.into_iter().map(&mut safe).collect()),
            other => other,
        };
        refusal.insert(kind, value);
    }
    if is_escaped {
        // Its tip repeats the word among colours of its own, from which it cannot be told apart.
        refusal.remove(ContextKind::Suggested);
    }
    refusal
}
