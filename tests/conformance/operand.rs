//! Amounts that are awkward to compute with.

use dashu_ratio::RBig;
use smarthands::Number;

use crate::draw::Draw;
use crate::oracle;

/// An amount, and its exact value as it was made.
pub(crate) struct Operand {
    pub(crate) number: Number,
    pub(crate) value: RBig,
}

/// A text of so many digits, the first of which is not zero.
pub(crate) fn digits(draw: &mut Draw, count: u64) -> String {
    let style = draw.whole(0, 5);
    let zeros = draw.whole(0, count - 1);
    (0..count)
        .map(|position| {
            let digit = match style {
                // Nines carry into a new digit, ones and zeros make equal sums, fives make ties.
                0 => 9,
                1 => u64::from(position == 0),
                2 if position > 0 => draw.pick(&[0, 0, 5]),
                3 if position > 0 && position + zeros >= count => 0,
                _ if position == 0 => draw.whole(1, 9),
                _ => draw.whole(0, 9),
            };
            char::from(b'0' + u8::try_from(digit).unwrap())
        })
        .collect()
}

/// The text of a decimal of these digits, `places` of them behind the point.
pub(crate) fn text(digits: &str, places: usize) -> String {
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

/// The amount of a decimal text of up to 28 digits, of any size that amounts have.
pub(crate) fn number(text: &str) -> Number {
    Number::parse(text).unwrap_or_else(|_| {
        // No file may state so much, but a sum may come to it.
        let (sign, unsigned) = text.strip_prefix('-').map_or(("", text), |unsigned| ("-", unsigned));
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let fraction = Number::parse(&format!("{sign}0.{whole}{fraction}")).unwrap();
        let (first, second) = (whole.len().min(15), whole.len() - whole.len().min(15));
        let tens = |count: usize| Number::parse(&format!("1e{count}")).unwrap();
        fraction.times(tens(first)).unwrap().times(tens(second)).unwrap()
    })
}

/// An amount of up to 28 digits with up to 28 places.
pub(crate) fn operand(draw: &mut Draw) -> Operand {
    let count = if draw.in_hundred(40) { 28 } else { draw.whole(1, 28) };
    let places = if draw.in_hundred(40) { draw.whole(0, 6) } else { draw.whole(0, 28) };
    let sign = if draw.in_hundred(40) { "-" } else { "" };
    let digits = if draw.in_hundred(3) { "0".to_owned() } else { digits(draw, count) };
    of(&format!("{sign}{}", text(&digits, usize::try_from(places).unwrap())), draw)
}

/// The amount of a text, at times with zeros behind its last place.
pub(crate) fn of(text: &str, draw: &mut Draw) -> Operand {
    let (number, value) = (number(text), oracle::decimal(text));
    assert_eq!(oracle::value(number), value, "{text}");
    let tiny = Number::unit_in_place(u32::try_from(draw.whole(0, 28)).unwrap());
    let padded = number.plus(tiny).and_then(|sum| sum.minus(tiny));
    match padded {
        Ok(padded) if padded == number && draw.in_hundred(50) => Operand { number: padded, value },
        _ => Operand { number, value },
    }
}

/// Two amounts; at times nearly the same, or a quotient that used all digits there are.
pub(crate) fn pair(draw: &mut Draw) -> (Operand, Operand) {
    let left = operand(draw);
    let right = operand(draw);
    match draw.whole(0, 9) {
        0 => {
            let text = left.number.to_string();
            let same = of(&text, draw);
            (left, same)
        }
        1 => {
            let places = left.number.to_string().split_once('.').map_or(0, |(_, fraction)| fraction.len());
            let unit = Number::unit_in_place(u32::try_from(places).unwrap());
            let near = left.number.plus(unit).unwrap_or(left.number);
            let near = Operand { number: near, value: oracle::value(near) };
            (left, near)
        }
        2 => {
            let quotient = right.number.over(left.number).unwrap_or(right.number);
            (left, Operand { number: quotient, value: oracle::value(quotient) })
        }
        3 => {
            let other = number(draw.pick(&["3", "7", "0.3", "0.5", "1e-9", "12", "0.9", "11", "1000000", "0.0000001"]));
            (left, Operand { number: other, value: oracle::value(other) })
        }
        4 => {
            // Beyond 28 digits, up to where amounts end.
            let huge = number(&digits(draw, 28)).times(Number::from(draw.pick(&[2, 5, 7, -7]))).unwrap_or(right.number);
            let huge = Operand { number: huge, value: oracle::value(huge) };
            let twice = if draw.in_hundred(50) { Operand { value: huge.value.clone(), ..huge } } else { left };
            (huge, twice)
        }
        _ => (left, right),
    }
}
