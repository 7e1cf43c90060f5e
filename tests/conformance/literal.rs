//! Numbers and percentages as they are written, against the grammar of `docs/scenario-format.md` and rationals.

use std::collections::BTreeMap;

use dashu_ratio::RBig;
use smarthands::scenario::load;
use smarthands::scenario::term::Term;
use smarthands::{LiteralError, Number};

use crate::draw::Draw;
use crate::effort::cases;
use crate::operand::digits;
use crate::oracle::{magnitude, ten, value};

/// What a text means: a value that is carried exactly, or why it is none.
type Meaning = Result<RBig, LiteralError>;

/// Digits with single underscores between them.
fn plain_digits(text: &str) -> Result<String, LiteralError> {
    let is_whole = text.chars().all(|c| matches!(c, '0'..='9' | '_'))
        && text.starts_with(|c| c != '_')
        && text.ends_with(|c| c != '_')
        && !text.contains("__");
    if is_whole { Ok(text.chars().filter(|c| *c != '_').collect()) } else { Err(LiteralError::Malformed) }
}

/// The meaning of a text with an optional sign, digits, an optional fraction and an optional exponent.
fn meaning(text: &str) -> Meaning {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let sign = if text.starts_with('-') { -RBig::ONE } else { RBig::ONE };
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(place) => (&unsigned[..place], &unsigned[place + 1..]),
        None => (unsigned, "0"),
    };
    let power = plain_digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))?;
    // Far beyond every limit one power of ten is as large as another.
    let power = power.parse::<i64>().unwrap_or(i64::MAX).min(9_999);
    let power = if exponent.starts_with('-') { -power } else { power };
    let (whole, fraction) = match mantissa.find('.') {
        Some(point) => (&mantissa[..point], plain_digits(&mantissa[point + 1..])?),
        None => (mantissa, String::new()),
    };
    let all: RBig = format!("{}{fraction}", plain_digits(whole)?).parse().unwrap();
    within_limits(sign * all * ten(power - i64::try_from(fraction.len()).unwrap()))
}

/// At most 10^15, 28 digits and 28 places, zeros at either end apart.
fn within_limits(value: RBig) -> Meaning {
    if magnitude(&value) > ten(15) {
        return Err(LiteralError::TooLarge);
    }
    let digits = (magnitude(&value) * ten(28)).to_string();
    let is_long = digits.contains('/') || digits.trim_end_matches('0').len() > 28;
    if is_long { Err(LiteralError::TooManyDigits) } else { Ok(value) }
}

/// The meaning of an optional sign, digits, an optional fraction, spaces and a percent sign.
fn percent_meaning(text: &str) -> Meaning {
    let number = text.strip_suffix('%').ok_or(LiteralError::Malformed)?.trim_end_matches(' ');
    if number.contains(|c: char| !matches!(c, '0'..='9' | '.' | '-' | '+')) {
        return Err(LiteralError::Malformed);
    }
    // The limits are those of the number before the sign; behind it stands a hundredth, which needs two places more.
    within_limits(meaning(number)? / RBig::from(100))
}

/// A text that is a number, or nearly one.
fn written(draw: &mut Draw) -> String {
    let mut text = draw.pick(&["", "", "", "-", "+"]).to_owned();
    let count = if draw.in_hundred(30) { draw.whole(14, 31) } else { draw.whole(1, 9) };
    text.push_str(draw.pick(&["", "", "", "0", "000"]));
    text.push_str(&digits(draw, count));
    if draw.in_hundred(60) {
        let count = if draw.in_hundred(30) { draw.whole(10, 31) } else { draw.whole(1, 6) };
        text = format!("{text}.{}{}", draw.pick(&["", "", "0", "0000", "000000000000000000"]), digits(draw, count));
        text.push_str(draw.pick(&["", "", "0", "00000000000000000000000000000"]));
    }
    if draw.in_hundred(25) {
        text.push_str(draw.pick(&["e", "E"]));
        text.push_str(draw.pick(&["", "-", "+"]));
        text.push_str(&draw.whole(0, 32).to_string());
    }
    if draw.in_hundred(15) {
        let place = usize::try_from(draw.whole(0, text.len() as u64)).unwrap();
        let piece = draw.pick(&["_", "_", "__", ".", "-", "+", "e", " ", ",", "x", "0x", "٣", "１", "−", "inf", "%"]);
        text.insert_str(place, piece);
    }
    text
}

/// A short text of the characters that numbers are made of.
fn scrambled(draw: &mut Draw) -> String {
    (0..draw.whole(0, 7)).map(|_| draw.pick(&["0", "1", "9", "_", ".", "-", "+", "e", "E", " ", "%", "x"])).collect()
}

/// How many texts meant what.
#[derive(Debug, Default)]
struct Tally {
    read: u64,
    malformed: u64,
    fine: u64,
    large: u64,
}

impl Tally {
    fn hold(&mut self, text: &str, found: Result<Number, LiteralError>, meant: &Meaning) {
        assert_eq!(&found.map(value), meant, "{text:?}");
        match meant {
            Ok(_) => self.read += 1,
            Err(LiteralError::Malformed) => self.malformed += 1,
            Err(LiteralError::TooManyDigits) => self.fine += 1,
            Err(_) => self.large += 1,
        }
    }

    fn is_at_least(&self, least: u64) -> bool {
        [self.read, self.malformed, self.fine, self.large].iter().all(|count| *count >= least)
    }
}

#[test]
fn numbers_mean_what_their_digits_say() {
    let mut draw = Draw::new(41);
    let mut tally = Tally::default();
    let cases = cases(20_000);
    for _ in 0..cases {
        let text = if draw.in_hundred(20) { scrambled(&mut draw) } else { written(&mut draw) };
        tally.hold(&text, Number::parse(&text), &meaning(&text));
    }
    println!("{cases} numbers: {tally:?}");
    assert!(tally.is_at_least(cases / 50), "{tally:?}");
}

#[test]
fn percentages_are_hundredths_of_what_their_digits_say() {
    let mut draw = Draw::new(42);
    let mut tally = Tally::default();
    let cases = cases(20_000);
    for _ in 0..cases {
        let number = if draw.in_hundred(20) { scrambled(&mut draw) } else { written(&mut draw) };
        let text = format!("{number}{}", draw.pick(&["%", "%", "%", " %", "  %", "", "\u{a0}%", "%%", "% "]));
        tally.hold(&text, Number::parse_percent(&text), &percent_meaning(&text));
    }
    println!("{cases} percentages: {tally:?}");
    assert!(tally.is_at_least(cases / 100), "{tally:?}");
}

/// The same texts as a price in a file, where they also have to be TOML: no zero stands before other digits.
#[test]
fn a_price_in_a_file_is_the_number_that_is_written() {
    let mut draw = Draw::new(43);
    let mut codes: BTreeMap<&str, u64> = BTreeMap::new();
    let cases = cases(3_000);
    for _ in 0..cases {
        let text = written(&mut draw).trim().to_owned();
        let digits = text.trim_start_matches(['-', '+']);
        let is_led_by_zero =
            digits.starts_with('0') && digits[1..].starts_with(|c: char| c.is_ascii_digit() || c == '_');
        let meant = meaning(&text);
        let (expected, price): (&[&str], _) = match &meant {
            _ if is_led_by_zero => (&["syntax"], None),
            Ok(value) if *value < RBig::ZERO || *value > ten(12) => (&["out-of-range"], None),
            Ok(value) => (&["accepted"], Some(value)),
            Err(LiteralError::TooLarge) => (&["too-large"], None),
            Err(LiteralError::TooManyDigits) => (&["too-many-digits"], None),
            Err(_) => (&["syntax", "not-a-number"], None),
        };
        let file = format!(
            "name = \"Ararat\"\ntarget.gross_margin = \"50%\"\ndemand = {{ visits = 5, hours_per_visit = 1 }}\n\
             [[option]]\nname = \"Spot\"\nmodel = \"per-incident\"\nhourly_rate = {text}\n"
        );
        let code = match load("price.toml", file.as_bytes(), &[]) {
            Ok(loaded) => {
                let scenario = &loaded.scenario;
                let is_price = |term: &&Term| scenario.address(&term.address) == "option.spot.hourly_rate";
                let found = scenario.terms.iter().find(is_price).map(|term| value(term.base));
                assert_eq!(found.as_ref(), price, "{text}");
                "accepted"
            }
            Err(refusal) => refusal.problems[0].code,
        };
        assert!(expected.contains(&code), "{text}: {code}, not {expected:?}");
        *codes.entry(code).or_default() += 1;
    }
    println!("{cases} prices: {codes:?}");
    assert!(codes.len() >= 5 && codes.values().all(|count| *count >= cases / 100), "{codes:?}");
}

/// The edges of every limit, worked out by hand.
#[test]
fn limits_are_where_they_are_said_to_be() {
    let nines = "9".repeat(28);
    let tenths = format!("0.{}1", "0".repeat(27));
    for (text, meant) in [
        ("1e15", Ok("1000000000000000")),
        ("-1_000_000_000_000_000.000", Ok("-1000000000000000")),
        ("1000000000000000.0000000000001", Err(LiteralError::TooLarge)),
        ("999999999999999.9999999999999", Ok("999999999999999.9999999999999")),
        ("999999999999999.99999999999999", Err(LiteralError::TooManyDigits)),
        (&format!("0.{nines}"), Ok(&*format!("0.{nines}"))),
        (&format!("1.{nines}"), Err(LiteralError::TooManyDigits)),
        (&tenths, Ok(&*tenths)),
        ("1e-28", Ok(&*tenths)),
        ("0.1e-28", Err(LiteralError::TooManyDigits)),
        ("10e-29", Ok(&*tenths)),
        ("0e999999999999999999999999", Ok("0")),
        ("1e-999999999999999999999999", Err(LiteralError::TooManyDigits)),
        ("1e+999999999999999999999999", Err(LiteralError::TooLarge)),
    ] {
        assert_eq!(Number::parse(text).map(|number| number.to_string()), meant.map(str::to_owned), "{text}");
        assert_eq!(meaning(text), meant.map(crate::oracle::decimal), "{text}");
    }
}
