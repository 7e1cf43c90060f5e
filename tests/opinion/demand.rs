//! Section 2: who is to be served, month by month.

use crate::document::Terms;
use crate::exact::{self, Exact};

#[derive(Clone)]
pub(crate) struct Segment {
    pub(crate) name: String,
    /// `C_s`; 0 where no clients are given.
    pub(crate) clients: Exact,
    pub(crate) has_clients: bool,
    /// `X_s`, as written.
    pub(crate) visits: Exact,
    pub(crate) hours_per_visit: Exact,
    /// `a_sj`: after hours, weekend, holiday.
    pub(crate) shares: [Exact; 3],
    pub(crate) km_per_visit: Exact,
    pub(crate) critical_share: Exact,
    growth: Exact,
    seasonality: Vec<Exact>,
}

/// The names of the three bands, as their keys begin.
const BANDS: [&str; 3] = ["after_hours", "weekend", "holiday"];

/// A key of each band, such as `after_hours_multiplier`.
pub(crate) fn of_bands(terms: &Terms<'_>, ending: &str, defaults: [&Exact; 3]) -> [Exact; 3] {
    let key = |band: usize| format!("{}_{ending}", BANDS[band]);
    [0, 1, 2].map(|band| terms.number_or(&key(band), defaults[band]))
}

pub(crate) fn segments(demand: &Terms<'_>) -> Vec<Segment> {
    match demand.table("segment") {
        None => vec![segment("", demand, demand)],
        Some(named) => {
            let each = |name: &str| segment(name, &named.table(name).unwrap(), demand);
            named.keys().into_iter().map(each).collect()
        }
    }
}

/// A segment's own keys win over those of `[demand]`.
fn segment(name: &str, own: &Terms<'_>, defaults: &Terms<'_>) -> Segment {
    let of = |key: &str| if own.has(key) { own } else { defaults };
    let number = |key: &str| of(key).number_or_zero(key);
    let clients = number("clients");
    // A segment's own visits replace an inherited `visits_per_client`.
    let visits = if own.has("visits") { own.required("visits") } else { &clients * number("visits_per_client") };
    let shares = [0, 1, 2].map(|band| number(&format!("{}_share", BANDS[band])));
    let seasonality = of("seasonality").numbers("seasonality").unwrap_or_else(|| vec![Exact::ONE; 12]);
    Segment {
        name: name.to_owned(),
        clients,
        has_clients: own.has("clients"),
        visits,
        hours_per_visit: of("hours_per_visit").required("hours_per_visit"),
        shares,
        km_per_visit: number("km_per_visit"),
        critical_share: number("critical_share"),
        growth: number("growth_per_year"),
        seasonality,
    }
}

impl Segment {
    /// `a_s`: the share of visits out of hours.
    pub(crate) fn out_of_hours(&self) -> Exact {
        self.shares.iter().sum()
    }

    /// The sum over the bands of their share times a figure of theirs.
    pub(crate) fn over_bands(&self, figures: &[Exact; 3]) -> Exact {
        self.shares.iter().zip(figures).map(|(share, figure)| share * figure).sum()
    }
}

/// Volumes by segment and month.
pub(crate) struct Demand {
    pub(crate) visits: Vec<Vec<Exact>>,
    pub(crate) clients: Vec<Vec<Exact>>,
    pub(crate) hours: Vec<Vec<Exact>>,
}

impl Demand {
    pub(crate) fn new(segments: &[Segment], months: usize) -> Self {
        let mut demand = Self { visits: Vec::new(), clients: Vec::new(), hours: Vec::new() };
        for segment in segments {
            let growth = exact::yearly(&segment.growth, months);
            let factors: Vec<Exact> = (0..months).map(|t| &growth[t / 12] * &segment.seasonality[t % 12]).collect();
            let visits = exact::each(&factors, |factor| &segment.visits * factor);
            let growth: Vec<Exact> = (0..months).map(|t| growth[t / 12].clone()).collect();
            demand.clients.push(exact::each(&growth, |growth| &segment.clients * growth));
            demand.hours.push(exact::each(&visits, |visits| visits * &segment.hours_per_visit));
            demand.visits.push(visits);
        }
        demand
    }
}

/// The sum of several volumes, or lines, in each month; months that are like the one before are added up once.
pub(crate) fn monthly<'l>(lines: impl IntoIterator<Item = &'l Vec<Exact>>, months: usize) -> Vec<Exact> {
    let lines: Vec<&Vec<Exact>> = lines.into_iter().collect();
    let mut sums: Vec<Exact> = Vec::with_capacity(months);
    for t in 0..months {
        let is_repeated = t > 0 && lines.iter().all(|line| line[t] == line[t - 1]);
        sums.push(if is_repeated { sums[t - 1].clone() } else { lines.iter().map(|line| &line[t]).sum() });
    }
    sums
}
