//! The file as a tree of keys and values with their places and digits. Of the TOML library's own tree nobody else knows but
//! `syntax`, which tells its errors.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{plain, syntax};
use crate::diagnostic::{Diagnostic, Sources, Span};

/// A table: its entries in the order of the file, no two with the same key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table<'t> {
    entries: Vec<Entry<'t>>,
    /// The marks of all keys. Most keys that are asked for are absent, and their own mark tells that mostly.
    marks: u64,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry<'t> {
    pub(crate) key: Cow<'t, str>,
    pub(crate) key_span: Span,
    pub(crate) value: Value<'t>,
}

/// A value and its place; for a table with a header, the header's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value<'t> {
    pub(crate) kind: Kind<'t>,
    pub(crate) span: Span,
}

/// What a value is; numbers keep their digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind<'t> {
    Text(Cow<'t, str>),
    Integer { digits: Cow<'t, str>, radix: u32 },
    Float(Cow<'t, str>),
    Boolean(bool),
    Date,
    Array(Vec<Value<'t>>),
    Table(Table<'t>),
}

impl<'t> Table<'t> {
    /// An empty table with room for so many entries.
    pub(crate) fn with_capacity(entries: usize) -> Self {
        Self { entries: Vec::with_capacity(entries), marks: 0 }
    }

    /// Adds an entry whose key the table does not have.
    pub(crate) fn push(&mut self, entry: Entry<'t>) {
        self.marks |= mark(&entry.key);
        self.entries.push(entry);
    }

    pub(crate) fn entries(&self) -> &[Entry<'t>] {
        &self.entries
    }

    pub(crate) fn entry(&self, key: &str) -> Option<&Entry<'t>> {
        self.position(key).and_then(|position| self.entries.get(position))
    }

    pub(crate) fn entry_mut(&mut self, key: &str) -> Option<&mut Entry<'t>> {
        self.position(key).and_then(|position| self.entries.get_mut(position))
    }

    fn position(&self, key: &str) -> Option<usize> {
        if self.marks & mark(key) == 0 {
            return None;
        }
        self.entries.iter().position(|entry| entry.key == key)
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Value<'t>> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// Finds the integers that are none for their digits.
    fn find_without_digits(&self, places: &mut Vec<Span>) {
        for entry in &self.entries {
            entry.value.find_without_digits(places);
        }
    }
}

impl Value<'_> {
    fn find_without_digits(&self, places: &mut Vec<Span>) {
        match &self.kind {
            Kind::Integer { digits, radix } if !is_integer(digits, *radix) => places.push(self.span),
            Kind::Array(values) => values.iter().for_each(|value| value.find_without_digits(places)),
            Kind::Table(table) => table.find_without_digits(places),
            Kind::Text(_) | Kind::Integer { .. } | Kind::Float(_) | Kind::Boolean(_) | Kind::Date => (),
        }
    }
}

/// Whether an integer has digits, and of its radix alone. The library leaves that to those who want the value, so that it
/// takes `0x` and `1_0x1`.
pub(super) fn is_integer(digits: &str, radix: u32) -> bool {
    let digits = digits.strip_prefix(['-', '+']).unwrap_or(digits);
    !digits.is_empty() && digits.chars().all(|digit| digit == '_' || digit.is_digit(radix))
}

/// One bit of 64, by the length of a key and its first and last byte.
fn mark(key: &str) -> u64 {
    let bytes = key.as_bytes();
    let byte = |end: Option<&u8>| end.map_or(0, |byte| usize::from(*byte));
    1 << ((bytes.len() + 7 * byte(bytes.first()) + 31 * byte(bytes.last())) % 64)
}

impl Kind<'_> {
    /// The kind in words, for messages.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Integer { .. } | Self::Float(_) => "a number",
            Self::Boolean(_) => "true or false",
            Self::Date => "a date or time",
            Self::Array(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// Reads source 0 of the sources. All syntax errors are told, each with its place; a table that has any is not used.
pub(crate) fn parse(sources: &Sources) -> Result<Table<'_>, Vec<Diagnostic>> {
    let text = sources.text(0);
    if let Some(table) = plain::parse(text) {
        return Ok(table);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Err(syntax::diagnostics(&errors, sources, table.get_ref()));
    }
    let table = convert_table(table.into_inner(), 0, 0);
    let mut places = Vec::new();
    table.find_without_digits(&mut places);
    if places.is_empty() {
        return Ok(table);
    }
    Err(places.into_iter().map(|place| syntax::without_digits(place, sources)).collect())
}

/// The document as the library alone reads it.
#[cfg(test)]
pub(super) fn parse_by_library(text: &str) -> Option<Table<'_>> {
    let table = DeTable::parse(text).ok().map(|table| convert_table(table.into_inner(), 0, 0));
    let mut places = Vec::new();
    table.inspect(|table| table.find_without_digits(&mut places)).filter(|_| places.is_empty())
}

/// Reads a `--set` value: a TOML value, or a bare word or percentage as text; none where it is neither.
pub(crate) fn parse_value(text: &str, source: u16, offset: usize) -> Option<Value<'_>> {
    if let Ok(value) = DeValue::parse(text) {
        return Some(convert(value, source, offset));
    }
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '%' | '+' | ' ');
    let span = Span::new(source, &(offset..offset + text.len()));
    (!text.is_empty() && text.chars().all(is_word)).then_some(Value { kind: Kind::Text(Cow::Borrowed(text)), span })
}

/// Reads a dotted key into its parts.
pub(crate) fn parse_path(text: &str) -> Option<Vec<String>> {
    if text.contains(['\n', '=', '#']) && !text.contains(['"', '\'']) {
        return None;
    }
    let line = format!("{text} = 0");
    let table = DeTable::parse(&line).ok()?.into_inner();
    let mut path = Vec::new();
    let mut table = &table;
    loop {
        let (key, value) = table.iter().next().filter(|_| table.len() == 1)?;
        path.push(key.get_ref().to_string());
        match value.get_ref() {
            DeValue::Table(inner) => table = inner,
            DeValue::Integer(digits) if digits.as_str() == "0" => return Some(path),
            _ => return None,
        }
    }
}

fn convert_table<'t>(table: DeTable<'t>, source: u16, offset: usize) -> Table<'t> {
    let mut entries: Vec<Entry<'t>> = table
        .into_iter()
        .map(|(key, value)| {
            let key_span = Span::new(source, &moved(key.span(), offset));
            Entry { key: key.into_inner(), key_span, value: convert(value, source, offset) }
        })
        .collect();
    // The parser's own order is alphabetical; a table's is that of the file.
    entries.sort_by_key(|entry| entry.key_span.start);
    let mut table = Table::with_capacity(entries.len());
    for entry in entries {
        table.push(entry);
    }
    table
}

fn convert(value: Spanned<DeValue<'_>>, source: u16, offset: usize) -> Value<'_> {
    let span = Span::new(source, &moved(value.span(), offset));
    let kind = match value.into_inner() {
        DeValue::String(text) => Kind::Text(text),
        DeValue::Integer(integer) => {
            Kind::Integer { digits: Cow::Owned(integer.as_str().to_owned()), radix: integer.radix() }
        }
        DeValue::Float(float) => Kind::Float(Cow::Owned(float.as_str().to_owned())),
        DeValue::Boolean(value) => Kind::Boolean(value),
        DeValue::Datetime(_) => Kind::Date,
        DeValue::Array(values) => Kind::Array(values.into_iter().map(|value| convert(value, source, offset)).collect()),
        DeValue::Table(table) => Kind::Table(convert_table(table, source, offset)),
    };
    Value { kind, span }
}

fn moved(range: Range<usize>, offset: usize) -> Range<usize> {
    range.start + offset..range.end + offset
}
