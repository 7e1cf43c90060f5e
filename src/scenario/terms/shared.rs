//! Terms that several models share: repeats, hour bands, indexation, tax, travel, billed hours
//! (`docs/economics.md` section 3).

use crate::calc::number::Number;
use crate::calc::unit::{Dimension, Unit};
use crate::diagnostic::{Span, quoted};
use crate::scenario::document::Kind;
use crate::scenario::key::{Key, Limits};
use crate::scenario::layout::Layout;
use crate::scenario::reader::{Cursor, Reader};
use crate::scenario::shape::Aside;
use crate::scenario::term::{Address, Item, TermId};

static FIRST_TIME_FIX: Key = Key::share(
    "first_time_fix",
    Unit::NONE,
    Limits::above_zero_to(1),
    "the share of visits that fix the fault; the others are made again",
)
.default(Number::ONE)
.example("\"90%\"");
static AFTER_HOURS: Key = multiplier(
    "after_hours_multiplier",
    "what an hour after hours costs against a business hour",
    Number::scaled(15, 1),
)
.example("1.5");
static WEEKEND: Key =
    multiplier("weekend_multiplier", "what an hour at a weekend costs against a business hour", Number::whole(2))
        .example("2");
static HOLIDAY: Key = multiplier(
    "holiday_multiplier",
    "what an hour on a public holiday costs against a business hour",
    Number::scaled(25, 1),
)
.example("2.5");
static PART_INDEXATION: Key =
    Key::share("indexation", Unit::NONE, Limits::YEARLY_RATE, "the yearly rise of the part's prices")
        .default(Number::ZERO)
        .otherwise("`horizon.indexation`")
        .without_switching("it compounds from year to year")
        .example("\"4%\"");
static PRICES_INCLUDE_TAX: Key =
    Key::flag("prices_include_tax", "whether the prices include the tax of `[tax]`, which they then need")
        .otherwise("false")
        .example("true");
static BREACH_SHARE: Key = Key::share(
    "breach_share",
    Unit::NONE,
    Limits::SHARE,
    "the share of critical visits expected to be missed; costs nothing without `[sla]`",
)
.default(Number::ZERO)
.example("\"5%\"");

static TRAVEL_PER_VISIT: Key =
    Key::money("travel_per_visit", Unit::MONEY.per(Dimension::Visit), "travel charged a visit")
        .default(Number::ZERO)
        .example("80");
static TRAVEL_ZONES: Key = Key::rows(
    "travel_zones",
    &ZONE,
    1,
    usize::MAX,
    "travel charged by distance, in rows of rising bounds; the last may have none",
)
.otherwise("none")
.example("[{ up_to_km = 20, fee = 30 }, { up_to_km = 70, fee = 105 }, { fee = 180 }]");
static KM_RATE: Key = Key::money("km_rate", Unit::MONEY.per(Dimension::Kilometre), "travel charged a kilometre")
    .default(Number::ZERO)
    .example("0.95");
static FREE_KM: Key = Key::quantity(
    "free_km",
    Unit::KILOMETRES.per(Dimension::Visit),
    Limits::DISTANCE,
    "kilometres of each visit that are not charged",
)
.default(Number::ZERO)
.example("30");
static TRAVEL_ALLOWANCE: Key = Key::money("travel_allowance", Unit::MONEY, "travel a month that is not charged")
    .monthly()
    .default(Number::ZERO)
    .example("160");
static TRAVEL_CAP: Key = Key::money("travel_cap", Unit::MONEY, "the most travel charged a month")
    .monthly()
    .otherwise("no cap")
    .example("900");
static PART_KM_PER_VISIT: Key = Key::quantity(
    "km_per_visit",
    Unit::KILOMETRES.per(Dimension::Visit),
    Limits::DISTANCE,
    "kilometres of the round trip, in place of those of the segments served",
)
.otherwise("the segment's")
.example("24");
static UP_TO_KM: Key = Key::quantity(
    "up_to_km",
    Unit::KILOMETRES.per(Dimension::Visit),
    Limits::DISTANCE,
    "the distance to which the zone reaches, itself included",
)
.fixed()
.otherwise("no bound, in the last zone")
.example("20");
static ZONE_FEE: Key =
    Key::money("fee", Unit::MONEY.per(Dimension::Visit), "the zone's fee a visit").required().example("30");

static MINIMUM_HOURS: Key =
    Key::quantity("minimum_hours", Unit::HOURS.per(Dimension::Visit), Limits::HOURS, "the least hours billed a visit")
        .default(Number::ZERO)
        .example("1");
static OUT_OF_HOURS_MINIMUM: Key = Key::quantity(
    "out_of_hours_minimum",
    Unit::HOURS.per(Dimension::Visit),
    Limits::HOURS,
    "the least hours billed for a visit out of hours",
)
.otherwise("`minimum_hours`")
.example("2");
static BILLING_INCREMENT: Key = Key::quantity(
    "billing_increment",
    Unit::HOURS.per(Dimension::Visit),
    Limits::DIVISOR,
    "the step to which the hours of a visit are rounded up",
)
.without_switching("the hours of each visit are rounded up to it, which makes no straight lines")
.otherwise("not rounded")
.example("0.25");

pub(super) static COMMON_KEYS: &[&Key] =
    &[&FIRST_TIME_FIX, &AFTER_HOURS, &WEEKEND, &HOLIDAY, &PART_INDEXATION, &PRICES_INCLUDE_TAX, &BREACH_SHARE];
pub(super) static TRAVEL_KEYS: &[&Key] =
    &[&PART_KM_PER_VISIT, &TRAVEL_PER_VISIT, &TRAVEL_ZONES, &KM_RATE, &FREE_KM, &TRAVEL_ALLOWANCE, &TRAVEL_CAP];
pub(super) static BILLING_KEYS: &[&Key] = &[&BILLING_INCREMENT, &MINIMUM_HOURS, &OUT_OF_HOURS_MINIMUM];
/// The keys of a row of `travel_zones`.
static ZONE: Layout = Layout::of(&[&[&UP_TO_KM, &ZONE_FEE]]);

const fn multiplier(name: &'static str, doc: &'static str, default: Number) -> Key {
    Key::quantity(name, Unit::NONE, Limits::MULTIPLIER, doc).default(default)
}

/// Terms of every part that costs anything.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Common {
    /// The share of visits that fix the fault.
    pub first_time_fix: TermId,
    /// What an hour after hours, at a weekend and on a holiday costs against a business hour.
    pub multipliers: [TermId; 3],
    /// The yearly rise of its lines; none for the horizon's.
    pub indexation: Option<TermId>,
    /// Whether its prices hold the tax.
    pub prices_include_tax: bool,
    /// Where that is said.
    pub(crate) tax_span: Aside<Option<Span>>,
    /// The share of critical visits expected to be missed.
    pub breach_share: TermId,
}

/// What travel costs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Travel {
    /// A visit.
    pub per_visit: TermId,
    /// A visit, by distance.
    pub zones: Option<Zones>,
    /// A kilometre beyond the free ones.
    pub km_rate: TermId,
    /// Kilometres of each visit that are not charged.
    pub free_km: TermId,
    /// Travel a month that is not charged.
    pub allowance: Option<TermId>,
    /// The most travel charged a month.
    pub cap: Option<TermId>,
    /// The round trip, in place of the segments'.
    pub km_per_visit: Option<TermId>,
    /// Whether any travel is charged.
    pub is_charged: bool,
}

/// Travel fees by distance.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Zones {
    /// The zones, rising.
    pub zones: Vec<Tier>,
    /// Where they stand.
    pub(crate) span: Aside<Span>,
}

/// A price up to a bound, the bound included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tier {
    /// The bound; none for the last tier, which has no end.
    pub bound: Option<TermId>,
    /// The price.
    pub price: TermId,
}

/// How the hours of a visit are billed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Billing {
    /// The least hours.
    pub minimum: TermId,
    /// The least hours out of hours; none for the same.
    pub out_of_hours_minimum: Option<TermId>,
    /// The step to which hours are rounded up.
    pub increment: Option<TermId>,
}

impl Common {
    pub(super) fn read(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Self {
        Self {
            first_time_fix: reader.term(at, &FIRST_TIME_FIX),
            multipliers: [&AFTER_HOURS, &WEEKEND, &HOLIDAY].map(|key| reader.term(at, key)),
            indexation: reader.given(at, &PART_INDEXATION),
            prices_include_tax: reader.flag(at, &PRICES_INCLUDE_TAX),
            tax_span: Aside(at.table.entry(PRICES_INCLUDE_TAX.name).map(|entry| entry.key_span)),
            breach_share: reader.term(at, &BREACH_SHARE),
        }
    }
}

impl Travel {
    pub(super) fn read(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Self {
        let zones = zones(reader, at);
        let priced = [&TRAVEL_PER_VISIT, &KM_RATE, &TRAVEL_ZONES];
        Self {
            per_visit: reader.term(at, &TRAVEL_PER_VISIT),
            zones,
            km_rate: reader.term(at, &KM_RATE),
            free_km: reader.term(at, &FREE_KM),
            allowance: reader.given(at, &TRAVEL_ALLOWANCE),
            cap: reader.given(at, &TRAVEL_CAP),
            km_per_visit: reader.given(at, &PART_KM_PER_VISIT),
            is_charged: priced.iter().any(|key| at.table.entry(key.name).is_some()),
        }
    }
}

impl Billing {
    pub(super) fn read(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Self {
        Self {
            minimum: reader.term(at, &MINIMUM_HOURS),
            out_of_hours_minimum: reader.given(at, &OUT_OF_HOURS_MINIMUM),
            increment: reader.given(at, &BILLING_INCREMENT),
        }
    }
}

fn zones(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Option<Zones> {
    let span = at.table.get(TRAVEL_ZONES.name)?.span;
    let zones = tiers(reader, at, &TRAVEL_ZONES, &UP_TO_KM, &ZONE_FEE, LastTier::MayEnd)?;
    Some(Zones { zones, span: Aside(span) })
}

/// Whether the last tier must be without a bound.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LastTier {
    /// It may have one: nothing is beyond it.
    MayEnd,
    /// It has none.
    Unbounded,
}

/// Reads a rising list of tiers.
pub(super) fn tiers(
    reader: &mut Reader<'_>,
    at: &Cursor<'_>,
    key: &'static Key,
    bound: &'static Key,
    price: &'static Key,
    last_tier: LastTier,
) -> Option<Vec<Tier>> {
    let shape = format!("write [{{ {} = 20, {} = 30 }}, {{ {} = 105 }}]", bound.name, price.name, price.name);
    let value = at.table.get(key.name)?;
    let rows = reader.rows(at, key, &shape);
    let before = reader.diagnostics.len();
    if rows.is_empty() && matches!(&value.kind, Kind::Array(values) if values.is_empty()) {
        let message = format!("`{}` is empty", key.name);
        reader.problem(at, key.name, value.span, "empty-list", message, shape.clone());
    }
    let count = rows.len();
    let mut tiers: Vec<Tier> = Vec::with_capacity(count);
    let mut highest: Option<Number> = None;
    for (row, (table, span)) in (1_u32..).zip(rows) {
        let cursor = Cursor { table, scope: at.scope, span: Some(span) };
        for entry in table.entries() {
            if entry.key != bound.name && entry.key != price.name {
                let message = format!("unknown key {} in a row of `{}`", quoted(&entry.key), key.name);
                reader.problem(at, key.name, entry.key_span, "unknown-key", message, shape.clone());
            }
        }
        let mut read = |field: &'static Key| {
            let address = Address { scope: at.scope, key: key.name, entry: Some(Item::Row(row, field.name)) };
            table.get(field.name).map(|value| reader.quantity(&cursor, address, value, field))
        };
        let (reach, price_term) = (read(bound), read(price));
        let is_last = row as usize == count;
        let problem = if price_term.is_none() {
            let message = format!("row {row} of `{}` lacks the key `{}`", key.name, price.name);
            Some(("missing-key", message, shape.clone()))
        } else if reach.is_none() && !is_last {
            let message = format!("row {row} of `{}` lacks the key `{}`, and is not the last", key.name, bound.name);
            Some(("missing-key", message, shape.clone()))
        } else if reach.is_some() && is_last && last_tier == LastTier::Unbounded {
            let message = format!("the last row of `{}` has a bound, so hours beyond it have no rate", key.name);
            let help = format!("take `{}` out of the last row, or add a row with `{}` alone", bound.name, price.name);
            Some(("bounded-tiers", message, help))
        } else {
            None
        };
        if let Some((code, message, help)) = problem {
            reader.problem(at, key.name, span, code, message, help);
        }
        if let Some(reach) = reach.map(|reach| reader.get(reach).base) {
            if highest.is_some_and(|highest| reach <= highest) {
                let message = format!("the bounds of `{}` do not rise: {reach} is not above the row before", key.name);
                reader.problem(at, key.name, span, "tiers-not-rising", message, "put the rows in rising order");
            }
            highest = Some(reach);
        }
        tiers.extend(price_term.map(|price| Tier { bound: reach, price }));
    }
    (reader.diagnostics.len() == before && !tiers.is_empty()).then_some(tiers)
}
