//! Pages as GitHub-flavoured Markdown.

use std::fmt::Write as _;

use crate::report::{Block, Page};

/// The page as Markdown.
pub(crate) fn markdown(page: &Page) -> String {
    let mut out = format!("# {}\n\n", plain(&page.title));
    for fact in &page.facts {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}  ", plain(fact));
    }
    for block in &page.blocks {
        out.push('\n');
        table(&mut out, block);
    }
    out.push_str("\n## Verdict\n\n");
    for sentence in &page.verdict {
        let _ = writeln!(out, "{}", plain(sentence));
    }
    out
}

fn table(out: &mut String, block: &Block) {
    let _ = writeln!(out, "## {}\n", plain(&block.heading));
    let last = block.columns.len().saturating_sub(1);
    if !block.rows.is_empty() {
        let titles: Vec<String> = block.columns.iter().map(|title| plain(title)).collect();
        let _ = writeln!(out, "| {} |", titles.join(" | "));
        let align = |column: usize| if column == 0 || (column == last && block.text_last) { "---" } else { "---:" };
        let _ = writeln!(out, "| {} |", (0..block.columns.len()).map(align).collect::<Vec<_>>().join(" | "));
        for row in &block.rows {
            let cells = row.cells.iter().enumerate().map(|(column, cell)| match (column, row.is_marked) {
                (0, true) => format!("**▸ {}**", plain(cell)),
                _ => plain(cell),
            });
            let _ = writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "));
        }
        out.push('\n');
    }
    for note in &block.notes {
        let _ = writeln!(out, "{}  ", plain(note));
    }
}

/// Text without the characters that Markdown or HTML would read as markup.
pub(super) fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '#' | '~' => {
                safe.push('\\');
                safe.push(character);
            }
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            _ => safe.push(character),
        }
    }
    safe
}
