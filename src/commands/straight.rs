//! The rows of a sweep where they are lines, beside which the verb has a general way for every point.

use std::cmp::Ordering;

use crate::calc::track::{Line, Track};
use crate::output::{Point, Rows, Strip, inverses};
use crate::report::straight_row;
use crate::sweep::{Courses, Sweep};

/// That the lines alone do not tell.
struct Unsure;

/// Writes the CSV of points that lie on straight runs, one after another.
#[derive(Debug)]
pub struct Pen<'s> {
    file: &'s str,
    sweep: &'s Sweep<'s>,
    courses: Courses<'s>,
    /// The rows of each option, and the place from which they hold.
    rows: Vec<(u64, Rows)>,
    /// The totals of the volumes that move, and the place from which they hold.
    totals: (u64, [Option<Line>; 3]),
    /// The row of the grid for which all these hold.
    row: Option<u64>,
    /// The varied values at the last point.
    varied: String,
    /// How many of them are the same along the row, and how many bytes these are.
    slow: (usize, usize),
}

impl<'s> Pen<'s> {
    /// A pen that has written nothing.
    pub fn new(file: &'s str, sweep: &'s Sweep<'s>) -> Self {
        let totals = (0, [None; 3]);
        let courses = Courses::new(sweep);
        Self { file, sweep, courses, rows: Vec::new(), totals, row: None, varied: String::new(), slow: (0, 0) }
    }

    /// Writes points from `first` on, as many before `end` as are certain; how many they are.
    pub fn write(&mut self, first: u64, end: u64, strip: &mut Strip) -> u64 {
        let mut point = first;
        while point < end {
            let Some(place) = self.courses.at(point) else { break };
            if self.take(point - place).is_none() {
                self.courses.fail(point);
                self.row = None;
                break;
            }
            let last = end.min(point + (self.courses.end() - place));
            let written = self.stretch(point, place, last, strip);
            if written == last - point {
                point = last;
                continue;
            }
            return point - first + written;
        }
        point - first
    }

    /// Takes over the runs that have begun since the last time.
    fn take(&mut self, row: u64) -> Option<()> {
        let shared = *self.courses.volumes()?;
        let is_new = self.row != Some(row) || self.totals.0 != shared.start || self.rows.is_empty();
        self.row = None;
        if is_new {
            let line = |total: &crate::calc::straight::Course| {
                if total.is_level() { Ok(None) } else { Line::new(total, 0).map(Some) }
            };
            let [visits, hours, clients] = &shared.of.totals;
            self.totals = (shared.start, [line(visits).ok()?, line(hours).ok()?, line(clients).ok()?]);
            self.rows.clear();
            self.varied.clear();
            let still = if self.sweep.grid.is_zipped() { 0 } else { self.sweep.axes.len().saturating_sub(1) };
            for value in self.sweep.values(row).iter().take(still) {
                value.write_exact(&mut self.varied);
                self.varied.push(',');
            }
            self.slow = (still, self.varied.len());
        }
        for (position, run) in self.courses.options().enumerate() {
            let known = self.rows.get(position).map(|(start, _)| *start);
            if known == Some(run.start) {
                continue;
            }
            let row = straight_row(self.file, self.sweep, position, &shared.of, &run.of).ok()?;
            let rows = (run.start, Rows::new(&row).ok()?);
            match self.rows.get_mut(position) {
                Some(known) => *known = rows,
                None => self.rows.push(rows),
            }
        }
        self.row = Some(row);
        Some(())
    }

    /// Writes the points from one to before `last` on the present runs; how many were certain.
    fn stretch(&mut self, first: u64, place: u64, last: u64, strip: &mut Strip) -> u64 {
        let places = self.sweep.scenario().currency.places();
        for point in first..last {
            let place = place + (point - first);
            let start = strip.len();
            if self.point(place, places, strip).is_none() {
                strip.cut(start);
                return point - first;
            }
        }
        last - first
    }

    fn point(&mut self, place: u64, places: u32, strip: &mut Strip) -> Option<()> {
        let steps = |start: u64| u32::try_from(place.checked_sub(start)?).ok();
        let cheapest = self.first(place, places, Rows::cost, Ordering::Less).ok()?;
        let is_known = self.rows.iter().all(|(_, rows)| rows.profit().is_some());
        let best = if is_known { self.first(place, places, Rows::profit, Ordering::Greater).ok()? } else { None };
        self.varied.truncate(self.slow.1);
        for axis in self.sweep.axes.iter().skip(self.slow.0) {
            axis.value(place).write_exact(&mut self.varied);
            self.varied.push(',');
        }
        let shared = steps(self.totals.0)?;
        let of =
            Point { varied: self.varied.as_bytes(), steps: shared, inverses: inverses(&self.totals.1, shared), places };
        for (position, (start, rows)) in self.rows.iter().enumerate() {
            let is_cheapest = cheapest == Some(position);
            rows.write(steps(*start)?, &of, is_cheapest, best.map(|best| best == position), strip)?;
        }
        Some(())
    }

    /// The option that comes first, of equals the one that stands first; none where there is none to compare.
    fn first(
        &self,
        place: u64,
        places: u32,
        track: impl Fn(&Rows) -> Option<Track>,
        ahead: Ordering,
    ) -> Result<Option<usize>, Unsure> {
        let mut first: Option<(usize, Track, u32)> = None;
        for (position, (start, rows)) in self.rows.iter().enumerate() {
            let Some(track) = track(rows) else { continue };
            let steps = place.checked_sub(*start).and_then(|steps| u32::try_from(steps).ok()).ok_or(Unsure)?;
            let is_ahead = match first {
                None => true,
                Some((_, other, other_steps)) => track.order(steps, other, other_steps, places).ok_or(Unsure)? == ahead,
            };
            if is_ahead {
                first = Some((position, track, steps));
            }
        }
        Ok(first.map(|(position, ..)| position))
    }
}
