//! An axis of a chart: its ends, its ticks, and where on it an amount lies.

use crate::calc::number::{ArithmeticError, Number};
use crate::report::{QUANTITY_PLACES, Words, grouped};

/// The most parts that ticks cut an axis into.
const MOST_PARTS: u32 = 8;
/// The most columns of a tick's money before it is written in thousands or millions.
const MOST_COLUMNS: usize = 8;

/// An axis of a chart.
#[derive(Clone, Debug)]
pub(crate) struct Scale {
    /// What it measures, with its unit.
    pub label: String,
    /// Its lower end.
    pub from: Number,
    /// Its upper end, above the lower one.
    pub to: Number,
    /// The ticks, upwards; each at its exact amount.
    pub ticks: Vec<Tick>,
}

/// A tick of an axis.
#[derive(Clone, Debug)]
pub(crate) struct Tick {
    /// The amount.
    pub at: Number,
    /// The amount in words.
    pub label: String,
}

impl Scale {
    /// An axis of volumes from 0 to a volume above it.
    pub(super) fn of_volume(label: String, to: Number, words: Words) -> Self {
        let step = step(to, MOST_PARTS);
        let ticks = multiples(step, Number::ZERO, to);
        let ticks = ticks.into_iter().map(|at| Tick { at, label: words.volume(at) }).collect();
        Self { label, from: Number::ZERO, to, ticks }
    }

    /// An axis of money that begins and ends at a tick and holds 0 and both amounts.
    pub(super) fn of_money(label: String, least: Number, greatest: Number, words: Words) -> Self {
        let (least, greatest) = (least.min(Number::ZERO), greatest.max(Number::ZERO));
        let step = step(greatest.minus(least).unwrap_or(greatest), MOST_PARTS);
        let outward = || {
            let from = least.over(step)?.floor().times(step)?;
            let to = greatest.over(step)?.ceil().times(step)?;
            Ok::<_, ArithmeticError>((from, if to > from { to } else { from.plus(step)? }))
        };
        let (from, to) = outward().unwrap_or((least, greatest));
        let at = multiples(step, from, to);
        let labels = labels(&at, words);
        let ticks = at.into_iter().zip(labels).map(|(at, label)| Tick { at, label }).collect();
        Self { label, from, to, ticks }
    }

    /// Where an amount lies, as a share of the way from the lower end to the upper; beyond an end, that end.
    pub(crate) fn share(&self, amount: Number) -> Number {
        let share = || amount.minus(self.from)?.over(self.to.minus(self.from)?);
        // What has no exact share lies beyond the range of amounts that a chart is drawn for.
        share().unwrap_or(Number::ZERO).max(Number::ZERO).min(Number::ONE)
    }
}

/// A volume, or the next tick above it on an axis that ends there.
pub(super) fn rounded_up(volume: Number) -> Number {
    let step = step(volume, MOST_PARTS);
    volume.over(step).and_then(|steps| steps.ceil().times(step)).unwrap_or(volume)
}

/// The least of 1, 2, 2.5 and 5 times a power of ten that cuts a length into `most` parts or fewer.
fn step(length: Number, most: u32) -> Number {
    let target = length.over(Number::whole(most)).unwrap_or(Number::ONE);
    if !target.is_positive() {
        return Number::ONE;
    }
    let (ten, tenth) = (Number::whole(10), Number::unit_in_place(1));
    let mut power = Number::ONE;
    while let Some(next) = power.times(ten).ok().filter(|next| *next <= target) {
        power = next;
    }
    while let Some(next) = power.times(tenth).ok().filter(|next| power > target && next.is_positive()) {
        power = next;
    }
    let ladder = [Number::ONE, Number::whole(2), Number::scaled(25, 1), Number::whole(5), ten];
    let mut steps = ladder.into_iter().filter_map(|rung| power.times(rung).ok());
    steps.find(|step| *step >= target).unwrap_or(target)
}

/// The multiples of a step from one amount to another.
fn multiples(step: Number, from: Number, to: Number) -> Vec<Number> {
    let first = from.over(step).map_or(Number::ZERO, Number::ceil);
    (0..=2 * MOST_PARTS)
        .map_while(|count| first.plus(Number::whole(count)).and_then(|count| count.times(step)).ok())
        .take_while(|at| *at <= to)
        .collect()
}

/// Money on ticks, all in the same unit: `A$20,000`, or `A$250k` and `A$1.5m` where that would be long.
fn labels(ticks: &[Number], words: Words) -> Vec<String> {
    let prefix = words.prefix();
    let label = |at: &Number, unit: Number, suffix: &str| {
        let digits =
            at.magnitude().over(unit).map_or_else(|_| at.magnitude().to_string(), |n| n.to_trimmed(QUANTITY_PLACES));
        let sign = if at.is_negative() { "-" } else { "" };
        // Nothing is nothing in every unit.
        let suffix = if at.is_zero() { "" } else { suffix };
        format!("{sign}{prefix}{}{suffix}", grouped(&digits))
    };
    let in_unit = |zeros: u32, suffix: &str| -> Vec<String> {
        let unit = Number::whole(10_u32.pow(zeros));
        ticks.iter().map(|at| label(at, unit, suffix)).collect()
    };
    let plain = in_unit(0, "");
    if plain.iter().all(|label| label.chars().count() <= MOST_COLUMNS) {
        return plain;
    }
    let greatest = ticks.iter().map(|at| at.magnitude()).max().unwrap_or(Number::ZERO);
    if greatest >= Number::whole(1_000_000_000) {
        in_unit(9, "bn")
    } else if greatest >= Number::whole(1_000_000) {
        in_unit(6, "m")
    } else {
        in_unit(3, "k")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::currency::Currency;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    fn ticks(scale: &Scale) -> Vec<&str> {
        scale.ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    fn money(least: &str, greatest: &str) -> Scale {
        Scale::of_money(String::new(), number(least), number(greatest), Words::new(Currency::AUD, true))
    }

    #[test]
    fn steps_climb_the_ladder() {
        for (length, expected) in [
            ("8", "1"),
            ("8.01", "2"),
            ("20", "2.5"),
            ("20.1", "5"),
            ("40.1", "10"),
            ("0.00004", "0.000005"),
            ("7e14", "100000000000000"),
            ("0", "1"),
        ] {
            assert_eq!(step(number(length), 8).to_string(), expected, "{length}");
        }
    }

    #[test]
    fn ticks_are_exact_and_money_ends_at_one() {
        let volume = Scale::of_volume(String::new(), number("40"), Words::new(Currency::AUD, true));
        assert_eq!(ticks(&volume), ["0", "5", "10", "15", "20", "25", "30", "35", "40"]);
        let odd = Scale::of_volume(String::new(), number("0.7"), Words::new(Currency::AUD, true));
        assert_eq!(ticks(&odd), ["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7"]);
        assert_eq!(
            ticks(&money("100", "14300")),
            ["A$0", "A$2,000", "A$4,000", "A$6,000", "A$8,000", "A$10,000", "A$12,000", "A$14,000", "A$16,000"]
        );
        let scale = money("-3", "16.5");
        assert_eq!((scale.from, scale.to), (number("-5"), number("17.5")));
        assert_eq!(ticks(&scale)[..3], ["-A$5", "-A$2.5", "A$0"]);
        assert_eq!(money("0", "0").to, Number::ONE);
    }

    #[test]
    fn long_money_is_told_in_thousands_and_millions() {
        assert_eq!(ticks(&money("0", "190000"))[..3], ["A$0", "A$25k", "A$50k"]);
        assert_eq!(ticks(&money("0", "1900000"))[..3], ["A$0", "A$0.25m", "A$0.5m"]);
        assert_eq!(ticks(&money("0", "4e12"))[1], "A$500bn");
    }

    #[test]
    fn a_share_stays_on_the_axis() {
        let scale = money("0", "80");
        assert_eq!(scale.share(number("20")), number("0.25"));
        assert_eq!(scale.share(number("-1")), Number::ZERO);
        assert_eq!(scale.share(number("81")), Number::ONE);
    }
}
