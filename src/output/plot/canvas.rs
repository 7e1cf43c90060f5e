//! A canvas of characters: in Unicode each holds two by four dots, in ASCII one letter.

use anstyle::Style;

use crate::output::grid::{Point, Trail};

/// Dots across and down in a character of Braille.
const ACROSS: i32 = 2;
const DOWN: i32 = 4;
/// The bits of those dots, row by row.
const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
/// The first character of Braille, without dots.
const BRAILLE: u32 = 0x2800;

/// A character and its style.
pub(super) type Styled = (char, Style);

/// What draws.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    /// The line it belongs to.
    pub(super) series: usize,
    /// What it leaves where there are no dots.
    pub(super) letter: char,
    pub(super) style: Style,
}

#[derive(Clone, Copy, Default)]
struct Cell {
    dots: u8,
    glyph: Option<char>,
    style: Style,
    /// The line that came here first.
    series: Option<usize>,
    /// Whether others came too.
    is_shared: bool,
}

/// Rows of characters.
pub(super) struct Canvas {
    columns: usize,
    rows: usize,
    cells: Vec<Cell>,
    is_unicode: bool,
}

impl Canvas {
    pub(super) fn new(columns: usize, rows: usize, is_unicode: bool) -> Self {
        Self { columns, rows, cells: vec![Cell::default(); columns * rows], is_unicode }
    }

    /// The greatest position across and down.
    pub(super) fn size(columns: usize, rows: usize, is_unicode: bool) -> (i32, i32) {
        let length = |cells: usize, dots: i32| i32::try_from(cells).unwrap_or(0) * dots - 1;
        if is_unicode { (length(columns, ACROSS), length(rows, DOWN)) } else { (length(columns, 1), length(rows, 1)) }
    }

    /// The column of characters of a position.
    pub(super) fn column(&self, x: i32) -> usize {
        usize::try_from(if self.is_unicode { x / ACROSS } else { x }).unwrap_or(0)
    }

    /// The row of characters of a position.
    pub(super) fn row(&self, y: i32) -> usize {
        usize::try_from(if self.is_unicode { y / DOWN } else { y }).unwrap_or(0)
    }

    fn cell(&mut self, column: usize, row: usize) -> Option<&mut Cell> {
        self.cells.get_mut(row * self.columns + column).filter(|_| column < self.columns)
    }

    fn dot(&mut self, Point { x, y }: Point, pen: Pen) {
        let is_unicode = self.is_unicode;
        let (column, row) = (self.column(x), self.row(y));
        let Some(cell) = self.cell(column, row) else { return };
        if is_unicode {
            let bits = BITS[usize::try_from(y % DOWN).unwrap_or(0)];
            cell.dots |= bits[usize::try_from(x % ACROSS).unwrap_or(0)];
        } else if cell.glyph.is_none() {
            cell.glyph = Some(pen.letter);
        }
        match cell.series {
            None => (cell.series, cell.style) = (Some(pen.series), pen.style),
            Some(series) => cell.is_shared |= series != pen.series,
        }
    }

    /// A line, its jumps in dots with gaps.
    pub(super) fn trail(&mut self, trail: &Trail, pen: Pen) {
        for line in &trail.lines {
            if let [only] = line.as_slice() {
                self.dot(*only, pen);
            }
            for pair in line.windows(2) {
                if let [from, to] = pair {
                    leg(*from, *to).for_each(|point| self.dot(point, pen));
                }
            }
        }
        let riser = Pen { letter: '|', ..pen };
        let gap = if self.is_unicode { 2 } else { 1 };
        for (from, to) in &trail.risers {
            leg(*from, *to).filter(|point| point.y % gap == 0).for_each(|point| self.dot(point, riser));
        }
    }

    /// An edge of a range: sparse, and only where no line is.
    pub(super) fn edge(&mut self, trail: &Trail, pen: Pen) {
        let gap = if self.is_unicode { 4 } else { 2 };
        let points: Vec<Point> = trail.legs().flat_map(|(from, to)| leg(from, to)).collect();
        for point in points.into_iter().filter(|point| point.x % gap == 0) {
            let (column, row) = (self.column(point.x), self.row(point.y));
            if self.cell(column, row).is_some_and(|cell| cell.series.is_none_or(|series| series == pen.series + EDGE)) {
                self.dot(point, Pen { series: pen.series + EDGE, ..pen });
            }
        }
    }

    /// A glyph in every empty character of a column.
    pub(super) fn upright(&mut self, x: i32, glyph: char, style: Style) {
        let column = self.column(x);
        for row in 0..self.rows {
            if self.is_empty(column, row) {
                self.set(column, row, glyph, style);
            }
        }
    }

    /// A glyph, whatever is there.
    pub(super) fn set(&mut self, column: usize, row: usize, glyph: char, style: Style) {
        if let Some(cell) = self.cell(column, row) {
            (cell.glyph, cell.style) = (Some(glyph), style);
        }
    }

    fn is_empty(&self, column: usize, row: usize) -> bool {
        let cell = self.cells.get(row * self.columns + column).filter(|_| column < self.columns);
        cell.is_some_and(|cell| cell.dots == 0 && cell.glyph.is_none())
    }

    /// Writes a word beside a character where nothing is; not at all where there is no such place.
    pub(super) fn word_beside(&mut self, column: usize, row: usize, word: &str, style: Style) {
        let width = word.chars().count();
        let lefts = [Some(column + 2), column.checked_sub(width + 1), column.checked_sub(width / 2)];
        let rows = [Some(row), row.checked_sub(1), Some(row + 1), row.checked_sub(2), Some(row + 2)];
        let places =
            rows.into_iter().flatten().flat_map(|row| lefts.into_iter().flatten().map(move |left| (left, row)));
        // A gap on either side keeps a word apart from letters; beyond the edges is gap enough.
        let is_gap = |column: usize, row: usize| column >= self.columns || self.is_empty(column, row);
        let is_free = |(left, row): &(usize, usize)| {
            (*left..left + width).all(|column| self.is_empty(column, *row))
                && is_gap(left + width, *row)
                && left.checked_sub(1).is_none_or(|before| before == column || is_gap(before, *row))
        };
        let Some((left, row)) = places.into_iter().find(is_free) else { return };
        for (column, glyph) in (left..).zip(word.chars()) {
            self.set(column, row, glyph, style);
        }
    }

    /// Puts a line's letter on it near a column, where the line is alone.
    pub(super) fn letter_near(&mut self, column: usize, reach: usize, pen: Pen) {
        let near = (0..=reach).flat_map(|distance| [column.checked_sub(distance), column.checked_add(distance)]);
        for column in near.flatten() {
            for row in 0..self.rows {
                if let Some(cell) = self.cell(column, row)
                    && cell.series == Some(pen.series)
                    && !cell.is_shared
                    && cell.glyph.is_none()
                {
                    (cell.glyph, cell.style) = (Some(pen.letter), pen.style.bold());
                    return;
                }
            }
        }
    }

    /// A row of characters.
    pub(super) fn styled(&self, row: usize) -> impl Iterator<Item = Styled> {
        self.cells.iter().skip(row * self.columns).take(self.columns).map(|cell| {
            let braille = char::from_u32(BRAILLE + u32::from(cell.dots)).filter(|_| cell.dots != 0);
            (cell.glyph.or(braille).unwrap_or(' '), cell.style)
        })
    }
}

/// Edges count as lines of their own, so that they do not hide the line they belong to.
const EDGE: usize = 1_000;

/// The positions from one to another, both included.
fn leg(from: Point, to: Point) -> impl Iterator<Item = Point> {
    let (across, down) = (to.x - from.x, to.y - from.y);
    let steps = across.abs().max(down.abs()).max(1);
    (0..=steps)
        .map(move |step| Point { x: from.x + rounded(across * step, steps), y: from.y + rounded(down * step, steps) })
}

fn rounded(dividend: i32, divisor: i32) -> i32 {
    (2 * dividend + divisor).div_euclid(2 * divisor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legs_hold_both_ends() {
        let at = |x, y| Point { x, y };
        assert_eq!(leg(at(0, 4), at(4, 2)).collect::<Vec<_>>(), [at(0, 4), at(1, 4), at(2, 3), at(3, 3), at(4, 2)]);
        assert_eq!(leg(at(1, 1), at(1, 3)).count(), 3);
        assert_eq!(leg(at(1, 1), at(1, 1)).last(), Some(at(1, 1)));
    }
}
