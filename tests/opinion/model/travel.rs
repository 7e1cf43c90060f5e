//! Travel charged by a visit, a zone or a kilometre, less an allowance and up to a cap.

use crate::demand::Segment;
use crate::document::Terms;
use crate::exact::{Exact, each, positive};
use crate::part::{Line, Work};

#[derive(Clone)]
pub(super) struct Travel {
    /// In place of that of the segments.
    km_per_visit: Option<Exact>,
    /// Charged whatever the distance.
    per_visit: Exact,
    /// Bound, if any, and fee.
    zones: Vec<(Option<Exact>, Exact)>,
    km_rate: Exact,
    free_km: Exact,
    allowance: Exact,
    cap: Option<Exact>,
}

impl Travel {
    pub(super) fn read(terms: &Terms<'_>) -> Self {
        let zone = |zone: &Terms<'_>| (zone.number("up_to_km"), zone.required("fee"));
        Self {
            km_per_visit: terms.number("km_per_visit"),
            per_visit: terms.number_or_zero("travel_per_visit"),
            zones: terms.tables("travel_zones").iter().map(zone).collect(),
            km_rate: terms.number_or_zero("km_rate"),
            free_km: terms.number_or_zero("free_km"),
            allowance: terms.number_or_zero("travel_allowance"),
            cap: terms.number("travel_cap"),
        }
    }

    /// `zone(k)`
    fn zone(&self, km: &Exact) -> Exact {
        let reaches = |bound: &Option<Exact>| bound.as_ref().is_none_or(|bound| km <= bound);
        match self.zones.iter().find(|(bound, _)| reaches(bound)) {
            Some((_, fee)) => fee.clone(),
            None if self.zones.is_empty() => Exact::ZERO,
            None => panic!("{km:?} km are beyond every zone"),
        }
    }

    /// `τ_s`
    fn per_visit(&self, segment: &Segment) -> Exact {
        let km = self.km_per_visit.as_ref().unwrap_or(&segment.km_per_visit);
        &self.per_visit + self.zone(km) + &self.km_rate * positive(km - &self.free_km)
    }

    pub(super) fn line(&self, work: &Work<'_>) -> Line {
        let charged = |travel: &Exact| {
            let travel = positive(travel - &self.allowance);
            match &self.cap {
                Some(cap) => travel.min(cap.clone()),
                None => travel,
            }
        };
        let travel = work.times(|segment| self.per_visit(segment));
        Line::new("travel", each(&travel, charged))
    }
}
