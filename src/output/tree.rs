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
pub fn tree(tree: &Tree, look: Look) -> String {
    let width = look.width.max(NARROWEST);
    let mut out = String::new();
    paragraph(&mut out, &tree.title, width, look, Style::new().bold());
    for root in &tree.roots {
        out.push('\n');
        let head = Style::new().bold().fg_color(Some(AnsiColor::Cyan.into()));
        paragraph(&mut out, &root.figure, width, look, head);
        if !root.formula.is_empty() {
            let stem = if root.children.is_empty() { "  " } else { bar(look) };
            rows(&mut out, &equation(&root.formula), ["= ".to_owned(), format!("{stem}  ")], width, look);
        }
        branches(&mut out, &root.children, "", width, look);
    }
    out.push('\n');
    for note in &tree.notes {
        paragraph(&mut out, note, width, look, Style::new().dimmed());
    }
    out
}

fn bar(look: Look) -> &'static str {
    if look.is_unicode { "│ " } else { "| " }
}

fn equation(formula: &[String]) -> Vec<(String, Style)> {
    formula.iter().map(|piece| (piece.clone(), Style::new())).collect()
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
        let mut pieces = vec![(child.figure.clone(), Style::new())];
        if let Some((first, rest)) = child.formula.split_first() {
            pieces.push((format!("= {first}"), Style::new()));
            pieces.extend(equation(rest));
        }
        if !child.source.is_empty() {
            pieces.push((format!(" {}", child.source), Style::new().dimmed()));
        }
        rows(out, &pieces, [format!("{above}{fork}"), format!("{below}{stem}  ")], width, look);
        branches(out, &child.children, &below, width, look);
    }
}

/// Pieces side by side, wrapped between them, and inside them where one is longer than a line.
fn rows(out: &mut String, pieces: &[(String, Style)], prefixes: [String; 2], width: usize, look: Look) {
    let [first, others] = prefixes;
    let room = |prefix: &str| width.saturating_sub(prefix.width()).max(LEAST_ROOM);
    let mut line = first.clone();
    let (mut used, mut left) = (0, room(&first));
    let mut start = |line: &mut String, used: &mut usize, left: &mut usize| {
        let _ = writeln!(out, "{}", line.trim_end());
        *line = others.clone();
        (*used, *left) = (0, room(&others));
    };
    for (piece, style) in pieces {
        let gap = usize::from(used > 0);
        if used > 0 && used + gap + piece.width() > left && piece.width() <= room(&others) {
            start(&mut line, &mut used, &mut left);
        }
        for word in piece.split(' ') {
            if used > 0 && used + 1 + word.width() > left {
                start(&mut line, &mut used, &mut left);
            }
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            if look.is_coloured && *style != Style::new() && !word.is_empty() {
                let _ = write!(line, "{style}{word}{style:#}");
            } else {
                line.push_str(word);
            }
            used += word.width();
        }
    }
    let _ = writeln!(out, "{}", line.trim_end());
}

/// The tree as nested lists of GitHub-flavoured Markdown.
pub fn markdown_tree(tree: &Tree) -> String {
    let mut out = format!("# {}\n", plain(&tree.title));
    for root in &tree.roots {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "\n## {}\n", plain(&root.figure));
        if !root.formula.is_empty() {
            let _ = writeln!(out, "= {}\n", plain(&root.formula.join(" ")));
        }
        items(&mut out, &root.children, 0);
    }
    out.push('\n');
    for note in &tree.notes {
        let _ = writeln!(out, "{}  ", plain(note));
    }
    out
}

fn items(out: &mut String, children: &[Branch], level: usize) {
    for child in children {
        let _ = write!(out, "{:indent$}- **{}**", "", plain(&child.figure), indent = level * 2);
        if !child.formula.is_empty() {
            let _ = write!(out, " = {}", plain(&child.formula.join(" ")));
        }
        if !child.source.is_empty() {
            let _ = write!(out, " ({})", plain(&child.source));
        }
        out.push('\n');
        items(out, &child.children, level + 1);
    }
}
