//! Section 4: a partner is called for each visit.

use super::billing::Billing;
use super::travel::Travel;
use super::{business_share, loading, priced};
use crate::document::Terms;
use crate::exact::{Exact, compared, each, positive};
use crate::part::{Line, Work};

#[derive(Clone)]
pub(crate) struct PerIncident {
    hourly_rate: Exact,
    visit_fee: Exact,
    hours_in_visit_fee: Exact,
    /// Bound, if any, and rate.
    tiers: Vec<(Option<Exact>, Exact)>,
    is_whole_volume: bool,
    multipliers: [Exact; 3],
    billing: Billing,
    travel: Travel,
}

impl PerIncident {
    pub(super) fn read(terms: &Terms<'_>, multipliers: [Exact; 3]) -> Self {
        let tier = |tier: &Terms<'_>| (tier.number("up_to_hours"), tier.required("rate"));
        Self {
            hourly_rate: terms.number_or_zero("hourly_rate"),
            visit_fee: terms.number_or_zero("visit_fee"),
            hours_in_visit_fee: terms.number_or_zero("hours_in_visit_fee"),
            tiers: terms.tables("rate_tiers").iter().map(tier).collect(),
            is_whole_volume: terms.text("tiering") == Some("whole-volume"),
            multipliers,
            billing: Billing::read(terms),
            travel: Travel::read(terms),
        }
    }

    fn labour(&self, hours: &Exact) -> Exact {
        if self.tiers.is_empty() {
            hours * &self.hourly_rate
        } else if self.is_whole_volume {
            let holds = |bound: &Option<Exact>| bound.as_ref().is_none_or(|bound| compared(hours) <= compared(bound));
            let (_, rate) = self.tiers.iter().find(|(bound, _)| holds(bound)).unwrap();
            hours * rate
        } else {
            let mut from = Exact::ZERO;
            let mut labour = Exact::ZERO;
            for (bound, rate) in &self.tiers {
                let to = bound.as_ref().map_or(hours, |bound| bound.min(hours));
                labour += positive(to - &from) * rate;
                from = to.clone();
            }
            labour
        }
    }

    pub(super) fn lines(&self, work: &Work<'_>) -> Vec<Line> {
        let beyond = |hours: Exact| positive(hours - &self.hours_in_visit_fee);
        let hours = work.times(|segment| {
            let business = business_share(segment) * beyond(self.billing.business(segment));
            business + segment.out_of_hours() * beyond(self.billing.out_of_hours(segment))
        });
        let loaded =
            work.times(|segment| beyond(self.billing.out_of_hours(segment)) * loading(segment, &self.multipliers));
        vec![
            Line::new("visit fees", work.times(|_| self.visit_fee.clone())),
            Line::new("labour", each(&hours, |hours| self.labour(hours))),
            Line::new("out-of-hours loading", priced(&loaded, &self.hourly_rate)),
            self.travel.line(work),
        ]
    }
}
