//! Pages as text for a terminal.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use unicode_width::UnicodeWidthStr;

use crate::report::{Block, Page, Row};

/// The least columns of a page: narrower, a name has no room.
pub(super) const NARROWEST: usize = 40;
/// The least columns of names beside figures.
const LEAST_NAME: usize = 14;
/// The columns before a name, where its mark stands.
const MARK: usize = 2;
/// The columns between figures.
const GAP: usize = 2;
/// The most columns of a name: beyond, it is cut.
const MOST_NAME: usize = 200;

/// How a page is to look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The columns of the terminal.
    pub width: usize,
    /// Whether lines and marks may be other than ASCII.
    pub is_unicode: bool,
    /// Whether to use colours.
    pub is_coloured: bool,
}

/// The page as text.
pub fn text(page: &Page, look: Look) -> String {
    let width = look.width.max(NARROWEST);
    let bold = Style::new().bold();
    let heading = Style::new().bold().fg_color(Some(AnsiColor::Cyan.into()));
    let faint = Style::new().dimmed();
    let mut out = String::new();
    paragraph(&mut out, &page.title, width, look, bold);
    for fact in &page.facts {
        paragraph(&mut out, fact, width, look, Style::new());
    }
    for block in &page.blocks {
        out.push('\n');
        paragraph(&mut out, &block.heading, width, look, heading);
        if !block.rows.is_empty() {
            rows(&mut out, block, width, look);
        }
        for note in &block.notes {
            paragraph(&mut out, note, width, look, faint);
        }
    }
    out.push('\n');
    for sentence in &page.verdict {
        paragraph(&mut out, sentence, width, look, bold);
    }
    out
}

fn painted(out: &mut String, line: &str, look: Look, style: Style) {
    // Writing to a String cannot fail.
    let _ = if look.is_coloured && style != Style::new() {
        writeln!(out, "{style}{line}{style:#}")
    } else {
        writeln!(out, "{line}")
    };
}

/// A sentence, wrapped by words.
pub(super) fn paragraph(out: &mut String, sentence: &str, width: usize, look: Look, style: Style) {
    for line in textwrap::wrap(sentence, width) {
        painted(out, &line, look, style);
    }
}

/// A table; columns that do not fit beside the names follow in another, and where not even one fits, a record a row.
fn rows(out: &mut String, block: &Block, width: usize, look: Look) {
    let columns: Vec<(usize, usize)> =
        (1..block.columns.len()).map(|column| (column, figures(block, column))).collect();
    let room = width.saturating_sub(LEAST_NAME + MARK);
    let mut groups: Vec<Vec<(usize, usize)>> = Vec::new();
    for column in columns {
        let used = |group: &Vec<(usize, usize)>| group.iter().map(|(_, width)| width + GAP).sum::<usize>();
        match groups.last_mut() {
            Some(group) if used(group) + column.1 + GAP <= room => group.push(column),
            _ if column.1 + GAP > room => return records(out, block, width, look),
            _ => groups.push(vec![column]),
        }
    }
    for (position, group) in groups.iter().enumerate() {
        if position > 0 {
            out.push('\n');
        }
        table(out, block, group, width, look);
    }
}

/// The columns that the figures of a column take.
fn figures(block: &Block, column: usize) -> usize {
    let cells = block.rows.iter().filter_map(|row| row.cells.get(column)).map(|cell| cell.width());
    let title = block.columns.get(column).map_or(0, |title| title.split(' ').map(str::len).max().unwrap_or(0));
    cells.max().unwrap_or(0).max(title)
}

fn table(out: &mut String, block: &Block, group: &[(usize, usize)], width: usize, look: Look) {
    let room = width.saturating_sub(group.iter().map(|(_, width)| width + GAP).sum::<usize>() + MARK);
    let mut table = Table::new();
    let rule = LineStyle::none().fill(if look.is_unicode { '─' } else { '-' });
    table.load_style(TableStyle::new().header_separator(rule));
    // The names are wrapped already, so every column is as wide as its content.
    table.set_content_arrangement(ContentArrangement::Disabled);
    let title = |column: usize| block.columns.get(column).copied().unwrap_or_default();
    let is_tall = block.columns.len() > 4;
    let titles = group.iter().map(|(column, _)| title(*column).replacen(' ', "\n", usize::from(is_tall)));
    table.set_header(std::iter::once(format!("  {}", title(0))).chain(titles));
    for row in &block.rows {
        let cell = |column: usize| row.cells.get(column).cloned().unwrap_or_default();
        let figures = group.iter().map(|(column, _)| cell(*column));
        // A line of a range without figures in these columns says nothing.
        if figures.clone().any(|figure| !figure.is_empty()) {
            table.add_row(std::iter::once(indented(row, &cell(0), room, look)).chain(figures));
        }
    }
    let last = block.columns.len().saturating_sub(1);
    for (index, column) in table.column_iter_mut().enumerate() {
        let gap = if index == group.len() { 0 } else { GAP };
        column.set_padding((0, u16::try_from(gap).unwrap_or(0)));
        let position = index.checked_sub(1).and_then(|index| group.get(index)).map(|(position, _)| *position);
        if position.is_some_and(|position| position != last || !block.text_last) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for line in table.lines() {
        painted(out, line.trim_end(), look, line_style(&line, look));
    }
}

/// The name with its mark; a long one continues below itself.
fn indented(row: &Row, name: &str, room: usize, look: Look) -> String {
    let mark = match (row.is_marked, look.is_unicode) {
        (true, true) => "▸ ",
        (true, false) => "> ",
        (false, _) => "  ",
    };
    let name = cut(name);
    let lines = textwrap::wrap(&name, room.max(1));
    format!("{mark}{}", lines.join("\n  "))
}

/// A very long name, cut.
fn cut(name: &str) -> String {
    if name.width() <= MOST_NAME { name.to_owned() } else { name.chars().take(MOST_NAME - 1).chain(['…']).collect() }
}

fn line_style(line: &str, look: Look) -> Style {
    let mark = if look.is_unicode { "▸" } else { ">" };
    if line.starts_with(mark) {
        Style::new().bold().fg_color(Some(AnsiColor::Green.into()))
    } else if line.trim_start().starts_with(['└']) || line.chars().all(|c| c == '─' || c == '-' || c == ' ') {
        Style::new().dimmed()
    } else {
        Style::new()
    }
}

fn records(out: &mut String, block: &Block, width: usize, look: Look) {
    for row in &block.rows {
        let name = row.cells.first().map_or("", String::as_str);
        for line in indented(row, name, width - 2, look).lines() {
            painted(out, line, look, line_style(line, look));
        }
        let titles = block.columns.iter().zip(&row.cells).skip(1);
        for (title, cell) in titles.filter(|(_, cell)| !cell.is_empty()) {
            let room = width.saturating_sub(4 + title.width() + 1);
            let gap = room.saturating_sub(cell.width());
            painted(out, &format!("    {title}{:gap$} {cell}", ""), look, Style::new());
        }
    }
}
