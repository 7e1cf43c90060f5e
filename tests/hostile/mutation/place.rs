//! Where the keys and values of a scenario stand, found without a parser: the gallery has one `key = value` a line, with
//! tables in braces on one line.

use std::ops::Range;

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    /// A percentage in quotes.
    Share,
    Text,
    List,
    Table,
}

/// A key with its value, or a word of a header.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// From 1.
    pub(super) line: usize,
    pub(super) key: String,
    pub(super) key_range: Range<usize>,
    /// None for a word of a header.
    pub(super) value: Option<(Kind, Range<usize>)>,
    /// Whether people choose the key themselves, as the name of a segment or a cost.
    pub(super) is_free: bool,
}

/// All of them, in the order of the file.
pub(super) fn places(text: &str) -> Vec<Place> {
    let mut places = Vec::new();
    let (mut start, mut header) = (0, "");
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let number = number + 1;
        if line.starts_with('[') {
            header = line.trim_start_matches('[').split(']').next().unwrap();
            let mut at = start + line.find(header).unwrap();
            let mut is_name = false;
            for word in header.split('.') {
                places.push(Place {
                    line: number,
                    key: word.to_owned(),
                    key_range: at..at + word.len(),
                    value: None,
                    is_free: is_name,
                });
                is_name = word == "segment";
                at += word.len() + 1;
            }
        } else if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            let is_free = header.ends_with("_costs");
            pair(text, start, number, is_free, &mut places);
        }
        start += line.len();
    }
    places
}

/// The pair that begins at a place, and those inside of it; the place behind it.
fn pair(text: &str, start: usize, line: usize, is_free: bool, places: &mut Vec<Place>) -> usize {
    let equals = start + text[start..].find('=').unwrap();
    let key = text[start..equals].trim();
    let begin = equals + 1 + text[equals + 1..].len() - text[equals + 1..].trim_start_matches(' ').len();
    let rest = &text[begin..];
    let mut inner = Vec::new();
    let (kind, end) = match rest.as_bytes()[0] {
        b'"' => {
            let end = begin + 2 + rest[1..].find('"').unwrap();
            (if text[begin..end].ends_with("%\"") { Kind::Share } else { Kind::Text }, end)
        }
        b'[' => (Kind::List, begin + 1 + rest.find(']').unwrap()),
        b'{' => {
            let is_free = key.ends_with("_costs");
            let mut at = begin + 1;
            while text[at..].trim_start().starts_with(|c: char| c.is_ascii_lowercase()) {
                at += text[at..].len() - text[at..].trim_start().len();
                at = pair(text, at, line, is_free, &mut inner);
                at += usize::from(text[at..].starts_with(','));
            }
            (Kind::Table, at + 1 + text[at..].find('}').unwrap())
        }
        _ => (Kind::Number, begin + rest.find([' ', ',', '\n', '}']).unwrap()),
    };
    let key = key.to_owned();
    places.push(Place { line, key_range: start..start + key.len(), key, value: Some((kind, begin..end)), is_free });
    places.append(&mut inner);
    end
}
