//! Numbers as they are written: from a text to its digits, exactly or not at all.

use super::digits::without_zeros;
use super::error::LiteralError;

/// The digits of a number as a whole one, and how many of them, at most 28, stand behind the point.
pub(super) type Digits = (i128, u32);

/// Reads a TOML number: sign, digits, `_` between digits, a fraction, an exponent.
pub(super) fn number(text: &str) -> Result<Digits, LiteralError> {
    if let Some(digits) = plain(text, 0) {
        return Ok(digits);
    }
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(w, f)| (w, Some(f)));
    if !is_digits(whole) || fraction.is_some_and(|digits| !is_digits(digits)) {
        return Err(LiteralError::Malformed);
    }
    let fraction = fraction.unwrap_or_default();
    let digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).filter(|b| *b != b'_').map(|b| b - b'0').collect();
    let places = i64::try_from(fraction.bytes().filter(|b| *b != b'_').count()).unwrap_or(i64::MAX);
    from_digits(&digits, places.saturating_sub(exponent), negative)
}

/// Reads a percentage, such as `60%` or `-1.5 %`, as a fraction of one.
pub(super) fn percentage(text: &str) -> Result<Digits, LiteralError> {
    let written = text.strip_suffix('%').ok_or(LiteralError::Malformed)?.trim_end_matches(' ');
    if let Some(digits) = plain(written, 2) {
        return Ok(digits);
    }
    if written.contains(['e', 'E', '_']) {
        return Err(LiteralError::Malformed);
    }
    let (digits, places) = shortest(number(written)?);
    if places > 26 {
        return Err(LiteralError::TooManyDigits);
    }
    Ok(shortest((digits, places + 2)))
}

/// The same number without zeros at the end of its decimals.
fn shortest((digits, places): Digits) -> Digits {
    let (magnitude, places) = without_zeros(digits.unsigned_abs(), places);
    // It has no more digits than before.
    (i128::try_from(magnitude).unwrap_or(i128::MAX) * digits.signum(), places)
}

/// Digits with single underscores between them, as TOML writes them.
fn is_digits(text: &str) -> bool {
    text.split('_').all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit()))
}

/// Reads up to fifteen digits with an optional sign and point, divided by 10 as often as `shift` says: no such number is
/// too large or too fine, and nearly all that are written are such. None for every other text.
fn plain(text: &str, shift: u32) -> Option<Digits> {
    const MOST_DIGITS: usize = 15;
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mut mantissa, mut places, mut digits, mut point) = (0_i64, 0, 0, None);
    for (position, byte) in unsigned.bytes().take(MOST_DIGITS + 2).enumerate() {
        match byte {
            b'0'..=b'9' if digits < MOST_DIGITS => {
                mantissa = mantissa * 10 + i64::from(byte - b'0');
                digits += 1;
                places += u32::from(point.is_some());
            }
            b'.' if point.is_none() && position > 0 => point = Some(position),
            _ => return None,
        }
    }
    if digits == 0 || (places == 0 && point.is_some()) {
        return None;
    }
    places += shift;
    while places > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        places -= 1;
    }
    let signed = if text.starts_with('-') { -mantissa } else { mantissa };
    Some((i128::from(signed), places))
}

fn parse_exponent(text: &str) -> Result<i64, LiteralError> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !is_digits(digits) {
        return Err(LiteralError::Malformed);
    }
    // An exponent that does not fit saturates: the value is then refused as too large or too fine.
    let magnitude = digits.replace('_', "").parse::<i64>().unwrap_or(i64::MAX / 2);
    Ok(if text.starts_with('-') { -magnitude } else { magnitude })
}

/// `digits` is the mantissa without its point, which stands `places` digits from the right (or left, if negative).
fn from_digits(digits: &[u8], places: i64, negative: bool) -> Result<Digits, LiteralError> {
    const MOST_DIGITS: usize = 28;
    let leading = digits.iter().take_while(|d| **d == 0).count();
    let trailing = digits.iter().rev().take_while(|d| **d == 0).count();
    let significant = digits.get(leading..digits.len() - trailing).unwrap_or_default();
    if significant.is_empty() {
        return Ok((0, 0));
    }
    let places = places.saturating_sub(i64::try_from(trailing).unwrap_or(i64::MAX));
    let magnitude = i64::try_from(significant.len()).unwrap_or(i64::MAX).saturating_sub(places);
    // 10^15 itself has the magnitude 16 with the one digit 1.
    if magnitude > 16 || (magnitude == 16 && significant != [1]) {
        return Err(LiteralError::TooLarge);
    }
    if significant.len() > MOST_DIGITS || places > 28 {
        return Err(LiteralError::TooManyDigits);
    }
    let mut mantissa = significant.iter().fold(0_i128, |sum, digit| sum * 10 + i128::from(*digit));
    let mut places = places;
    while places < 0 {
        mantissa *= 10;
        places += 1;
    }
    let signed = if negative { -mantissa } else { mantissa };
    let scale = u32::try_from(places).map_err(|_| LiteralError::TooManyDigits)?;
    Ok((signed, scale))
}

#[cfg(test)]
mod tests {
    use super::super::number::Number;
    use super::*;

    fn held(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn reads_numbers_from_their_digits() {
        for (text, value) in [
            ("95.10", "95.1"),
            ("9007199254740993.0e-1", "900719925474099.3"),
            ("0.1234567890123456789012345678", "0.1234567890123456789012345678"),
            ("1_000", "1000"),
            ("+5", "5"),
            ("-0.0", "0"),
            ("5e1", "50"),
            ("0e999999999999999999999", "0"),
            ("10e-29", "0.0000000000000000000000000001"),
            ("1e15", "1000000000000000"),
            ("1000000000000000.000", "1000000000000000"),
        ] {
            assert_eq!(held(text).to_string(), value, "{text}");
        }
    }

    /// What is computed from a number must not depend on the way by which it was read.
    #[test]
    fn plain_digits_are_the_same_number_by_either_way() {
        for whole in ["0", "00", "7", "10", "1200", "000120", "123456789012345", "999999999999999", "1234567890123456"]
        {
            for fraction in ["", ".0", ".5", ".50", ".05", ".123456789", ".00000000000001", ".123456789012345"] {
                for sign in ["", "-", "+"] {
                    let text = format!("{sign}{whole}{fraction}");
                    // An exponent leads the long way.
                    for end in 0..=text.len() {
                        let part = &text[..end];
                        assert_eq!(number(part), number(&format!("{part}e0")), "{part}");
                    }
                    if plain(&text, 2).is_some() {
                        let percent = percentage(&format!("{text}%"));
                        assert_eq!(percent, number(&format!("{text}e-2")), "{text}%");
                    }
                }
            }
        }
        for text in ["", "-", ".", "-.5", "5.", "1.2.3", "1 ", "1_0", "1e2", "+-1", "٣", "1234567890123456"] {
            assert_eq!(plain(text, 0), None, "{text}");
        }
        assert!(plain("123456789.012345", 0).is_some());
    }

    #[test]
    fn refuses_what_it_cannot_hold() {
        for (text, error) in [
            ("1.", LiteralError::Malformed),
            (".5", LiteralError::Malformed),
            ("1__0", LiteralError::Malformed),
            ("inf", LiteralError::Malformed),
            ("", LiteralError::Malformed),
            ("-", LiteralError::Malformed),
            ("1e", LiteralError::Malformed),
            ("1e400", LiteralError::TooLarge),
            ("1000000000000000.1", LiteralError::TooLarge),
            ("2e15", LiteralError::TooLarge),
            ("1e-29", LiteralError::TooManyDigits),
            ("0.12345678901234567890123456789", LiteralError::TooManyDigits),
            ("10.1234567890123456789012345678", LiteralError::TooManyDigits),
            // 29 digits that would fit 96 bits.
            ("1.1234567890123456789012345678", LiteralError::TooManyDigits),
            ("1e99999999999999999999", LiteralError::TooLarge),
            ("1e-99999999999999999999", LiteralError::TooManyDigits),
        ] {
            assert_eq!(Number::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn reads_percentages_exactly() {
        assert_eq!(Number::parse_percent("60%"), Ok(held("0.6")));
        assert_eq!(Number::parse_percent("-1.5  %"), Ok(held("-0.015")));
        // More digits than the short way reads: 26 decimals are the most.
        let long = "12.34567890123456789012345678";
        assert_eq!(Number::parse_percent(&format!("{long}%")), Ok(held("0.1234567890123456789012345678")));
        assert_eq!(Number::parse_percent(&format!("-{long}%")), Ok(held("-0.1234567890123456789012345678")));
        assert_eq!(Number::parse_percent("0.123456789012345678901234567%"), Err(LiteralError::TooManyDigits));
        assert_eq!(Number::parse_percent("123456789012.34567%"), Ok(held("1234567890.1234567")));
        assert_eq!(Number::parse_percent("0.0000000000000000000%"), Ok(Number::ZERO));
        assert_eq!(Number::parse_percent("60"), Err(LiteralError::Malformed));
        assert_eq!(Number::parse_percent("1e1%"), Err(LiteralError::Malformed));
        assert_eq!(Number::parse_percent("%"), Err(LiteralError::Malformed));
    }
}
