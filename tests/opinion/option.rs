//! The evaluator's opinion of a scenario: the figures of every option, and which of them is the best.

use toml::de::DeTable;

use crate::costing::{Costing, Setting};
use crate::exact::{self, Exact};
use crate::figure::{self, Value};
use crate::range;
use crate::scenario::{Scenario, annual};

pub(crate) struct Opinion {
    /// Volumes as written.
    pub(crate) visits: Exact,
    pub(crate) hours: Exact,
    pub(crate) clients: Option<Exact>,
    pub(crate) options: Vec<Considered>,
    /// By id.
    pub(crate) cheapest: Option<String>,
    pub(crate) most_profitable: Option<String>,
    /// Options that depend on several ranges.
    pub(crate) several_ranges: u64,
}

pub(crate) struct Considered {
    pub(crate) costing: Costing,
    pub(crate) figures: Vec<(&'static str, Value)>,
}

/// The position of the least figure; of those equal to 12 places the first.
fn least(figures: impl Iterator<Item = (usize, Exact)>) -> Option<usize> {
    let mut best: Option<(usize, Exact)> = None;
    for (position, figure) in figures {
        let figure = exact::compared(&figure);
        if best.as_ref().is_none_or(|(_, least)| figure < *least) {
            best = Some((position, figure));
        }
    }
    best.map(|(position, _)| position)
}

impl Opinion {
    pub(crate) fn new(file: &DeTable<'_>, scenario: &Scenario) -> Self {
        let setting = Setting::new(scenario);
        let mut several_ranges = 0;
        let mut options = Vec::new();
        for (position, choice) in scenario.options.iter().enumerate() {
            let costing = setting.costing(choice);
            let (ends, terms) = range::ends(file, position, &setting, &costing);
            several_ranges += u64::from(terms > 1);
            options.push(Considered { figures: figure::figures(&setting, &costing, &ends), costing });
        }
        let costs = options.iter().enumerate().filter(|(position, _)| !scenario.options[*position].hands_off());
        let yearly = |total: Exact| annual(&total, scenario.months);
        let cheapest = least(costs.map(|(position, option)| (position, yearly(option.costing.total_cost()))));
        let loss = |option: &Considered| Some(yearly(option.costing.total_cost() - option.costing.total_collected()?));
        let losses: Option<Vec<Exact>> = options.iter().map(loss).collect();
        let most_profitable = losses.and_then(|losses| least(losses.into_iter().enumerate()));
        let id = |position: Option<usize>| position.map(|position| scenario.options[position].id.clone());
        let segments = &scenario.segments;
        Self {
            visits: segments.iter().map(|segment| &segment.visits).sum(),
            hours: segments.iter().map(|segment| &segment.visits * &segment.hours_per_visit).sum(),
            clients: if segments.iter().any(|segment| segment.has_clients) {
                Some(segments.iter().map(|segment| &segment.clients).sum())
            } else {
                None
            },
            cheapest: id(cheapest),
            most_profitable: id(most_profitable),
            several_ranges,
            options,
        }
    }
}
