//! The quick way into a document that is written plainly, as nearly all are.
//!
//! It reads the part of TOML that scenarios are written in: bare and quoted keys, headers, text without escapes, decimal
//! numbers, flags, lists and tables in braces. Whatever else it meets, and whatever is wrong, it gives the document back
//! unread, and the TOML library reads it and says what is wrong. So it takes nothing that the library refuses or reads
//! in another way; the tests of this room hold the two against each other.

use std::borrow::Cow;
use std::mem;

use super::document::{Entry, Kind, Table, Value};
use super::header::{self, Header, MOST_KEYS};
use crate::diagnostic::Span;

/// The deepest nesting of lists and tables in braces that is read here.
const MOST_LEVELS: usize = 16;

/// The keys for which a table has room at once.
const USUAL_KEYS: usize = 12;

/// The document, or none where it is not plain or not in order.
pub(super) fn parse(text: &str) -> Option<Table<'_>> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    Plain { text, at: start }.document()
}

/// A text, and how far it is read.
struct Plain<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Plain<'t> {
    fn document(mut self) -> Option<Table<'t>> {
        let mut root = Table::default();
        let mut header: Option<Header<'t>> = None;
        let mut table = Table::with_capacity(USUAL_KEYS);
        loop {
            self.skip_blanks();
            match self.peek() {
                None => break,
                Some(b'#' | b'\n' | b'\r') => (),
                Some(b'[') => {
                    header::attach(&mut root, header, mem::replace(&mut table, Table::with_capacity(USUAL_KEYS)))?;
                    header = Some(self.header()?);
                }
                Some(_) => self.entry(&mut table, 0)?,
            }
            self.end_line()?;
        }
        header::attach(&mut root, header, table)?;
        Some(root)
    }

    fn header(&mut self) -> Option<Header<'t>> {
        let start = self.at;
        self.at += 1;
        let is_row = self.take(b'[');
        let mut parents = Vec::new();
        let key = loop {
            self.skip_blanks();
            let key = self.key()?;
            self.skip_blanks();
            if !self.take(b'.') {
                break key;
            }
            parents.push(key);
            if parents.len() == MOST_LEVELS {
                return None;
            }
        };
        let is_closed = self.take(b']') && (!is_row || self.take(b']'));
        is_closed.then(|| Header { parents, key, span: self.span(start), is_row })
    }

    /// Reads a key and its value into a table that has no such key yet.
    fn entry(&mut self, table: &mut Table<'t>, level: usize) -> Option<()> {
        let (key, key_span) = self.key()?;
        self.skip_blanks();
        if !self.take(b'=') || table.entries().len() >= MOST_KEYS || table.entry(&key).is_some() {
            return None;
        }
        self.skip_blanks();
        let value = self.value(level)?;
        table.push(Entry { key, key_span, value });
        Some(())
    }

    fn key(&mut self) -> Option<(Cow<'t, str>, Span)> {
        let start = self.at;
        if let Some(quote @ (b'"' | b'\'')) = self.peek() {
            let text = self.text_of_a_line(quote)?;
            return Some((Cow::Borrowed(text), self.span(start)));
        }
        self.skip_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        let key = self.since(start).filter(|key| !key.is_empty())?;
        Some((Cow::Borrowed(key), self.span(start)))
    }

    /// Reads a value. Nothing but a comma, a bracket or the line's end may follow one, so that no number or flag is taken
    /// that goes on in another way.
    fn value(&mut self, level: usize) -> Option<Value<'t>> {
        let start = self.at;
        let kind = match self.peek()? {
            quote @ (b'"' | b'\'') => Kind::Text(Cow::Borrowed(self.text(quote)?)),
            b'[' => Kind::Array(self.list(level + 1)?),
            b'{' => Kind::Table(self.braces(level + 1)?),
            b'0'..=b'9' | b'+' | b'-' => self.number()?,
            _ => self.flag()?,
        };
        Some(Value { kind, span: self.span(start) })
    }

    fn text(&mut self, quote: u8) -> Option<&'t str> {
        let is_long = self.rest().get(..3).is_some_and(|start| start.iter().all(|byte| *byte == quote));
        if is_long { self.text_of_lines(quote) } else { self.text_of_a_line(quote) }
    }

    fn text_of_a_line(&mut self, quote: u8) -> Option<&'t str> {
        self.at += 1;
        let start = self.at;
        self.skip_while(|byte| byte != quote && is_plain(byte, quote));
        let text = self.since(start)?;
        self.take(quote).then_some(text)
    }

    /// Text between three quotes each; a line end right after the first three is no part of it.
    fn text_of_lines(&mut self, quote: u8) -> Option<&'t str> {
        self.at += 3;
        if !self.take(b'\n') {
            self.take_line_end_of_two();
        }
        let start = self.at;
        loop {
            self.skip_while(|byte| byte != quote && (is_plain(byte, quote) || byte == b'\n'));
            let before = self.at;
            if self.take_line_end_of_two() {
                continue;
            }
            // One or two quotes stand for themselves, and so do two before the last three.
            let quotes = self.rest().iter().take(5).take_while(|byte| **byte == quote).count();
            self.at += quotes;
            match quotes {
                0 => return None,
                1 | 2 => (),
                _ => return self.text.get(start..before + quotes - 3),
            }
        }
    }

    /// A decimal number without an exponent; the rest of what TOML calls a number is rare.
    fn number(&mut self) -> Option<Kind<'t>> {
        let start = self.at;
        let _ = self.take(b'-') || self.take(b'+');
        let (starts_with_zero, whole) = (self.peek() == Some(b'0'), self.at);
        let mut separators = self.digits()?;
        if starts_with_zero && self.at - whole > 1 {
            return None;
        }
        let is_float = self.take(b'.');
        if is_float {
            separators += self.digits()?;
        }
        let digits = self.since(start)?;
        let digits = if separators > 0 { Cow::Owned(digits.replace('_', "")) } else { Cow::Borrowed(digits) };
        Some(if is_float { Kind::Float(digits) } else { Kind::Integer { digits, radix: 10 } })
    }

    /// Reads digits with single underscores between them, and tells how many underscores.
    fn digits(&mut self) -> Option<usize> {
        let (mut separators, mut after_digit) = (0, false);
        loop {
            match self.peek() {
                Some(b'0'..=b'9') => after_digit = true,
                Some(b'_') if after_digit => {
                    separators += 1;
                    after_digit = false;
                }
                _ => return after_digit.then_some(separators),
            }
            self.at += 1;
        }
    }

    fn flag(&mut self) -> Option<Kind<'t>> {
        let start = self.at;
        self.skip_while(|byte| byte.is_ascii_lowercase());
        match self.since(start)? {
            "true" => Some(Kind::Boolean(true)),
            "false" => Some(Kind::Boolean(false)),
            _ => None,
        }
    }

    fn list(&mut self, level: usize) -> Option<Vec<Value<'t>>> {
        let mut values = Vec::new();
        self.items(level, b']', |plain| {
            values.push(plain.value(level)?);
            Some(())
        })?;
        Some(values)
    }

    fn braces(&mut self, level: usize) -> Option<Table<'t>> {
        let mut table = Table::default();
        self.items(level, b'}', |plain| plain.entry(&mut table, level))?;
        Some(table)
    }

    /// Reads items with commas between them, and perhaps one after the last, to the closing bracket.
    fn items(&mut self, level: usize, close: u8, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        if level > MOST_LEVELS {
            return None;
        }
        self.at += 1;
        loop {
            self.skip_lines()?;
            if self.take(close) {
                return Some(());
            }
            item(self)?;
            self.skip_lines()?;
            if !self.take(b',') {
                return self.take(close).then_some(());
            }
        }
    }

    /// Reads what may stand at the end of a line, and the line's end or the document's.
    fn end_line(&mut self) -> Option<()> {
        self.skip_blanks();
        self.skip_comment();
        (self.at >= self.text.len() || self.take(b'\n') || self.take_line_end_of_two()).then_some(())
    }

    /// Skips blanks, comments and line ends.
    fn skip_lines(&mut self) -> Option<()> {
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(b'#' | b'\n' | b'\r') => self.end_line()?,
                _ => return Some(()),
            }
        }
    }

    fn skip_blanks(&mut self) {
        self.skip_while(|byte| matches!(byte, b' ' | b'\t'));
    }

    fn skip_comment(&mut self) {
        if self.take(b'#') {
            self.skip_while(|byte| is_plain(byte, b'#'));
        }
    }

    fn skip_while(&mut self, is_one: impl Fn(u8) -> bool) {
        let rest = self.rest();
        self.at += rest.iter().position(|byte| !is_one(*byte)).unwrap_or(rest.len());
    }

    fn take(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    /// Takes the line end of Windows.
    fn take_line_end_of_two(&mut self) -> bool {
        let is_there = self.rest().starts_with(b"\r\n");
        self.at += if is_there { 2 } else { 0 };
        is_there
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn since(&self, start: usize) -> Option<&'t str> {
        self.text.get(start..self.at)
    }

    fn span(&self, start: usize) -> Span {
        Span::new(0, &(start..self.at))
    }
}

/// Whether a byte may stand in a comment, or in text between quotes of this kind: no control but the tab, and between
/// double quotes no backslash, with which an escape begins.
fn is_plain(byte: u8, quote: u8) -> bool {
    matches!(byte, b'\t' | 0x20..=0x7e | 0x80..) && !(byte == b'\\' && quote == b'"')
}

#[cfg(test)]
mod tests;
