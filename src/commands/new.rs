//! `new`: writes a scenario to start from: the starter, one of the gallery, or the starter with answers.

use std::io::{self, ErrorKind, IsTerminal as _};
use std::path::{Path, PathBuf};

use super::batch::{Batch, unprinted, usage};
use super::dialogue::Terminal;
use super::format::Format;
use super::terminal::{look, say};
use super::text::deliver;
use super::{Compare, Exit, Request, signal};
use crate::break_even::Driver;
use crate::diagnostic::{escaped_path, is_hidden};
use crate::file::{self, AdditionError, Unfinished, add};
use crate::output;
use crate::report::gallery_page;
use crate::starter::gallery::{Exhibit, GALLERY};
use crate::starter::{STARTER, interview};

/// What is said when the questions end early.
const NOTHING_WRITTEN: &str = "\nnothing is written\n";

/// The verb and its options.
#[derive(Clone, Debug)]
pub struct New {
    /// The file to write; none for what the origin suggests.
    pub file: Option<PathBuf>,
    /// What the file is made of.
    pub origin: Origin,
    /// Whether nothing is said of what was written.
    pub is_quiet: bool,
}

/// What a new file is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The starter; without a file, with the answers to some questions.
    Starter,
    /// The scenario of this name in the gallery.
    Gallery(String),
    /// No file: the gallery is listed.
    List,
}

/// The names of the gallery.
pub fn gallery() -> Vec<&'static str> {
    GALLERY.iter().map(|exhibit| exhibit.name).collect()
}

impl New {
    /// Runs the verb.
    pub fn run(&self) -> Exit {
        match (&self.origin, &self.file) {
            (Origin::List, _) => deliver(&output::text(&gallery_page(), look(false)), None),
            (Origin::Starter, None) => self.interview(),
            (Origin::Starter, Some(file)) => self.write(file, STARTER),
            (Origin::Gallery(name), file) => match (Exhibit::named(name), file) {
                (Some(exhibit), Some(file)) => self.write(file, exhibit.text),
                (Some(exhibit), None) => self.write(Path::new(&format!("{name}.toml")), exhibit.text),
                (None, _) => usage(&format!("the gallery has no scenario {name}; it has {}", gallery().join(", "))),
            },
        }
    }

    fn write(&self, file: &Path, text: &str) -> Exit {
        let unfinished = Unfinished::default();
        signal::end_cleanly(&unfinished);
        match add(file, text, &unfinished) {
            Ok(()) => {
                self.tell(file);
                Exit::Done
            }
            Err(AdditionError::Unwritable(error)) if error.kind() == ErrorKind::BrokenPipe => unprinted(error),
            Err(error) => {
                say(&format!("error: {}: {error}\n", escaped_path(file)));
                exit(&error)
            }
        }
    }

    /// Says what was written, and what to do next; nothing where it went to no file.
    fn tell(&self, file: &Path) {
        if self.is_quiet || !file.is_file() {
            return;
        }
        let next = command(file).map(|command| format!("Compare its options with: {command}\n"));
        say(&format!("{}: written\n{}", escaped_path(file), next.unwrap_or_default()));
    }

    /// Asks, writes, and compares.
    fn interview(&self) -> Exit {
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return usage(
                "name a file, as in: smarthands new mine.toml (only on a terminal are questions asked instead)",
            );
        }
        let unfinished = Unfinished::default();
        signal::end_saying(&unfinished, NOTHING_WRITTEN);
        let write = |name: &str, text: &str| {
            let file = with_ending(name);
            match add(&file, text, &unfinished) {
                Ok(()) => {
                    self.tell(&file);
                    Ok(file)
                }
                Err(error) => Err(format!("{}: {error}", escaped_path(&file))),
            }
        };
        match interview(&mut Terminal, write) {
            Ok(Some(file)) => {
                say("\n");
                compared(file, self.is_quiet)
            }
            Ok(None) => {
                say(NOTHING_WRITTEN);
                Exit::Interrupted
            }
            Err(error) => {
                say(&format!("\nerror: cannot ask: {}\n", file::reason(&error)));
                Exit::System
            }
        }
    }
}

/// With the ending by which scenarios are found in a folder, where a name has none.
fn with_ending(name: &str) -> PathBuf {
    let file = PathBuf::from(name);
    let is_folder = name.ends_with(std::path::is_separator);
    let has_ending = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    // What is there and no file, such as a folder or a device, is meant as it is.
    let is_other = file.exists() && !file.is_file();
    // A point may belong to the name, as in "St. Arnaud".
    if is_folder || has_ending || is_other { file } else { PathBuf::from(format!("{name}.toml")) }
}

fn exit(error: &AdditionError) -> Exit {
    match error {
        AdditionError::Exists | AdditionError::IsFolder | AdditionError::LeadsNowhere => Exit::Usage,
        AdditionError::NoFolder | AdditionError::Unwritable(_) => Exit::System,
    }
}

/// The comparison of a file, as `compare` prints it.
fn compared(file: PathBuf, is_quiet: bool) -> Exit {
    let batch = Batch { paths: vec![file], is_quiet, ..Batch::default() };
    let (format, driver) = (Format::Table, Driver::Visits);
    Compare { request: Request { batch, format, output: None, driver, max: None, is_exact: false } }.run()
}

/// The command that compares a file, ready to be pasted; none where its name cannot be shown as it is.
fn command(file: &Path) -> Option<String> {
    let name = file.to_str().filter(|name| !name.chars().any(is_hidden))?;
    // What begins with a hyphen would be taken for an option.
    let name = if name.starts_with('-') { format!("./{name}") } else { name.to_owned() };
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | ':' | '+' | ',' | '@');
    let is_plain = |c: char| is_plain(c) || (cfg!(windows) && c == '\\');
    let quoted = if name.chars().all(is_plain) {
        name
    } else if cfg!(windows) {
        format!("\"{name}\"")
    } else {
        format!("'{}'", name.replace('\'', r"'\''"))
    };
    Some(format!("smarthands compare {quoted}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn commands_can_be_pasted() {
        for (file, quoted) in [
            ("mine.toml", "mine.toml"),
            ("a/b_c-1.toml", "a/b_c-1.toml"),
            ("-x.toml", "./-x.toml"),
            ("my file.toml", "'my file.toml'"),
            ("it's.toml", r"'it'\''s.toml'"),
            ("$(date).toml", "'$(date).toml'"),
            ("é.toml", "é.toml"),
            ("~/x.toml", "'~/x.toml'"),
        ] {
            assert_eq!(command(Path::new(file)), Some(format!("smarthands compare {quoted}")));
        }
        assert_eq!(command(Path::new("a\nb.toml")), None);
    }
}
