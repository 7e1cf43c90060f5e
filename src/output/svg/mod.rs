//! Charts as self-contained SVG, for paper and for the screen: no scripts, no fonts, nothing to fetch.
//!
//! Positions are tenths of a pixel. Colours are those of Okabe and Ito, and no line is told by its colour alone: each
//! has a dash, a letter on it, and a label at its end.

mod legend;
mod markup;
mod place;

use markup::{Anchor, Markup, columns, cut};
use place::{Area, Places, Reach, spread};

use super::grid::{Grain, Grid, Point, Trail};
use crate::report::{Chart, Mark, MarkKind};

/// The width of the drawing, and the room around the plot.
const WIDTH: i32 = 9_600;
const MARGIN: i32 = 200;
const RIGHT: i32 = 2_100;
const PLOT_HEIGHT: i32 = 3_800;
/// The height of the stretches of the cheapest below the plot, and the gap above them.
const STRIP: i32 = 180;
const GAP: i32 = 60;
/// The height of a line of text, and the width of one of its columns.
const LINE: i32 = 150;
const COLUMN: i32 = 66;
/// The radius of a letter's disc on its line, and of a mark.
const DISC: i32 = 80;
const DOT: i32 = 45;
/// The most columns of the title, and of a line of a label at a line's end.
const TITLE_COLUMNS: usize = 84;
const END_COLUMNS: usize = 25;

/// The most marks whose labels may stand a little apart.
const MOST_LOOSE: usize = 12;

/// The look of a line.
#[derive(Clone, Copy)]
struct Ink {
    colour: &'static str,
    dash: &'static str,
    width: &'static str,
}

/// Of revenue: thick and dark.
const REVENUE: Ink = Ink { colour: "#000000", dash: "", width: "3.5" };
const COLOURS: [&str; 6] = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];
/// As many as have no divisor in common with the colours, so that both together repeat late.
const DASHES: [&str; 7] = ["", "9 4", "2 3", "13 4 2 4", "5 3", "15 3 5 3", "8 3 2 3 2 3"];

fn ink(chart: &Chart<'_>, series: usize) -> Ink {
    if chart.series.get(series).is_some_and(|series| series.is_revenue) {
        return REVENUE;
    }
    Ink { colour: COLOURS[series % COLOURS.len()], dash: DASHES[series % DASHES.len()], width: "2.2" }
}

/// The chart as the text of an SVG file.
pub(crate) fn svg(chart: &Chart<'_>) -> String {
    let ticks = chart.y.ticks.iter().map(|tick| columns(&tick.label)).max().unwrap_or(0);
    let gutter = ticks.max(columns(chart.cheapest_label) + 1);
    let left = MARGIN + i32::try_from(gutter).unwrap_or(0) * COLUMN + 60;
    let grid = Grid { x: &chart.x, y: &chart.y, left, top: 1_000, width: WIDTH - left - RIGHT, height: PLOT_HEIGHT };
    // The more lines, the coarser each, so that the file stays small.
    let column = if chart.series.len() > 8 { 40 } else { 20 };
    let grain = Grain { column, stair: 60 };
    let mut drawing = Drawing {
        chart,
        grid,
        grain,
        trails: chart.series.iter().map(|series| grid.trail(series.outline, grain)).collect(),
        places: Places::new(Area { left, top: grid.top, right: grid.right(), bottom: grid.bottom() }),
        markup: Markup::default(),
    };
    drawing.heading();
    drawing.axes();
    drawing.strip();
    drawing.ranges();
    drawing.now();
    drawing.lines();
    drawing.ends();
    drawing.marks();
    drawing.letters();
    let bottom = drawing.legend(grid.bottom() + GAP + STRIP + 560);
    drawing.finish(bottom)
}

struct Drawing<'c> {
    chart: &'c Chart<'c>,
    grid: Grid<'c>,
    grain: Grain,
    /// The line of each series.
    trails: Vec<Trail>,
    places: Places,
    markup: Markup,
}

impl Drawing<'_> {
    fn heading(&mut self) {
        let title = cut(&self.chart.title, TITLE_COLUMNS);
        self.markup.open("font-size=\"18\" font-weight=\"bold\"");
        self.markup.text((MARGIN, 360), Anchor::Start, &title);
        self.markup.close();
        self.markup.open("font-size=\"14\"");
        self.markup.text((MARGIN, 570), Anchor::Start, &self.chart.heading);
        self.markup.close();
        self.markup.text((MARGIN, 790), Anchor::Start, &self.chart.y.label);
    }

    fn axes(&mut self) {
        let Self { chart, grid, markup, .. } = self;
        markup.open("stroke=\"#DDDDDD\" stroke-width=\"1\"");
        for tick in &chart.y.ticks {
            let y = grid.row(tick.at);
            markup.line((grid.left, y), (grid.right(), y));
        }
        markup.close();
        let zero = grid.row(crate::calc::number::Number::ZERO);
        markup.open("stroke=\"#000000\" stroke-width=\"1\"");
        markup.line((grid.left, zero), (grid.right(), zero));
        markup.line((grid.left, grid.top), (grid.left, grid.bottom()));
        let under = grid.bottom() + GAP + STRIP;
        for tick in &chart.x.ticks {
            let x = grid.column(tick.at);
            markup.line((x, under), (x, under + 50));
        }
        markup.close();
        for tick in &chart.y.ticks {
            markup.text((grid.left - 60, grid.row(tick.at) + 40), Anchor::End, &tick.label);
        }
        for tick in &chart.x.ticks {
            markup.text((grid.column(tick.at), under + 180), Anchor::Middle, &tick.label);
        }
        markup.text((grid.left + grid.width / 2, under + 370), Anchor::Middle, &chart.x.label);
    }

    /// The cheapest by volume, below the plot.
    fn strip(&mut self) {
        let Self { chart, grid, markup, .. } = self;
        if chart.cheapest.is_empty() {
            return;
        }
        let (top, bottom) = (grid.bottom() + GAP, grid.bottom() + GAP + STRIP);
        markup.text((grid.left - 60, bottom - 50), Anchor::End, chart.cheapest_label);
        let mut drawn = grid.left;
        for stretch in &chart.cheapest {
            let (from, to) = (drawn, grid.column(stretch.to));
            // What is narrower than a pixel cannot be seen: the next one that can begins there.
            if to - from < 10 {
                continue;
            }
            drawn = to;
            markup.area(Area { left: from, top, right: to, bottom }, ink(chart, stretch.series).colour);
            let Some(series) = chart.series.get(stretch.series) else { continue };
            let name = format!("{} {}", series.letter, series.name);
            let room = usize::try_from((to - from - 60) / COLUMN).unwrap_or(0);
            let label = if columns(&name) <= room || room >= 16 { cut(&name, room) } else { series.letter.to_string() };
            if room > 0 {
                markup.text((i32::midpoint(from, to), bottom - 50), Anchor::Middle, &label);
            }
        }
    }

    /// The ranges: light enough to see through, edged so that they are seen in grey.
    fn ranges(&mut self) {
        for (position, series) in self.chart.series.iter().enumerate() {
            let Some(range) = series.range else { continue };
            let (low, high) = (self.grid.trail(&range.low, self.grain), self.grid.trail(&range.high, self.grain));
            let colour = ink(self.chart, position).colour;
            self.markup.open(&format!(
                "fill=\"{colour}\" fill-opacity=\"0.13\" stroke=\"{colour}\" stroke-opacity=\"0.7\" \
                 stroke-width=\"0.8\" stroke-dasharray=\"1 2\""
            ));
            self.markup.polygon(high.points().chain(low.points().rev()));
            self.markup.close();
        }
    }

    fn now(&mut self) {
        let Some(now) = &self.chart.now else { return };
        let (x, top) = (self.grid.column(now.at), self.grid.top);
        self.markup.open("stroke=\"#000000\" stroke-width=\"1\" stroke-dasharray=\"1 3\"");
        self.markup.line((x, top - 40), (x, self.grid.bottom()));
        self.markup.close();
        self.markup.text((x.max(self.grid.left + 150), top - 70), Anchor::Middle, &now.label);
        self.places.obstacle(None, Point { x, y: top }, Point { x, y: self.grid.bottom() });
    }

    fn lines(&mut self) {
        for (position, trail) in self.trails.iter().enumerate() {
            let Ink { colour, dash, width } = ink(self.chart, position);
            self.markup.open(&format!("fill=\"none\" stroke=\"{colour}\" stroke-linejoin=\"round\""));
            self.markup.risers(&trail.risers);
            let dashes = if dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dash}\"") };
            self.markup.path(&trail.lines, &format!("stroke-width=\"{width}\"{dashes}"));
            self.markup.close();
            for (from, to) in trail.legs() {
                self.places.obstacle(Some(position), from, to);
            }
        }
    }

    /// The name of each line at its right end, where all have room.
    fn ends(&mut self) {
        let room = PLOT_HEIGHT + 300;
        let names = |lines: usize| -> Vec<Vec<String>> {
            self.chart
                .series
                .iter()
                .map(|series| {
                    let name = cut(&series.name, END_COLUMNS * lines - lines);
                    let mut wrapped: Vec<String> = textwrap::wrap(&name, END_COLUMNS)
                        .into_iter()
                        .take(lines)
                        .map(|line| cut(&line, END_COLUMNS))
                        .collect();
                    if let Some(first) = wrapped.first_mut() {
                        *first = format!("{} {first}", series.letter);
                    }
                    wrapped
                })
                .collect()
        };
        let heights = |labels: &[Vec<String>]| -> Vec<i32> {
            labels.iter().map(|label| LINE * i32::try_from(label.len()).unwrap_or(0) + 30).collect()
        };
        let fitting = [2, 1].into_iter().map(names).find(|labels| heights(labels).iter().sum::<i32>() <= room);
        let Some(labels) = fitting else { return };
        let ends: Vec<i32> = self.trails.iter().map(|trail| trail.points().last().map_or(0, |point| point.y)).collect();
        let centres = spread(&ends, &heights(&labels), self.grid.top - 100, self.grid.bottom() + 200);
        for (position, (label, centre)) in labels.iter().zip(centres).enumerate() {
            let (right, end) = (self.grid.right(), ends.get(position).copied().unwrap_or(centre));
            self.markup.open(&format!("stroke=\"{}\" stroke-width=\"1\"", ink(self.chart, position).colour));
            self.markup.line((right + 10, end), (right + 90, centre));
            self.markup.close();
            let lines = i32::try_from(label.len()).unwrap_or(0);
            let mut y = centre - LINE * lines / 2 + 112;
            for (number, line) in label.iter().enumerate() {
                let indent = if number == 0 { 0 } else { 2 * COLUMN };
                self.markup.text((right + 120 + indent, y), Anchor::Start, line);
                y += LINE;
            }
        }
    }

    fn marks(&mut self) {
        let mut shown: Vec<(&Mark, i32, i32)> = Vec::new();
        self.markup.open("stroke=\"#000000\" stroke-width=\"1.5\"");
        for mark in &self.chart.marks {
            let (x, y) = (self.grid.column(mark.x), self.grid.row(mark.y));
            // A mark that would lie on the last one says nothing more.
            if shown.last().is_some_and(|(_, left, above)| x - left < 2 * DOT && (y - above).abs() < 2 * DOT) {
                continue;
            }
            self.markup.mark((x, y), mark.kind, DOT);
            self.places.take(Area::around(x, y, DOT + 10, DOT + 10));
            shown.push((mark, x, y));
        }
        self.markup.close();
        // Where there are many, a label that is not beside its mark could be any other's.
        let reach = if shown.len() > MOST_LOOSE { Reach::Near } else { Reach::Far };
        // Those of the cheapest first: they have the best places, and are bold.
        for (is_cheapest, weight) in [(true, "bold"), (false, "normal")] {
            let outline = "stroke=\"#FFFFFF\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\"";
            self.markup.open(&format!("font-weight=\"{weight}\" {outline}"));
            for (mark, x, y) in shown.iter().filter(|(mark, ..)| (mark.kind == MarkKind::Cheapest) == is_cheapest) {
                let half = i32::try_from(columns(&mark.label)).unwrap_or(0) * COLUMN / 2 + 20;
                if let Some(area) = self.places.beside((*x, *y), (half, 75), reach) {
                    self.markup.text((area.left + half, area.bottom - 35), Anchor::Middle, &mark.label);
                }
            }
            self.markup.close();
        }
    }

    /// Each line's letter on the line itself.
    fn letters(&mut self) {
        self.markup.open("font-size=\"10\" font-weight=\"bold\" text-anchor=\"middle\"");
        for (position, (series, trail)) in self.chart.series.iter().zip(&self.trails).enumerate() {
            if let Some((x, y)) = self.places.on(position, trail, DISC) {
                self.markup.disc((x, y), DISC, ink(self.chart, position).colour);
                self.markup.text((x, y + 36), Anchor::Inherited, &series.letter.to_string());
            }
        }
        self.markup.close();
    }

    fn finish(self, bottom: i32) -> String {
        self.markup.document((WIDTH, bottom), self.chart)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::tiny;

    #[test]
    fn a_chart_is_one_safe_and_self_contained_picture() {
        let outlines = tiny::outlines();
        let mut chart = tiny::chart(&outlines);
        chart.title = "R&D <script>alert(\"x\")</script>\u{7}".to_owned();
        chart.series[0].name = "A name that is much too long & goes on </text>".repeat(9);
        let text = svg(&chart);
        assert_eq!(text, svg(&chart), "same input, same bytes");
        assert!(text.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
        assert!(text.contains("role=\"img\" aria-labelledby=\"chart-title chart-text\""));
        assert!(
            text.contains("<title id=\"chart-title\">R&amp;D &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;: Costs")
        );
        assert!(text.contains("<desc id=\"chart-text\">B is cheaper below 5. A is cheaper above.</desc>"));
        for unsafe_part in ["<script", "\u{7}", "href", "url(", "</text></text>"] {
            assert!(!text.contains(unsafe_part), "{unsafe_part}");
        }
        assert_eq!(text.matches("<text").count(), text.matches("</text>").count());
        assert_eq!(text.matches("<g ").count(), text.matches("</g>").count());
        assert!(text.lines().all(|line| line.len() < 400), "no name is written out in full");
    }

    #[test]
    fn steps_have_treads_and_dotted_risers() {
        let outlines = tiny::outlines();
        let text = svg(&tiny::chart(&outlines));
        // The plot is 664.6 wide from 85.4 and 380 high from 100; C jumps from 20 to 80 at 5 of 10.
        assert!(text.contains("d=\"M85.4 404H417.7M417.7 176H750\""), "{text}");
        assert!(text.contains("<path stroke-width=\"1\" stroke-dasharray=\"1 2\" d=\"M417.7 404V176\"/>"), "{text}");
    }

    #[test]
    fn every_line_of_many_has_its_own_look() {
        let outlines = tiny::outlines();
        let mut chart = tiny::chart(&outlines);
        let first = chart.series[0].clone();
        chart.series = std::iter::repeat_n(first, 42).collect();
        let mut looks: Vec<(&str, &str)> =
            (0..42).map(|series| ink(&chart, series)).map(|ink| (ink.colour, ink.dash)).collect();
        looks.sort_unstable();
        looks.dedup();
        assert_eq!(looks.len(), 42);
        assert!(svg(&chart).ends_with("</svg>\n"));
    }
}
