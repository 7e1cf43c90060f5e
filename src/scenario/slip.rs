//! Slips of the pen: what is no figure as it stands, and the figure that was meant.
//!
//! It is offered, never taken: nothing is guessed.

use super::currency::Currency;
use crate::calc::number::Number;
use crate::diagnostic::{is_hidden, quoted};

/// What may stand beside a figure without changing it.
const UNITS: [&str; 12] =
    ["h", "hr", "hrs", "hour", "hours", "km", "kms", "visit", "visits", "client", "clients", "per"];

/// What may stand before a dollar sign: "k$" are no dollars.
const DOLLARS: [&str; 10] = ["a", "au", "c", "ca", "fj", "hk", "nz", "s", "sg", "us"];

/// The figure that was meant as a value of the file: a percentage stands in quotes.
pub(crate) fn value_meant(written: &str) -> Option<String> {
    if Number::parse_percent(written).is_ok() {
        return Some(format!("\"{written}\""));
    }
    figure_meant(written).map(|figure| if figure.ends_with('%') { format!("\"{figure}\"") } else { figure })
}

/// What was written, in back quotes, with spaces by their codes that look like a usual one, or like none.
pub(crate) fn shown(written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    for c in written.chars() {
        match c {
            ' ' | '\t' => text.push(c),
            c if c.is_whitespace() => text.extend(c.escape_unicode()),
            c => text.push(c),
        }
    }
    quoted(&text)
}

/// The figure with its sign, without what people put around and between digits: currencies, units, separators of
/// thousands. None where it could be read in two ways.
pub(crate) fn figure_meant(written: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | '_' | ' ' | '\u{a0}');
    let start = written.find(|c: char| c.is_ascii_digit() || c == '.')?;
    let rest = written.get(start..)?;
    let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let (digits, behind) = (rest.get(..end)?.trim(), rest.get(end..)?);
    let (sign, before, behind) = without_sign(written.get(..start)?, behind)?;
    let (percent, behind) = behind.strip_prefix('%').map_or(("", behind.as_str()), |behind| ("%", behind));
    if !is_unit(&before) || !is_unit(behind) {
        return None;
    }
    let whole_and_fraction = digits.rsplit_once(['.', ',']);
    let (whole, fraction) = match whole_and_fraction {
        // A single comma before three digits separates thousands; a single point is a decimal point.
        Some((_, behind)) if behind.len() == 3 && digits.matches(',').count() > 0 && !digits.contains('.') => {
            (digits, None)
        }
        Some((_, behind)) if behind.len() == 3 && digits.matches('.').count() > 1 && !digits.contains(',') => {
            (digits, None)
        }
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let groups: Vec<&str> = whole.split(|c: char| !c.is_ascii_digit()).collect();
    let are_thousands = groups.iter().skip(1).all(|group| group.len() == 3);
    if groups.len() > 1 && !are_thousands {
        return None;
    }
    let whole = groups.concat();
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let plain = match fraction {
        Some(fraction) if !fraction.is_empty() => format!("{sign}{whole}.{fraction}{percent}"),
        _ => format!("{sign}{whole}{percent}"),
    };
    let is_figure =
        if percent.is_empty() { Number::parse(&plain).is_ok() } else { Number::parse_percent(&plain).is_ok() };
    is_figure.then_some(plain)
}

/// The sign of a figure, and what else stands before and behind it. Accounts write a negative figure in brackets.
fn without_sign(before: &str, behind: &str) -> Option<(&'static str, String, String)> {
    let signs: Vec<(usize, char)> = before.char_indices().filter(|(_, c)| is_minus(*c) || *c == '+').collect();
    let (opened, closed) = (before.matches('(').count(), behind.matches(')').count());
    let sign = match (signs.as_slice(), opened, closed) {
        ([] | [(_, '+')], 0, 0) => "",
        // A dash after a letter is a hyphen.
        ([(place, _)], 0, 0) if !before.get(..*place)?.ends_with(char::is_alphanumeric) => "-",
        ([], 1, 1) => "-",
        _ => return None,
    };
    let before = before.replace(|c| is_minus(c) || matches!(c, '+' | '('), "");
    Some((sign, before, behind.replace(')', "").trim().to_owned()))
}

/// Whether it is a minus, or a dash that word processors and other scripts make of one.
fn is_minus(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{207b}' | '\u{2796}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// Whether it may stand beside a figure without changing it: "65k" is not 65, "1O" not 1, and "<5" not 5.
fn is_unit(text: &str) -> bool {
    let is_currency = |c: char| matches!(c, '$' | '£' | '¥' | '\u{20a0}'..='\u{20cf}');
    let is_plain = |c: char| {
        // A soft hyphen may be shown as a minus.
        let is_blank = c.is_whitespace() || (is_hidden(c) && c != '\u{ad}');
        c.is_alphabetic() || is_currency(c) || is_blank || matches!(c, '/' | '.' | '=' | ':' | ';' | '\\')
    };
    let is_known = |word: &str| {
        word.is_empty()
            || UNITS.contains(&word.to_lowercase().as_str())
            || (text.contains('$') && DOLLARS.contains(&word.to_lowercase().as_str()))
            || Currency::from_code(&word.to_uppercase()).is_some()
    };
    text.chars().all(is_plain) && text.split(|c: char| !c.is_alphabetic()).all(is_known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figure_that_was_meant_is_told_where_it_is_one() {
        for (written, plain) in [
            ("65,000", Some("65000")),
            ("$65,000.50", Some("65000.50")),
            ("A$ 65 000", Some("65000")),
            ("1,234,567", Some("1234567")),
            ("1.234.567", Some("1234567")),
            ("1.234,50", Some("1234.50")),
            ("95,10", Some("95.10")),
            ("65'000 CHF", Some("65000")),
            (".5", Some("0.5")),
            ("04", Some("4")),
            ("2 h", Some("2")),
            ("30km", Some("30")),
            ("130 AUD/h", Some("130")),
            ("12,5%", Some("12.5%")),
            ("65k", None),
            ("1O", None),
            ("70 thousand", None),
            ("2-4", None),
            ("4 or 5", None),
            ("1,23,45", None),
            ("four", None),
            // The number of a name is no figure.
            ("Store 24", None),
            ("2026-11-22", None),
            ("1e400", None),
            // A sign stays, whichever dash it is and wherever it stands.
            ("-1,000", Some("-1000")),
            ("+1,000", Some("1000")),
            ("−100", Some("-100")),
            ("–100", Some("-100")),
            ("—100", Some("-100")),
            ("－100", Some("-100")),
            ("﹣100", Some("-100")),
            ("‐5", Some("-5")),
            ("- 5", Some("-5")),
            ("-£5", Some("-5")),
            ("−£5", Some("-5")),
            ("£-5", Some("-5")),
            ("AUD -5", Some("-5")),
            ("-A$5", Some("-5")),
            ("−.5", Some("-0.5")),
            ("−60%", Some("-60%")),
            ("(100)", Some("-100")),
            ("(£1,000.50)", Some("-1000.50")),
            ("£(5)", Some("-5")),
            ("(60%)", Some("-60%")),
            ("(60)%", Some("-60%")),
            ("50,5%", Some("50.5%")),
            // Blanks of other kinds are none of the figure.
            ("5\u{b}", Some("5")),
            ("5\u{85}", Some("5")),
            ("5\u{3000}", Some("5")),
            // What may be a sign, or none.
            ("(-5)", None),
            ("(5", None),
            ("5)", None),
            ("--5", None),
            ("−-5", None),
            ("±5", None),
            ("~5", None),
            ("<5>", None),
            ("100-", None),
            ("100−", None),
            ("5.–", None),
            ("5–10", None),
            ("AUD-5", None),
            ("\u{ad}5", None),
            // What makes another figure of it.
            ("65k$", None),
            ("65 AUD thousand", None),
            ("50¢", None),
            ("5‰", None),
            ("5%%", None),
            ("%5", None),
        ] {
            assert_eq!(figure_meant(written).as_deref(), plain, "{written}");
        }
    }

    #[test]
    fn a_value_is_written_as_the_file_takes_it() {
        for (written, value) in [
            ("60%", Some("\"60%\"")),
            ("5 %", Some("\"5 %\"")),
            ("50,5%", Some("\"50.5%\"")),
            ("−60%", Some("\"-60%\"")),
            ("(60%)", Some("\"-60%\"")),
            ("−£5", Some("-5")),
            ("abc%", None),
            ("1e400%", None),
        ] {
            assert_eq!(value_meant(written).as_deref(), value, "{written}");
        }
    }

    #[test]
    fn blanks_that_look_like_others_are_shown_by_their_codes() {
        for (written, text) in [
            ("5\u{b}", "`5\\u{b}`"),
            ("5\u{85}", "`5\\u{85}`"),
            ("5\u{a0}", "`5\\u{a0}`"),
            ("5\u{3000}", "`5\\u{3000}`"),
            ("1 000", "`1 000`"),
        ] {
            assert_eq!(shown(written), text);
        }
    }
}
