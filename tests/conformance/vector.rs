//! The published vectors of the General Decimal Arithmetic, <https://speleotrove.com/decimal/dectest.html>, where what they
//! compute fits 28 digits.
//!
//! Their licence says nothing of passing them on, so they are no part of this repository. They come with Python's own tests:
//! Debian's `libpython3-testsuite` has them; `SMARTHANDS_DECTEST` names another folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use dashu_ratio::RBig;
use smarthands::{ArithmeticError, Number};

use crate::operand;
use crate::oracle::{is_carried, magnitude, order, rounded, ten, value};

/// The files, each of one operation.
const FILES: [&str; 10] =
    ["abs", "add", "compare", "divide", "max", "min", "minus", "multiply", "quantize", "subtract"];

/// What holds until it is said anew.
#[derive(Clone, Debug, Default)]
struct Context {
    precision: u32,
    rounding: String,
}

/// One vector.
struct Vector<'t> {
    id: &'t str,
    operation: &'t str,
    operands: Vec<&'t str>,
    expected: &'t str,
    conditions: Vec<&'t str>,
}

impl<'t> Vector<'t> {
    /// None of a line that is none, such as a comment.
    fn of(line: &'t str) -> Option<Self> {
        let words: Vec<&str> = line.split_whitespace().map(|word| word.trim_matches(['\'', '"'])).collect();
        let arrow = words.iter().position(|word| *word == "->")?;
        let ([id, operation, operands @ ..], [_, expected, conditions @ ..]) = words.split_at(arrow) else {
            return None;
        };
        (!id.starts_with("--")).then(|| Self {
            id,
            operation,
            operands: operands.to_vec(),
            expected,
            conditions: conditions.iter().take_while(|word| !word.starts_with("--")).copied().collect(),
        })
    }

    fn has(&self, condition: &str) -> bool {
        self.conditions.iter().any(|word| word.eq_ignore_ascii_case(condition))
    }
}

/// The value of a finite numeric string, whatever its size.
fn finite(text: &str) -> Option<RBig> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i64 = exponent.parse().ok().filter(|exponent| (-2_000..=2_000).contains(exponent))?;
    let (sign, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => (-RBig::ONE, digits),
        None => (RBig::ONE, mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = [whole, fraction].concat();
    let is_number = !all.is_empty() && all.bytes().all(|byte| byte.is_ascii_digit());
    let all: RBig = is_number.then(|| all.parse().ok())??;
    Some(sign * all * ten(exponent - i64::try_from(fraction.len()).ok()?))
}

/// The amount of a value, where it has one.
fn amount(exact: &RBig) -> Option<Number> {
    if !is_carried(exact) || order(exact) > 28 {
        return None;
    }
    let digits = (magnitude(exact) * ten(28)).to_string();
    let text = operand::text(&digits, 28);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let sign = if *exact < RBig::ZERO { "-" } else { "" };
    let number = operand::number(&format!("{sign}{}", if text.is_empty() { "0" } else { text }));
    assert_eq!(value(number), *exact);
    Some(number)
}

/// Holds a vector against the amounts; why it is left out, where it is.
fn hold(vector: &Vector<'_>, context: &Context) -> Result<(), &'static str> {
    let exact: Option<Vec<RBig>> = vector.operands.iter().map(|text| finite(text)).collect();
    let exact = exact.ok_or("an operand is infinite, not a number, or beyond 10^2000")?;
    let amounts: Option<Vec<Number>> = exact.iter().map(amount).collect();
    let amounts = amounts.ok_or("an operand has more than 28 digits or places")?;
    let (a, b) = (amounts[0], amounts.get(1).copied().unwrap_or(Number::ZERO));
    let result = match vector.operation {
        "add" => a.plus(b),
        "subtract" => a.minus(b),
        "multiply" => a.times(b),
        "divide" => a.over(b),
        "compare" => Ok(Number::from(a.cmp(&b) as i64)),
        "max" => Ok(a.max(b)),
        "min" => Ok(a.min(b)),
        "abs" => Ok(a.magnitude()),
        "minus" => Ok(a.negated()),
        "quantize" => return quantized(vector, context, (a, &exact[0])),
        _ => return Err("another operation"),
    };
    if vector.operation == "divide" && b.is_zero() {
        assert_eq!(result, Err(ArithmeticError::DivisionByZero), "{}", vector.id);
        return Ok(());
    }
    let expected = finite(vector.expected).ok_or("the result is infinite or not a number")?;
    if order(&expected) > 29 {
        assert_eq!(result, Err(ArithmeticError::OutOfRange), "{}", vector.id);
        return Ok(());
    }
    if !is_carried(&expected) || context.precision > 28 {
        return Err("the result has more than 28 digits or places");
    }
    let result = result.map_err(|_| "the result is at the edge of the range")?;
    if !vector.has("inexact") {
        assert_eq!(value(result), expected, "{}", vector.id);
        return Ok(());
    }
    if context.rounding != "half_up" {
        return Err("the result is rounded in another way than half away from zero");
    }
    if context.precision == 28 || vector.has("subnormal") {
        return Err("the result is cut where ours is not");
    }
    // Where 28 digits do not hold what the vector rounds, ours was rounded before, so that a tie may go the other way.
    let rounded = value(result.significant(context.precision));
    let last = ten(order(&expected) - i64::from(context.precision));
    let is_next =
        magnitude(&(&rounded - &expected)) == last && magnitude(&(value(result) - &expected)) == last / RBig::from(2);
    assert!(rounded == expected || is_next, "{}: {result}", vector.id);
    if is_next { Err("the result was a tie after 28 digits, and none before") } else { Ok(()) }
}

/// Rounding to places: those of the second operand.
fn quantized(vector: &Vector<'_>, context: &Context, (a, exact): (Number, &RBig)) -> Result<(), &'static str> {
    let (mantissa, exponent) = vector.operands[1].split_once(['e', 'E']).unwrap_or((vector.operands[1], "0"));
    let fraction = mantissa.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let places = i64::try_from(fraction).unwrap() - exponent.parse::<i64>().unwrap();
    let expected = finite(vector.expected).ok_or("the result is infinite or not a number")?;
    let places = u32::try_from(places).map_err(|_| "digits before the point are to be rounded")?;
    if places > 12 || rounded(exact, 12) != *exact {
        return Err("more than the 12 places to which everything printed is rounded first");
    }
    if vector.has("inexact") && context.rounding != "half_up" {
        return Err("the result is rounded in another way than half away from zero");
    }
    assert_eq!(value(a.rounded(places)), expected, "{}", vector.id);
    Ok(())
}

/// Where the vectors are.
fn folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("SMARTHANDS_DECTEST") {
        return Some(PathBuf::from(folder));
    }
    let versions = fs::read_dir("/usr/lib").ok()?.map(|entry| entry.unwrap().path());
    let mut folders = versions
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("python3.")))
        .map(|path| path.join("test/decimaltestdata"));
    folders.find(|folder| folder.is_dir())
}

#[test]
fn published_vectors_hold() {
    let Some(folder) = folder() else {
        eprintln!("skipped: the decimal vectors of Python's tests are not installed");
        return;
    };
    let mut run: BTreeMap<&str, u64> = BTreeMap::new();
    let mut left: BTreeMap<&str, u64> = BTreeMap::new();
    for file in FILES {
        let text = fs::read(folder.join(format!("{file}.decTest"))).unwrap();
        let text = String::from_utf8_lossy(&text).to_lowercase();
        let mut context = Context::default();
        for line in text.lines() {
            if let Some(vector) = Vector::of(line) {
                match hold(&vector, &context) {
                    Ok(()) => *run.entry(file).or_default() += 1,
                    Err(why) => *left.entry(why).or_default() += 1,
                }
            } else if let Some((directive, setting)) = line.split_once(':') {
                match directive.trim() {
                    "precision" => context.precision = setting.trim().parse().unwrap(),
                    "rounding" => setting.trim().clone_into(&mut context.rounding),
                    _ => (),
                }
            }
        }
    }
    println!(
        "{} vectors hold: {run:?}\n{} are left out: {left:#?}",
        run.values().sum::<u64>(),
        left.values().sum::<u64>()
    );
    assert!(FILES.iter().all(|file| run.get(file).is_some_and(|count| *count >= 20)), "{run:?}");
    assert!(run.values().sum::<u64>() > 2_000, "{run:?}");
}
