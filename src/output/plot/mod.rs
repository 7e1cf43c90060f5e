//! Charts for a terminal: lines of Braille dots with a letter on each, or letters alone where there is only ASCII.

mod canvas;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use canvas::{Canvas, Pen, Styled};

use super::grid::{Grain, Grid, Trail};
use super::text::{Look, NARROWEST, hanging, heading, painted, paragraph};
use crate::report::{Chart, MarkKind};

/// The rows of the plot.
const ROWS: usize = 20;
/// The columns from one letter on a line to the next, about.
const LETTER_EVERY: usize = 30;
/// The most letters at the right end of a row.
const MOST_ENDS: usize = 4;
const COLOURS: [AnsiColor; 6] = [
    AnsiColor::BrightBlue,
    AnsiColor::Yellow,
    AnsiColor::Green,
    AnsiColor::Magenta,
    AnsiColor::Cyan,
    AnsiColor::BrightRed,
];

/// The chart as text.
pub(crate) fn plot(chart: &Chart<'_>, look: Look) -> String {
    let width = look.width.max(NARROWEST);
    let mut out = String::new();
    heading(&mut out, &chart.heading, width, look);
    let ticks = chart.y.ticks.iter().map(|tick| tick.label.width());
    let gutter = ticks.chain([chart.cheapest_label.width()]).max().unwrap_or(0);
    let columns = width.saturating_sub(gutter + 2 + MOST_ENDS);
    let (across, down) = Canvas::size(columns, ROWS, look.is_unicode);
    let grid = Grid { x: &chart.x, y: &chart.y, left: 0, top: 0, width: across, height: down };
    let trails = chart.series.iter().map(|series| grid.trail(series.outline, GRAIN)).collect();
    let canvas = Canvas::new(columns, ROWS, look.is_unicode);
    let mut plot = Plot { chart, look, grid, gutter, columns, trails, canvas };
    plot.draw();
    for row in plot.rows() {
        print(&mut out, row, look);
    }
    out.push('\n');
    legend(&mut out, chart, width, look);
    out.push('\n');
    paragraph(&mut out, &chart.alternative.join(" "), width, look, Style::new());
    out
}

/// Pieces of one dot are drawn as their extremes, and stairs of two dots as lines.
const GRAIN: Grain = Grain { column: 1, stair: 2 };

struct Plot<'c> {
    chart: &'c Chart<'c>,
    look: Look,
    grid: Grid<'c>,
    /// The columns left of the vertical axis.
    gutter: usize,
    /// The columns right of it.
    columns: usize,
    /// The line of each series.
    trails: Vec<Trail>,
    canvas: Canvas,
}

impl Plot<'_> {
    fn draw(&mut self) {
        let pens: Vec<Pen> = (0..self.chart.series.len()).map(|series| pen(self.chart, series)).collect();
        for (pen, trail) in pens.iter().zip(&self.trails) {
            self.canvas.trail(trail, *pen);
        }
        for (pen, series) in pens.iter().zip(&self.chart.series) {
            let Some(range) = series.range else { continue };
            let edge = Pen { letter: '.', style: pen.style.dimmed(), ..*pen };
            for outline in [&range.low, &range.high] {
                self.canvas.edge(&self.grid.trail(outline, GRAIN), edge);
            }
        }
        self.marks();
        if let Some(now) = &self.chart.now {
            self.canvas.upright(self.grid.column(now.at), glyph(self.look, '┊', ':'), Style::new().dimmed());
        }
        if self.look.is_unicode {
            self.letters(&pens);
        }
    }

    fn marks(&mut self) {
        let bold = Style::new().bold();
        let mut places: Vec<(usize, usize, &str)> = Vec::new();
        for mark in &self.chart.marks {
            let (x, y) = (self.grid.column(mark.x), self.grid.row(mark.y));
            let (column, row) = (self.canvas.column(x), self.canvas.row(y));
            // Of several in one character the first is shown.
            if places.last().is_none_or(|(last, above, _)| (*last, *above) != (column, row)) {
                self.canvas.set(column, row, mark_glyph(mark.kind, self.look), bold);
                places.push((column, row, &mark.label));
            }
        }
        for (column, row, label) in places {
            self.canvas.word_beside(column, row, label, bold);
        }
    }

    /// Letters on the lines, each line's a little farther to the right than the last one's.
    fn letters(&mut self, pens: &[Pen]) {
        let count = (self.columns / LETTER_EVERY).max(1);
        let apart = self.columns / count;
        for (position, pen) in pens.iter().enumerate() {
            let shift = apart * (position + 1) / (pens.len() + 1);
            for number in 0..count {
                self.canvas.letter_near(number * apart + shift, apart / 3, *pen);
            }
        }
    }

    /// The plot with its axes, row by row.
    fn rows(&self) -> Vec<Vec<Styled>> {
        let mut rows = self.top();
        for row in 0..ROWS {
            let mut line = self.margin(row);
            line.extend(self.canvas.styled(row));
            line.extend(self.ends(row));
            rows.push(line);
        }
        rows.extend([self.axis(), self.cheapest(), self.labels(), self.unit()]);
        rows.retain(|row| row.iter().any(|(character, _)| *character != ' '));
        rows
    }

    /// What the vertical axis measures, and the label of the present volume: in one row where both have room.
    fn top(&self) -> Vec<Vec<Styled>> {
        let label = styled(&self.chart.y.label, Style::new());
        let Some(now) = &self.chart.now else { return vec![label] };
        let column = self.gutter + 1 + self.canvas.column(self.grid.column(now.at));
        let wanted = column.saturating_sub(now.label.width() / 2);
        let start = wanted.min((self.gutter + 1 + self.columns).saturating_sub(now.label.width()));
        let bold = Style::new().bold();
        let (mut first, mut second) = (label, Vec::new());
        let line = if start > first.len() + 1 { &mut first } else { &mut second };
        line.resize(start, BLANK);
        line.extend(styled(&now.label, bold));
        vec![first, second]
    }

    /// The tick of a row, and the axis.
    fn margin(&self, row: usize) -> Vec<Styled> {
        let tick = self.chart.y.ticks.iter().find(|tick| self.canvas.row(self.grid.row(tick.at)) == row);
        let label = tick.map_or("", |tick| tick.label.as_str());
        let axis = if tick.is_some() { glyph(self.look, '┤', '+') } else { glyph(self.look, '│', '|') };
        let mut line = self.beside(label);
        line.push((axis, Style::new()));
        line
    }

    /// A word against the axis.
    fn beside(&self, word: &str) -> Vec<Styled> {
        let mut line = vec![BLANK; self.gutter.saturating_sub(word.width())];
        line.extend(styled(word, Style::new()));
        line
    }

    /// The letters of the lines that end in a row.
    fn ends(&self, row: usize) -> Vec<Styled> {
        let ends = self.trails.iter().enumerate().filter_map(|(series, trail)| {
            let end = trail.points().last()?;
            (self.canvas.row(end.y) == row).then(|| pen(self.chart, series))
        });
        let letters: Vec<Styled> = ends.map(|pen| (pen.letter, pen.style.bold())).collect();
        match letters.len() {
            0 => Vec::new(),
            1..=MOST_ENDS => [BLANK].into_iter().chain(letters).collect(),
            _ => {
                let more = (glyph(self.look, '…', '+'), Style::new());
                [BLANK].into_iter().chain(letters.into_iter().take(MOST_ENDS - 1)).chain([more]).collect()
            }
        }
    }

    /// The horizontal axis.
    fn axis(&self) -> Vec<Styled> {
        let mut line = vec![BLANK; self.gutter];
        line.push((glyph(self.look, '└', '+'), Style::new()));
        let start = line.len();
        line.resize(start + self.columns, (glyph(self.look, '─', '-'), Style::new()));
        for tick in &self.chart.x.ticks {
            if let Some(cell) = line.get_mut(start + self.canvas.column(self.grid.column(tick.at))) {
                cell.0 = glyph(self.look, '┬', '+');
            }
        }
        line
    }

    /// The letter of the cheapest below each column.
    fn cheapest(&self) -> Vec<Styled> {
        if self.chart.cheapest.is_empty() {
            return Vec::new();
        }
        let mut line = self.beside(self.chart.cheapest_label);
        line.push(BLANK);
        let start = line.len();
        line.resize(start + self.columns, BLANK);
        for stretch in &self.chart.cheapest {
            let pen = pen(self.chart, stretch.series);
            let (from, to) = (self.grid.column(stretch.from), self.grid.column(stretch.to));
            let (from, to) = (self.canvas.column(from), self.canvas.column(to));
            for cell in line.iter_mut().take(start + to + 1).skip(start + from) {
                *cell = (pen.letter, pen.style);
            }
        }
        line
    }

    /// The ticks of the horizontal axis, as many as have room.
    fn labels(&self) -> Vec<Styled> {
        let mut line: Vec<Styled> = Vec::new();
        let end = self.gutter + 1 + self.columns + MOST_ENDS;
        for tick in &self.chart.x.ticks {
            let column = self.gutter + 1 + self.canvas.column(self.grid.column(tick.at));
            let start = column.saturating_sub(tick.label.width() / 2);
            if (line.is_empty() || start > line.len() + 1) && start + tick.label.width() <= end {
                line.resize(start, BLANK);
                line.extend(styled(&tick.label, Style::new()));
            }
        }
        line
    }

    fn unit(&self) -> Vec<Styled> {
        let label = styled(&self.chart.x.label, Style::new());
        let mut line = vec![BLANK; (self.gutter + 1 + self.columns / 2).saturating_sub(label.len() / 2)];
        line.extend(label);
        line
    }
}

/// An empty character.
const BLANK: Styled = (' ', Style::new());

fn styled(word: &str, style: Style) -> Vec<Styled> {
    word.chars().map(|character| (character, style)).collect()
}

fn pen(chart: &Chart<'_>, series: usize) -> Pen {
    let (letter, is_revenue) =
        chart.series.get(series).map_or((' ', false), |series| (series.letter, series.is_revenue));
    let colour = COLOURS[series % COLOURS.len()];
    let style = if is_revenue { Style::new().bold() } else { Style::new().fg_color(Some(colour.into())) };
    Pen { series, letter, style }
}

fn glyph(look: Look, unicode: char, ascii: char) -> char {
    if look.is_unicode { unicode } else { ascii }
}

fn mark_glyph(kind: MarkKind, look: Look) -> char {
    match kind {
        MarkKind::Cheapest => glyph(look, '●', '*'),
        MarkKind::Pair => glyph(look, '○', 'x'),
        MarkKind::Covered => glyph(look, '◇', 'o'),
    }
}

/// A row, in as few changes of style as it takes.
fn print(out: &mut String, mut row: Vec<Styled>, look: Look) {
    while row.pop_if(|(character, _)| *character == ' ').is_some() {}
    let mut rest = row.as_slice();
    while let Some((_, style)) = rest.first() {
        let length = rest.iter().take_while(|(_, other)| other == style).count();
        let (run, others) = rest.split_at(length);
        let text: String = run.iter().map(|(character, _)| *character).collect();
        painted(out, &text, look, *style);
        rest = others;
    }
    out.push('\n');
}

fn legend(out: &mut String, chart: &Chart<'_>, width: usize, look: Look) {
    for (position, series) in chart.series.iter().enumerate() {
        let pen = pen(chart, position);
        hanging(out, pen.letter, &format!("{}: {}", series.name, series.detail), width, look, pen.style.bold());
    }
    for kind in chart.mark_kinds() {
        hanging(out, mark_glyph(kind, look), kind.meaning(), width, look, Style::new().bold());
    }
    if let Some(note) = chart.range_note {
        hanging(out, glyph(look, '⠐', '.'), note, width, look, Style::new().dimmed());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::tiny;

    fn tiny_plot(is_unicode: bool, is_coloured: bool) -> String {
        let outlines = tiny::outlines();
        plot(&tiny::chart(&outlines), Look { width: 40, is_unicode, is_coloured })
    }

    #[test]
    fn ascii_draws_with_letters() {
        assert_eq!(
            tiny_plot(false, false),
            "\
Costs
cost        now 2
     100+     :                   B B
        |     :                  B
        |     :                BB
        |     :               B
        |     :       CCCCCCCBCCCCC C
        |     :       |    BB
        |     :       |   B
        |     :       |  B
        |     :     5 |BB
      50+AAAAAAAAAAAAA*AAAAAAAAAAAA A
        |     :      B|
        |     :    BB |
        |     :   B   |
        |     :  B    |
        |     :BB     |
        |CCCCCBCCCCCCCC
        |    B:
        |  BB :
        | B   :
       0+B    :
        ++------------+-----------+
cheapest BBBBBBBBBBBBBAAAAAAAAAAAAA
         0            5          10
                   visits

  A  Option A: a detail
  B  Option B: a detail
  C  Option C: a detail
  *  another option becomes the cheapest

B is cheaper below 5. A is cheaper
above.
"
        );
    }

    #[test]
    fn unicode_draws_with_dots_and_fits() {
        let plain = tiny_plot(true, false);
        assert_eq!(plain.lines().map(UnicodeWidthStr::width).filter(|width| *width > 40).count(), 0, "{plain}");
        for part in ["┤", "●", "┊", "\u{2809}", "cheapest BBBBBBBBBBBBBAAAAAAAAAAAAA"] {
            assert!(plain.contains(part), "{part} in {plain}");
        }
        assert!(!plain.contains('\u{1b}'));
        let coloured = tiny_plot(true, true);
        let stripped = anstream::adapter::strip_str(&coloured).to_string();
        assert!(coloured.contains('\u{1b}'));
        assert_eq!(stripped, plain, "colours add nothing but colour");
    }
}
