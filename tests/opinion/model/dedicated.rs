//! Section 6: a technician of a partner, by the day.

use super::billing::Billing;
use super::travel::Travel;
use super::{beyond, business_share, priced};
use crate::document::Terms;
use crate::exact::{Exact, whole};
use crate::part::{Line, Work};

#[derive(Clone)]
pub(crate) struct Dedicated {
    fee: Exact,
    hours_included: Exact,
    overage_rate: Exact,
    travel_hours_per_visit: Exact,
    setup_fee: Exact,
    multipliers: [Exact; 3],
    billing: Billing,
    travel: Travel,
}

impl Dedicated {
    pub(super) fn read(terms: &Terms<'_>, multipliers: [Exact; 3]) -> Self {
        let days = terms.required("days_per_month");
        Self {
            fee: terms.number("monthly_fee").unwrap_or_else(|| &days * terms.required("day_rate")),
            hours_included: &days * terms.number_or("hours_per_day", &whole(8)),
            overage_rate: terms.required("overage_rate"),
            travel_hours_per_visit: terms.number_or_zero("travel_hours_per_visit"),
            setup_fee: terms.number_or_zero("setup_fee"),
            multipliers,
            billing: Billing::read(terms),
            travel: Travel::read(terms),
        }
    }

    pub(super) fn lines(&self, work: &Work<'_>) -> Vec<Line> {
        let business =
            work.times(|segment| business_share(segment) * (&segment.hours_per_visit + &self.travel_hours_per_visit));
        let out_of_hours =
            work.times(|segment| self.billing.out_of_hours(segment) * segment.over_bands(&self.multipliers));
        vec![
            Line::new("fee", work.level(&self.fee)),
            Line::new("overage", priced(&beyond(&business, &self.hours_included), &self.overage_rate)),
            Line::new("out of hours", priced(&out_of_hours, &self.overage_rate)),
            Line::once("setup", &self.setup_fee, work.months),
            self.travel.line(work),
        ]
    }
}
