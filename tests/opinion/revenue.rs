//! Section 11, revenue: what the clients pay, by segment and month.

use crate::demand::{Demand, Segment, monthly, of_bands};
use crate::document::Terms;
use crate::exact::{self, Exact};

#[derive(Clone)]
pub(crate) struct Revenue {
    per_hour: Exact,
    per_visit: Exact,
    per_client: Exact,
    per_month: Exact,
    multipliers: [Exact; 3],
    indexation: Exact,
    pub(crate) bad_debt_share: Exact,
}

impl Revenue {
    pub(crate) fn read(terms: &Terms<'_>) -> Self {
        let number = |key: &str| terms.number_or_zero(key);
        Self {
            per_hour: number("per_hour"),
            per_visit: number("per_visit"),
            per_client: number("per_client"),
            per_month: number("per_month"),
            multipliers: of_bands(terms, "multiplier", [&Exact::ONE; 3]),
            indexation: number("indexation"),
            bad_debt_share: number("bad_debt_share"),
        }
    }

    /// `billed(t)` of each segment. `per_month` is shared in proportion to visits as written, or else in equal parts.
    pub(crate) fn billed(&self, segments: &[Segment], demand: &Demand, months: usize) -> Vec<Vec<Exact>> {
        let indexation = exact::yearly(&self.indexation, months);
        let visits: Exact = segments.iter().map(|segment| &segment.visits).sum();
        let loadings = [0, 1, 2].map(|band| &self.multipliers[band] - Exact::ONE);
        let of_segment = |(number, segment): (usize, &Segment)| {
            let part =
                if visits.is_zero() { Exact::ONE / exact::whole(segments.len()) } else { &segment.visits / &visits };
            let per_month = &self.per_month * part;
            let hourly = &self.per_hour * (Exact::ONE + segment.over_bands(&loadings));
            let hours = exact::each(&demand.hours[number], |hours| hours * &hourly);
            let visits = exact::each(&demand.visits[number], |visits| visits * &self.per_visit);
            let clients = exact::each(&demand.clients[number], |clients| clients * &self.per_client);
            exact::indexed(&monthly([&hours, &visits, &clients, &vec![per_month; months]], months), &indexation)
        };
        segments.iter().enumerate().map(of_segment).collect()
    }
}
