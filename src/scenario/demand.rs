//! The demand: one segment, or several with shared defaults (`docs/economics.md` section 2).

use super::document::Kind;
use super::key::{Form, Key, Limits, MOST_NAME_CHARACTERS, Tables};
use super::layout::{Layout, Rule};
use super::reader::{Cursor, Reader};
use super::shape::Aside;
use super::term::{Address, Scope, Term, TermId};
use crate::calc::number::Number;
use crate::calc::unit::{Dimension, Unit};
use crate::diagnostic::{Diagnostic, quoted};

/// The most segments of a scenario.
const MOST_SEGMENTS: usize = 256;

static CLIENTS: Key =
    Key::quantity("clients", Unit::CLIENTS, Limits::VOLUME, "how many clients").otherwise("not known").example("4");
static VISITS: Key = Key::quantity("visits", Unit::VISITS, Limits::VOLUME, "visits a month, of all clients together")
    .monthly()
    .otherwise("`visits_per_client`")
    .example("8");
static VISITS_PER_CLIENT: Key = Key::quantity(
    "visits_per_client",
    Unit::VISITS.per(Dimension::Client),
    Limits::VOLUME,
    "visits a month for each client; needs `clients`",
)
.monthly()
.otherwise("`visits`")
.example("0.5");
static HOURS_PER_VISIT: Key = Key::quantity(
    "hours_per_visit",
    Unit::HOURS.per(Dimension::Visit),
    Limits::above_zero_to(1_000),
    "hours on site a visit",
)
.otherwise("required, in `[demand]` or in each segment")
.example("2");
static AFTER_HOURS_SHARE: Key = share("after_hours_share", "the share of visits after hours").example("\"8%\"");
static WEEKEND_SHARE: Key = share("weekend_share", "the share of visits at weekends").example("\"2%\"");
static HOLIDAY_SHARE: Key = share("holiday_share", "the share of visits on public holidays").example("\"1%\"");
pub(crate) static KM_PER_VISIT: Key = Key::quantity(
    "km_per_visit",
    Unit::KILOMETRES.per(Dimension::Visit),
    Limits::DISTANCE,
    "kilometres of the round trip from the provider's base",
)
.default(Number::ZERO)
.example("60");
static CRITICAL_SHARE: Key =
    share("critical_share", "the share of visits under the critical SLA tier").example("\"20%\"");
static GROWTH: Key =
    Key::share("growth_per_year", Unit::NONE, Limits::YEARLY_RATE, "the yearly growth of visits and clients")
        .default(Number::ZERO)
        .without_switching("it compounds from year to year")
        .example("\"20%\"");
static SEASONALITY: Key = Key::quantity(
    "seasonality",
    Unit::NONE,
    Limits::MULTIPLIER,
    "twelve multipliers of visits for the months of a contract year, 1 being an average month",
)
.default(Number::ONE)
.of_twelve_months()
.without_switching("its twelve months are one list")
.example("[0.5, 0.8, 1, 1, 1, 1, 1, 1, 1, 1, 1.2, 1.5]");
static SEGMENT: Key = Key::new(
    "segment",
    Form::NamedTables(Tables { each: &SEGMENT_TABLE, fewest: 1, most: MOST_SEGMENTS }),
    "named parts of the demand, each with keys of its own; `[demand]` then holds their defaults",
)
.otherwise("one demand")
.example("[demand.segment.flagship]");

static SEGMENT_KEYS: &[&Key] = &[
    &CLIENTS,
    &VISITS,
    &VISITS_PER_CLIENT,
    &HOURS_PER_VISIT,
    &AFTER_HOURS_SHARE,
    &WEEKEND_SHARE,
    &HOLIDAY_SHARE,
    &KM_PER_VISIT,
    &CRITICAL_SHARE,
    &GROWTH,
    &SEASONALITY,
];
/// The keys of `[demand]`.
pub(crate) static DEMAND: Layout = Layout::of(&[SEGMENT_KEYS, &[&SEGMENT]]).with(&[Rule::Where(
    "segment",
    &[Rule::Absent("clients"), Rule::Absent("visits")],
    &[
        Rule::Required("hours_per_visit"),
        Rule::ExactlyOne(&["visits", "visits_per_client"]),
        Rule::Needs("visits_per_client", "clients"),
    ],
)]);
/// The keys of a segment.
pub(crate) static SEGMENT_TABLE: Layout =
    Layout::of(&[SEGMENT_KEYS]).with(&[Rule::NotBoth("visits", "visits_per_client")]);

const fn share(name: &'static str, doc: &'static str) -> Key {
    Key::share(name, Unit::NONE, Limits::SHARE, doc).default(Number::ZERO)
}

/// A region or group of clients.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Segment {
    /// Its name; none where the demand is one.
    pub name: Option<Aside<String>>,
    /// How many clients.
    pub clients: Option<TermId>,
    /// How many visits.
    pub visits: Visits,
    /// Hours on site a visit.
    pub hours_per_visit: TermId,
    /// The shares of visits after hours, at weekends and on holidays.
    pub band_shares: [TermId; 3],
    /// The round trip.
    pub km_per_visit: TermId,
    /// The share of visits under the critical SLA tier.
    pub critical_share: TermId,
    /// The yearly growth.
    pub growth: TermId,
    /// The multiplier of each month of a contract year.
    pub seasonality: [TermId; 12],
}

impl Segment {
    /// Its name, where it has one.
    pub fn name(&self) -> Option<&str> {
        self.name.as_ref().map(|name| name.as_str())
    }
}

/// How the visits of a segment are stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Visits {
    /// Visits a month.
    PerMonth(TermId),
    /// Visits a month for each client.
    PerClient {
        /// The clients.
        clients: TermId,
        /// The visits of each.
        visits: TermId,
    },
}

impl Visits {
    /// The term that states visits.
    pub fn term(self) -> TermId {
        match self {
            Self::PerMonth(visits) | Self::PerClient { visits, .. } => visits,
        }
    }
}

/// What `[demand]` says for every segment.
struct Shared {
    visits_per_client: Option<TermId>,
    hours_per_visit: Option<TermId>,
    band_shares: [TermId; 3],
    km_per_visit: TermId,
    critical_share: TermId,
    growth: TermId,
    seasonality: [TermId; 12],
}

/// Reads `[demand]` and its segments.
pub(crate) fn read(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Vec<Segment> {
    reader.refuse_unknown(at, DEMAND.groups, |_| Vec::new());
    let segments = reader.table(at, &SEGMENT, Scope::Table("demand.segment"));
    let has_segments = at.table.entry(SEGMENT.name).is_some();
    let shared = Shared {
        visits_per_client: if has_segments { reader.given(at, &VISITS_PER_CLIENT) } else { None },
        hours_per_visit: reader.given(at, &HOURS_PER_VISIT),
        band_shares: [&AFTER_HOURS_SHARE, &WEEKEND_SHARE, &HOLIDAY_SHARE].map(|key| reader.term(at, key)),
        km_per_visit: reader.term(at, &KM_PER_VISIT),
        critical_share: reader.term(at, &CRITICAL_SHARE),
        growth: reader.term(at, &GROWTH),
        seasonality: seasonality(reader, at).unwrap_or_else(|| [reader.default_term(at.scope, &SEASONALITY); 12]),
    };
    if !has_segments {
        return vec![segment(reader, at, None, &shared)];
    }
    for key in [&CLIENTS, &VISITS] {
        if let Some(entry) = at.table.entry(key.name) {
            let message = format!("`demand` has segments, so `{}` stands in each of them", key.name);
            let help = format!(
                "move `{name}` into the [demand.segment] tables; `sweep --vary {name}=…` scales all segments together",
                name = key.name
            );
            reader.problem(at, key.name, entry.key_span, "key-of-segment", message, help);
        }
    }
    let Some(segments) = segments else { return Vec::new() };
    if segments.table.entries().is_empty() {
        reader.missing(at, &SEGMENT);
    }
    reader.at_most(at, "segments", segments.table.entries().len(), MOST_SEGMENTS);
    reader.names.segments = segments.table.entries().iter().map(|entry| entry.key.to_string()).collect();
    let mut read = Vec::new();
    for (position, entry) in (0..).zip(segments.table.entries()).take(MOST_SEGMENTS) {
        let scope = Scope::Segment(position);
        if let Kind::Table(table) = &entry.value.kind {
            let at = Cursor { table, scope, span: Some(entry.key_span) };
            reader.refuse_unknown(&at, SEGMENT_TABLE.groups, |_| Vec::new());
            name_problems(reader, &at, &entry.key);
            read.push(segment(reader, &at, Some(&entry.key), &shared));
        } else {
            let help = "write it as [demand.segment.NAME]";
            reader.wrong_type(&segments, &entry.key, &entry.value, "a table", help);
        }
    }
    read
}

fn name_problems(reader: &mut Reader<'_>, at: &Cursor<'_>, name: &str) {
    let Some(span) = at.span else { return };
    if name.trim().is_empty() || name.chars().count() > MOST_NAME_CHARACTERS {
        let message = format!("{} is no name for a segment", quoted(name));
        reader.problem(at, "", span, "segment-name", message, "write a name of 1 to 200 characters");
    }
    reader.is_printable(at, name, span, name);
}

fn segment(reader: &mut Reader<'_>, at: &Cursor<'_>, name: Option<&str>, shared: &Shared) -> Segment {
    let is_own = name.is_some();
    let clients = reader.given(at, &CLIENTS);
    let visits = visits(reader, at, clients, shared);
    let mut own = |key: &'static Key, inherited: TermId| {
        if is_own { reader.given(at, key).unwrap_or(inherited) } else { inherited }
    };
    let band_shares = [
        own(&AFTER_HOURS_SHARE, shared.band_shares[0]),
        own(&WEEKEND_SHARE, shared.band_shares[1]),
        own(&HOLIDAY_SHARE, shared.band_shares[2]),
    ];
    let km_per_visit = own(&KM_PER_VISIT, shared.km_per_visit);
    let critical_share = own(&CRITICAL_SHARE, shared.critical_share);
    let growth = own(&GROWTH, shared.growth);
    let hours = if is_own { reader.given(at, &HOURS_PER_VISIT) } else { None };
    let hours_per_visit = hours.or(shared.hours_per_visit).unwrap_or_else(|| reader.missing_term(at, &HOURS_PER_VISIT));
    let seasonality = if is_own { seasonality(reader, at) } else { None }.unwrap_or(shared.seasonality);
    check_shares(reader, at, &band_shares);
    Segment {
        name: name.map(|name| Aside(name.to_owned())),
        clients,
        visits,
        hours_per_visit,
        band_shares,
        km_per_visit,
        critical_share,
        growth,
        seasonality,
    }
}

fn visits(reader: &mut Reader<'_>, at: &Cursor<'_>, clients: Option<TermId>, shared: &Shared) -> Visits {
    let per_month = reader.given(at, &VISITS);
    let per_client = reader.given(at, &VISITS_PER_CLIENT);
    let span = |key: &'static Key| at.table.entry(key.name).map(|entry| entry.key_span);
    if per_month.is_some() && per_client.is_some() {
        reader.refuse_both(at, &VISITS, &VISITS_PER_CLIENT);
    }
    if let Some(visits) = per_month {
        return Visits::PerMonth(visits);
    }
    let Some(visits) = per_client.or(shared.visits_per_client) else {
        let message = format!("{} lacks the key `visits` or `visits_per_client`", reader.place(at.scope));
        let problem = Diagnostic::error("missing-key", message)
            .key(reader.names.key(at.scope, VISITS.name))
            .at(at.span, "")
            .help("add `visits`: visits a month, or `visits_per_client` beside `clients`");
        reader.report(problem);
        return Visits::PerMonth(reader.default_term(at.scope, &VISITS));
    };
    let Some(clients) = clients else {
        let message = format!("{} has `visits_per_client`, which needs `clients`", reader.place(at.scope));
        let problem = Diagnostic::error("missing-key", message)
            .key(reader.names.key(at.scope, CLIENTS.name))
            .at(span(&VISITS_PER_CLIENT).or(at.span), "")
            .help("add `clients`, or write `visits` instead");
        reader.report(problem);
        return Visits::PerMonth(visits);
    };
    let most = reader.get(clients).ends().1.times(reader.get(visits).ends().1);
    if !most.is_ok_and(|most| Limits::VOLUME.hold(most)) {
        let message = format!("{} has more than 10,000,000 visits a month", reader.place(at.scope));
        let problem = Diagnostic::error("out-of-range", message)
            .key(reader.names.key(at.scope, VISITS_PER_CLIENT.name))
            .at(span(&VISITS_PER_CLIENT).or(at.span), "times `clients`")
            .help("write a value from 0 to 10,000,000");
        reader.report(problem);
    }
    Visits::PerClient { clients, visits }
}

/// The bands of a segment add up to at most 1, at every end of a range.
fn check_shares(reader: &mut Reader<'_>, at: &Cursor<'_>, shares: &[TermId; 3]) {
    let ends = shares.iter().map(|share| reader.get(*share).ends().1);
    let sum = ends.reduce(|sum, share| sum.plus(share).unwrap_or(sum)).unwrap_or(Number::ZERO);
    if sum > Number::ONE {
        let given = shares.iter().filter_map(|share| reader.get(*share).span).fold(
            Diagnostic::error(
                "shares-exceed-one",
                format!("the out-of-hours shares of {} add up to {sum}, more than all visits", reader.place(at.scope)),
            ),
            |problem, span| problem.at(Some(span), ""),
        );
        let key = reader.names.key(at.scope, AFTER_HOURS_SHARE.name);
        reader.report(given.key(key).help("after_hours_share, weekend_share and holiday_share add up to at most 1"));
    }
}

/// The twelve multipliers, where they are given. Equal ones are one term, so that equal months are one month.
fn seasonality(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Option<[TermId; 12]> {
    const HELP: &str = "write twelve numbers from 0 to 10, such as [1, 1, 1.2, …]";
    let value = at.table.get(SEASONALITY.name)?;
    let Kind::Array(values) = &value.kind else {
        reader.wrong_type(at, SEASONALITY.name, value, "a list of twelve numbers", HELP);
        return None;
    };
    if values.len() != 12 {
        let message = format!("`seasonality` has {} numbers, not twelve", values.len());
        reader.problem(at, SEASONALITY.name, value.span, "wrong-length", message, HELP);
        return None;
    }
    let quantity = SEASONALITY.as_quantity()?;
    let address = Address { scope: at.scope, key: SEASONALITY.name, entry: None };
    let mut months: Vec<TermId> = Vec::with_capacity(12);
    for value in values {
        if let Kind::Table(_) = value.kind {
            let message = format!("`seasonality` does not take ranges (got {})", reader.written(value.span));
            reader.problem(at, SEASONALITY.name, value.span, "no-range", message, HELP);
            return None;
        }
        let base = reader.number(at, SEASONALITY.name, value, &quantity)?;
        let known = months.iter().copied().find(|term| reader.get(*term).base == base);
        months.push(known.unwrap_or_else(|| {
            reader.add(Term { base, range: None, unit: Unit::NONE, key: &SEASONALITY, address, span: Some(value.span) })
        }));
    }
    months.try_into().ok()
}
