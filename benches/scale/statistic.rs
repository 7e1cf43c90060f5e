//! From runs to a row: medians, the median of the paired ratios, and how far they spread.
#![allow(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "timings are measured, not counted")]

use std::time::Duration;

use crate::Result;
use crate::child::{Program, Taken};

/// Work is counted in hundredths of a second.
const LEAST_WORK: Duration = Duration::from_millis(100);

/// What a ratio should be.
#[derive(Clone, Copy)]
pub(crate) enum Goal {
    AtMost(f64),
    AtLeast(f64),
    /// No goal: how many times the other's time it takes.
    Times,
    /// No goal: how many times faster it is.
    Faster,
}

/// A line of the table of results.
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) against: String,
    pub(crate) measured: String,
    pub(crate) beside: String,
    pub(crate) ratio: String,
    pub(crate) spread: String,
    pub(crate) work: String,
    pub(crate) goal: String,
    pub(crate) is_met: Option<bool>,
}

/// Runs all programs in turn, so many rounds, and gives the times of each.
pub(crate) fn rounds(programs: &[&Program], rounds: usize) -> Result<Vec<Vec<Taken>>> {
    let mut times = vec![Vec::with_capacity(rounds); programs.len()];
    for _ in 0..rounds {
        for (program, times) in programs.iter().zip(&mut times) {
            times.push(program.time()?);
        }
    }
    Ok(times)
}

impl Row {
    /// Times of two programs that were run in turn. The goal bounds the first's time over the second's, or with
    /// [`Goal::AtLeast`] how many times faster the first is.
    pub(crate) fn times(
        (what, taken): (impl Into<String>, &[Taken]),
        (against, beside): (impl Into<String>, &[Taken]),
        goal: Goal,
    ) -> Self {
        let ratios = taken.iter().zip(beside).map(|(one, other)| goal.ratio(one.time, other.time));
        let ratio = Middle::of(ratios.collect());
        Self {
            what: what.into(),
            against: against.into(),
            measured: time(median_time(taken)),
            beside: time(median_time(beside)),
            ratio: format!("{:.2} ×{}", ratio.median, if goal.is_speed() { " faster" } else { "" }),
            spread: format!("{:.2}–{:.2}", ratio.low, ratio.high),
            work: work_ratio(taken, beside, goal),
            goal: goal.words(),
            is_met: goal.is_met(ratio.median),
        }
    }

    /// Bytes against bytes.
    pub(crate) fn bytes((what, bytes): (String, u64), (against, beside): (String, u64), goal: Goal) -> Self {
        let ratio = bytes as f64 / beside.max(1) as f64;
        Self {
            what,
            against,
            measured: mebibytes(bytes),
            beside: mebibytes(beside),
            ratio: format!("{ratio:.2} ×"),
            spread: String::new(),
            work: String::new(),
            goal: goal.words(),
            is_met: goal.is_met(ratio),
        }
    }

    pub(crate) fn not_measured(what: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            against: format!("not measured: {}", reason.into()),
            measured: String::new(),
            beside: String::new(),
            ratio: String::new(),
            spread: String::new(),
            work: String::new(),
            goal: String::new(),
            is_met: None,
        }
    }
}

impl Goal {
    fn ratio(self, time: Duration, beside: Duration) -> f64 {
        let ratio = time.as_secs_f64() / beside.as_secs_f64().max(1e-9);
        match self {
            Self::AtMost(_) | Self::Times => ratio,
            Self::AtLeast(_) | Self::Faster => 1. / ratio.max(1e-9),
        }
    }

    fn is_speed(self) -> bool {
        matches!(self, Self::AtLeast(_) | Self::Faster)
    }

    fn words(self) -> String {
        match self {
            Self::AtMost(most) => format!("at most {most} ×"),
            Self::AtLeast(least) => format!("at least {least} × faster"),
            Self::Times | Self::Faster => String::new(),
        }
    }

    fn is_met(self, ratio: f64) -> Option<bool> {
        match self {
            Self::AtMost(most) => Some(ratio <= most),
            Self::AtLeast(least) => Some(ratio >= least),
            Self::Times | Self::Faster => None,
        }
    }
}

/// The ratio of what cores worked, which other programs disturb less; empty where it is too short to tell.
fn work_ratio(taken: &[Taken], beside: &[Taken], goal: Goal) -> String {
    let works = taken.iter().zip(beside).filter_map(|(one, other)| one.work.zip(other.work));
    let told: Vec<_> = works.filter(|(one, other)| one.min(other) >= &LEAST_WORK).collect();
    if told.len() < taken.len() {
        return String::new();
    }
    let ratio = Middle::of(told.iter().map(|(one, other)| goal.ratio(*one, *other)).collect());
    format!("{:.2} ×", ratio.median)
}

pub(crate) fn median_time(taken: &[Taken]) -> Duration {
    Middle::of(taken.iter().map(|taken| taken.time).collect()).median
}

/// The median, and the ends of the middle four fifths: of all, where there are fewer than ten.
struct Middle<T> {
    low: T,
    median: T,
    high: T,
}

impl<T: Copy + PartialOrd + Default> Middle<T> {
    /// Of an even number, the upper of the two in the middle; of none, the default.
    fn of(mut values: Vec<T>) -> Self {
        values.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
        let at = |position: usize| values.get(position).copied().unwrap_or_default();
        let (count, cut) = (values.len(), values.len() / 10);
        Self { low: at(cut), median: at(count / 2), high: at(count.saturating_sub(cut + 1)) }
    }
}

pub(crate) fn time(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    match seconds {
        ..0.01 => format!("{:.2} ms", seconds * 1e3),
        ..1. => format!("{:.0} ms", seconds * 1e3),
        _ => format!("{seconds:.2} s"),
    }
}

/// The time of one of many, in microseconds.
pub(crate) fn each(time: Duration, of: u64) -> String {
    format!("{:.2} µs", time.as_secs_f64() * 1e6 / of as f64)
}

pub(crate) fn mebibytes(bytes: u64) -> String {
    match bytes {
        0..0x4000_0000 => format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20)),
        _ => format!("{:.1} GiB", bytes as f64 / f64::from(1 << 30)),
    }
}

/// 1,000,000 for 1000000.
pub(crate) fn grouped(number: u64) -> String {
    match number {
        0..=999 => number.to_string(),
        _ => format!("{},{:03}", grouped(number / 1_000), number % 1_000),
    }
}
