//! `--vary TERM=VALUES`: the values that a term takes one after another, as a command line gives them.
//!
//! A text is well formed or refused before any file is read. Values are exact: the steps of `0..40/0.5` are counted, not
//! added up, and have to end where the text says.

use super::path::TermPath;
use super::setting::split_at_equals;
use crate::calc::number::{LiteralError, Number};
use crate::diagnostic::quoted;

/// The most points of a sweep, and so the most values of a term.
pub const MOST_POINTS: u64 = 10_000_000;
/// The most digits over which steps are counted: whole ones of the greatest end and decimals of the finest number. One
/// less than are carried, so that no value on the way loses any.
const MOST_DIGITS: usize = 27;

/// A well-formed `TERM=VALUES`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variation {
    /// The term, or `visits`, `hours` or `clients`.
    pub path: TermPath,
    /// Its values.
    pub values: Values,
}

/// The values of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Values {
    /// These, one after another.
    Listed {
        /// At least one.
        values: Vec<Number>,
        /// Whether they are percentages, which only shares and rates take.
        is_percent: bool,
    },
    /// From the first in equal steps.
    Stepped {
        /// The first value.
        first: Number,
        /// From each to the next.
        step: Number,
        /// How many values.
        count: u64,
        /// Whether they are percentages.
        is_percent: bool,
    },
    /// Around the value as written, in steps of a share of it.
    Around {
        /// From each to the next, as a share of the value as written.
        step: Number,
        /// How many steps on either side.
        side: u64,
    },
}

impl Values {
    /// How many there are.
    pub fn count(&self) -> u64 {
        match self {
            Self::Listed { values, .. } => values.len() as u64,
            Self::Stepped { count, .. } => *count,
            Self::Around { side, .. } => 2 * side + 1,
        }
    }
}

/// Why a text is no variation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariationError(String);

impl std::fmt::Display for VariationError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for VariationError {}

fn refused<T>(message: impl Into<String>) -> Result<T, VariationError> {
    Err(VariationError(message.into()))
}

impl std::str::FromStr for Variation {
    type Err = VariationError;

    fn from_str(text: &str) -> Result<Self, VariationError> {
        const SHAPE: &str = "write TERM=VALUES, such as demand.visits=4,8,12 or demand.visits=0..40/0.5";
        let Some(equals) = split_at_equals(text) else { return refused(SHAPE) };
        let path =
            text[..equals].parse().map_err(|error: super::path::TermPathError| VariationError(error.to_string()));
        Ok(Self { path: path?, values: text[equals + 1..].parse()? })
    }
}

impl std::str::FromStr for Values {
    type Err = VariationError;

    fn from_str(text: &str) -> Result<Self, VariationError> {
        let text = text.trim();
        if let Some(shares) = text.strip_prefix('±').or_else(|| text.strip_prefix("+-")) {
            return around(shares);
        }
        if text.contains("..") { stepped(text) } else { listed(text) }
    }
}

/// `900,1500,2200`.
fn listed(text: &str) -> Result<Values, VariationError> {
    if text.is_empty() {
        return refused("there are no VALUES; write some, such as 900,1500,2200 or 900..2200/100");
    }
    let values = text.split(',').map(literal).collect::<Result<Vec<_>, _>>()?;
    let is_percent = agreed(&values)?;
    if values.len() as u64 > MOST_POINTS {
        return too_many();
    }
    Ok(Values::Listed { values: values.into_iter().map(|(value, _)| value).collect(), is_percent })
}

/// `0..40/0.5`, both ends included.
fn stepped(text: &str) -> Result<Values, VariationError> {
    let Some((ends, step)) = text.split_once('/') else {
        return refused("the steps are missing; write LOW..HIGH/STEP, such as 0..40/0.5");
    };
    let Some((first, last)) = ends.split_once("..") else { return refused("write LOW..HIGH/STEP, such as 0..40/0.5") };
    let written = [literal(first)?, literal(last)?, literal(step)?];
    let is_percent = agreed(&written)?;
    let [first, last, step] = written.map(|(value, _)| value);
    let shown = |value: Number| shown(value, is_percent);
    if step.is_zero() {
        return refused("a step of 0 leads nowhere; write another");
    }
    if span_of_digits(&[first, last, step]) > MOST_DIGITS {
        return refused("the ends and the step have more digits than are counted exactly");
    }
    let way = last.minus(first).map_err(|_| too_far())?;
    if way.is_negative() != step.is_negative() && !way.is_zero() {
        let (first, last, back) = (shown(first), shown(last), shown(step.negated()));
        return refused(format!("steps of {} lead away from {last}; write {first}..{last}/{back}", shown(step)));
    }
    let (steps, is_whole) = steps(way, step)?;
    if !is_whole {
        let at = |steps: u64| multiple(step, steps).and_then(|way| first.plus(way)).map_err(|_| too_far());
        let (before, after) = (at(steps)?, at(steps + 1)?);
        let (before, after) = (shown(before), shown(after));
        let (first, step, last) = (shown(first), shown(step), shown(last));
        return refused(format!(
            "the steps pass {last}: they come to {before} and {after}; write {first}..{before}/{step} or {first}..{after}/{step}"
        ));
    }
    Ok(Values::Stepped { first, step, count: steps + 1, is_percent })
}

/// `±20%/5%`, without its sign.
fn around(text: &str) -> Result<Values, VariationError> {
    const SHAPE: &str = "write a percentage and its steps, such as ±20%/5%";
    let Some((most, step)) = text.split_once('/') else { return refused(SHAPE) };
    let ((most, true), (step, true)) = (literal(most)?, literal(step)?) else { return refused(SHAPE) };
    if !most.is_positive() || !step.is_positive() {
        return refused(format!("the percentages of ± are above 0; {SHAPE}"));
    }
    if span_of_digits(&[most, step]) > MOST_DIGITS {
        return refused("the percentages have more digits than are counted exactly");
    }
    let (side, is_whole) = steps(most, step)?;
    if !is_whole {
        let at = |steps: u64| multiple(step, steps).map(|share| shown(share, true)).map_err(|_| too_far());
        let (most, step) = (shown(most, true), shown(step, true));
        let after = at(side + 1)?;
        let before = if side == 0 { String::new() } else { format!("±{}/{step} or ", at(side)?) };
        return refused(format!("steps of {step} do not come to {most}; write {before}±{after}/{step}"));
    }
    if 2 * side + 1 > MOST_POINTS {
        return too_many();
    }
    Ok(Values::Around { step, side })
}

/// How many whole steps a way has, and whether it has no rest.
fn steps(way: Number, step: Number) -> Result<(u64, bool), VariationError> {
    let steps = way.over(step).map_err(|_| too_far())?;
    // What division loses at its last digit is less than the 12th place.
    let whole = steps.floor();
    let Some(count) = whole.to_count().map(u64::from).filter(|count| *count < MOST_POINTS) else { return too_many() };
    Ok((count, whole.times(step).is_ok_and(|end| end == way)))
}

fn multiple(step: Number, count: u64) -> Result<Number, crate::calc::number::ArithmeticError> {
    Number::whole(u32::try_from(count).unwrap_or(u32::MAX)).times(step)
}

/// A number or a percentage, and which.
fn literal(text: &str) -> Result<(Number, bool), VariationError> {
    let text = text.trim();
    let is_percent = text.ends_with('%');
    let mut digits = text.trim_start_matches(['-', '+']).bytes();
    if digits.next() == Some(b'0') && digits.next().is_some_and(|next| next.is_ascii_digit() || next == b'_') {
        let help = "commas stand between values, so 1,500 is two of them; write 1500";
        return refused(format!("{} begins with a zero that is no digit of a number; {help}", quoted(text)));
    }
    let number = if is_percent { Number::parse_percent(text) } else { Number::parse(text) };
    match number {
        Ok(number) => Ok((number, is_percent)),
        Err(_) if text.is_empty() => refused("a value is missing; write them as in 900,1500,2200 or 0..40/0.5"),
        Err(LiteralError::TooManyDigits) => {
            refused(format!("{} has more digits than are carried exactly, which are 28", quoted(text)))
        }
        Err(LiteralError::TooLarge) => refused(format!("{} is larger than any amount may be", quoted(text))),
        Err(LiteralError::Malformed) => refused(format!(
            "{} is no number or percentage; write 900,1500,2200 or 0..40/0.5 or ±20%/5%, and use compare with --set \
             for what is no number",
            quoted(text)
        )),
    }
}

/// Whether the values are percentages: all of them, or none.
fn agreed(values: &[(Number, bool)]) -> Result<bool, VariationError> {
    let percentages = values.iter().filter(|(_, is_percent)| *is_percent).count();
    if percentages > 0 && percentages < values.len() {
        return refused("write all as percentages, or none");
    }
    Ok(percentages > 0)
}

/// The value as `--set` takes it.
pub(crate) fn shown(value: Number, is_percent: bool) -> String {
    let percent = if is_percent { value.times(Number::whole(100)).ok() } else { None };
    percent.map_or_else(|| value.to_string(), |percent| format!("{percent}%"))
}

/// The digits from the greatest to the finest of some numbers.
fn span_of_digits(numbers: &[Number]) -> usize {
    let digits = |number: &Number| {
        let text = number.magnitude().to_string();
        text.split_once('.').map_or((text.len(), 0), |(whole, places)| (whole.len(), places.len()))
    };
    let whole = numbers.iter().map(|number| digits(number).0).max().unwrap_or(0);
    whole + numbers.iter().map(|number| digits(number).1).max().unwrap_or(0)
}

fn too_many<T>() -> Result<T, VariationError> {
    refused("these are more than 10,000,000 values; take greater steps")
}

fn too_far() -> VariationError {
    VariationError("the values leave the range of exact decimals".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn values_are_listed_stepped_or_around() {
        let values = |text: &str| text.parse::<Values>().unwrap();
        assert_eq!(values("900, 1_500,2200.5").count(), 3);
        let stepped = |first, step, count, is_percent| Values::Stepped {
            first: number(first),
            step: number(step),
            count,
            is_percent,
        };
        assert_eq!(values("0..40/0.5"), stepped("0", "0.5", 81, false));
        assert_eq!(values("40..-2/-0.1"), stepped("40", "-0.1", 421, false));
        assert_eq!(values("10%..40%/2.5%"), stepped("0.1", "0.025", 13, true));
        assert_eq!(values("5..5/1"), stepped("5", "1", 1, false));
        assert_eq!(values("0..1/0.0000002").count(), 5_000_001);
        for text in ["±20%/5%", "+-20%/5%", " ± 20 % / 5 %"] {
            assert_eq!(values(text), Values::Around { step: number("0.05"), side: 4 }, "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_values() {
        for (text, words) in [
            ("", "no VALUES"),
            ("auto", "is no number"),
            ("1,500,2,000", "begins with a zero"),
            ("-007", "begins with a zero"),
            ("{ low = 1, high = 2 }", "is no number"),
            ("900,,1500", "a value is missing"),
            ("10%,0.2", "all as percentages"),
            ("4..", "write LOW..HIGH/STEP, such as 0..40/0.5"),
            ("0..40/0", "a step of 0"),
            ("0..40/-1", "write 0..40/1"),
            ("0..40/0.7", "write 0..39.9/0.7 or 0..40.6/0.7"),
            ("0..1e15/1e-13", "more digits"),
            ("0..1/0.00000001", "more than 10,000,000"),
            ("±20%/3%", "write ±18%/3% or ±21%/3%"),
            ("±5%/20%", "write ±20%/20%"),
            ("±20/5", "such as ±20%/5%"),
            ("±0%/5%", "above 0"),
            ("±20%", "such as ±20%/5%"),
        ] {
            let message = text.parse::<Values>().unwrap_err().to_string();
            assert!(message.contains(words), "{text}: {message}");
        }
        for text in ["demand.visits", "=4", "a..b=4", "demand.visits="] {
            assert!(text.parse::<Variation>().is_err(), "{text}");
        }
    }
}
