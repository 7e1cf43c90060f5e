//! Messages: whatever they are about, they have a place in their file, can be shown, and do not drive the terminal.

use smarthands::diagnostic::{Diagnostic, Palette, Severity, Sources, render};

/// As many as the program shows of a file.
const MOST_SHOWN: usize = 20;
/// The most bytes of a message: two places with their lines, a sentence and some help.
const MOST_BYTES: usize = 6_000;

/// Why something is refused: at least one error.
pub(crate) fn refused(problems: &[Diagnostic], sources: &Sources) {
    assert!(problems.iter().any(|problem| problem.severity == Severity::Error), "refused without an error");
    told(problems, sources);
}

/// What is suspicious: no error.
pub(crate) fn suspected(warnings: &[Diagnostic], sources: &Sources) {
    assert!(warnings.iter().all(|warning| warning.severity == Severity::Warning), "{warnings:?}");
    told(warnings, sources);
}

fn told(problems: &[Diagnostic], sources: &Sources) {
    for problem in problems {
        placed(problem, sources);
    }
    for (position, problem) in problems.iter().take(MOST_SHOWN).enumerate() {
        let text = render(problem, sources, Palette::Plain);
        assert!(text.ends_with('\n') && text.len() <= MOST_BYTES, "{} bytes: {text:?}", text.len());
        assert!(text.contains(&format!("[{}]", problem.code)), "{text:?}");
        shown(&text);
        // Colours are the same for all, and slow.
        if position == 0 {
            assert_eq!(uncoloured(&render(problem, sources, Palette::Coloured)), text);
        }
    }
}

fn placed(problem: &Diagnostic, sources: &Sources) {
    assert!(!problem.message.is_empty() && !problem.code.is_empty(), "{problem:?}");
    assert!(problem.code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
    for label in &problem.labels {
        let (text, span) = (sources.text(label.span.source), label.span);
        let (start, end) = (span.start as usize, span.end as usize);
        assert!(start <= end && end <= text.len(), "{problem:?} in {} bytes", text.len());
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{problem:?}");
        let (line, column) = sources.position(span);
        let lines = text.matches('\n').count() + 1;
        assert!((1..=lines).contains(&line) && column >= 1, "{problem:?} at {line}:{column} of {lines} lines");
    }
}

/// A text that a terminal shows as it is: no control character but the line's end, and nothing that hides or turns round.
pub(crate) fn shown(text: &str) {
    let is_hidden = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
        panic!("{hidden:?} in {text:?}");
    }
}

/// The text without `ESC [ … m`.
pub(crate) fn uncoloured(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (colour, rest) = part.split_once('m').unwrap_or_else(|| panic!("an unended colour in {text:?}"));
        assert!(colour.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'), "{text:?}");
        plain.push_str(rest);
    }
    plain
}
