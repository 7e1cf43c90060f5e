//! The elements of an SVG file, and text that is safe in it.

use std::fmt::{self, Display, Write as _};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::place::Area;
use crate::output::grid::Point;
use crate::report::{Chart, MarkKind};

/// Fonts that every system has a version of.
const FONTS: &str =
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif";

/// Which point of a text its position is.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
    /// As the group around it says.
    Inherited,
}

/// The elements so far.
#[derive(Default)]
pub(super) struct Markup {
    out: String,
}

/// Tenths of a pixel, in pixels.
#[derive(Clone, Copy)]
struct Px(i32);

impl Display for Px {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        match (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10) {
            (whole, 0) => write!(f, "{sign}{whole}"),
            (whole, tenths) => write!(f, "{sign}{whole}.{tenths}"),
        }
    }
}

// Writing to a String cannot fail, so results of `write!` are dropped in this file.
impl Markup {
    /// Opens a group.
    pub(super) fn open(&mut self, attributes: &str) {
        let _ = writeln!(self.out, "<g {attributes}>");
    }

    /// Closes the last group.
    pub(super) fn close(&mut self) {
        self.out.push_str("</g>\n");
    }

    pub(super) fn line(&mut self, from: (i32, i32), to: (i32, i32)) {
        let ((x1, y1), (x2, y2)) = (from, to);
        let _ = writeln!(self.out, "<path d=\"M{} {}L{} {}\"/>", Px(x1), Px(y1), Px(x2), Px(y2));
    }

    pub(super) fn text(&mut self, (x, y): (i32, i32), anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start | Anchor::Inherited => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let _ = writeln!(self.out, "<text x=\"{}\" y=\"{}\"{anchor}>{}</text>", Px(x), Px(y), safe(text));
    }

    /// A light area with an edge.
    pub(super) fn area(&mut self, area: Area, colour: &str) {
        let Area { left, top, right, bottom } = area;
        let _ = writeln!(
            self.out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{colour}\" fill-opacity=\"0.3\" stroke=\"#000000\" stroke-width=\"0.7\"/>",
            Px(left),
            Px(top),
            Px(right - left),
            Px(bottom - top)
        );
    }

    pub(super) fn polygon(&mut self, points: impl Iterator<Item = Point>) {
        self.out.push_str("<path d=\"");
        self.way(points);
        self.out.push_str("Z\"/>\n");
    }

    /// Lines without jumps, as one path.
    pub(super) fn path(&mut self, lines: &[Vec<Point>], attributes: &str) {
        let _ = write!(self.out, "<path {attributes} d=\"");
        for line in lines {
            self.way(line.iter().copied());
        }
        self.out.push_str("\"/>\n");
    }

    /// Jumps: thin and dotted, so that a step is seen to be one.
    pub(super) fn risers(&mut self, risers: &[(Point, Point)]) {
        if risers.is_empty() {
            return;
        }
        self.out.push_str("<path stroke-width=\"1\" stroke-dasharray=\"1 2\" d=\"");
        for (from, to) in risers {
            let _ = write!(self.out, "M{} {}V{}", Px(from.x), Px(from.y), Px(to.y));
        }
        self.out.push_str("\"/>\n");
    }

    /// A way through points: a move, then what is shortest.
    fn way(&mut self, points: impl Iterator<Item = Point>) {
        let mut last: Option<Point> = None;
        for Point { x, y } in points {
            let _ = match last {
                None => write!(self.out, "M{} {}", Px(x), Px(y)),
                Some(last) if last.y == y => write!(self.out, "H{}", Px(x)),
                Some(last) if last.x == x => write!(self.out, "V{}", Px(y)),
                Some(last) => write!(self.out, "l{} {}", Px(x - last.x), Px(y - last.y)),
            };
            last = Some(Point { x, y });
        }
    }

    /// A mark: a full circle, an open one, or an open diamond.
    pub(super) fn mark(&mut self, (x, y): (i32, i32), kind: MarkKind, radius: i32) {
        let _ = if kind == MarkKind::Cheapest {
            writeln!(self.out, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"/>", Px(x), Px(y), Px(radius))
        } else if kind == MarkKind::Pair {
            let radius = radius - 15;
            writeln!(self.out, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"#FFFFFF\"/>", Px(x), Px(y), Px(radius))
        } else {
            let half = radius + 15;
            let (up, right) = (Px(y - half), Px(half));
            let (down, left) = (Px(half), Px(-half));
            writeln!(
                self.out,
                "<path d=\"M{} {up}l{right} {down}l{left} {down}l{left} {left}Z\" fill=\"#FFFFFF\"/>",
                Px(x)
            )
        };
    }

    /// A white disc for a letter.
    pub(super) fn disc(&mut self, (x, y): (i32, i32), radius: i32, colour: &str) {
        let _ = writeln!(
            self.out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"#FFFFFF\" stroke=\"{colour}\" stroke-width=\"1.5\"/>",
            Px(x),
            Px(y),
            Px(radius)
        );
    }

    /// The whole file around the elements.
    pub(super) fn document(self, (width, height): (i32, i32), chart: &Chart<'_>) -> String {
        let (width, height) = (Px(width), Px(height));
        let title = safe(&format!("{}: {}", chart.title, chart.heading));
        let description = safe(&chart.alternative.join(" "));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"chart-title chart-text\" \
             font-family=\"{FONTS}\" font-size=\"12\" fill=\"#000000\">\n\
             <title id=\"chart-title\">{title}</title>\n<desc id=\"chart-text\">{description}</desc>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#FFFFFF\"/>\n{}</svg>\n",
            self.out
        )
    }
}

/// Text between tags: without what XML cannot hold.
fn safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            control if control.is_control() => {}
            other => safe.push(other),
        }
    }
    safe
}

/// The columns of a text.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// A text of at most so many columns, an ellipsis in place of what is cut.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.width() <= most {
        return text.to_owned();
    }
    let mut room = most.saturating_sub(1);
    let fits = |character: &char| {
        let width = character.width().unwrap_or(0);
        let fits = width <= room;
        room = room.saturating_sub(width);
        fits
    };
    let mut short: String = text.chars().take_while(fits).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_safe_in_xml() {
        assert_eq!(safe("<b>R&D \"x\"</b>\u{1b}[0m\u{0}\u{ffff}"), "&lt;b&gt;R&amp;D &quot;x&quot;&lt;/b&gt;[0m");
    }

    #[test]
    fn long_text_is_cut_by_columns() {
        assert_eq!(cut("Retainer", 8), "Retainer");
        assert_eq!(cut("Retainer partner", 10), "Retainer…");
        assert_eq!(cut("東京東京", 6), "東京…");
        assert_eq!(cut("anything", 0), "…");
    }

    #[test]
    fn positions_are_pixels() {
        assert_eq!([Px(0), Px(15), Px(-5), Px(120)].map(|px| px.to_string()), ["0", "1.5", "-0.5", "12"]);
    }
}
