//! Sections 9 to 11: what an option costs and brings in, month by month.

use crate::demand::{Demand, Segment, monthly};
use crate::exact::{self, Exact};
use crate::extra::Base;
use crate::scenario::{Choice, Scenario};

/// A scenario with its volumes and billings, which are the same for all options.
pub(crate) struct Setting<'s> {
    pub(crate) scenario: &'s Scenario,
    /// Those of the scenario, or the same at another volume.
    segments: Vec<Segment>,
    demand: Demand,
    pub(crate) visits: Vec<Exact>,
    pub(crate) hours: Vec<Exact>,
    pub(crate) clients: Vec<Exact>,
    /// By segment and month, where revenue is known.
    billed: Option<Vec<Vec<Exact>>>,
    indexation: Vec<Exact>,
}

/// A line of an option's cost.
pub(crate) struct CostLine {
    /// Counted from 1; none for extras and penalties.
    pub(crate) part: Option<usize>,
    pub(crate) name: String,
    pub(crate) months: Vec<Exact>,
}

/// An option's costs and revenue.
pub(crate) struct Costing {
    pub(crate) lines: Vec<CostLine>,
    /// `cost(t)`
    pub(crate) cost: Vec<Exact>,
    /// `collected(t)`, where it is known.
    pub(crate) collected: Option<Vec<Exact>>,
    /// Hours used and hours included of its retainers, if it has any.
    pub(crate) burn: Option<(Exact, Exact)>,
}

impl<'s> Setting<'s> {
    pub(crate) fn new(scenario: &'s Scenario) -> Self {
        Self::of(scenario, scenario.segments.clone())
    }

    pub(crate) fn of(scenario: &'s Scenario, segments: Vec<Segment>) -> Self {
        let months = scenario.months;
        let demand = Demand::new(&segments, months);
        let billed = scenario.revenue.as_ref().map(|revenue| revenue.billed(&segments, &demand, months));
        Self {
            visits: monthly(&demand.visits, months),
            hours: monthly(&demand.hours, months),
            clients: monthly(&demand.clients, months),
            indexation: exact::yearly(&scenario.indexation, months),
            scenario,
            segments,
            demand,
            billed,
        }
    }

    pub(crate) fn costing(&self, option: &Choice) -> Costing {
        let months = self.scenario.months;
        let mut lines = Vec::new();
        let mut burn: Option<(Exact, Exact)> = None;
        for (number, part) in option.parts.iter().enumerate() {
            let work = part.work(&self.segments, &self.demand, months);
            for line in part.lines(&work) {
                lines.push(CostLine { part: Some(number + 1), name: line.name, months: line.months });
            }
            if let Some((used, included)) = part.model.burn(&work) {
                let (others_used, others_included) = burn.unwrap_or_default();
                burn = Some((used + others_used, included + others_included));
            }
        }
        let cost_of_parts = monthly(lines.iter().map(|line| &line.months), months);
        let collected = self.collected(option);
        let nothing = vec![Exact::ZERO; months];
        let base = Base {
            visits: &self.visits,
            hours: &self.hours,
            clients: &self.clients,
            cost_of_parts: &cost_of_parts,
            collected: collected.as_ref().unwrap_or(&nothing),
            indexation: &self.indexation,
        };
        for extra in &option.extras {
            lines.push(CostLine { part: None, name: format!("extra: {}", extra.name), months: extra.months(&base) });
        }
        if let Some(penalties) = self.penalties(option) {
            lines.push(CostLine { part: None, name: "expected SLA penalties".to_owned(), months: penalties });
        }
        let cost = monthly(lines.iter().map(|line| &line.months), months);
        Costing { lines, cost, collected, burn }
    }

    /// `expected SLA penalties(t)`
    fn penalties(&self, option: &Choice) -> Option<Vec<Exact>> {
        let sla = self.scenario.sla.as_ref()?;
        let mut missed = Vec::new();
        for part in &option.parts {
            for segment in &part.serves {
                let share = &self.segments[*segment].critical_share * &part.breach_share;
                missed.push(exact::each(&self.demand.visits[*segment], |visits| visits * &share));
            }
        }
        let missed = monthly(&missed, self.scenario.months);
        Some(exact::each(&missed, |missed| sla.penalties(missed)))
    }

    /// `collected(t)`: of segments handed off the referral income, of the others what is billed less bad debt.
    fn collected(&self, option: &Choice) -> Option<Vec<Exact>> {
        if self.billed.is_none() && !option.hands_off() {
            return None;
        }
        let bad_debt = self.scenario.revenue.as_ref().map_or(Exact::ZERO, |revenue| revenue.bad_debt_share.clone());
        let months = self.scenario.months;
        let mut parts = Vec::new();
        for part in &option.parts {
            let of_segments = self.billed.iter().flat_map(|billed| part.serves.iter().map(|segment| &billed[*segment]));
            let billed = monthly(of_segments, months);
            parts.push(match part.model.hand_off() {
                Some(model) => {
                    let clients = part.serves.iter().map(|segment| &self.demand.clients[*segment][0]).sum();
                    (0..months).map(|t| model.income(t, &clients, &billed[t])).collect()
                }
                None => exact::each(&billed, |billed| billed * (Exact::ONE - &bad_debt)),
            });
        }
        Some(monthly(&parts, months))
    }
}

impl Choice {
    pub(crate) fn hands_off(&self) -> bool {
        self.parts.iter().any(|part| part.model.hand_off().is_some())
    }
}

impl Costing {
    pub(crate) fn total_cost(&self) -> Exact {
        self.cost.iter().sum()
    }

    pub(crate) fn total_collected(&self) -> Option<Exact> {
        self.collected.as_ref().map(|collected| collected.iter().sum())
    }
}
