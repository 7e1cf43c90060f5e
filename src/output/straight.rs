//! CSV rows along a run, written by hand into one buffer: what is the same at every point is encoded once, and digits
//! are written by two.

use super::csv::{CsvError, records};
use crate::calc::track::{Inverse, Line, Quotient, Track};
use crate::report::{Cell, Divisor, Piece, Places, StraightRow};

/// No figure is longer with its comma: 20 digits, a sign and a point.
const LONGEST: usize = 24;

/// Bytes that are written at an end that moves.
#[derive(Debug, Default)]
pub struct Strip {
    bytes: Vec<u8>,
    end: usize,
}

/// Rows of an option along a run.
#[derive(Debug)]
pub(crate) struct Rows {
    /// What is the same at every point, commas included.
    still: Vec<u8>,
    strokes: Vec<Stroke>,
    cost: Option<Track>,
    profit: Option<Track>,
    /// The most bytes of a row, after the varied values.
    width: usize,
}

#[derive(Debug)]
enum Stroke {
    Still(std::ops::Range<usize>),
    Track(Track, Places, u32),
    Volume(Track, Places),
    Quotient(Quotient, Divisor, Places),
    MeetsTarget(Track, Track),
    IsCheapest,
    IsMostProfitable,
}

/// What all options have in common at a point.
#[derive(Debug)]
pub(crate) struct Point<'p> {
    /// The varied values, each with its comma.
    pub varied: &'p [u8],
    /// How many steps from the first point of the volumes' run.
    pub steps: u32,
    /// One over each total of the volumes, where it moves.
    pub inverses: [Option<Inverse>; 3],
    /// The decimals of money.
    pub places: u32,
}

impl Strip {
    /// What has been written.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.end).unwrap_or_default()
    }

    /// How many bytes have been written.
    pub fn len(&self) -> usize {
        self.end
    }

    /// Whether nothing has been written.
    pub fn is_empty(&self) -> bool {
        self.end == 0
    }

    /// Takes back what was written after `end`.
    pub fn cut(&mut self, end: usize) {
        self.end = self.end.min(end);
    }

    /// Writes some bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.reserve(bytes.len());
        self.put(bytes);
    }

    /// Makes room for so many bytes, and for one figure that is written in full width.
    fn reserve(&mut self, width: usize) {
        let needed = self.end + width + LONGEST;
        if self.bytes.len() < needed {
            self.bytes.resize(needed.max(self.bytes.len() * 2), 0);
        }
    }

    fn put(&mut self, bytes: &[u8]) {
        let end = self.end + bytes.len();
        self.bytes[self.end..end].copy_from_slice(bytes);
        self.end = end;
    }

    /// Writes a figure and a comma.
    pub fn figure(&mut self, is_negative: bool, digits: u64, places: Places) {
        // As long again, so that it is copied in full width from its first digit on.
        let mut text = [0; LONGEST * 2];
        let mut start = LONGEST - 1;
        text[start] = b',';
        let whole = match places {
            Places::Fixed(0) => digits,
            Places::Fixed(2) => {
                start -= 3;
                text[start + 1..start + 3].copy_from_slice(&pair(digits % 100));
                text[start] = b'.';
                digits / 100
            }
            Places::Fixed(places) => fraction(&mut text, &mut start, digits, places, false),
            Places::Trimmed(places) => fraction(&mut text, &mut start, digits, places, true),
        };
        let mut rest = whole;
        while rest >= 100 {
            start -= 2;
            text[start..start + 2].copy_from_slice(&pair(rest % 100));
            rest /= 100;
        }
        if rest >= 10 {
            start -= 2;
            text[start..start + 2].copy_from_slice(&pair(rest));
        } else {
            start -= 1;
            text[start] = pair(rest)[1];
        }
        if is_negative && digits > 0 {
            start -= 1;
            text[start] = b'-';
        }
        self.bytes[self.end..self.end + LONGEST].copy_from_slice(&text[start..start + LONGEST]);
        self.end += LONGEST - start;
    }
}

/// The two digits of a number below 100.
fn pair(number: u64) -> [u8; 2] {
    PAIRS[usize::try_from(number % 100).unwrap_or(0)]
}

#[allow(clippy::cast_possible_truncation, reason = "digits are below 10")]
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[b'0'; 2]; 100];
    let mut number = 0;
    while number < 100 {
        pairs[number] = [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8];
        number += 1;
    }
    pairs
};

/// Writes decimals and their point before `start`, and returns the digits before them.
fn fraction(text: &mut [u8; LONGEST * 2], start: &mut usize, digits: u64, places: u32, is_trimmed: bool) -> u64 {
    let (mut rest, mut places) = (digits, places);
    while is_trimmed && places > 0 && rest % 10 == 0 {
        rest /= 10;
        places -= 1;
    }
    if places == 0 {
        return rest;
    }
    for _ in 0..places {
        *start -= 1;
        text[*start] = pair(rest % 10)[1];
        rest /= 10;
    }
    *start -= 1;
    text[*start] = b'.';
    rest
}

impl Rows {
    /// The rows of an option.
    ///
    /// # Errors
    /// As [`records`].
    pub(crate) fn new(row: &StraightRow<'_>) -> Result<Self, CsvError> {
        let mut still: Vec<u8> = Vec::new();
        let mut strokes: Vec<Stroke> = Vec::new();
        let mut width = 0;
        for piece in &row.pieces {
            width += LONGEST;
            match piece {
                Piece::Cell(cell) => {
                    let from = still.len();
                    // The empty cell behind it keeps a cell that is empty from being quoted as a record of its own.
                    let cells: [Cell<'_>; 2] = [cell.clone(), Cell::EMPTY];
                    let text = records([&cells[..]])?;
                    still.extend_from_slice(text.trim_end_matches('\n').as_bytes());
                    match strokes.last_mut() {
                        Some(Stroke::Still(range)) => range.end = still.len(),
                        _ => strokes.push(Stroke::Still(from..still.len())),
                    }
                }
                Piece::Track(track, places) => match strokes.last_mut() {
                    Some(Stroke::Track(last, same, times)) if (&*last, &*same) == (track, places) => *times += 1,
                    _ => strokes.push(Stroke::Track(*track, *places, 1)),
                },
                Piece::Volume(track, places) => strokes.push(Stroke::Volume(*track, *places)),
                Piece::Quotient(quotient, by, places) => strokes.push(Stroke::Quotient(*quotient, *by, *places)),
                Piece::MeetsTarget(spendable, cost) => strokes.push(Stroke::MeetsTarget(*spendable, *cost)),
                Piece::IsCheapest => strokes.push(Stroke::IsCheapest),
                Piece::IsMostProfitable => strokes.push(Stroke::IsMostProfitable),
            }
        }
        let width = width + still.len();
        Ok(Self { still, strokes, cost: row.cost, profit: row.profit, width })
    }

    /// Writes the row of a point, so many steps from the run's first; none where a figure stands so near to the next
    /// that the exact reading has to be asked.
    pub(crate) fn write(
        &self,
        steps: u32,
        point: &Point<'_>,
        is_cheapest: bool,
        is_most_profitable: Option<bool>,
        strip: &mut Strip,
    ) -> Option<()> {
        strip.reserve(point.varied.len() + self.width);
        strip.put(point.varied);
        for stroke in &self.strokes {
            match stroke {
                Stroke::Still(range) => strip.put(&self.still[range.clone()]),
                Stroke::Track(track, places, times) => {
                    let (is_negative, digits) = track.printed(steps)?;
                    let from = strip.end;
                    strip.figure(is_negative, digits, *places);
                    let len = strip.end - from;
                    for _ in 1..*times {
                        strip.bytes.copy_within(from..from + LONGEST, strip.end);
                        strip.end += len;
                    }
                }
                Stroke::Volume(track, places) => {
                    let (is_negative, digits) = track.printed(point.steps)?;
                    strip.figure(is_negative, digits, *places);
                }
                Stroke::Quotient(quotient, divisor, places) => {
                    let inverse = match divisor {
                        Divisor::Total(total) => point.inverses[total.index()]?,
                        Divisor::Own(line) => Inverse::new(line.value(steps))?,
                    };
                    let (is_negative, digits) = quotient.printed(steps, inverse)?;
                    strip.figure(is_negative, digits, *places);
                }
                Stroke::MeetsTarget(spendable, cost) => {
                    let order = spendable.order(steps, *cost, steps, point.places)?;
                    strip.put(if order.is_ge() { b"true," } else { b"false," });
                }
                Stroke::IsCheapest => strip.put(if is_cheapest { b"true," } else { b"false," }),
                Stroke::IsMostProfitable => strip.put(match is_most_profitable {
                    Some(true) => b"true,",
                    Some(false) => b"false,",
                    None => b",",
                }),
            }
        }
        // The last comma ends the line.
        let last = strip.end.checked_sub(1)?;
        *strip.bytes.get_mut(last)? = b'\n';
        Some(())
    }

    /// Its annual cost, where that is comparable.
    pub(crate) fn cost(&self) -> Option<Track> {
        self.cost
    }

    /// Its gross profit, where that is known.
    pub(crate) fn profit(&self) -> Option<Track> {
        self.profit
    }
}

/// One over each total of the volumes at a point, where it moves.
pub(crate) fn inverses(totals: &[Option<Line>; 3], steps: u32) -> [Option<Inverse>; 3] {
    totals.map(|total| total.and_then(|total| Inverse::new(total.value(steps))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_with_their_point() {
        for (is_negative, digits, places, text) in [
            (false, 8_845_000, Places::Fixed(2), "88450.00,"),
            (true, 5, Places::Fixed(2), "-0.05,"),
            (true, 0, Places::Fixed(2), "0.00,"),
            (false, 7, Places::Fixed(0), "7,"),
            (false, 120, Places::Fixed(0), "120,"),
            (true, 1_005, Places::Fixed(3), "-1.005,"),
            (false, 1_500_000, Places::Trimmed(6), "1.5,"),
            (true, 40, Places::Trimmed(6), "-0.00004,"),
            (false, 12_000_000, Places::Trimmed(6), "12,"),
            (true, u64::MAX, Places::Fixed(2), "-184467440737095516.15,"),
        ] {
            let mut strip = Strip::default();
            strip.reserve(LONGEST);
            strip.figure(is_negative, digits, places);
            assert_eq!(std::str::from_utf8(strip.bytes()).unwrap(), text);
        }
    }
}
