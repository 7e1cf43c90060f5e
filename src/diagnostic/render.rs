//! A diagnostic as a compiler would print it.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::escape::masked;
use super::{Diagnostic, Severity, Sources, Span, escaped};

/// The columns to which a line of the file is cut.
const COLUMNS: usize = 120;

/// The most characters of a value that are marked.
const MOST_MARKED: usize = 60;

/// How messages may look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// Text alone.
    Plain,
    /// Text with colours.
    Coloured,
}

/// The diagnostic as text, its last line ended.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, palette: Palette) -> String {
    let renderer = match palette {
        Palette::Plain => Renderer::plain(),
        Palette::Coloured => Renderer::styled(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(COLUMNS);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = escaped(&diagnostic.message);
    let title = level.primary_title(message).id(diagnostic.code);
    let mut group = match diagnostic.labels.split_first() {
        None => Group::with_title(title).element(annotate_snippets::Origin::path(escaped(sources.name(0)))),
        Some(_) => snippets(diagnostic, sources).into_iter().fold(Group::with_title(title), Group::element),
    };
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(escaped(&diagnostic.help)));
    }
    let mut text = renderer.render(&[group]);
    text.push('\n');
    text
}

/// One snippet a source, cut to the lines that the labels are on.
fn snippets<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let mut order: Vec<u16> = diagnostic.labels.iter().map(|label| label.span.source).collect();
    order.dedup();
    order
        .into_iter()
        .map(|source| {
            let labels = || diagnostic.labels.iter().enumerate().filter(move |(_, label)| label.span.source == source);
            let text = sources.text(source);
            let ranges = labels().map(|(_, label)| sources.clamped(label.span));
            let (start, end) = ranges.fold((text.len(), 0), |(s, e), r| (s.min(r.start), e.max(r.end)));
            let start = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
            let start = if text.get(start..).is_some_and(|t| t.starts_with('\u{feff}')) { start + 3 } else { start };
            let end = text.get(end..).and_then(|after| after.find('\n')).map_or(text.len(), |newline| end + newline);
            let first_line = sources.position(Span::new(source, &(start..start))).0;
            let lines = text.get(start..end).unwrap_or_default().trim_end_matches('\r');
            let snippet = Snippet::source(masked(lines)).path(escaped(sources.name(source))).line_start(first_line);
            labels().fold(snippet, |snippet, (index, label)| {
                let range = sources.clamped(label.span);
                let within = |offset: usize| offset.saturating_sub(start).min(lines.len());
                let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
                let end = marked_end(lines, within(range.start), within(range.end));
                let annotation = kind.span(within(range.start)..end);
                snippet.annotation(if label.text.is_empty() {
                    annotation
                } else {
                    annotation.label(escaped(&label.text))
                })
            })
        })
        .collect()
}

/// Where the mark below a long value ends: the line is cut around its mark, so the mark must not be longer than a line.
fn marked_end(lines: &str, start: usize, end: usize) -> usize {
    let marked = lines.get(start..end).unwrap_or_default();
    marked.char_indices().nth(MOST_MARKED).map_or(end, |(offset, _)| start + offset)
}
