//! Pages as text for a terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_width::UnicodeWidthStr;

use crate::report::{Block, Page, Row};

/// The least columns of a page: narrower, a name has no room.
pub(super) const NARROWEST: usize = 40;
/// The least columns of names beside figures.
const LEAST_NAME: usize = 14;
/// The least columns of text beside figures, such as a name in the last column.
const LEAST_TEXT: usize = 20;
/// The most columns of a title beyond which it is wrapped.
const LONGEST_TITLE: usize = 16;
/// The most columns of a word of a title beyond which it is broken.
const LONGEST_WORD: usize = 24;
/// The columns before a name, where its mark stands.
const MARK: usize = 2;
/// The columns before a sentence behind a mark.
const HANGING: usize = 5;
/// The columns between figures.
const GAP: usize = 2;
/// The most columns of a name: beyond, it is cut.
const MOST_NAME: usize = 200;

/// How a page is to look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// The columns of the terminal.
    pub width: usize,
    /// Whether lines and marks may be other than ASCII.
    pub is_unicode: bool,
    /// Whether to use colours.
    pub is_coloured: bool,
}

/// The page as text.
pub(crate) fn text(page: &Page, look: Look) -> String {
    let width = look.width.max(NARROWEST);
    let bold = Style::new().bold();
    let faint = Style::new().dimmed();
    let mut out = String::new();
    paragraph(&mut out, &page.title, width, look, bold);
    for fact in &page.facts {
        paragraph(&mut out, fact, width, look, Style::new());
    }
    for block in &page.blocks {
        out.push('\n');
        heading(&mut out, &block.heading, width, look);
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

/// A heading.
pub(super) fn heading(out: &mut String, text: &str, width: usize, look: Look) {
    paragraph(out, text, width, look, Style::new().bold().fg_color(Some(AnsiColor::Cyan.into())));
}

/// Text in a style, where there are any.
pub(super) fn painted(out: &mut String, text: &str, look: Look, style: Style) {
    // Writing to a String cannot fail.
    let _ = if look.is_coloured && style != Style::new() {
        write!(out, "{style}{text}{style:#}")
    } else {
        write!(out, "{text}")
    };
}

fn line(out: &mut String, text: &str, look: Look, style: Style) {
    painted(out, text, look, style);
    out.push('\n');
}

/// A sentence in lines, broken between words and never at a hyphen.
fn sentence_lines(sentence: &str, width: usize) -> Vec<Cow<'_, str>> {
    textwrap::wrap(sentence, Options::new(width).word_splitter(WordSplitter::NoHyphenation))
}

/// A sentence, wrapped by words.
pub(super) fn paragraph(out: &mut String, sentence: &str, width: usize, look: Look, style: Style) {
    for words in sentence_lines(sentence, width) {
        line(out, &words, look, style);
    }
}

/// A sentence behind a mark in a style, wrapped by words beside it.
pub(super) fn hanging(out: &mut String, mark: char, sentence: &str, width: usize, look: Look, style: Style) {
    let indent = " ".repeat(HANGING);
    for (number, words) in sentence_lines(sentence, width.saturating_sub(HANGING)).iter().enumerate() {
        if number == 0 {
            out.push_str("  ");
            painted(out, &mark.to_string(), look, style);
            out.push_str("  ");
        } else {
            out.push_str(&indent);
        }
        line(out, words, look, Style::new());
    }
}

/// The lines of a cell, wrapped by words; an address breaks behind its dots and underscores where it must.
fn wrapped(text: &str, width: usize) -> Vec<Cow<'_, str>> {
    let options = Options::new(width.max(1)).word_separator(WordSeparator::Custom(words));
    textwrap::wrap(text, options.word_splitter(WordSplitter::NoHyphenation))
}

fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    Box::new(WordSeparator::AsciiSpace.find_words(line).flat_map(parts))
}

/// The parts between which a word may break: those of an address, such as `option.hire.salary`.
fn parts(word: Word<'_>) -> Vec<Word<'_>> {
    let is_address = word.word.split('.').skip(1).any(|key| key.starts_with(|c: char| c.is_ascii_lowercase()));
    if !is_address {
        return vec![word];
    }
    let mut parts: Vec<Word<'_>> = word.word.split_inclusive(['.', '_']).map(Word::from).collect();
    if let Some(last) = parts.last_mut() {
        last.whitespace = word.whitespace;
    }
    parts
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

/// The columns that a column takes at least: all of a figure, the words of a title, some of a text.
fn figures(block: &Block, column: usize) -> usize {
    let title = titled(block, column).lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
    let widest = widest(block, column);
    let is_text = block.text_last && column + 1 == block.columns.len();
    title.max(if is_text { widest.min(LEAST_TEXT) } else { widest })
}

/// A column's title; of many columns' titles the first word stands above the others, and a long one, such as a name from
/// the file, is wrapped.
fn titled(block: &Block, column: usize) -> String {
    let title = block.columns.get(column).map_or("", |title| title);
    let words = title.replacen(' ', "\n", usize::from(block.columns.len() > 3));
    if words.lines().all(|line| line.width() <= LONGEST_TITLE) {
        return words;
    }
    wrapped_title(title, widest(block, column).max(LONGEST_TITLE)).join("\n")
}

/// A long title in lines: some columns wider than wanted where a word would else be broken.
fn wrapped_title(title: &str, width: usize) -> Vec<String> {
    let title = cut(title);
    let longest = words(&title).map(|word| word.word.width()).max().unwrap_or(0);
    wrapped(&title, width.max(longest.min(LONGEST_WORD))).into_iter().map(Cow::into_owned).collect()
}

fn widest(block: &Block, column: usize) -> usize {
    let cells = block.rows.iter().filter_map(|row| row.cells.get(column));
    cells.map(|cell| cell.width()).max().unwrap_or(0).min(MOST_NAME)
}

fn table(out: &mut String, block: &Block, group: &[(usize, usize)], width: usize, look: Look) {
    let used = |group: &[(usize, usize)]| group.iter().map(|(_, width)| width + GAP).sum::<usize>();
    let last = block.columns.len().saturating_sub(1);
    // What the names leave is for the text in the last column.
    let text = group.last().filter(|(column, _)| block.text_last && *column == last).map(|(column, least)| {
        let left = width.saturating_sub(MARK + widest(block, 0) + used(group) - least);
        left.clamp(*least, widest(block, *column).max(*least))
    });
    let beside = used(group) + text.unwrap_or(0) - text.and(group.last()).map_or(0, |(_, least)| *least);
    let room = width.saturating_sub(beside + MARK);
    let mut table = Table::new();
    let rule = LineStyle::none().fill(if look.is_unicode { '─' } else { '-' });
    table.load_style(TableStyle::new().header_separator(rule));
    // The names are wrapped already, so every column is as wide as its content.
    table.set_content_arrangement(ContentArrangement::Disabled);
    let titles = group.iter().map(|(column, _)| titled(block, *column));
    let first = block.columns.first().map_or("", |title| title);
    let first = wrapped_title(first, widest(block, 0).max(LONGEST_WORD)).join("\n  ");
    table.set_header(std::iter::once(format!("  {first}")).chain(titles));
    for row in &block.rows {
        let cell = |column: usize| row.cells.get(column).cloned().unwrap_or_default();
        let figures = group.iter().map(|(column, _)| match text.filter(|_| *column == last) {
            Some(room) => wrapped(&cell(*column), room).join("\n"),
            None => cell(*column),
        });
        // A line of a range without figures in these columns says nothing.
        if figures.clone().any(|figure| !figure.is_empty()) {
            table.add_row(std::iter::once(indented(row, &cell(0), room, look)).chain(figures));
        }
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        let gap = if index == group.len() { 0 } else { GAP };
        column.set_padding((0, u16::try_from(gap).unwrap_or(0)));
        let position = index.checked_sub(1).and_then(|index| group.get(index)).map(|(position, _)| *position);
        if position.is_some_and(|position| position != last || !block.text_last) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for line in table.lines() {
        self::line(out, line.trim_end(), look, line_style(&line, look));
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
    let lines = wrapped(&name, room);
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
            self::line(out, line, look, line_style(line, look));
        }
        let titles = block.columns.iter().zip(&row.cells).skip(1);
        for (title, cell) in titles.filter(|(_, cell)| !cell.is_empty()) {
            let room = width.saturating_sub(4 + title.width() + 1);
            let gap = room.saturating_sub(cell.width());
            line(out, &format!("    {title}{:gap$} {cell}", ""), look, Style::new());
        }
    }
}
