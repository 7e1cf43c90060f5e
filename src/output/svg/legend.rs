//! Below the plot: a sample of every line, what the marks are, and the chart in words.

use super::markup::{Anchor, columns, cut};
use super::{COLUMN, DOT, Drawing, LINE, MARGIN, WIDTH, ink};
use crate::output::grid::Point;

/// The width of a sample.
const SAMPLE: i32 = 420;
/// The room for columns.
const PAGE: i32 = WIDTH - 2 * MARGIN;
/// The height of a row.
const ROW: i32 = 190;

impl Drawing<'_> {
    /// Draws the legend from a height downwards; the answer is where it ends.
    pub(super) fn legend(&mut self, top: i32) -> i32 {
        let count = self.chart.series.len();
        let widest = self.chart.series.iter().map(|series| columns(&series.name) + 3).max().unwrap_or(0);
        let room = |columns: i32| usize::try_from((PAGE / columns - SAMPLE - 160) / COLUMN).unwrap_or(0);
        let across = match count {
            0..=6 if widest > room(2) => 1,
            0..=8 => 2,
            _ => 3,
        };
        let rows = count.div_ceil(usize::try_from(across).unwrap_or(1));
        let (width, room) = (PAGE / across, room(across));
        let rows_height = |rows: usize| i32::try_from(rows).unwrap_or(0) * ROW;
        for position in 0..count {
            let Some(series) = self.chart.series.get(position) else { continue };
            let x = MARGIN + i32::try_from(position / rows).unwrap_or(0) * width;
            let y = top + rows_height(position % rows);
            self.sample(position, x, y - 40);
            let name = cut(&format!("{}  {}", series.letter, series.name), room);
            self.markup.text((x + SAMPLE + 80, y), Anchor::Start, &name);
        }
        let mut y = top + rows_height(rows);
        for kind in self.chart.mark_kinds() {
            self.markup.open("stroke=\"#000000\" stroke-width=\"1.5\"");
            self.markup.mark((MARGIN + SAMPLE / 2, y - 40), kind, DOT);
            self.markup.close();
            self.markup.text((MARGIN + SAMPLE + 80, y), Anchor::Start, kind.meaning());
            y += ROW;
        }
        if let Some(note) = self.chart.range_note {
            self.range_sample(y - 40);
            self.markup.text((MARGIN + SAMPLE + 80, y), Anchor::Start, note);
            y += ROW;
        }
        y += 60;
        let room = usize::try_from(PAGE / 64).unwrap_or(1);
        for line in textwrap::wrap(&self.chart.alternative.join(" "), room) {
            self.markup.text((MARGIN, y), Anchor::Start, &line);
            y += LINE + 20;
        }
        y
    }

    fn sample(&mut self, series: usize, x: i32, y: i32) {
        let ink = ink(self.chart, series);
        let dashes = if ink.dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{}\"", ink.dash) };
        let attributes = format!("stroke=\"{}\" stroke-width=\"{}\"{dashes}", ink.colour, ink.width);
        self.markup.path(&[vec![Point { x, y }, Point { x: x + SAMPLE, y }]], &attributes);
    }

    fn range_sample(&mut self, y: i32) {
        let first = self.chart.series.iter().position(|series| series.range.is_some()).unwrap_or(0);
        let colour = ink(self.chart, first).colour;
        self.markup.open(&format!(
            "fill=\"{colour}\" fill-opacity=\"0.13\" stroke=\"{colour}\" stroke-opacity=\"0.7\" stroke-width=\"0.8\" \
             stroke-dasharray=\"1 2\""
        ));
        let (left, right, top, bottom) = (MARGIN, MARGIN + SAMPLE, y - 50, y + 50);
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        self.markup.polygon(corners.into_iter().map(|(x, y)| Point { x, y }));
        self.markup.close();
    }
}
