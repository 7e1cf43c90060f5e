//! The demand, month by month (`docs/economics.md` section 2).

use super::Volume;
use crate::calc::builder::Expr;
use crate::engagement::{Sheet, Site, Work};
use crate::scenario::Shape;
use crate::scenario::demand::{Segment, Visits};

/// The demand of a scenario.
pub(super) struct Demand<'g> {
    pub(super) segments: Vec<SegmentDemand<'g>>,
    /// Clients of all segments in each month.
    pub(super) clients: Vec<Expr<'g>>,
    /// Visits of all segments in each month.
    pub(super) visits: Vec<Expr<'g>>,
    /// Hours of all segments in each month.
    pub(super) hours: Vec<Expr<'g>>,
    /// For each month, the first month in which every segment has the same visits.
    alike: Vec<usize>,
}

/// The demand of one segment.
pub(super) struct SegmentDemand<'g> {
    /// The segment's number among several.
    pub(super) number: Option<u32>,
    /// Visits a month as written, `X`.
    pub(super) base_visits: Expr<'g>,
    base_clients: Option<Expr<'g>>,
    /// Visits in each month, `v`.
    pub(super) visits: Vec<Expr<'g>>,
    /// Clients in each month, `c`; none where they are not given.
    pub(super) clients: Option<Vec<Expr<'g>>>,
    /// Hours in each month, `H`.
    pub(super) hours: Vec<Expr<'g>>,
    pub(super) hours_per_visit: Expr<'g>,
    pub(super) bands: [Expr<'g>; 3],
    out_of_hours: Expr<'g>,
    distance: Expr<'g>,
    /// The share of visits under the critical SLA tier, `q`.
    pub(super) critical_share: Expr<'g>,
}

impl<'g> Demand<'g> {
    pub(super) fn new(shape: &Shape, sheet: Sheet<'g>) -> Self {
        let months = shape.horizon.months;
        let segments: Vec<SegmentDemand<'g>> =
            (0..).zip(&shape.segments).map(|(n, segment)| SegmentDemand::new(segment, n, months, sheet)).collect();
        let total = |name: &'static str, of: &dyn Fn(&SegmentDemand<'g>) -> Option<Vec<Expr<'g>>>| {
            let rows: Vec<Vec<Expr<'g>>> = segments.iter().filter_map(of).collect();
            let column = |month: usize| rows.iter().filter_map(|row| row.get(month).copied()).collect::<Vec<_>>();
            (0..months as usize).map(|month| sheet.sum(&column(month)).named(name)).collect::<Vec<_>>()
        };
        let visits = total("visits of all segments", &|segment| Some(segment.visits.clone()));
        let hours = total("hours served in all segments", &|segment| Some(segment.hours.clone()));
        let clients = total("clients of all segments", &|segment| segment.clients.clone());
        let is_alike = |a: usize, b: usize| {
            segments.iter().all(|segment| segment.visits.get(a).is_some_and(|v| segment.visits.get(b) == Some(v)))
        };
        let alike = (0..visits.len()).map(|m| (0..m).find(|earlier| is_alike(*earlier, m)).unwrap_or(m)).collect();
        Self { segments, clients, visits, hours, alike }
    }

    pub(super) fn months(&self) -> usize {
        self.visits.len()
    }

    /// The work of a part: the visits that it attends in the segments it serves, repeats included where there are any.
    pub(super) fn work(&self, serves: &[usize], first_time_fix: Option<Expr<'g>>) -> Work<'g> {
        let chosen: Vec<&SegmentDemand<'g>> =
            serves.iter().filter_map(|position| self.segments.get(*position)).collect();
        let sites = chosen
            .iter()
            .map(|segment| Site {
                segment: segment.number,
                hours: segment.hours_per_visit,
                bands: segment.bands,
                out_of_hours: segment.out_of_hours,
                distance: segment.distance,
            })
            .collect();
        let mut attended: Vec<Vec<Expr<'g>>> = Vec::with_capacity(self.months());
        for (month, alike) in self.alike.iter().enumerate() {
            let known = attended.get(*alike).cloned();
            attended.push(known.unwrap_or_else(|| {
                let visits = chosen.iter().filter_map(|segment| Some((segment.number, segment.visits.get(month)?)));
                let attended = |(number, visits): (Option<u32>, &Expr<'g>)| match first_time_fix {
                    Some(share) => (*visits / share).named_of("visits attended", number),
                    None => *visits,
                };
                visits.map(attended).collect()
            }));
        }
        Work { sites, attended, alike: self.alike.clone() }
    }

    /// The nodes of the volume.
    pub(super) fn volume(&self, sheet: Sheet<'g>) -> Volume {
        let sum = |of: &dyn Fn(&SegmentDemand<'g>) -> Option<Expr<'g>>| {
            let terms: Vec<Expr<'g>> = self.segments.iter().filter_map(of).collect();
            (!terms.is_empty()).then(|| sheet.sum(&terms).id())
        };
        let zero = sheet.zero().id();
        Volume {
            visits: sum(&|segment| Some(segment.base_visits)).unwrap_or(zero),
            hours: sum(&|segment| Some(segment.base_visits * segment.hours_per_visit)).unwrap_or(zero),
            clients: sum(&|segment| segment.base_clients),
            total_visits: sheet.sum(&self.visits).id(),
            total_hours: sheet.sum(&self.hours).id(),
            client_months: sheet.sum(&self.clients).id(),
        }
    }
}

impl<'g> SegmentDemand<'g> {
    fn new(segment: &Segment, number: u32, months: u32, sheet: Sheet<'g>) -> Self {
        let number = segment.name.as_ref().map(|_| number);
        let base_visits = match segment.visits {
            Visits::PerMonth(visits) => sheet.term(visits),
            Visits::PerClient { clients, visits } => {
                (sheet.term(clients) * sheet.term(visits)).named_of("monthly visits", number)
            }
        };
        let base_clients = segment.clients.map(|clients| sheet.term(clients));
        let growth = sheet.term(segment.growth);
        let names = ["yearly growth", "growth factor"];
        let grown = |base: Expr<'g>, year: u32| sheet.growth(growth, year, names).map_or(base, |factor| base * factor);
        let per_month = |of: &dyn Fn(u32, usize) -> Expr<'g>| -> Vec<Expr<'g>> {
            (0..months).map(|month| of(month / 12, (month % 12) as usize)).collect()
        };
        let seasons = segment.seasonality.map(|season| sheet.term(season));
        let yearly_visits: Vec<Expr<'g>> = (0..months.div_ceil(12)).map(|year| grown(base_visits, year)).collect();
        let visits =
            per_month(&|year, month| (yearly_visits[year as usize] * seasons[month]).named_of("visits", number));
        let clients = base_clients.map(|base| {
            let yearly: Vec<Expr<'g>> =
                (0..months.div_ceil(12)).map(|year| grown(base, year).named_of("clients", number)).collect();
            per_month(&|year, _| yearly[year as usize])
        });
        let hours_per_visit = sheet.term(segment.hours_per_visit);
        let bands = segment.band_shares.map(|share| sheet.term(share));
        let served = |visits: &Expr<'g>| (*visits * hours_per_visit).named_of("hours served", number);
        Self {
            number,
            base_visits,
            base_clients,
            hours: visits.iter().map(served).collect(),
            visits,
            clients,
            hours_per_visit,
            out_of_hours: (bands[0] + bands[1] + bands[2]).named_of("share of visits out of hours", number),
            bands,
            distance: sheet.term(segment.km_per_visit),
            critical_share: sheet.term(segment.critical_share),
        }
    }
}
