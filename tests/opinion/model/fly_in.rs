//! Section 8: metro staff are sent out.

use super::{loading, priced};
use crate::document::Terms;
use crate::exact::Exact;
use crate::part::{Line, Work};

#[derive(Clone)]
pub(crate) struct FlyIn {
    hourly_cost: Exact,
    visits_per_trip: Exact,
    travel_hours_per_trip: Exact,
    km_per_trip: Exact,
    km_rate: Exact,
    overnight_share: Exact,
    overnight_cost: Exact,
    lost_billing_rate: Exact,
    multipliers: [Exact; 3],
}

impl FlyIn {
    pub(super) fn read(terms: &Terms<'_>, multipliers: [Exact; 3]) -> Self {
        let number = |key: &str| terms.number_or_zero(key);
        Self {
            hourly_cost: terms.required("hourly_cost"),
            visits_per_trip: terms.number_or("visits_per_trip", &Exact::ONE),
            travel_hours_per_trip: number("travel_hours_per_trip"),
            km_per_trip: number("km_per_trip"),
            km_rate: number("km_rate"),
            overnight_share: number("overnight_share"),
            overnight_cost: number("overnight_cost"),
            lost_billing_rate: number("lost_billing_rate"),
            multipliers,
        }
    }

    pub(super) fn lines(&self, work: &Work<'_>) -> Vec<Line> {
        let on_site =
            work.times(|segment| &segment.hours_per_visit * (Exact::ONE + loading(segment, &self.multipliers)));
        let trips = work.times(|_| Exact::ONE / &self.visits_per_trip);
        vec![
            Line::new("on-site labour", priced(&on_site, &self.hourly_cost)),
            Line::new("travel labour", priced(&trips, &(&self.travel_hours_per_trip * &self.hourly_cost))),
            Line::new("vehicle", priced(&trips, &(&self.km_per_trip * &self.km_rate))),
            Line::new("overnight stays", priced(&trips, &(&self.overnight_share * &self.overnight_cost))),
            Line::new("lost billing", priced(&trips, &(&self.travel_hours_per_trip * &self.lost_billing_rate))),
        ]
    }
}
