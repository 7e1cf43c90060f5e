//! Edits of a scenario, as a person or a script would make them: another value, a key more or less, a table twice, an
//! option of another file. Bytes that change anywhere are nearly always refused at once; what is edited so is often
//! still a scenario, and reaches the economics.

use super::block::{Blocks, value_of};
use super::gallery::GALLERY;
use super::generator::{self, Draw};
use super::vocabulary::{HEADERS, VALUES, keys};

/// The bytes after a few edits that depend on the seed; some tables come from `other`, where that is a text.
pub fn edited(bytes: &[u8], other: &[u8], seed: u64) -> Vec<u8> {
    let mut draw = Draw::new(seed);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) if !text.trim().is_empty() && !draw.in_hundred(2) => text.to_owned(),
        _ => fresh(&mut draw),
    };
    let mut blocks = Blocks::of(&text);
    for _ in 0..draw.pick(&[1, 1, 1, 2, 2, 3, 5]) {
        edit(&mut blocks, other, &mut draw);
    }
    blocks.text().into_bytes()
}

/// A valid scenario: drawn, or of the gallery.
pub(crate) fn fresh(draw: &mut Draw) -> String {
    if draw.in_hundred(50) { generator::scenario(draw.whole(0, 1 << 40)) } else { draw.pick(&GALLERY).1.to_owned() }
}

/// A scenario of a number, drawn or of the gallery.
pub fn fresh_of(seed: u64) -> String {
    fresh(&mut Draw::new(seed))
}

fn edit(blocks: &mut Blocks, other: &[u8], draw: &mut Draw) {
    match draw.whole(1, 100) {
        1..=40 => another_value(blocks, draw),
        41..=55 => another_key(blocks, draw),
        56..=65 => no_line(blocks, draw),
        66..=70 => line_twice(blocks, draw),
        71..=76 => block_twice(blocks, draw),
        77..=81 => no_block(blocks, draw),
        82..=85 => two_blocks_swapped(blocks, draw),
        86..=95 => block_of_another(blocks, other, draw),
        _ => another_header(blocks, draw),
    }
}

/// The position of one of several.
fn position(len: usize, draw: &mut Draw) -> Option<usize> {
    let last = u64::try_from(len).ok()?.checked_sub(1)?;
    usize::try_from(draw.whole(0, last)).ok()
}

/// A block, and the position of a line in it.
fn line<'b>(blocks: &'b mut Blocks, draw: &mut Draw) -> Option<(&'b mut Vec<String>, usize)> {
    let all: usize = blocks.0.iter().map(Vec::len).sum();
    let mut at = position(all, draw)?;
    for block in &mut blocks.0 {
        if at < block.len() {
            return Some((block, at));
        }
        at -= block.len();
    }
    None
}

fn another_value(blocks: &mut Blocks, draw: &mut Draw) {
    for _ in 0..8 {
        let Some((block, at)) = line(blocks, draw) else { return };
        let Some(range) = value_of(&block[at]) else { continue };
        let key = block[at].split(" = ").next().unwrap_or_default().trim().to_owned();
        let value = match draw.whole(1, 10) {
            1..=5 => moved(&block[at][range.clone()], draw),
            6..=7 => offered(&key, draw),
            _ => draw.pick(&VALUES).to_owned(),
        };
        block[at].replace_range(range, &value);
        return;
    }
}

/// A number made greater, smaller, finer or another's opposite; the first of a list or of a table's.
fn moved(value: &str, draw: &mut Draw) -> String {
    let Some(start) = value.find(|c: char| c.is_ascii_digit()) else { return draw.pick(&VALUES).to_owned() };
    let is_part = |c: char| c.is_ascii_digit() || c == '.' || c == '_';
    let end = value[start..].find(|c: char| !is_part(c)).map_or(value.len(), |length| start + length);
    let (before, digits, after) = (&value[..start], &value[start..end], &value[end..]);
    let digits = match draw.whole(1, 8) {
        1 => format!("{digits}0"),
        2 => digits.get(..digits.len() - 1).filter(|rest| !rest.is_empty()).unwrap_or("0").to_owned(),
        3 => format!("0.{}", digits.replace(['.', '_'], "")),
        4 => format!("{}.{}", digits.split('.').next().unwrap_or("1"), draw.whole(0, 999_999)),
        5 => draw.whole(0, 20).to_string(),
        6 => format!("-{digits}"),
        7 => format!("{}{}", draw.whole(1, 9), digits.get(1..).unwrap_or_default()),
        _ => draw.decimal(0, 100_000, 2),
    };
    format!("{before}{digits}{after}")
}

/// A value that the format offers for a key, or any.
fn offered(key: &str, draw: &mut Draw) -> String {
    let values = keys().iter().find(|(known, _)| known == key).map_or(&[][..], |(_, values)| values);
    match position(values.len(), draw) {
        Some(at) => values[at].clone(),
        None => draw.pick(&VALUES).to_owned(),
    }
}

fn another_key(blocks: &mut Blocks, draw: &mut Draw) {
    let Some(key) = position(keys().len(), draw).map(|at| &keys()[at].0) else { return };
    let value = offered(key, draw);
    let Some((block, at)) = line(blocks, draw) else { return };
    block.insert(at + 1, format!("{key} = {value}"));
}

fn no_line(blocks: &mut Blocks, draw: &mut Draw) {
    if let Some((block, at)) = line(blocks, draw) {
        block.remove(at);
    }
}

fn line_twice(blocks: &mut Blocks, draw: &mut Draw) {
    if let Some((block, at)) = line(blocks, draw) {
        let line = block[at].clone();
        block.push(line);
    }
}

fn block_twice(blocks: &mut Blocks, draw: &mut Draw) {
    if let Some(at) = position(blocks.0.len(), draw) {
        let mut block = blocks.0[at].clone();
        // Two of a name are refused at once.
        for line in block.iter_mut().filter(|line| line.starts_with("name = \"") || line.starts_with("id = \"")) {
            let more = draw.whole(2, 99).to_string();
            if let Some(end) = line.rfind('"') {
                line.insert_str(end, &more);
            }
        }
        blocks.0.push(block);
    }
}

fn no_block(blocks: &mut Blocks, draw: &mut Draw) {
    if let Some(at) = position(blocks.0.len(), draw) {
        blocks.0.remove(at);
    }
}

fn two_blocks_swapped(blocks: &mut Blocks, draw: &mut Draw) {
    if let (Some(one), Some(two)) = (position(blocks.0.len(), draw), position(blocks.0.len(), draw)) {
        blocks.0.swap(one, two);
    }
}

fn block_of_another(blocks: &mut Blocks, other: &[u8], draw: &mut Draw) {
    let donor = match std::str::from_utf8(other) {
        Ok(text) if text.contains("\n[") && draw.in_hundred(60) => text.to_owned(),
        _ => fresh(draw),
    };
    let donor = Blocks::of(&donor);
    let Some(block) = position(donor.0.len(), draw).map(|at| &donor.0[at]) else { return };
    let same = blocks.0.iter().position(|known| known.first() == block.first() && !known.is_empty());
    match (same, position(blocks.0.len() + 1, draw)) {
        // A table of the file stands once; a row of a list may stand beside others.
        (Some(at), _) if !block.first().is_some_and(|header| header.starts_with("[[")) => {
            blocks.0[at].clone_from(block);
        }
        (_, Some(at)) => blocks.0.insert(at, block.clone()),
        (_, None) => (),
    }
}

fn another_header(blocks: &mut Blocks, draw: &mut Draw) {
    let header = draw.pick(&HEADERS).to_owned();
    let Some(at) = position(blocks.0.len(), draw) else { return };
    match blocks.0[at].first_mut() {
        Some(first) if first.starts_with('[') && draw.in_hundred(50) => *first = header,
        _ => blocks.0[at].insert(0, header),
    }
}
