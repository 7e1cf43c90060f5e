//! A command line as it was typed, read as the words that a POSIX shell would make of it, and candidates written so
//! that it reads them as the words they are.
//!
//! Nothing is expanded: a `$HOME` is taken as it stands.

/// What a place of a line is inside of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    None,
    Single,
    Double,
}

/// The words of a line, the last of which may be unfinished or empty, and what its end is inside of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) words: Vec<String>,
    pub(super) quotes: Quotes,
}

impl Line {
    pub(super) fn read(text: &str) -> Self {
        let mut words = Vec::new();
        let mut word: Option<String> = None;
        let mut quotes = Quotes::None;
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            match (quotes, letter) {
                (Quotes::None, ' ' | '\t' | '\n') => {
                    words.extend(word.take());
                    continue;
                }
                (Quotes::None, '\'') => quotes = Quotes::Single,
                (Quotes::None, '"') => quotes = Quotes::Double,
                (Quotes::Single, '\'') | (Quotes::Double, '"') => quotes = Quotes::None,
                (Quotes::None, '\\') => word.get_or_insert_default().extend(letters.next()),
                (Quotes::Double, '\\') => {
                    let next = letters.next();
                    let is_escaped = matches!(next, None | Some('"' | '\\' | '$' | '`'));
                    word.get_or_insert_default().extend((!is_escaped).then_some('\\').into_iter().chain(next));
                }
                (_, letter) => word.get_or_insert_default().push(letter),
            }
            word.get_or_insert_default();
        }
        words.push(word.unwrap_or_default());
        Self { words, quotes }
    }

    /// The last word as far as it is there.
    pub(super) fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }
}

/// The text as it has to be typed inside of such quotes.
pub(super) fn typed(text: &str, quotes: Quotes) -> String {
    let mut typed = String::with_capacity(text.len());
    for (position, letter) in text.chars().enumerate() {
        let is_special = match quotes {
            // A tilde or a hash is special at the beginning of a word alone; a path below `~/` is to stay one.
            Quotes::None => " \t\"'\\$`&;|<>()*?[]{}!^".contains(letter) || (letter == '#' && position == 0),
            // A history is looked up inside of double quotes too, where a backslash would stay: the quotes end for it.
            Quotes::Double if letter == '!' => {
                typed.push_str("\"\\!\"");
                continue;
            }
            Quotes::Double => "\"\\$`".contains(letter),
            Quotes::Single if letter == '\'' => {
                typed.push_str("'\\''");
                continue;
            }
            Quotes::Single => false,
        };
        if is_special {
            typed.push('\\');
        }
        typed.push(letter);
    }
    typed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_a_shell_reads_them() {
        for (text, words, quotes) in [
            ("", &[""][..], Quotes::None),
            ("a  b", &["a", "b"], Quotes::None),
            ("a ", &["a", ""], Quotes::None),
            ("a ''", &["a", ""], Quotes::None),
            (r"my\ file.toml x", &["my file.toml", "x"], Quotes::None),
            (r#"'extra."PSA seats".amount=4'"#, &[r#"extra."PSA seats".amount=4"#], Quotes::None),
            (r#"'extra."PSA s"#, &[r#"extra."PSA s"#], Quotes::Single),
            (r#"a "b \"c\" \d"#, &["a", r#"b "c" \d"#], Quotes::Double),
            (r#"--set="de"m"#, &["--set=dem"], Quotes::None),
            (r"a\", &["a"], Quotes::None),
        ] {
            let line = Line::read(text);
            assert_eq!(
                (line.words.as_slice(), line.quotes),
                (&*words.iter().map(ToString::to_string).collect::<Vec<_>>(), quotes),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_typed_is_read_as_it_was() {
        let words = ["a b", r#"extra."PSA \"x\" seats".amount="#, "it's $5 & `more`", "#1", "~/x", "a*?[b]{c}!", "ü=1"];
        for word in words {
            assert_eq!(Line::read(&typed(word, Quotes::None)).words, [word]);
            assert_eq!(Line::read(&format!("'{}'", typed(word, Quotes::Single))).words, [word]);
            assert_eq!(Line::read(&format!("\"{}\"", typed(word, Quotes::Double))).words, [word]);
        }
        assert_eq!(typed("~/a b", Quotes::None), r"~/a\ b");
        assert_eq!(typed("a!!b", Quotes::Double), r#"a"\!""\!"b"#);
    }
}
