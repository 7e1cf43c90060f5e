//! Where a list, a table in braces or a text of several lines began that is still open at a later place.
//!
//! One that is never closed swallows the lines after it, and the parser complains of those. The mistake is where it began.

use toml_parser::lexer::{Lexer, Token, TokenKind};
use toml_parser::{Source, Span};

/// What is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    /// What it is, in words.
    pub(super) what: &'static str,
    /// Its closing sign.
    pub(super) end: &'static str,
    pub(super) span: Span,
    /// Whether its closing sign is missing, or stands behind a heading that it would swallow.
    pub(super) is_unclosed: bool,
}

/// What is open, asked for at places in the order of the text, so that it is read through once.
pub(super) struct Openings<'t> {
    rest: Lexer<'t>,
    /// The token that is being gone through.
    token: Option<Token>,
    open: Vec<Opening>,
    /// Whether a bracket begins a list here, not a header.
    is_value: bool,
    /// Where begins what is never closed, in order.
    unclosed: Vec<usize>,
}

impl<'t> Openings<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { rest: Source::new(text).lex(), token: None, open: Vec::new(), is_value: false, unclosed: unclosed(text) }
    }

    /// What is open at a place, the innermost.
    pub(super) fn at(&mut self, place: usize) -> Option<Opening> {
        while self.token.is_none_or(|token| token.span().end() < place) {
            if let Some(token) = self.token {
                self.pass(token);
            }
            self.token = self.rest.next();
            self.token?;
        }
        let token = self.token?;
        let what = "text of several lines";
        let text = |end| Opening {
            what,
            end,
            span: Span::new_unchecked(token.span().start(), token.span().start() + 3),
            is_unclosed: self.is_unclosed(token.span()),
        };
        let is_inside = token.span().start() + 3 <= place;
        match token.kind() {
            TokenKind::MlBasicString if is_inside => Some(text("\"\"\"")),
            TokenKind::MlLiteralString if is_inside => Some(text("'''")),
            kind => {
                // A place at the end of a token is behind it.
                if token.span().end() <= place && kind != TokenKind::Eof {
                    self.pass(token);
                    self.token = None;
                }
                self.open.last().copied()
            }
        }
    }

    fn pass(&mut self, token: Token) {
        let (span, is_unclosed) = (token.span(), self.is_unclosed(token.span()));
        let mut open = |what, end| self.open.push(Opening { what, end, span, is_unclosed });
        match token.kind() {
            TokenKind::LeftSquareBracket if self.is_value => open("list", "]"),
            TokenKind::LeftCurlyBracket => open("table in braces", "}"),
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => drop(self.open.pop()),
            TokenKind::Equals => self.is_value = true,
            TokenKind::Newline if self.open.is_empty() => self.is_value = false,
            _ => {}
        }
    }

    fn is_unclosed(&self, span: Span) -> bool {
        self.unclosed.binary_search(&span.start()).is_ok()
    }
}

/// Where begins what has no closing sign of its kind before the next heading or the end.
fn unclosed(text: &str) -> Vec<usize> {
    let mut unclosed = Vec::new();
    // Where each begins that is open, and whether it is a list; how many of both kinds are, so that a closing sign
    // without an opening one needs no search.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let (mut lists, mut tables) = (0_usize, 0_usize);
    let (mut is_value, mut is_line_start) = (false, true);
    let mut last = TokenKind::Newline;
    for token in Source::new(text).lex() {
        let (kind, start) = (token.kind(), token.span().start());
        match kind {
            TokenKind::Whitespace | TokenKind::Comment => continue,
            TokenKind::Newline => {
                is_line_start = true;
                is_value &= !open.is_empty();
                continue;
            }
            TokenKind::LeftSquareBracket if is_line_start && is_heading(text, start, last) => {
                unclosed.extend(open.drain(..).map(|(start, _)| start));
                (lists, tables, is_value) = (0, 0, false);
            }
            TokenKind::LeftSquareBracket if is_value => {
                open.push((start, true));
                lists += 1;
            }
            TokenKind::LeftCurlyBracket => {
                open.push((start, false));
                tables += 1;
            }
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                let closes_list = kind == TokenKind::RightSquareBracket;
                while (if closes_list { lists } else { tables }) > 0
                    && let Some((start, is_list)) = open.pop()
                {
                    let count = if is_list { &mut lists } else { &mut tables };
                    *count = count.saturating_sub(1);
                    if is_list == closes_list {
                        break;
                    }
                    unclosed.push(start);
                }
            }
            TokenKind::Equals => is_value = true,
            TokenKind::MlBasicString | TokenKind::MlLiteralString => {
                let mark = if kind == TokenKind::MlBasicString { "\"\"\"" } else { "'''" };
                let written = text.get(start..token.span().end()).unwrap_or_default();
                if written.len() < 6 || !written.ends_with(mark) {
                    unclosed.push(start);
                }
            }
            _ => {}
        }
        is_line_start = false;
        last = kind;
    }
    unclosed.extend(open.into_iter().map(|(start, _)| start));
    unclosed.sort_unstable();
    unclosed
}

/// Whether the bracket that begins a line begins a heading, not a list within a list: after a value none can stand, and
/// after a comma a list of bare words is none.
fn is_heading(text: &str, start: usize, last: TokenKind) -> bool {
    if !matches!(last, TokenKind::Comma | TokenKind::LeftSquareBracket | TokenKind::Equals) {
        return true;
    }
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let Some((name, _)) = line.trim_start_matches('[').split_once(']') else { return false };
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(is_bare)
        && !matches!(name, "true" | "false" | "inf" | "nan")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_at_a_place() {
        let text = "[a]\nb = [1, { c = 2 }, {\nd = 3\n[e]\n";
        let mut openings = Openings::of(text);
        let mut at = |part: &str| openings.at(text.find(part).unwrap()).map(|open| (open.what, open.span.start()));
        assert_eq!(at("b ="), None);
        assert_eq!(at("1,"), Some(("list", 8)));
        assert_eq!(at("2 }"), Some(("table in braces", 12)));
        assert_eq!(at(", {\n"), Some(("list", 8)));
        assert_eq!(at("d ="), Some(("table in braces", 23)));
        assert_eq!(at("[e]"), Some(("table in braces", 23)));
        assert_eq!(Openings::of("a = \"\"\"b\nc = 1\n").at(15).map(|open| open.span.start()), Some(4));
        assert_eq!(Openings::of("a = 1\n").at(6), None);
        assert_eq!(Openings::of("").at(0), None);
    }

    #[test]
    fn what_has_no_closing_sign() {
        for (text, places) in [
            ("a = [\n[1, 2],\n[3]\n]\n[b]\n", vec![]),
            ("a = {\nb = 3O,\nc = [\n{},\n],\n}\n[b]\n", vec![]),
            ("a = [\n1\n[b]\nc = [1]\n", vec![4]),
            ("a = [1,\n[[b.c]]\nd = ]\n", vec![4]),
            ("a = { b = [1 }\n", vec![10]),
            ("a = [{ b = 1 ]\nc = }\n", vec![5]),
            ("a = \"\"\"\nb\\q\n\"\"\"\nc = '''\n", vec![20]),
            ("a = {\nb = 1\n", vec![4]),
        ] {
            assert_eq!(unclosed(text), places, "{text}");
        }
    }
}
