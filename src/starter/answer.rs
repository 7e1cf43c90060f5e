//! What people answer, and what to write instead where it is no figure.

use crate::calc::number::{LiteralError, Number};
use crate::diagnostic::{is_hidden, quoted};
use crate::scenario::load;
use crate::scenario::setting::Setting;
use crate::scenario::slip::figure_meant;

use super::STARTER;

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words.
    Text,
    /// The code of a currency.
    Currency,
    /// A number or a percentage.
    Figure,
}

/// An answer as a TOML value for this address, or what to write instead.
///
/// The program's own readers say whether it is one: the answer is put into the starter as with `--set`, and read.
pub(super) fn value(address: &str, kind: Kind, answer: &str) -> Result<String, String> {
    if answer.chars().any(is_hidden) {
        return Err("that holds a key that writes nothing, such as an arrow; type it again".to_owned());
    }
    let value = match kind {
        Kind::Text => in_quotes(answer),
        Kind::Currency => in_quotes(&answer.to_ascii_uppercase()),
        Kind::Figure => figure(answer)?,
    };
    let setting: Setting = format!("{address}={value}").parse().map_err(|_| no_figure(answer))?;
    match load("answer", STARTER.as_bytes(), &[setting]) {
        Ok(_) => Ok(value),
        Err(refusal) => Err(refusal.problems.first().map_or_else(
            || no_figure(answer),
            |problem| {
                // Quotes are TOML's; an answer goes without.
                format!("{}; {}", problem.message, problem.help.replace('"', ""))
            },
        )),
    }
}

fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A number as it stands, or a percentage in quotes.
fn figure(answer: &str) -> Result<String, String> {
    if answer.ends_with('%') && Number::parse_percent(answer).is_ok() {
        return Ok(in_quotes(answer));
    }
    // What TOML would not take for a number either, such as 04, is no number here.
    let digits = answer.trim_start_matches(['+', '-']);
    let has_leading_zero = digits.starts_with('0') && digits.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    match Number::parse(answer) {
        Err(LiteralError::Malformed) => Err(no_figure(answer)),
        _ if has_leading_zero => Err(no_figure(answer)),
        // What has too many digits is told by the reader.
        Ok(_) | Err(LiteralError::TooManyDigits | LiteralError::TooLarge) => Ok(answer.to_owned()),
    }
}

fn no_figure(answer: &str) -> String {
    let shown = quoted(answer);
    figure_meant(answer).map_or_else(
        || format!("{shown} is not a number; write digits, such as 4 or 95.10"),
        |plain| format!("{shown} is not written as a number here; write {plain}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_kept_as_typed() {
        for (answer, value) in [("4", "4"), ("127.50", "127.50"), ("65_000", "65_000"), ("0.5", "0.5"), ("0", "0")] {
            assert_eq!(super::value("option.own-technician.salary", Kind::Figure, answer), Ok(value.to_owned()));
        }
        for (answer, value) in [("60%", "\"60%\""), ("12.5 %", "\"12.5 %\""), ("0.6", "0.6")] {
            assert_eq!(super::value("target.gross_margin", Kind::Figure, answer), Ok(value.to_owned()));
        }
    }

    #[test]
    fn the_readers_of_the_scenario_judge() {
        let refused = |address, kind, answer| value(address, kind, answer).unwrap_err();
        assert_eq!(
            refused("target.gross_margin", Kind::Figure, "60"),
            "`gross_margin` is a share or a rate, and `60` would be 60 times the whole; write 60%"
        );
        assert_eq!(
            refused("target.gross_margin", Kind::Figure, "100%"),
            "`gross_margin` must be from 0 up to, not including, 100% (got `\"100%\"`); \
             write a value from 0 up to, not including, 100%"
        );
        assert_eq!(
            refused("demand.hours_per_visit", Kind::Figure, "0"),
            "`hours_per_visit` must be above 0 and up to 1,000 (got `0`); write a value above 0 and up to 1,000"
        );
        assert!(refused("demand.visits", Kind::Figure, "5%").contains("only shares and rates"));
        assert!(refused("demand.visits", Kind::Figure, "1e999").starts_with("`visits` "));
        assert_eq!(
            refused("currency", Kind::Currency, "aus"),
            "there is no currency `AUS`; did you mean AUD? write an ISO 4217 code in capitals"
        );
        assert!(refused("name", Kind::Text, "a\u{1b}[D").contains("arrow"));
        assert!(refused("name", Kind::Text, &"n".repeat(201)).contains("201 characters"));
    }

    #[test]
    fn names_are_quoted_whatever_they_hold() {
        for (answer, value) in [
            ("Ararat \"West\"", "\"Ararat \\\"West\\\"\""),
            ("C:\\x", "\"C:\\\\x\""),
            ("60%", "\"60%\""),
            ("Ü 🦘", "\"Ü 🦘\""),
        ] {
            assert_eq!(super::value("name", Kind::Text, answer), Ok(value.to_owned()));
        }
        assert_eq!(super::value("currency", Kind::Currency, "nzd"), Ok("\"NZD\"".to_owned()));
    }
}
