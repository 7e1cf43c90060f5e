//! Trees as text for a terminal, and as nested lists.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::markdown::plain;
use super::text::{Look, NARROWEST, paragraph};
use crate::report::{Branch, Tree};

/// The least columns of what stands beside the lines of the tree: deeper down, the page grows wider.
const LEAST_ROOM: usize = 24;

/// The tree as text.
pub(crate) fn tree(tree: &Tree, look: Look) -> String {
    let width = look.width.max(NARROWEST);
    let mut out = String::new();
    paragraph(&mut out, &tree.title, width, look, Style::new().bold());
    for root in &tree.roots {
        out.push('\n');
        let head = Style::new().bold().fg_color(Some(AnsiColor::Cyan.into()));
        paragraph(&mut out, &root.figure, width, look, head);
        if !root.formula.is_empty() {
            let stem = if root.children.is_empty() { "  " } else { bar(look) };
            let groups: Vec<Group> = root.formula.iter().cloned().map(plainly).collect();
            rows(&mut out, &groups, ["= ".to_owned(), format!("{stem}  ")], width, look);
        }
        branches(&mut out, &root.children, "", width, look);
    }
    if !tree.notes.is_empty() {
        out.push('\n');
    }
    for note in &tree.notes {
        paragraph(&mut out, note, width, look, Style::new().dimmed());
    }
    out
}

fn bar(look: Look) -> &'static str {
    if look.is_unicode { "│ " } else { "| " }
}

/// Words that stay together where they fit on a line, in one style.
struct Group {
    pieces: Vec<String>,
    style: Style,
}

fn plainly(pieces: Vec<String>) -> Group {
    Group { pieces, style: Style::new() }
}

fn branches(out: &mut String, children: &[Branch], above: &str, width: usize, look: Look) {
    for (position, child) in children.iter().enumerate() {
        let is_last = position + 1 == children.len();
        let (fork, below) = match (is_last, look.is_unicode) {
            (false, true) => ("├─ ", "│  "),
            (true, true) => ("└─ ", "   "),
            (false, false) => ("|- ", "|  "),
            (true, false) => ("`- ", "   "),
        };
        let below = format!("{above}{below}");
        let stem = if child.children.is_empty() { "  " } else { bar(look) };
        let mut groups = vec![plainly(vec![child.figure.clone()])];
        for (position, group) in child.formula.iter().enumerate() {
            let mut group = group.clone();
            if let Some(first) = group.first_mut().filter(|_| position == 0) {
                first.insert_str(0, "= ");
            }
            groups.push(plainly(group));
        }
        if !child.source.is_empty() {
            groups.push(Group { pieces: vec![format!(" {}", child.source)], style: Style::new().dimmed() });
        }
        rows(out, &groups, [format!("{above}{fork}"), format!("{below}{stem}  ")], width, look);
        branches(out, &child.children, &below, width, look);
    }
}

/// Groups side by side. A line breaks between them; inside one that is longer than a line, between its pieces; inside
/// a piece that is longer than a line, between its words.
fn rows(out: &mut String, groups: &[Group], prefixes: [String; 2], width: usize, look: Look) {
    let [first, others] = prefixes;
    let room = |prefix: &str| width.saturating_sub(prefix.width()).max(LEAST_ROOM);
    let full = room(&others);
    let mut row = Row { line: first.clone(), used: 0, room: room(&first) };
    for group in groups {
        let columns: usize = group.pieces.iter().map(|piece| piece.width() + 1).sum();
        if columns <= full {
            row.start_unless_fits(out, &others, full, columns - 1);
        }
        for piece in &group.pieces {
            row.start_unless_fits(out, &others, full, piece.width());
            for word in piece.split(' ') {
                row.start_unless_fits(out, &others, full, word.width());
                row.add(word, group.style, look);
            }
        }
    }
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{}", row.line.trim_end());
}

/// A line that is being filled.
struct Row {
    line: String,
    used: usize,
    room: usize,
}

impl Row {
    /// Starts the next line where `columns` more do not fit on this one.
    fn start_unless_fits(&mut self, out: &mut String, prefix: &str, full: usize, columns: usize) {
        if self.used > 0 && self.used + 1 + columns > self.room {
            let _ = writeln!(out, "{}", self.line.trim_end());
            *self = Self { line: prefix.to_owned(), used: 0, room: full };
        }
    }

    fn add(&mut self, word: &str, style: Style, look: Look) {
        if self.used > 0 {
            self.line.push(' ');
            self.used += 1;
        }
        if look.is_coloured && style != Style::new() && !word.is_empty() {
            let _ = write!(self.line, "{style}{word}{style:#}");
        } else {
            self.line.push_str(word);
        }
        self.used += word.width();
    }
}

/// The tree as nested lists of GitHub-flavoured Markdown.
pub(crate) fn markdown_tree(tree: &Tree) -> String {
    let mut out = format!("# {}\n", plain(&tree.title));
    for root in &tree.roots {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "\n## {}\n", plain(&root.figure));
        if !root.formula.is_empty() {
            let _ = writeln!(out, "= {}\n", plain(&root.formula.concat().join(" ")));
        }
        items(&mut out, &root.children, 0);
    }
    if !tree.notes.is_empty() {
        out.push('\n');
    }
    for note in &tree.notes {
        let _ = writeln!(out, "{}  ", plain(note));
    }
    out
}

fn items(out: &mut String, children: &[Branch], level: usize) {
    for child in children {
        let _ = write!(out, "{:indent$}- **{}**", "", plain(&child.figure), indent = level * 2);
        if !child.formula.is_empty() {
            let _ = write!(out, " = {}", plain(&child.formula.concat().join(" ")));
        }
        if !child.source.is_empty() {
            let _ = write!(out, " ({})", plain(&child.source));
        }
        out.push('\n');
        items(out, &child.children, level + 1);
    }
}
