//! The starter as lines that can be filled in: values change, comments and their columns stay.
//!
//! It knows the starter's way of writing, a key a line, and no more of TOML; a test holds the starter to it.

use super::STARTER;
use crate::scenario::option::slug;

/// The currency of the starter's figures.
pub(super) const HOME_CURRENCY: &str = "AUD";
/// What the starter says of its figures, and what a scenario in another currency says.
const AT_HOME: &str = "The figures are examples, in Australian dollars before GST.";
const ELSEWHERE: &str = "Those marked typical are sums in Australian dollars.";
/// Where comments begin.
const COMMENTS: usize = 36;
/// What precedes a line that is not in use.
const UNUSED: &str = "# ";
/// In the comment of a figure: what follows says what it usually is.
const USUALLY: &str = "; mostly ";
/// In front of the comment of a figure that nobody gave.
const TYPICAL: &str = "typical: replace it; ";

/// The starter, some of its values replaced.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    lines: Vec<Line>,
}

#[derive(Clone, Debug)]
struct Line {
    /// The line as it stands in the starter.
    text: &'static str,
    /// The key, where it is a line with one.
    entry: Option<Entry>,
    /// The table that it belongs to, as in an address: `demand`, `option.own-technician`; empty for the file.
    table: String,
    /// Whether it stays out of use, with everything of its table.
    is_left_out: bool,
    /// Whether a line that is not in use comes into use.
    is_taken_up: bool,
}

#[derive(Clone, Debug)]
struct Entry {
    key: &'static str,
    value: String,
    comment: &'static str,
    is_in_use: bool,
    /// Whether its value comes from somebody.
    is_given: bool,
    /// Whether somebody was asked and did not know.
    is_skipped: bool,
}

impl Sheet {
    /// The starter.
    pub(super) fn new() -> Self {
        let texts: Vec<&'static str> = STARTER.lines().collect();
        let mut table = String::new();
        let lines = texts.iter().enumerate().map(|(number, text)| {
            let plain = text.strip_prefix(UNUSED).unwrap_or(text);
            if let Some(header) = header(plain) {
                header.clone_into(&mut table);
                if header == "option" {
                    let rest = texts.get(number..).unwrap_or_default();
                    let name = rest.iter().find_map(|line| line.trim_start_matches(UNUSED).strip_prefix("name = \""));
                    let name = name.and_then(|name| name.split('"').next()).unwrap_or_default();
                    table = format!("option.{}", slug(name));
                }
            }
            let entry = entry(plain, plain.len() == text.len());
            Line { text, entry, table: table.clone(), is_left_out: false, is_taken_up: false }
        });
        Self { lines: lines.collect() }
    }

    /// The value at an address, as it is written.
    pub(super) fn value(&self, address: &str) -> &str {
        self.position(address).and_then(|at| self.lines.get(at)?.entry.as_ref()).map_or("", |entry| &entry.value)
    }

    /// The code of the currency.
    pub(super) fn currency(&self) -> &str {
        self.value("currency").trim_matches('"')
    }

    /// Puts a value, written as TOML, at an address. Where the line or its table is not in use, it comes into use.
    pub(super) fn put(&mut self, address: &str, value: String) {
        let Some(at) = self.position(address) else { return };
        let Some((before, [line, ..])) = self.lines.split_at_mut_checked(at) else { return };
        let Some(entry) = &mut line.entry else { return };
        (entry.value, entry.is_given, entry.is_skipped) = (value, true, false);
        if !entry.is_in_use {
            entry.is_in_use = true;
            let is_header = |above: &Line| above.table == line.table && header(above.plain()).is_some();
            before.iter_mut().rev().filter(|above| is_header(above)).for_each(|header| header.is_taken_up = true);
        }
    }

    /// Puts another typical value at an address, which is somebody's to replace.
    pub(super) fn suggest(&mut self, address: &str, value: String) {
        let at = self.position(address);
        if let Some(entry) = at.and_then(|at| self.lines.get_mut(at)).and_then(|line| line.entry.as_mut()) {
            entry.value = value;
        }
    }

    /// Notes that nobody knows the value at an address.
    pub(super) fn skip(&mut self, address: &str) {
        let at = self.position(address);
        if let Some(entry) = at.and_then(|at| self.lines.get_mut(at)).and_then(|line| line.entry.as_mut()) {
            entry.is_skipped = true;
        }
    }

    /// Takes a table out of use, such as `option.own-technician`; its lines stay as comments.
    pub(super) fn leave_out(&mut self, table: &str) {
        let Some(first) = self.lines.iter().position(|line| line.table == table) else { return };
        for line in self.lines.iter_mut().skip(first) {
            if line.table != table && line.table.starts_with("option.") && !line.table.starts_with("option.extra") {
                break;
            }
            line.is_left_out = true;
        }
    }

    /// The scenario.
    pub(super) fn text(&self) -> String {
        let mut text = String::with_capacity(STARTER.len() * 2);
        for line in &self.lines {
            if line.is_left_out && !line.text.is_empty() {
                text.push_str(UNUSED);
            }
            match &line.entry {
                Some(entry) if entry.is_in_use => text.push_str(&entry.line()),
                _ if line.is_taken_up => text.push_str(line.plain()),
                _ => text.push_str(line.text),
            }
            text.push('\n');
        }
        if self.currency() == HOME_CURRENCY { text } else { text.replace(AT_HOME, ELSEWHERE) }
    }

    /// How many figures are in use that nobody gave.
    pub(super) fn typical(&self) -> usize {
        let entries = self.lines.iter().filter(|line| !line.is_left_out).filter_map(|line| line.entry.as_ref());
        entries.filter(|entry| entry.is_typical()).count()
    }

    fn position(&self, address: &str) -> Option<usize> {
        let (table, key) = address.rsplit_once('.').unwrap_or(("", address));
        let is_it = |line: &Line| line.table == table && line.entry.as_ref().is_some_and(|entry| entry.key == key);
        self.lines.iter().position(is_it)
    }
}

impl Line {
    /// The line as it is in use.
    fn plain(&self) -> &'static str {
        self.text.strip_prefix(UNUSED).unwrap_or(self.text)
    }
}

impl Entry {
    fn is_typical(&self) -> bool {
        self.is_in_use && !self.is_given && (self.is_skipped || self.comment.contains(USUALLY))
    }

    fn line(&self) -> String {
        let code = format!("{} = {}", self.key, self.value);
        let mark = if self.is_typical() { TYPICAL } else { "" };
        let width = (COMMENTS - 1).max(code.chars().count());
        if self.comment.is_empty() { code } else { format!("{code:width$} # {mark}{}", self.comment) }
    }
}

/// The name in `[name]` or `[[name]]`.
fn header(line: &str) -> Option<&str> {
    let name = line.strip_prefix("[[").or_else(|| line.strip_prefix('['))?;
    name.split_once(']').map(|(name, _)| name)
}

/// The parts of `key = value # comment`.
fn entry(line: &'static str, is_in_use: bool) -> Option<Entry> {
    let (key, rest) = line.split_once(" = ")?;
    if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
        return None;
    }
    let (value, comment) = rest.split_once(" # ").unwrap_or((rest, ""));
    let value = value.trim_end().to_owned();
    Some(Entry { key, value, comment, is_in_use, is_given: false, is_skipped: false })
}
