//! Where the tables of a plain document belong: what headers such as `[demand]` and `[[option]]` make of it.
//!
//! A header that the library might refuse, or that would make an earlier table another one, is not followed.

use std::borrow::Cow;

use super::document::{Entry, Kind, Table, Value};
use crate::diagnostic::Span;

/// The most keys of a table that are read here: that none stands twice is seen by comparing each with all before it.
pub(super) const MOST_KEYS: usize = 400;

/// A header: its keys with their places, its own place, and whether it is one of a list, as in `[[option]]`.
pub(super) struct Header<'t> {
    pub(super) parents: Vec<(Cow<'t, str>, Span)>,
    pub(super) key: (Cow<'t, str>, Span),
    pub(super) span: Span,
    pub(super) is_row: bool,
}

/// Puts a table where its header says. What stands before the first header is the root.
pub(super) fn attach<'t>(root: &mut Table<'t>, header: Option<Header<'t>>, table: Table<'t>) -> Option<()> {
    let Some(Header { parents, key: (key, key_span), span, is_row }) = header else {
        *root = table;
        return Some(());
    };
    let parent = parents.into_iter().try_fold(root, descend)?;
    let value = Value { kind: Kind::Table(table), span };
    let is_full = parent.entries().len() >= MOST_KEYS;
    match parent.entry_mut(&key) {
        None if is_full => return None,
        None => {
            let kind = if is_row { Kind::Array(vec![value]) } else { value.kind };
            parent.push(Entry { key, key_span, value: Value { kind, span } });
        }
        Some(entry) => match &mut entry.value.kind {
            Kind::Array(rows) if is_row && is_of_headers(entry.key_span, entry.value.span) => rows.push(value),
            _ => return None,
        },
    }
    Some(())
}

/// The table below a table, or the last of a list of tables; where there is none, one without a header of its own.
fn descend<'a, 't>(table: &'a mut Table<'t>, (key, key_span): (Cow<'t, str>, Span)) -> Option<&'a mut Table<'t>> {
    if table.entry(&key).is_none() {
        if table.entries().len() >= MOST_KEYS {
            return None;
        }
        let value = Value { kind: Kind::Table(Table::default()), span: key_span };
        table.push(Entry { key: key.clone(), key_span, value });
    }
    let entry = table.entry_mut(&key)?;
    if !is_of_headers(entry.key_span, entry.value.span) {
        return None;
    }
    match &mut entry.value.kind {
        Kind::Table(inner) => Some(inner),
        Kind::Array(rows) => match rows.last_mut().map(|row| &mut row.kind) {
            Some(Kind::Table(inner)) => Some(inner),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a value was made by headers, and so can grow: its key stands within its place, not before it.
fn is_of_headers(key: Span, value: Span) -> bool {
    key.start >= value.start
}
