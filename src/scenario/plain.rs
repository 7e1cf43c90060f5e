//! The quick way into a document that is written plainly, as nearly all are.
//!
//! The TOML library's own parser tells what it meets, and the tree is made of that at once, without the library's tree
//! between. Whatever the parser complains of is given back unread, and so is whatever would need a rule beyond the
//! parser's own, such as dotted keys and dates: the library reads it and says what is wrong. So nothing is taken that the
//! library refuses or reads in another way; the tests of this room hold the two against each other.

use std::borrow::Cow;
use std::mem;

use toml_parser::decoder::{Encoding, IntegerRadix, ScalarKind};
use toml_parser::parser::{EventReceiver, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source};

use super::document::{Entry, Kind, Table, Value, is_integer};
use super::header::{self, Header, MOST_KEYS};
use crate::diagnostic::Span;

/// The deepest nesting of lists and tables in braces that is read here, and the most keys of a header.
const MOST_LEVELS: usize = 16;

/// The keys for which a table has room at once: as many as a block holds that allocators have at hand.
const USUAL_KEYS: usize = 10;

/// The document, or none where it is not plain or not in order.
pub(super) fn parse(text: &str) -> Option<Table<'_>> {
    let source = Source::new(text);
    let mut tree = Tree::new(text);
    let mut error: Option<ParseError> = None;
    parse_document(&source.lex().into_vec(), &mut tree, &mut error);
    if error.is_some() { None } else { tree.finish() }
}

/// A tree that grows with what the parser tells.
struct Tree<'t> {
    text: &'t str,
    root: Table<'t>,
    /// The last header, and the table below it.
    header: Option<Header<'t>>,
    table: Table<'t>,
    /// Where the header that is being read begins.
    header_start: Option<usize>,
    /// The keys of that header, or those whose values are being read.
    keys: Vec<(Cow<'t, str>, Span)>,
    /// The lists and tables in braces that are being read, the innermost last.
    open: Vec<Value<'t>>,
}

impl<'t> Tree<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            root: Table::default(),
            header: None,
            table: Table::with_capacity(USUAL_KEYS),
            header_start: None,
            keys: Vec::new(),
            open: Vec::new(),
        }
    }

    fn finish(mut self) -> Option<Table<'t>> {
        header::attach(&mut self.root, self.header, self.table)?;
        Some(self.root)
    }

    fn end_header(&mut self, end: usize, is_row: bool) -> Option<()> {
        let table = mem::replace(&mut self.table, Table::with_capacity(USUAL_KEYS));
        header::attach(&mut self.root, self.header.take(), table)?;
        let start = self.header_start.take()?;
        let key = self.keys.pop()?;
        let parents: Vec<_> = self.keys.drain(..).collect();
        let is_short = parents.len() < MOST_LEVELS;
        self.header = Some(Header { parents, key, span: Span::new(0, &(start..end)), is_row });
        is_short.then_some(())
    }

    fn begin(&mut self, kind: Kind<'t>, span: toml_parser::Span) -> bool {
        let is_within = self.open.len() < MOST_LEVELS;
        if is_within {
            self.open.push(Value { kind, span: place(span) });
        }
        is_within
    }

    fn end(&mut self, span: toml_parser::Span) -> Option<()> {
        let mut value = self.open.pop()?;
        value.span.end = place(span).end;
        self.put(value)
    }

    fn value(&mut self, raw: Raw<'t>, place: Span, error: &mut dyn ErrorSink) -> Option<()> {
        let mut text = Cow::Borrowed("");
        let kind = match raw.decode_scalar(&mut text, error) {
            // Long text may be made anew for its quotes and line ends alone.
            ScalarKind::String if matches!(text, Cow::Borrowed(_)) || !has_escape(raw) => Kind::Text(text),
            ScalarKind::Boolean(flag) => Kind::Boolean(flag),
            ScalarKind::Integer(IntegerRadix::Dec) if is_integer(&text, 10) => {
                Kind::Integer { digits: text, radix: 10 }
            }
            // A float without a letter has no exponent, and is a number.
            ScalarKind::Float if !text.bytes().any(|byte| byte.is_ascii_alphabetic()) => Kind::Float(text),
            _ => return None,
        };
        self.put(Value { kind, span: place })
    }

    /// Puts a value where it belongs: in the innermost list, or under its key, which must be a new one there.
    fn put(&mut self, value: Value<'t>) -> Option<()> {
        let table = match self.open.last_mut().map(|open| &mut open.kind) {
            Some(Kind::Array(values)) => {
                values.push(value);
                return Some(());
            }
            Some(Kind::Table(table)) => table,
            _ => &mut self.table,
        };
        let (key, key_span) = self.keys.pop()?;
        if table.entries().len() >= MOST_KEYS || table.entry(&key).is_some() {
            return None;
        }
        table.push(Entry { key, key_span, value });
        Some(())
    }

    fn raw(&self, span: toml_parser::Span, encoding: Option<Encoding>) -> Raw<'t> {
        let text = self.text.get(span.start()..span.end()).unwrap_or_default();
        Raw::new_unchecked(text, encoding, span)
    }
}

impl EventReceiver for Tree<'_> {
    fn std_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.header_start = Some(span.start());
    }

    fn std_table_close(&mut self, span: toml_parser::Span, error: &mut dyn ErrorSink) {
        leave_unless(self.end_header(span.end(), false), error);
    }

    fn array_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.header_start = Some(span.start());
    }

    fn array_table_close(&mut self, span: toml_parser::Span, error: &mut dyn ErrorSink) {
        leave_unless(self.end_header(span.end(), true), error);
    }

    fn inline_table_open(&mut self, span: toml_parser::Span, error: &mut dyn ErrorSink) -> bool {
        let is_within = self.begin(Kind::Table(Table::default()), span);
        leave_unless(is_within.then_some(()), error);
        is_within
    }

    fn inline_table_close(&mut self, span: toml_parser::Span, error: &mut dyn ErrorSink) {
        leave_unless(self.end(span), error);
    }

    fn array_open(&mut self, span: toml_parser::Span, error: &mut dyn ErrorSink) -> bool {
        let is_within = self.begin(Kind::Array(Vec::new()), span);
        leave_unless(is_within.then_some(()), error);
        is_within
    }

    fn array_close(&mut self, span: toml_parser::Span, error: &mut dyn ErrorSink) {
        leave_unless(self.end(span), error);
    }

    fn simple_key(&mut self, span: toml_parser::Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let raw = self.raw(span, encoding);
        let mut key = Cow::Borrowed("");
        // Most keys are bare ones; to see that is quicker than to decode them.
        if is_bare(raw.as_bytes()) {
            key = Cow::Borrowed(raw.as_str());
        } else {
            raw.decode_key(&mut key, error);
        }
        self.keys.push((key, place(span)));
    }

    fn key_sep(&mut self, _: toml_parser::Span, error: &mut dyn ErrorSink) {
        leave_unless(self.header_start.map(|_| ()), error);
    }

    fn scalar(&mut self, span: toml_parser::Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let raw = self.raw(span, encoding);
        leave_unless(self.value(raw, place(span), error), error);
    }

    fn comment(&mut self, span: toml_parser::Span, error: &mut dyn ErrorSink) {
        self.raw(span, None).decode_comment(error);
    }

    fn newline(&mut self, span: toml_parser::Span, error: &mut dyn ErrorSink) {
        self.raw(span, None).decode_newline(error);
    }
}

/// Leaves the document to the library, as an error does.
fn leave_unless(is_taken: Option<()>, error: &mut dyn ErrorSink) {
    if is_taken.is_none() {
        error.report_error(ParseError::new("not plain"));
    }
}

fn is_bare(key: &[u8]) -> bool {
    !key.is_empty() && key.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

fn has_escape(raw: Raw<'_>) -> bool {
    raw.as_str().starts_with('"') && raw.as_str().contains('\\')
}

fn place(span: toml_parser::Span) -> Span {
    Span::new(0, &(span.start()..span.end()))
}

#[cfg(test)]
mod tests;
