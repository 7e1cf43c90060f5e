//! Where labels go so that none lies on another, on a mark, or outside the plot.

use crate::output::grid::{Point, Trail};

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) right: i32,
    pub(super) bottom: i32,
}

impl Area {
    /// From its centre and half its sides.
    pub(super) fn around(x: i32, y: i32, half_width: i32, half_height: i32) -> Self {
        Self { left: x - half_width, top: y - half_height, right: x + half_width, bottom: y + half_height }
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn holds(&self, other: &Self) -> bool {
        self.left <= other.left && other.right <= self.right && self.top <= other.top && other.bottom <= self.bottom
    }

    /// Whether a straight leg passes through.
    fn is_crossed(&self, from: Point, to: Point) -> bool {
        let (start, end) = if from.x <= to.x { (from, to) } else { (to, from) };
        let (left, right) = (start.x.max(self.left), end.x.min(self.right));
        if left > right {
            return false;
        }
        let height = |x: i32| match end.x - start.x {
            0 => None,
            width => Some(start.y + (end.y - start.y) * (x - start.x) / width),
        };
        let (a, b) = (height(left).unwrap_or(start.y), height(right).unwrap_or(end.y));
        a.min(b) <= self.bottom && a.max(b) >= self.top
    }
}

/// How far a label may stand from its mark.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Beside it.
    Near,
    /// A little apart, where lines pass beside it.
    Far,
}

/// What is taken, and the lines that labels had better not lie on.
pub(super) struct Places {
    bounds: Area,
    taken: Vec<Area>,
    legs: Vec<Leg>,
}

/// A straight leg of a series, or of what is none.
struct Leg {
    series: Option<usize>,
    from: Point,
    to: Point,
}

impl Places {
    pub(super) fn new(bounds: Area) -> Self {
        Self { bounds, taken: Vec::new(), legs: Vec::new() }
    }

    /// A leg of a series, or of what is none.
    pub(super) fn obstacle(&mut self, series: Option<usize>, from: Point, to: Point) {
        self.legs.push(Leg { series, from, to });
    }

    /// Takes an area, whatever is there.
    pub(super) fn take(&mut self, area: Area) {
        self.taken.push(area);
    }

    fn is_free(&self, area: &Area) -> bool {
        self.bounds.holds(area) && !self.taken.iter().any(|taken| taken.overlaps(area))
    }

    /// How much an area is in the way of lines; the present volume's, thin and upright, counts half.
    fn crossings(&self, area: &Area, except: Option<usize>) -> usize {
        let others = self.legs.iter().filter(|leg| leg.series != except || except.is_none());
        let crossed = others.filter(|leg| area.is_crossed(leg.from, leg.to));
        crossed.map(|leg| if leg.series.is_some() { 2 } else { 1 }).sum()
    }

    /// Takes an area beside a point: the one that the fewest lines pass, or none where none is free.
    pub(super) fn beside(
        &mut self,
        (x, y): (i32, i32),
        (half_width, half_height): (i32, i32),
        reach: Reach,
    ) -> Option<Area> {
        let (aside, above) = (60 + half_width, 70 + half_height);
        let near = [(0, -1), (1, -1), (-1, -1), (1, 1), (-1, 1), (0, 1), (1, 0), (-1, 0)];
        let near = near
            .map(|(right, down)| if right == 0 { (0, down * above) } else { (right * aside, down * above * 2 / 3) });
        let far = [(1, -1), (-1, -1), (1, 1), (-1, 1)].map(|(right, down)| (right * aside, down * above * 2));
        // A place farther away is worth it where two lines pass through the nearer ones.
        let places = near.map(|offset| (0, offset)).into_iter().chain(far.map(|offset| (3, offset)));
        let places = places.take(if reach == Reach::Near { near.len() } else { usize::MAX });
        let areas = places
            .map(|(rank, (right, down))| (rank, Area::around(x + right, y + down, half_width, half_height)))
            .filter(|(_, area)| self.is_free(area));
        let (_, best) = areas.min_by_key(|(rank, area)| rank + self.crossings(area, None))?;
        self.taken.push(best);
        Some(best)
    }

    /// Takes a place on a line, as far from the other lines as there is one.
    pub(super) fn on(&mut self, series: usize, trail: &Trail, radius: i32) -> Option<(i32, i32)> {
        const PLACES: i32 = 24;
        let width = self.bounds.right - self.bounds.left;
        let best = (1..PLACES)
            .filter_map(|place| {
                let x = self.bounds.left + width * place / PLACES;
                let y = height(trail, x, radius)?;
                let area = Area::around(x, y, radius, radius);
                let clear = Area::around(x, y, 2 * radius, 2 * radius);
                // Near the middle the eye finds it first.
                let distance = (place - PLACES / 2).abs();
                let crossings = 3 * self.crossings(&area, Some(series)) + self.crossings(&clear, Some(series));
                self.is_free(&area).then_some(((crossings, distance), (x, y), area))
            })
            .min_by_key(|(rank, ..)| *rank)?;
        let (_, place, area) = best;
        self.taken.push(area);
        Some(place)
    }
}

/// The height of a line at a column; none near a jump, as far as the pieces between jumps are long.
fn height(trail: &Trail, x: i32, distance: i32) -> Option<i32> {
    let line = trail.lines.iter().find(|line| {
        let ends = line.first().zip(line.last());
        ends.is_some_and(|(first, last)| {
            let distance = distance.min((last.x - first.x) / 4);
            first.x + distance <= x && x <= last.x - distance
        })
    })?;
    let next = line.partition_point(|point| point.x < x);
    match (next.checked_sub(1).and_then(|before| line.get(before)), line.get(next)) {
        (Some(Point { x: left, y: start }), Some(Point { x: right, y: end })) => {
            Some(start + (end - start) * (x - left) / (right - left).max(1))
        }
        (None, Some(point)) | (Some(point), None) => Some(point.y),
        (None, None) => None,
    }
}

/// The centres of labels of given heights as near to where they should be as they can without overlap, between a top
/// and a bottom that have room for all.
pub(super) fn spread(wanted: &[i32], heights: &[i32], top: i32, bottom: i32) -> Vec<i32> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|position| wanted[*position]);
    let mut centres = wanted.to_vec();
    let mut edge = top;
    for position in &order {
        let half = heights[*position] / 2;
        centres[*position] = centres[*position].max(edge + half);
        edge = centres[*position] + half;
    }
    let mut edge = bottom;
    for position in order.iter().rev() {
        let half = heights[*position] / 2;
        centres[*position] = centres[*position].min(edge - half);
        edge = centres[*position] - half;
    }
    centres
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_apart_and_inside() {
        assert_eq!(spread(&[50, 50, 10], &[20, 20, 20], 0, 100), [50, 70, 10]);
        assert_eq!(spread(&[95, 99], &[20, 20], 0, 100), [70, 90]);
        assert_eq!(spread(&[0, 0], &[20, 20], 0, 100), [10, 30]);
    }

    #[test]
    fn a_label_avoids_what_is_taken_and_what_passes() {
        let mut places = Places::new(Area { left: 0, top: 0, right: 2_000, bottom: 2_000 });
        let first = places.beside((1_000, 1_000), (100, 50), Reach::Far).unwrap();
        assert_eq!(first, Area::around(1_000, 880, 100, 50), "above, where nothing is");
        let (from, to) = (Point { x: 0, y: 940 }, Point { x: 2_000, y: 940 });
        places.obstacle(Some(0), from, to);
        let second = places.beside((1_000, 1_000), (100, 50), Reach::Far).unwrap();
        assert!(!second.overlaps(&first) && !second.is_crossed(from, to), "{second:?}");
        let mut narrow = Places::new(Area { left: 0, top: 0, right: 150, bottom: 150 });
        assert_eq!(narrow.beside((75, 75), (100, 50), Reach::Far), None);
    }
}
