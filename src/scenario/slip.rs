//! Slips of the pen: what is no figure as it stands, and the figure that was meant.
//!
//! It is offered, never taken: nothing is guessed.

use super::currency::Currency;
use crate::calc::number::Number;

/// The figure without what people put around and between digits: currencies, units, separators of thousands. None where
/// it could be read in two ways.
pub(crate) fn figure_meant(written: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | '_' | ' ' | '\u{a0}');
    let start = written.find(|c: char| c.is_ascii_digit() || c == '.')?;
    let rest = written.get(start..)?;
    let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let (digits, behind) = (rest.get(..end)?.trim(), rest.get(end..)?.trim());
    let before = written.get(..start)?.trim();
    let percent = if behind.starts_with('%') { "%" } else { "" };
    if !is_unit(before) || !is_unit(behind) {
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
        Some(fraction) if !fraction.is_empty() => format!("{whole}.{fraction}{percent}"),
        _ => format!("{whole}{percent}"),
    };
    let is_figure =
        if percent.is_empty() { Number::parse(&plain).is_ok() } else { Number::parse_percent(&plain).is_ok() };
    is_figure.then_some(plain)
}

/// Whether it may stand beside a figure without changing it: "65k" is not 65, and "1O" not 1.
fn is_unit(text: &str) -> bool {
    const UNITS: [&str; 11] = ["h", "hr", "hrs", "hour", "hours", "km", "kms", "visit", "visits", "client", "clients"];
    let word: String = text.chars().skip_while(|c| !c.is_alphabetic()).take_while(|c| c.is_alphabetic()).collect();
    let is_known = word.is_empty() || text.contains('$') || UNITS.contains(&word.to_lowercase().as_str());
    let has_other_figures = text.contains(|c: char| c.is_numeric() || matches!(c, '-' | '+'));
    (is_known || Currency::from_code(&word.to_uppercase()).is_some()) && !has_other_figures
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
        ] {
            assert_eq!(figure_meant(written).as_deref(), plain, "{written}");
        }
    }
}
