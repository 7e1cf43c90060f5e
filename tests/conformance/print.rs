//! What is printed: the exact value rounded once, in as many digits as were promised, and the same number when it is read again.

use dashu_ratio::RBig;
use smarthands::report::{Places, Rounding, Words, grouped};
use smarthands::{Currency, Number};

use crate::draw::Draw;
use crate::effort::cases;
use crate::operand::{Operand, operand};
use crate::oracle::{decimal, magnitude, order, rounded, settled, ten, value};

/// A currency of each number of places.
const CURRENCIES: [&str; 3] = ["JPY", "AUD", "KWD"];

/// Digits with an optional sign and at most one point, and no sign of zero.
fn is_plain(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let are_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_short = whole == "0" || !whole.starts_with('0');
    let is_signed_zero = text.starts_with('-') && !text.contains(|c| matches!(c, '1'..='9'));
    are_digits(whole) && are_digits(fraction) && is_short && !is_signed_zero
}

fn places_of(text: &str) -> usize {
    text.split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

/// An amount, at times an exact tie at some place, or one that lost its last digits.
fn figure(draw: &mut Draw) -> Operand {
    let tie = |number: Number, value: RBig| Operand { number, value };
    match draw.whole(0, 3) {
        0 => {
            let text = format!(
                "{}.{:0>places$}5",
                draw.whole(0, 99_999),
                draw.whole(0, 9),
                places = usize::try_from(draw.whole(1, 6)).unwrap()
            );
            let text = if draw.in_hundred(50) { format!("-{text}") } else { text };
            tie(Number::parse(&text).unwrap(), decimal(&text))
        }
        1 => {
            let quotient = Number::from(i64::try_from(draw.whole(1, 999)).unwrap())
                .over(Number::whole(draw.pick(&[3, 7, 8, 11, 96, 400, 700])));
            let number = quotient.unwrap().times(Number::whole(draw.pick(&[1, 3, 7, 11]))).unwrap();
            tie(number, value(number))
        }
        _ => operand(draw),
    }
}

#[test]
fn what_is_printed_is_the_exact_value_rounded_once() {
    let mut draw = Draw::new(51);
    let (mut ties, mut zeros, mut whole) = (0, 0, 0);
    let cases = cases(10_000);
    for _ in 0..cases {
        let Operand { number, value: exact } = figure(&mut draw);
        let settles = settled(&exact);
        let places = draw.whole(0, 12);
        let wanted = rounded(&settles, i64::try_from(places).unwrap());
        let trimmed = number.to_trimmed(u32::try_from(places).unwrap());
        assert_eq!(decimal(&trimmed), wanted, "{number} to {places} places");
        assert!(is_plain(&trimmed) && places_of(&trimmed) as u64 <= places, "{trimmed}");
        assert!(!trimmed.contains('.') || !trimmed.ends_with('0'), "{trimmed}");
        let fixed = number.to_fixed(u32::try_from(places).unwrap());
        let most = places.min(9);
        assert_eq!(decimal(&fixed), rounded(&settles, i64::try_from(most).unwrap()), "{number} with {places} places");
        assert!(is_plain(&fixed) && places_of(&fixed) as u64 == most, "{fixed}");
        let far = magnitude(&(&settles - &rounded(&settles, i64::try_from(most).unwrap())));
        ties += u64::from(far == ten(-i64::try_from(most).unwrap()) / RBig::from(2));
        zeros += u64::from(exact < RBig::ZERO && decimal(&fixed) == RBig::ZERO);
        whole += u64::from(trimmed.len() < fixed.len());
    }
    println!("{cases} figures: {ties} of them ties, {zeros} negative ones that came to 0");
    assert!(ties > cases / 100 && zeros > cases / 1_000 && whole > cases / 10, "{ties} {zeros} {whole}");
}

#[test]
fn figures_for_programs_have_the_places_of_their_kind() {
    let mut draw = Draw::new(52);
    for _ in 0..cases(6_000) {
        let Operand { number, value: exact } = figure(&mut draw);
        let currency = Currency::from_code(draw.pick(&CURRENCIES)).unwrap();
        let places = i64::from(currency.places());
        let rounding = Rounding::new(currency, false);
        let (money, quantity) = (rounding.money(number), rounding.quantity(number));
        assert_eq!(decimal(&money), rounded(&settled(&exact), places), "{number} in {}", currency.code());
        assert!(is_plain(&money) && places_of(&money) == usize::try_from(places).unwrap(), "{money}");
        assert_eq!(decimal(&quantity), rounded(&settled(&exact), 6), "{number}");
        assert!(is_plain(&quantity) && places_of(&quantity) <= Places::QUANTITY.most() as usize, "{quantity}");
        // Unrounded is unrounded: all digits there are, and no more.
        let all = Rounding::new(currency, true).money(number);
        assert_eq!(decimal(&all), exact, "{number}");
        assert!(is_plain(&all) && places_of(&all) <= 28 && (!all.contains('.') || !all.ends_with('0')), "{all}");
        // For people, the same digits in groups behind a sign.
        let words = Words::new(currency, true);
        let prefix = currency.prefix(true);
        assert_eq!(words.money(number).replacen(&prefix, "", 1), grouped(&money));
        assert_eq!(grouped(&money).replace(',', ""), money);
        let percent = words.percent(number).replace(',', "");
        let hundredfold = rounded(&settled(&(exact * RBig::from(100))), 2);
        assert_eq!(percent.strip_suffix('%').map(decimal), Some(hundredfold), "{number}: {percent}");
    }
}

/// Amounts, shares, percentages and hours: what is printed is read as what it was printed from.
#[test]
fn what_is_printed_is_read_again_as_the_same() {
    let mut draw = Draw::new(53);
    let (mut read, mut percentages) = (0, 0);
    let cases = cases(10_000);
    for _ in 0..cases {
        let Operand { number, value: exact } = figure(&mut draw);
        let text = number.to_string();
        assert!(is_plain(&text) && places_of(&text) <= 28, "{text}");
        let digits = text.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
        // A file may state 28 digits up to 10^15.
        if digits > 28 || magnitude(&exact) > ten(15) {
            assert!(Number::parse(&text).is_err(), "{text}");
            continue;
        }
        assert_eq!(Number::parse(&text), Ok(number), "{text}");
        read += 1;
        let places = u32::try_from(draw.whole(0, 9)).unwrap();
        for printed in [number.to_fixed(places), number.to_trimmed(places)] {
            assert_eq!(
                Number::parse(&printed).map(|read| read.to_fixed(places)),
                Ok(number.to_fixed(places)),
                "{printed}"
            );
        }
        let percent = number.times(Number::whole(100)).unwrap();
        if value(percent) == &exact * RBig::from(100) && order(&exact) <= 13 {
            assert_eq!(Number::parse_percent(&format!("{percent}%")), Ok(number), "{percent}%");
            assert_eq!(Number::parse_percent(&format!("{percent}  %")), Ok(number), "{percent}%");
            percentages += 1;
        }
    }
    println!("{read} amounts and {percentages} percentages are read again");
    assert!(read > cases / 2 && percentages > cases / 2, "{read} and {percentages} of {cases}");
}
