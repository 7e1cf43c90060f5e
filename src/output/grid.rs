//! Outlines on a grid of whole steps: tenths of a pixel in a drawing, dots or characters in a terminal.
//!
//! Every position is computed from exact amounts and rounded once. An outline of many thousand pieces comes out as few
//! as the grid can show, and a jump stays a jump.

use crate::break_even::Outline;
use crate::calc::number::Number;
use crate::report::Scale;

/// A position: steps to the right, and steps downwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) x: i32,
    pub(super) y: i32,
}

/// A rectangle of steps on which two scales lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid<'c> {
    pub(super) x: &'c Scale,
    pub(super) y: &'c Scale,
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// An outline on a grid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Trail {
    /// Lines without a jump.
    pub(super) lines: Vec<Vec<Point>>,
    /// The jumps from the end of a line to the start of the next.
    pub(super) risers: Vec<(Point, Point)>,
}

/// How finely an outline is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grain {
    /// The steps of a column: the pieces that begin and end in the same are drawn as their extremes.
    pub(super) column: i32,
    /// The greatest width of a piece whose jumps are drawn as part of the line: a stair too fine to look like one.
    pub(super) stair: i32,
}

impl Grid<'_> {
    /// The column of a volume.
    pub(super) fn column(&self, volume: Number) -> i32 {
        self.left + steps(self.x.share(volume), self.width)
    }

    /// The row of an amount.
    pub(super) fn row(&self, amount: Number) -> i32 {
        self.top + self.height - steps(self.y.share(amount), self.height)
    }

    /// The right edge.
    pub(super) fn right(&self) -> i32 {
        self.left + self.width
    }

    /// The lower edge.
    pub(super) fn bottom(&self) -> i32 {
        self.top + self.height
    }

    /// An outline on the grid.
    pub(super) fn trail(&self, outline: &Outline, grain: Grain) -> Trail {
        let mut trail = Trail::default();
        let mut stack: Option<Stack> = None;
        let mut was_stair = false;
        let column = grain.column.max(1);
        for piece in &outline.pieces {
            let start = Point { x: self.column(piece.from), y: self.row(piece.start) };
            let end = Point { x: self.column(piece.to), y: self.row(piece.end) };
            if let Some(stack) = stack.as_mut()
                && start.x / column == end.x / column
                && stack.start.x / column == start.x / column
            {
                stack.take(start, end);
                continue;
            }
            if let Some(stack) = stack.replace(Stack::new(start, end)) {
                was_stair = trail.push(&stack, grain, was_stair);
            }
        }
        if let Some(stack) = stack {
            trail.push(&stack, grain, was_stair);
        }
        trail
    }
}

fn steps(share: Number, length: i32) -> i32 {
    let length = u32::try_from(length).unwrap_or(0);
    let steps = share.times(Number::whole(length)).ok().and_then(|steps| steps.rounded(0).to_count());
    steps.and_then(|steps| i32::try_from(steps).ok()).unwrap_or(0)
}

/// Pieces that fall into one column, or a single piece of any width.
struct Stack {
    start: Point,
    end: Point,
    top: i32,
    bottom: i32,
    pieces: usize,
}

impl Stack {
    fn new(start: Point, end: Point) -> Self {
        Self { start, end, top: start.y.min(end.y), bottom: start.y.max(end.y), pieces: 1 }
    }

    fn take(&mut self, start: Point, end: Point) {
        self.end = end;
        self.top = self.top.min(start.y).min(end.y);
        self.bottom = self.bottom.max(start.y).max(end.y);
        self.pieces += 1;
    }
}

impl Trail {
    /// Adds what a stack looks like; the answer is whether it is part of a stair.
    fn push(&mut self, stack: &Stack, grain: Grain, was_stair: bool) -> bool {
        let Stack { start, end, top, bottom, pieces } = *stack;
        let is_stair = end.x - start.x <= grain.stair;
        let last = self.lines.last().and_then(|line| line.last()).copied();
        match last {
            Some(last) if last == start || (is_stair && was_stair) => {}
            Some(last) => {
                self.risers.push((last, start));
                self.lines.push(Vec::new());
            }
            None => self.lines.push(Vec::new()),
        }
        let Some(line) = self.lines.last_mut() else { return is_stair };
        let extremes = [Point { x: start.x, y: bottom }, Point { x: start.x, y: top }];
        let between = if pieces > 1 { &extremes[..] } else { &[] };
        for point in std::iter::once(start).chain(between.iter().copied()).chain([end]) {
            if line.last() != Some(&point) {
                line.push(point);
            }
        }
        is_stair
    }

    /// All points in order, through jumps as well.
    pub(super) fn points(&self) -> impl DoubleEndedIterator<Item = Point> {
        self.lines.iter().flatten().copied()
    }

    /// The straight legs between points, of lines and then of jumps.
    pub(super) fn legs(&self) -> impl Iterator<Item = (Point, Point)> {
        let legs = self.lines.iter().flat_map(|line| line.windows(2)).filter_map(|pair| match pair {
            [from, to] => Some((*from, *to)),
            _ => None,
        });
        legs.chain(self.risers.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::break_even::Straight;
    use crate::report::Tick;

    fn scale(to: u32) -> Scale {
        Scale { label: String::new(), from: Number::ZERO, to: Number::whole(to), ticks: Vec::<Tick>::new() }
    }

    /// Steps of 1 at every `1 / steps` of an axis of 10.
    fn stair(steps: u32) -> Outline {
        let place = |step: u32| Number::whole(10 * step).over(Number::whole(steps)).unwrap();
        let level = |step: u32| Straight {
            from: place(step),
            to: place(step + 1),
            start: Number::whole(step),
            end: Number::whole(step),
        };
        Outline { pieces: (0..steps).map(level).collect() }
    }

    #[test]
    fn steps_keep_their_risers() {
        let (x, y) = (scale(10), scale(4));
        let grid = Grid { x: &x, y: &y, left: 0, top: 0, width: 100, height: 40 };
        let trail = grid.trail(&stair(2), Grain { column: 10, stair: 20 });
        let point = |x, y| Point { x, y };
        assert_eq!(trail.lines, [[point(0, 40), point(50, 40)], [point(50, 30), point(100, 30)]]);
        assert_eq!(trail.risers, [(point(50, 40), point(50, 30))]);
    }

    #[test]
    fn a_fine_stair_becomes_one_line_of_few_points() {
        let (x, y) = (scale(10), scale(20_000));
        let grid = Grid { x: &x, y: &y, left: 0, top: 0, width: 100, height: 100 };
        let trail = grid.trail(&stair(20_000), Grain { column: 10, stair: 20 });
        assert_eq!((trail.lines.len(), trail.risers.len()), (1, 0));
        assert!(trail.points().count() <= 44, "{}", trail.points().count());
        assert_eq!(trail.points().last(), Some(Point { x: 100, y: 0 }));
    }
}
