//! A scenario as its file has it, at one corner of its ranges.

use crate::demand::{self, Segment};
use crate::document::{Corner, Terms};
use crate::exact::{self, Exact};
use crate::extra::{Extra, Sla};
use crate::part::Part;
use crate::revenue::Revenue;
use toml::de::DeTable;

#[derive(Clone)]
pub(crate) struct Scenario {
    /// How many places the currency has.
    pub(crate) places: i32,
    pub(crate) months: usize,
    pub(crate) indexation: Exact,
    pub(crate) discount_rate: Exact,
    /// `γ`
    pub(crate) margin: Exact,
    pub(crate) segments: Vec<Segment>,
    pub(crate) revenue: Option<Revenue>,
    pub(crate) sla: Option<Sla>,
    pub(crate) options: Vec<Choice>,
}

/// An option; `Option` stays the language's own.
#[derive(Clone)]
pub(crate) struct Choice {
    pub(crate) id: String,
    /// The model, or `blend`.
    pub(crate) model: String,
    pub(crate) parts: Vec<Part>,
    /// Those of the option and those on all options.
    pub(crate) extras: Vec<Extra>,
}

impl Scenario {
    pub(crate) fn read(file: &DeTable<'_>, corner: &Corner) -> Self {
        let file = Terms::root(file, corner);
        let horizon = file.table("horizon");
        let of_horizon = |key: &str| horizon.as_ref().map_or(Exact::ZERO, |horizon| horizon.number_or_zero(key));
        let indexation = of_horizon("indexation");
        let tax_rate = file.table("tax").map_or(Exact::ZERO, |tax| tax.required("rate"));
        let segments = demand::segments(&file.table("demand").unwrap());
        let shared: Vec<Extra> = file.tables("extra").iter().map(Extra::read).collect();
        let option = |option: &Terms<'_>| {
            let blended = option.tables("part");
            let (model, parts) = if blended.is_empty() {
                (option.text("model").unwrap(), vec![option.clone()])
            } else {
                // What is one part is no blend, however it is written.
                (if blended.len() == 1 { blended[0].text("model").unwrap() } else { "blend" }, blended)
            };
            let name = option.text("name").unwrap();
            Choice {
                id: option.text("id").map_or_else(|| slug(name), str::to_owned),
                model: model.to_owned(),
                parts: parts.iter().map(|part| Part::read(part, &segments, &indexation, &tax_rate)).collect(),
                extras: shared.iter().cloned().chain(option.tables("extra").iter().map(Extra::read)).collect(),
            }
        };
        Self {
            places: places(file.text("currency").unwrap_or("AUD")),
            months: horizon.as_ref().and_then(|horizon| horizon.count("months")).unwrap_or(12),
            discount_rate: of_horizon("discount_rate"),
            margin: margin(&file.table("target").unwrap()),
            revenue: file.table("revenue").map(|revenue| Revenue::read(&revenue)),
            sla: file.table("sla").map(|sla| Sla::read(&sla)),
            options: file.tables("option").iter().map(option).collect(),
            indexation,
            segments,
        }
    }

    /// The year of the contract in which each month is.
    pub(crate) fn years(&self) -> Vec<std::ops::Range<usize>> {
        (0..self.months).step_by(12).map(|first| first..self.months.min(first + 12)).collect()
    }
}

/// From a markup, `γ = μ / (1 + μ)`.
fn margin(target: &Terms<'_>) -> Exact {
    target.number("gross_margin").unwrap_or_else(|| {
        let markup = target.required("markup");
        &markup / (Exact::ONE + &markup)
    })
}

fn places(currency: &str) -> i32 {
    match currency {
        "JPY" | "KRW" | "VND" | "CLP" => 0,
        "KWD" | "BHD" | "OMR" | "JOD" | "TND" => 3,
        _ => 2,
    }
}

/// The name in lower case, with every run of characters other than a-z and 0-9 made one hyphen, and none at the ends.
fn slug(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_ascii_lowercase() && !letter.is_ascii_digit());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// Twelve months of the total.
pub(crate) fn annual(total: &Exact, months: usize) -> Exact {
    total * exact::whole(12) / exact::whole(months)
}
