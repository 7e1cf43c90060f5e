//! The hours that a partner bills for a visit.

use crate::demand::Segment;
use crate::document::Terms;
use crate::exact::{self, Exact};

#[derive(Clone)]
pub(super) struct Billing {
    increment: Option<Exact>,
    minimum_hours: Exact,
    out_of_hours_minimum: Exact,
}

impl Billing {
    pub(super) fn read(terms: &Terms<'_>) -> Self {
        let minimum_hours = terms.number_or_zero("minimum_hours");
        Self {
            increment: terms.number("billing_increment"),
            out_of_hours_minimum: terms.number_or("out_of_hours_minimum", &minimum_hours),
            minimum_hours,
        }
    }

    fn round(&self, hours: &Exact) -> Exact {
        match &self.increment {
            Some(increment) => exact::ceil(&(hours / increment)) * increment,
            None => hours.clone(),
        }
    }

    /// `b_s`
    pub(super) fn business(&self, segment: &Segment) -> Exact {
        self.round(&segment.hours_per_visit).max(self.minimum_hours.clone())
    }

    /// `b°_s`
    pub(super) fn out_of_hours(&self, segment: &Segment) -> Exact {
        self.round(&segment.hours_per_visit).max(self.out_of_hours_minimum.clone())
    }
}
