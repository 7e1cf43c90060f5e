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
}

/// What is open, asked for at places in the order of the text, so that it is read through once.
pub(super) struct Openings<'t> {
    rest: Lexer<'t>,
    /// The token that is being gone through.
    token: Option<Token>,
    open: Vec<Opening>,
    /// Whether a bracket begins a list here, not a header.
    is_value: bool,
}

impl<'t> Openings<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { rest: Source::new(text).lex(), token: None, open: Vec::new(), is_value: false }
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
        let text =
            |end| Opening { what, end, span: Span::new_unchecked(token.span().start(), token.span().start() + 3) };
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
        let mut open = |what, end| self.open.push(Opening { what, end, span: token.span() });
        match token.kind() {
            TokenKind::LeftSquareBracket if self.is_value => open("list", "]"),
            TokenKind::LeftCurlyBracket => open("table in braces", "}"),
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => drop(self.open.pop()),
            TokenKind::Equals => self.is_value = true,
            TokenKind::Newline if self.open.is_empty() => self.is_value = false,
            _ => {}
        }
    }
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
}
