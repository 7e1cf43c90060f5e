//! Syntax errors: what the parser says of a file that is no TOML, in words that help.

use std::ops::Range;

use toml::de::{DeTable, DeValue, Error};

use super::MOST_NOTED;
use super::opening::{Opening, Openings};
use super::slip::{shown, value_meant};
use crate::diagnostic::{Diagnostic, Sources, Span, quoted};

/// What word processors make of quotes.
const CURLY_QUOTES: [char; 7] = ['“', '”', '„', '‘', '’', '«', '»'];

const NUMBERS: &str = "numbers are written like 1200 or 95.10, percentages and text in double quotes";

/// The parser's errors in the order of the file, one a line, without those that follow from an earlier one.
pub(super) fn diagnostics(errors: &[Error], sources: &Sources, table: &DeTable<'_>) -> Vec<Diagnostic> {
    let text = sources.text(0);
    let mut errors: Vec<(&str, Option<Range<usize>>)> =
        errors.iter().take(MOST_NOTED).map(|error| (error.message(), error.span())).collect();
    errors.sort_by_key(|(_, span)| span.as_ref().map_or(0, |span| span.start));
    let mut problems = Vec::new();
    let mut last_line = None;
    // Below a header that stands twice every key may stand twice; that is no problem of its own.
    let mut is_below_duplicate = false;
    let mut place = 0;
    let mut openings = Openings::of(text);
    let mut last_open = None;
    for (message, span) in errors {
        let Some(span) = span else {
            problems.push(nested_too_deeply(None));
            continue;
        };
        let between = text.get(place.min(span.start)..span.start).unwrap_or_default();
        let line = sources.position(Span::new(0, &span)).0;
        is_below_duplicate &= !between.contains("\n[");
        place = span.start;
        let is_duplicate = message.starts_with("duplicate key");
        if last_line == Some(line) || (is_duplicate && is_below_duplicate) {
            continue;
        }
        last_line = Some(line);
        let open = openings
            .at(span.start)
            .filter(|open| !is_duplicate && open.is_unclosed && is_noticed(text, open, span.start));
        if open.is_some() && open == last_open {
            continue;
        }
        last_open = open;
        is_below_duplicate |= is_duplicate && line_at(text, span.start).starts_with('[');
        problems.push(match (message, open) {
            _ if is_duplicate => duplicate(sources, table, &span),
            _ if message.contains("recurs") => nested_too_deeply(Some(Span::new(0, &span))),
            (_, Some(open)) => unclosed(&open, &span),
            (_, None) => unreadable(message, sources, &span),
        });
    }
    problems
}

/// Whether what was opened on an earlier line is still open where another key or heading begins, or the file ends.
fn is_noticed(text: &str, open: &Opening, place: usize) -> bool {
    let is_earlier = text.get(open.span.start()..place).is_some_and(|between| between.contains('\n'));
    let line = line_at(text, place).trim_start();
    let is_key =
        |text: &str| text.trim_end().chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"'));
    let is_statement =
        line.is_empty() || line.starts_with('[') || line.split_once('=').is_some_and(|(key, _)| is_key(key));
    is_earlier && (is_statement || open.end.len() > 1)
}

fn unclosed(open: &Opening, place: &Range<usize>) -> Diagnostic {
    let Opening { what, end, span, .. } = *open;
    Diagnostic::error("syntax", format!("the {what} that begins here is not closed"))
        .at(Some(Span::new(0, &(span.start()..span.end()))), "")
        .at(Some(Span::new(0, place)), "still open here")
        .help(format!("write {end} where it ends, and commas between what it holds"))
}

fn nested_too_deeply(span: Option<Span>) -> Diagnostic {
    Diagnostic::error("syntax", "the file nests its tables or keys more than 80 levels deep")
        .at(span, "")
        .help("a scenario needs four levels")
}

/// An integer that is none for its digits.
pub(super) fn without_digits(place: Span, sources: &Sources) -> Diagnostic {
    let what = format!("{} is not written as a number", quoted(sources.slice(place)));
    Diagnostic::error("syntax", what).at(Some(place), "").help(NUMBERS)
}

fn unreadable(message: &str, sources: &Sources, span: &Range<usize>) -> Diagnostic {
    let text = sources.text(0);
    let rest = text.get(span.start..).unwrap_or_default().lines().next().unwrap_or_default();
    let value = rest.split('#').next().unwrap_or_default().trim_matches([' ', '\t', '\r']);
    let before = text.get(..span.start).unwrap_or_default();
    let (what, help) = if message.starts_with("string values must be quoted") {
        if value.is_empty() {
            ("a value is missing after `=`".to_owned(), "write the value, or take the line out".to_owned())
        } else if let Some(meant) = value_meant(value).filter(|_| value.ends_with('%')) {
            (format!("the percentage {} stands without quotes", shown(value)), format!("write {meant}"))
        } else if let Some(text) = value.strip_prefix(CURLY_QUOTES) {
            let text = text.trim_end_matches(CURLY_QUOTES);
            (format!("{} stands in curly quotes", quoted(value)), format!("write \"{text}\", in straight quotes"))
        } else if value.starts_with('.') {
            (format!("the number {} has no digit before its point", quoted(value)), format!("write 0{value}"))
        } else if let Some(meant) = value_meant(value) {
            (format!("{} is not written as a number", shown(value)), format!("write {meant}"))
        } else {
            let help = "text stands in double quotes; numbers have digits and a point only, such as 1200 or 95.10";
            (format!("{} is neither a number nor text in quotes", shown(value)), help.to_owned())
        }
    } else if rest.starts_with(',') && before.ends_with(|c: char| c.is_ascii_digit()) {
        ("a number has no commas".to_owned(), without_commas(before, rest))
    } else if message.starts_with("unexpected leading zero") {
        ("a number has no leading zero".to_owned(), "write 130, not 0130".to_owned())
    } else {
        let help = match message {
            m if m.contains("basic string") || m.contains("literal string") || m.contains("escape") => {
                "text begins and ends with a double quote, and a backslash in it is written twice"
            }
            m if m.contains("unclosed") && m.contains("table") && is_heading(line_at(text, span.start)) => {
                "a heading is [demand] or [[option]]; a name with spaces stands in quotes: [demand.segment.\"Echuca Moama\"]"
            }
            m if m.contains("array") => "a list is [1, 2, 3], with commas between and a bracket at its end",
            m if m.contains("inline table") => "a table on one line is { low = 1, high = 2 }",
            m if m.contains("key") || m.contains('=') => "a line is `key = value`, a [table] or a # comment",
            _ => NUMBERS,
        };
        (format!("this is not TOML: {}", message.replace('\n', " ")), help.to_owned())
    };
    Diagnostic::error("syntax", what).at(Some(Span::new(0, span)), "").help(help)
}

/// Whether a line was meant as `[table]` or `[[table]]`.
fn is_heading(line: &str) -> bool {
    line.trim_start().starts_with('[') && !line.contains('=')
}

/// How the number at the end of `before` is written, of which `rest` goes on after a comma.
fn without_commas(before: &str, rest: &str) -> String {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '_' | '.');
    // Its digits and commas, and the sign or currency that stands directly before them.
    let signed = before.trim_end_matches(is_part);
    let start = signed.rfind(['=', ' ', '\t', '\n', ',', '[', '{']).map_or(0, |delimiter| delimiter + 1);
    let (digits, behind) = rest.split_at(rest.find(|c| !is_part(c)).unwrap_or(rest.len()));
    // A comma before anything else goes on with the table or the list.
    let (digits, unit) = match digits.strip_suffix(',') {
        Some(digits) => (digits, ""),
        None => (digits, behind.split([',', '}', ']', '#']).next().unwrap_or_default()),
    };
    let number = [before.get(start..).unwrap_or_default(), digits, unit].concat();
    value_meant(&number).map_or_else(|| "write 70000 or 70_000".to_owned(), |meant| format!("write {meant}"))
}

fn duplicate(sources: &Sources, table: &DeTable<'_>, range: &Range<usize>) -> Diagnostic {
    let text = sources.text(0);
    let span = Span::new(0, range);
    let key = sources.slice(span);
    let line = line_at(text, range.start);
    let (what, first) = if line.starts_with('[') {
        (
            format!("the table {}", quoted(line.split('#').next().unwrap_or(line).trim())),
            first_header(text, range.start),
        )
    } else {
        (format!("the key {}", quoted(key)), first_key(table, text, key, range.start))
    };
    Diagnostic::error("duplicate-key", format!("{what} stands twice"))
        .key(key)
        .at(Some(span), "again here")
        .at(first.map(|range| Span::new(0, &range)), "first here")
        .help("keep one of the two; several options or extras are [[option]] and [[extra]]")
}

/// The line on which a byte stands.
fn line_at(text: &str, offset: usize) -> &str {
    let start = text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default()
}

/// The first header with the same path as the one at `offset`, whether of a table or a list.
fn first_header(text: &str, offset: usize) -> Option<Range<usize>> {
    let path =
        |line: &str| line.split('#').next().unwrap_or_default().trim().trim_matches(['[', ']']).trim().to_owned();
    let wanted = path(line_at(text, offset));
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') && path(line) == wanted && start + line.len() <= offset {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}

/// The key of the same name in the table that was being written last before `start`.
fn first_key(table: &DeTable<'_>, text: &str, raw: &str, start: usize) -> Option<Range<usize>> {
    let name = raw.trim_matches(['"', '\'']);
    let mut best: Option<(usize, Range<usize>)> = None;
    collect(table, text, name, start, &mut best);
    best.map(|(_, range)| range)
}

/// Among the tables with such a key, the one whose latest key before `start` is the nearest.
fn collect(table: &DeTable<'_>, text: &str, name: &str, start: usize, best: &mut Option<(usize, Range<usize>)>) {
    let before = || table.keys().map(toml::Spanned::span).filter(|span| span.start < start);
    let latest = before().map(|span| span.start).max().unwrap_or(0);
    let same = table.keys().find(|key| key.get_ref() == name && key.span().start < start).map(toml::Spanned::span);
    if let Some(range) = same
        && best.as_ref().is_none_or(|(nearest, _)| latest > *nearest)
    {
        *best = Some((latest, range));
    }
    for value in table.values() {
        let span = value.span();
        // A table in braces that has ended is not being written any more.
        let has_ended =
            span.end <= start && text.get(span).is_some_and(|text| text.starts_with(['{', '[']) && text.contains('{'));
        if !has_ended {
            inside(value.get_ref(), text, name, start, best);
        }
    }
}

fn inside(value: &DeValue<'_>, text: &str, name: &str, start: usize, best: &mut Option<(usize, Range<usize>)>) {
    match value {
        DeValue::Table(table) => collect(table, text, name, start, best),
        DeValue::Array(values) => values.iter().for_each(|value| inside(value.get_ref(), text, name, start, best)),
        DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => (),
    }
}
