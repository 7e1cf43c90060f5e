//! Scenarios made hostile: each with one thing changed.

use super::nonsense::nonsense;
use super::place::{Kind, places};

/// What was changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    /// Cut off at a byte.
    Truncation,
    /// A byte replaced.
    Flip,
    /// A line deleted, doubled or swapped with the next.
    Line,
    /// A value put into lists or tables.
    Nesting,
    /// A key that nobody knows, on this line.
    Typo { line: usize, key: String },
    /// A value that the key on this line does not take.
    Nonsense { line: usize, key: String },
}

impl Change {
    /// As tallies call it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Truncation => "truncations",
            Self::Flip => "flipped bytes",
            Self::Line => "lines",
            Self::Nesting => "nestings",
            Self::Typo { .. } => "misspelt keys",
            Self::Nonsense { .. } => "nonsense values",
        }
    }
}

/// A hostile file.
pub(super) struct Mutant {
    pub(super) change: Change,
    pub(super) bytes: Vec<u8>,
}

/// The bytes that a flip puts in: those that end something, begin something or drive a terminal.
const FLIPS: &[u8] = b"\0\x1b\"'\\[]{}=\n\r#.,-%_9 \x80\xff";

/// All changes of a scenario but misspelt keys.
pub(super) fn changed(text: &str) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    let mut add = |change: &Change, bytes: Vec<u8>| mutants.push(Mutant { change: change.clone(), bytes });
    let bytes = text.as_bytes();
    for end in 0..bytes.len() {
        add(&Change::Truncation, bytes[..end].to_vec());
        for (turn, flip) in [bytes[end] ^ 1, bytes[end] ^ 0x80, FLIPS[end % FLIPS.len()]].into_iter().enumerate() {
            if turn < 2 || flip != bytes[end] {
                let mut flipped = bytes.to_vec();
                flipped[end] = flip;
                add(&Change::Flip, flipped);
            }
        }
    }
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for number in 0..lines.len() {
        let of = |middle: &[&str]| {
            let behind = (number + middle.len().clamp(1, 2)).min(lines.len());
            [&lines[..number].concat(), &middle.concat(), &lines[behind..].concat()].map(String::as_bytes).concat()
        };
        add(&Change::Line, of(&[]));
        add(&Change::Line, [lines[..=number].concat(), lines[number..].concat()].concat().into_bytes());
        if let Some(next) = lines.get(number + 1) {
            add(&Change::Line, of(&[next, lines[number]]));
        }
    }
    for place in places(text) {
        let Some((kind, range)) = place.value else { continue };
        let with = |value: &str| [&text[..range.start], value, &text[range.end..]].concat().into_bytes();
        let value = &text[range.clone()];
        for depth in [1, 4, 80, 200] {
            add(&Change::Nesting, with(&format!("{}{value}{}", "[".repeat(depth), "]".repeat(depth))));
            add(&Change::Nesting, with(&format!("{}{value}{}", "{ low = ".repeat(depth), " }".repeat(depth))));
        }
        // A cost may have any name, and so may be any table.
        if place.is_free && kind == Kind::Table {
            continue;
        }
        let change = Change::Nonsense { line: place.line, key: place.key.clone() };
        for nonsense in nonsense(&place.key, kind) {
            add(&change, with(nonsense));
        }
    }
    mutants
}

/// The scenario with each of its keys misspelt in several ways.
pub(super) fn misspelt(text: &str) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for place in places(text).into_iter().filter(|place| !place.is_free) {
        let key = &place.key;
        let (first, last) = (&key[..1], &key[key.len() - 1..]);
        let middle = key.len() / 2;
        let typos = [
            [&key[..middle], &key[middle + 1..]].concat(),
            [&key[..middle], "x", &key[middle..]].concat(),
            [key, last].concat(),
            [&key[1..2], first, &key[2..]].concat(),
            [&first.to_uppercase(), &key[1..]].concat(),
            key.replace('_', "-"),
            key.replace('_', ""),
            format!("{key}_"),
            format!("\"{key} \""),
            format!("\"{key}\u{200b}\""),
            key.replacen('e', "\u{435}", 1),
        ];
        for typo in typos {
            if typo != *key && !typo.is_empty() {
                let range = place.key_range.clone();
                let bytes = [&text[..range.start], &typo, &text[range.end..]].concat().into_bytes();
                mutants.push(Mutant { change: Change::Typo { line: place.line, key: typo }, bytes });
            }
        }
    }
    mutants
}
