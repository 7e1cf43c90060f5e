//! The number and share reader: a text is its exact value, by another reading of the same grammar, or is refused for
//! the same reason. What is printed is that value, rounded as told, and is read as the same again.

use smarthands::scenario::load;
use smarthands::{LiteralError, Number};

use super::decimal::Decimal;

/// The most digits, and the most decimals, of a number.
const MOST_DIGITS: usize = 28;

/// Holds the property; whether the text is a number or a percentage.
pub fn holds(text: &str) -> bool {
    let number = read(text);
    let number_found = Number::parse(text);
    assert_eq!(number_found.map(|found| found.to_string()), number.clone().map(|number| number.shown(0)), "{text:?}");
    let share = percentage(text);
    let share_found = Number::parse_percent(text);
    assert_eq!(share_found.map(|found| found.to_string()), share.clone().map(|share| share.shown(0)), "{text:?}");
    let both = [(number_found, number), (share_found, share)];
    let mut is_number = false;
    for (found, expected) in both.into_iter().filter_map(|(found, expected)| Some((found.ok()?, expected.ok()?))) {
        printed(found, &expected);
        is_number = true;
    }
    in_a_file(text);
    is_number
}

fn read(text: &str) -> Result<Decimal, LiteralError> {
    let value = Decimal::read(text).ok_or(LiteralError::Malformed)?;
    let is_large = value.magnitude() > 16 || (value.magnitude() == 16 && value.digits != "1");
    if is_large {
        return Err(LiteralError::TooLarge);
    }
    if value.digits.len() > MOST_DIGITS || -value.exponent > MOST_DIGITS as i128 {
        return Err(LiteralError::TooManyDigits);
    }
    Ok(value)
}

fn percentage(text: &str) -> Result<Decimal, LiteralError> {
    let digits = text.strip_suffix('%').ok_or(LiteralError::Malformed)?.trim_end_matches(' ');
    if digits.contains(['e', 'E', '_']) {
        return Err(LiteralError::Malformed);
    }
    let share = read(digits)?.shifted(-2);
    if -share.exponent > MOST_DIGITS as i128 { Err(LiteralError::TooManyDigits) } else { Ok(share) }
}

/// Every way to print and round a number.
fn printed(number: Number, exact: &Decimal) {
    assert_eq!(Number::parse(&number.to_string()), Ok(number), "{number}");
    assert_eq!(number.is_zero(), exact.is_zero(), "{number}");
    assert_eq!(number.is_negative(), exact.is_negative, "{number}");
    assert_eq!(number.is_positive(), !exact.is_negative && !exact.is_zero(), "{number}");
    let settled = exact.rounded(12);
    assert_eq!(number.settled().to_string(), settled.shown(0), "{number}");
    assert_eq!(number.ceil().to_string(), settled.whole(!settled.is_negative).shown(0), "{number}");
    assert_eq!(number.floor().to_string(), settled.whole(settled.is_negative).shown(0), "{number}");
    for places in 0..=12_u8 {
        let rounded = settled.rounded(places.into());
        assert_eq!(number.to_trimmed(places.into()), rounded.shown(0), "{number}, {places} places");
        assert_eq!(number.rounded(places.into()).to_string(), rounded.shown(0), "{number}, {places} places");
        if places <= 9 {
            assert_eq!(number.to_fixed(places.into()), rounded.shown(places.into()), "{number}, {places} places");
        }
    }
    for digits in [1_u8, 3, 24] {
        // Digits before the point stay, if only as zeros.
        let rounded = exact.rounded(i128::from(digits) - exact.magnitude());
        assert_eq!(number.significant(digits.into()).to_string(), rounded.shown(0), "{number}, {digits} digits");
    }
    let percent = format!("{}%", exact.shifted(2).shown(0));
    if exact.shifted(2).magnitude() < 16 {
        assert_eq!(Number::parse_percent(&percent), Ok(number), "{percent}");
    }
}

/// The file's reader takes a number for what it is, wherever it takes it.
fn in_a_file(text: &str) {
    let is_plain = |byte: u8| byte.is_ascii_digit() || b"+-_.eE% ".contains(&byte);
    if text.is_empty() || text.len() > 200 || !text.bytes().all(is_plain) {
        return;
    }
    let file = |visits: &str, margin: &str| {
        format!(
            "name = \"n\"\ntarget.gross_margin = {margin}\ndemand = {{ visits = {visits}, hours_per_visit = 1 }}\n\
             [[option]]\nname = \"o\"\nmodel = \"per-incident\"\nhourly_rate = 1\n"
        )
    };
    let term = |file: &str, address: &str| {
        let scenario = load("n.toml", file.as_bytes(), &[]).ok()?.scenario;
        let id = scenario.find(&address.parse().unwrap()).unwrap();
        Some(scenario.term(id).base)
    };
    let visits = term(&file(text, "0.5"), "demand.visits");
    if let Some(visits) = visits {
        assert_eq!(Number::parse(text.trim_matches(' ')), Ok(visits), "{text:?} as visits");
    }
    let most = Number::from(10_000_000);
    let is_allowed = Number::parse(text).is_ok_and(|number| !number.is_negative() && number <= most);
    // TOML itself takes no zeros before other digits.
    let digits = text.trim_start_matches(['+', '-']).as_bytes();
    let has_leading_zero = digits.first() == Some(&b'0') && digits.get(1).is_some_and(|next| !b".eE".contains(next));
    assert!(visits.is_some() || !is_allowed || has_leading_zero, "{text:?} is refused as visits");
    let margin = term(&file("1", &format!("\"{text}\"")), "target.gross_margin");
    assert_eq!(
        margin,
        Number::parse_percent(text).ok().filter(|margin| !margin.is_negative() && *margin < Number::ONE)
    );
}
