//! What the program knows of the terminal, and how it speaks to people.

use std::io::{IsTerminal as _, Write as _};

use anstream::{AutoStream, ColorChoice};

use crate::diagnostic::Palette;
use crate::output::Look;

/// The columns of a page that goes to no terminal.
const PAGE_WIDTH: usize = 100;

/// How results look: as the terminal allows, and always the same elsewhere.
pub(super) fn look(goes_to_file: bool) -> Look {
    let stdout = std::io::stdout();
    let is_coloured = !goes_to_file && AutoStream::choice(&stdout) != ColorChoice::Never;
    if goes_to_file || !stdout.is_terminal() {
        return Look { width: PAGE_WIDTH, is_unicode: true, is_coloured };
    }
    // A terminal may report no width at all.
    let width =
        terminal_size::terminal_size_of(&stdout).map(|(width, _)| usize::from(width.0)).filter(|width| *width > 0);
    Look { width: width.unwrap_or(PAGE_WIDTH), is_unicode: speaks_unicode(), is_coloured }
}

/// How messages look.
pub(super) fn palette() -> Palette {
    match AutoStream::choice(&std::io::stderr()) {
        ColorChoice::Never => Palette::Plain,
        ColorChoice::Auto | ColorChoice::Always | ColorChoice::AlwaysAnsi => Palette::Coloured,
    }
}

/// The columns of messages to people on a terminal.
pub(super) fn message_width() -> usize {
    let width = terminal_size::terminal_size_of(std::io::stderr()).map(|(width, _)| usize::from(width.0));
    width.filter(|width| *width > 0).map_or(PAGE_WIDTH, |width| width.min(PAGE_WIDTH))
}

/// Says something to people, on standard error; if nobody can hear it, so be it.
pub(super) fn say(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Whether the locale has more than ASCII: the first that is set of the usual variables decides.
fn speaks_unicode() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .filter_map(std::env::var_os)
        .find(|value| !value.is_empty())
        .unwrap_or_default();
    let locale = locale.to_string_lossy().to_ascii_lowercase();
    cfg!(windows) || locale.contains("utf-8") || locale.contains("utf8")
}
