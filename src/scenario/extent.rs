//! How much there may be in a file, beyond its size: memory goes by words, signs and tables rather than by bytes.
//!
//! A megabyte of brackets, or of keys of one letter, would take the parser a hundred times its size and a batch its other
//! files. No scenario that people or programs write comes near; what does is refused before it is parsed.

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::diagnostic::Diagnostic;

/// The most words, signs and lines.
const MOST_PIECES: usize = 150_000;

/// The most tables in braces, and dots of keys, each of which makes a table too.
const MOST_TABLES: usize = 10_000;

/// Refuses a text with more in it than a scenario may have.
pub(super) fn check(text: &str) -> Result<(), Vec<Diagnostic>> {
    // A table takes two bytes at least, so usual files need no look.
    if text.len() <= 2 * MOST_TABLES {
        return Ok(());
    }
    let (mut pieces, mut tables) = (0, 0);
    let mut is_value = false;
    for token in Source::new(text).lex() {
        match token.kind() {
            TokenKind::Whitespace | TokenKind::Comment | TokenKind::Eof => continue,
            // The point of a number.
            TokenKind::Dot if is_value => continue,
            TokenKind::Equals => is_value = true,
            TokenKind::Newline | TokenKind::Comma => is_value = false,
            TokenKind::LeftCurlyBracket => {
                is_value = false;
                tables += 1;
            }
            TokenKind::Dot => tables += 1,
            TokenKind::MlBasicString | TokenKind::MlLiteralString => {
                let span = token.span();
                pieces += text.get(span.start()..span.end()).map_or(0, |lines| lines.matches('\n').count());
            }
            _ => {}
        }
        pieces += 1;
        if pieces > MOST_PIECES {
            return Err(vec![too_much("150,000 words and signs")]);
        }
        if tables > MOST_TABLES {
            return Err(vec![too_much("10,000 tables")]);
        }
    }
    Ok(())
}

fn too_much(what: &str) -> Diagnostic {
    let message = format!("the file has more than {what}, the most that a scenario may have");
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
        // A key, a sign, a number and a line's end; blanks and comments are none, and neither is the point of a number.
        assert!(is_taken(&"a = 15 # a\n".repeat(37_500)) && !is_taken(&"a = 15\n".repeat(37_501)));
        assert!(is_taken(&"a = 1.5\n".repeat(30_000)));
        assert!(is_taken(&"#\n".repeat(150_000)) && is_taken(&" ".repeat(1 << 20)));
        assert!(is_taken(&"a.b.c = 1.5\n".repeat(5_000)) && !is_taken(&"a.b.c = 1.5\n".repeat(5_001)));
        assert!(is_taken(&"a={}\n".repeat(10_000)) && !is_taken(&"a={}\n".repeat(10_001)));
        assert!(!is_taken(&"a={b.c=1}\n".repeat(5_001)));
        let lines = |count: usize| format!("a = \"\"\"{}\"\"\"", "\n".repeat(count));
        assert!(is_taken(&lines(149_997)) && !is_taken(&lines(149_998)));
    }
}
