//! Section 5: a monthly fee with hours included, some of which may be carried on.

use super::billing::Billing;
use super::travel::Travel;
use super::{business_share, priced};
use crate::document::Terms;
use crate::exact::{Exact, positive, whole};
use crate::part::{Line, Work};

#[derive(Clone)]
pub(crate) struct Retainer {
    monthly_fee: Exact,
    /// `P`
    included_hours: Exact,
    overage_rate: Exact,
    rollover_hours: Exact,
    rollover_months: Option<usize>,
    setup_fee: Exact,
    multipliers: [Exact; 3],
    billing: Billing,
    travel: Travel,
}

impl Retainer {
    pub(super) fn read(terms: &Terms<'_>, multipliers: [Exact; 3]) -> Self {
        Self {
            monthly_fee: terms.required("monthly_fee"),
            included_hours: terms.required("included_hours"),
            overage_rate: terms.required("overage_rate"),
            rollover_hours: terms.number_or_zero("rollover_hours"),
            rollover_months: terms.count("rollover_months"),
            setup_fee: terms.number_or_zero("setup_fee"),
            multipliers,
            billing: Billing::read(terms),
            travel: Travel::read(terms),
        }
    }

    fn used(&self, work: &Work<'_>) -> Vec<Exact> {
        work.times(|segment| {
            let business = business_share(segment) * self.billing.business(segment);
            business + self.billing.out_of_hours(segment) * segment.over_bands(&self.multipliers)
        })
    }

    fn overage_without_expiry(&self, used: &[Exact]) -> Vec<Exact> {
        let mut carried = Exact::ZERO;
        let month = |used: &Exact| {
            let left = &carried + &self.included_hours - used;
            carried = positive(left.clone()).min(self.rollover_hours.clone());
            positive(-left)
        };
        used.iter().map(month).collect()
    }

    fn overage_with_expiry(&self, used: &[Exact], ages: usize) -> Vec<Exact> {
        // The hours of age 1 first.
        let mut carried = vec![Exact::ZERO; ages];
        let month = |used: &Exact| {
            let mut needed = used.clone();
            let mut draw = |from: &mut Exact| {
                let drawn = needed.clone().min(from.clone());
                needed -= &drawn;
                *from -= drawn;
            };
            carried.iter_mut().rev().for_each(&mut draw);
            let mut allowance = self.included_hours.clone();
            draw(&mut allowance);
            carried.pop();
            carried.insert(0, allowance);
            let mut room = self.rollover_hours.clone();
            for hours in &mut carried {
                *hours = hours.clone().min(room.clone());
                room -= &*hours;
            }
            needed
        };
        used.iter().map(month).collect()
    }

    pub(super) fn lines(&self, work: &Work<'_>) -> Vec<Line> {
        let used = self.used(work);
        let overage = match self.rollover_months {
            None => self.overage_without_expiry(&used),
            Some(ages) => self.overage_with_expiry(&used, ages),
        };
        vec![
            Line::new("retainer fee", work.level(&self.monthly_fee)),
            Line::new("overage", priced(&overage, &self.overage_rate)),
            Line::once("setup", &self.setup_fee, work.months),
            self.travel.line(work),
        ]
    }

    /// Hours used and hours included, over the horizon.
    pub(super) fn burn(&self, work: &Work<'_>) -> (Exact, Exact) {
        (self.used(work).iter().sum(), &self.included_hours * whole(work.months))
    }
}
