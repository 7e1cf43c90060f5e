//! How much there may be in a file, beyond its size: memory goes by words, signs and tables rather than by bytes.
//!
//! A megabyte of brackets, or of keys of one letter, would take the parser a hundred times its size and a batch its other
//! files. No scenario that people or programs write comes near; what does is refused before it is parsed.

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use crate::diagnostic::Diagnostic;

/// The most words, signs, blanks, comments and ends of lines: the parser keeps a list of all.
const MOST_PIECES: usize = 500_000;

/// The most memory that a file may take, as reckoned below.
const MOST_MEMORY: usize = 40_000_000;

// What is taken by one of each, in bytes, from files of nothing else: what the parser keeps, and the tree's part.
const BLANK: usize = 25;
const LINE: usize = 100;
const WORD: usize = 80;
const SIGN: usize = 60;
/// A sign or an end of a line where none can stand, each of which is a mistake to keep; the bracket of a list, in case it is
/// never closed; and a line of a text.
const MISTAKE: usize = 265;
const CLOSING_BRACKET: usize = 150;
const KEY: usize = 250;
const BRACE: usize = 250;
/// A bracket of a header: a table with room for its keys.
const HEADER: usize = 500;
/// A dot between keys, which makes a table, unless the header before has the same keys up to there.
const DOT: usize = 1_200;

/// Refuses a text with more in it than a scenario may have.
pub(super) fn check(text: &str) -> Result<(), Vec<Diagnostic>> {
    // No byte takes more than a dot, so usual files need no look.
    if text.len() <= MOST_MEMORY / DOT {
        return Ok(());
    }
    let mut reckoning = Reckoning::of(text);
    let (mut pieces, mut memory) = (0_usize, 0_usize);
    for token in Source::new(text).lex() {
        pieces += 1;
        memory += reckoning.memory(token);
        if pieces > MOST_PIECES {
            return Err(vec![too_much("the file has more than 500,000 words, signs and blanks")]);
        }
        if memory > MOST_MEMORY {
            return Err(vec![too_much("the file has more keys, tables and signs than fit into 40 MB of memory")]);
        }
    }
    Ok(())
}

/// Where in a line a piece stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Start,
    Header,
    Key,
    Value,
}

/// What is known from the pieces before.
struct Reckoning<'t> {
    text: &'t str,
    /// The last piece that is no blank or comment.
    last: TokenKind,
    line: Line,
    /// How many brackets and braces of the value are open.
    depth: usize,
    /// Which of these are lists, a bit each, the innermost last; beyond 128 the parser follows none.
    lists: u128,
    /// Whether a value is written, in which a dot is the point of a number.
    is_value: bool,
    /// The last header's line, and up to which byte of the text the present one is the same.
    header: &'t str,
    shared: usize,
}

impl<'t> Reckoning<'t> {
    fn of(text: &'t str) -> Self {
        Self {
            text,
            last: TokenKind::Newline,
            line: Line::Start,
            depth: 0,
            lists: 0,
            is_value: false,
            header: "",
            shared: 0,
        }
    }

    fn memory(&mut self, token: Token) -> usize {
        let (kind, span) = (token.kind(), token.span());
        let last = self.last;
        let is_after_sign = matches!(
            last,
            TokenKind::Comma | TokenKind::Equals | TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket
        );
        if !matches!(kind, TokenKind::Whitespace | TokenKind::Comment) {
            self.last = kind;
        }
        match kind {
            TokenKind::Eof => 0,
            TokenKind::Whitespace | TokenKind::Comment => BLANK,
            TokenKind::Newline => {
                // A key without a value, or a value's sign without one.
                let is_lone_return = self.text.get(span.start()..span.end()).is_some_and(|end| end == "\r");
                let is_mistake = self.line == Line::Key || last == TokenKind::Equals || is_lone_return;
                if self.depth == 0 {
                    self.line = Line::Start;
                    self.is_value = false;
                }
                if is_mistake { MISTAKE } else { LINE }
            }
            TokenKind::LeftSquareBracket if matches!(self.line, Line::Start | Line::Header) => {
                if self.line == Line::Start {
                    self.begin_header(span.start());
                }
                HEADER
            }
            TokenKind::LeftSquareBracket => {
                self.open(true);
                MISTAKE
            }
            TokenKind::LeftCurlyBracket => {
                self.open(false);
                BRACE
            }
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                self.depth = self.depth.saturating_sub(1);
                self.lists >>= 1;
                if self.line == Line::Header { SIGN } else { CLOSING_BRACKET }
            }
            TokenKind::Comma => {
                self.is_value = self.lists & 1 == 1;
                if is_after_sign || self.depth == 0 { MISTAKE } else { SIGN }
            }
            TokenKind::Equals => {
                self.line = Line::Value;
                self.is_value = true;
                if is_after_sign { MISTAKE } else { KEY }
            }
            TokenKind::Dot if self.is_value => SIGN,
            TokenKind::Dot if self.line == Line::Header && span.start() <= self.shared => SIGN,
            TokenKind::Dot => DOT,
            TokenKind::MlBasicString | TokenKind::MlLiteralString => {
                let lines = self.text.get(span.start()..span.end()).map_or(0, |text| text.matches('\n').count());
                WORD + lines * MISTAKE
            }
            TokenKind::Atom if self.is_value && !self.is_plain_value(token, last) => MISTAKE + WORD,
            _ => {
                if self.line == Line::Start {
                    self.line = Line::Key;
                }
                WORD
            }
        }
    }

    fn open(&mut self, is_list: bool) {
        self.depth += 1;
        self.lists = self.lists << 1 | u128::from(is_list);
        self.is_value = is_list;
        if self.line != Line::Header {
            self.line = Line::Value;
        }
    }

    /// Whether a value's word is true, false or digits as numbers have them; another is mostly a mistake.
    fn is_plain_value(&self, token: Token, last: TokenKind) -> bool {
        let word = self.text.get(token.span().start()..token.span().end()).unwrap_or_default();
        let digits = word.strip_prefix(['-', '+']).unwrap_or(word);
        let is_digits = digits.split('_').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        let has_leading_zero = last != TokenKind::Dot && digits.len() > 1 && digits.starts_with('0');
        matches!(word, "true" | "false") || (is_digits && !has_leading_zero)
    }

    fn begin_header(&mut self, start: usize) {
        self.line = Line::Header;
        let header = self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        self.shared = start + header.bytes().zip(self.header.bytes()).take_while(|(one, other)| one == other).count();
        self.header = header;
    }
}

fn too_much(what: &str) -> Diagnostic {
    let message = format!("{what}, the most that a scenario may have");
    Diagnostic::error("too-large-file", message).help("split the scenario into several files")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_taken(text: &str) -> bool {
        check(text).is_ok()
    }

    #[test]
    fn the_limits_are_the_last_that_pass() {
        // A key, its sign, a number, the end of the line and two blanks: 80 + 250 + 80 + 100 + 2 × 25 = 560 bytes.
        assert!(is_taken(&"a = 1\n".repeat(71_428)) && !is_taken(&"a = 1\n".repeat(71_429)));
        // A word and a blank are 105, so that their number is met first.
        assert!(is_taken(&"a ".repeat(249_999)) && !is_taken(&"a ".repeat(250_001)));
        assert!(is_taken(&" ".repeat(1 << 20)));
        // 2 × 500 + 80 + 2 × 60 + 100 for a row.
        assert!(is_taken(&"[[a]]\n".repeat(30_769)) && !is_taken(&"[[a]]\n".repeat(30_770)));
        // 3 × 80 + 2 × 1,200 + 250 + 80 + 100.
        assert!(is_taken(&"a.b.c=1\n".repeat(13_029)) && !is_taken(&"a.b.c=1\n".repeat(13_030)));
        // A comma where none can stand, and a line of a text, are 265.
        assert!(is_taken(&format!("a=[{}", ",".repeat(150_900))) && !is_taken(&format!("a=[{}", ",".repeat(151_000))));
        let lines = |count: usize| format!("a=\"\"\"{}\"\"\"", "\n".repeat(count));
        assert!(is_taken(&lines(150_900)) && !is_taken(&lines(151_000)));
    }

    /// The points of numbers are no dots of keys, wherever they stand; those of keys are, also of such with digits.
    #[test]
    fn points_of_numbers_make_no_table() {
        assert!(is_taken(&format!("a = [{}]", "1.5, ".repeat(80_000))));
        assert!(is_taken(&format!("a = [{}]", "1.5,\n".repeat(80_000))));
        assert!(is_taken(&format!("a = [{}]", "{b=1.5},".repeat(39_000))));
        assert!(!is_taken(&format!("a = [{}]", "{1.5=1},".repeat(39_000))));
        assert!(!is_taken(&format!("a = {{ {}", "c=[1.5],1.5=1,".repeat(30_000))));
        assert!(!is_taken(&"1.5=1\n".repeat(40_000)));
    }

    /// What is no number is 345 bytes where a number is 80.
    #[test]
    fn mistakes_for_numbers_weigh_more() {
        for value in ["1", "-1", "1_0", "0", "1.05", "true"] {
            assert!(is_taken(&format!("a = {value}\n").repeat(50_000)), "{value}");
        }
        for value in ["x", "1__0", "_1", "05", "1x"] {
            assert!(!is_taken(&format!("a = {value}\n").repeat(60_000)), "{value}");
        }
    }

    /// A header below the same tables as the one before makes one table; another one makes as many as it has keys.
    #[test]
    fn a_header_makes_the_tables_that_are_new() {
        assert!(is_taken(&"[[a.b.c]]\nd = 1.5\n".repeat(17_000)));
        let others: Vec<String> = (0..17_000).map(|number| format!("[[a{number}.b.c]]\nd = 1.5\n")).collect();
        assert!(!is_taken(&others.concat()));
    }
}
