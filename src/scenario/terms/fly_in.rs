//! Terms of `fly-in` (`docs/economics.md` section 8).

use super::shared::{COMMON_KEYS, Common};
use crate::calc::number::Number;
use crate::calc::unit::{Dimension, Unit};
use crate::scenario::key::{Key, Limits};
use crate::scenario::layout::Layout;
use crate::scenario::reader::{Cursor, Reader};
use crate::scenario::term::TermId;

static HOURLY_COST: Key =
    Key::money("hourly_cost", Unit::MONEY.per(Dimension::Hour), "the loaded cost of an hour of metro staff")
        .required()
        .example("62");
static VISITS_PER_TRIP: Key =
    Key::quantity("visits_per_trip", Unit::VISITS.per(Dimension::Trip), Limits::DIVISOR, "visits served on one trip")
        .default(Number::ONE)
        .example("2");
static TRAVEL_HOURS: Key =
    Key::quantity("travel_hours_per_trip", Unit::HOURS.per(Dimension::Trip), Limits::HOURS, "hours of travel a trip")
        .default(Number::ZERO)
        .example("4");
static KM_PER_TRIP: Key =
    Key::quantity("km_per_trip", Unit::KILOMETRES.per(Dimension::Trip), Limits::DISTANCE, "kilometres a trip")
        .default(Number::ZERO)
        .example("300");
static KM_RATE: Key = Key::money("km_rate", Unit::MONEY.per(Dimension::Kilometre), "the cost of a kilometre")
    .default(Number::ZERO)
    .example("0.88");
static OVERNIGHT_SHARE: Key =
    Key::share("overnight_share", Unit::NONE, Limits::SHARE, "the share of trips that stay overnight")
        .default(Number::ZERO)
        .example("\"25%\"");
static OVERNIGHT_COST: Key =
    Key::money("overnight_cost", Unit::MONEY.per(Dimension::Trip), "the cost of a trip's overnight stay")
        .default(Number::ZERO)
        .example("220");
static LOST_BILLING: Key =
    Key::money("lost_billing_rate", Unit::MONEY.per(Dimension::Hour), "billing forgone in an hour of travel")
        .default(Number::ZERO)
        .example("80");

/// The keys of `fly-in`.
pub(super) static LAYOUT: Layout = Layout::of(&[
    &[
        &HOURLY_COST,
        &VISITS_PER_TRIP,
        &TRAVEL_HOURS,
        &KM_PER_TRIP,
        &KM_RATE,
        &OVERNIGHT_SHARE,
        &OVERNIGHT_COST,
        &LOST_BILLING,
    ],
    COMMON_KEYS,
]);

/// Terms of metro staff who are sent out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FlyIn {
    /// Terms of every part.
    pub common: Common,
    /// The loaded cost of an hour.
    pub hourly_cost: TermId,
    /// Visits served on one trip.
    pub visits_per_trip: TermId,
    /// Hours of travel a trip.
    pub travel_hours_per_trip: TermId,
    /// Kilometres a trip.
    pub km_per_trip: TermId,
    /// The cost of a kilometre.
    pub km_rate: TermId,
    /// The share of trips that stay overnight.
    pub overnight_share: TermId,
    /// The cost of a night.
    pub overnight_cost: TermId,
    /// Billing forgone in an hour of travel.
    pub lost_billing_rate: TermId,
}

impl FlyIn {
    pub(super) fn read(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Self {
        Self {
            common: Common::read(reader, at),
            hourly_cost: reader.term(at, &HOURLY_COST),
            visits_per_trip: reader.term(at, &VISITS_PER_TRIP),
            travel_hours_per_trip: reader.term(at, &TRAVEL_HOURS),
            km_per_trip: reader.term(at, &KM_PER_TRIP),
            km_rate: reader.term(at, &KM_RATE),
            overnight_share: reader.term(at, &OVERNIGHT_SHARE),
            overnight_cost: reader.term(at, &OVERNIGHT_COST),
            lost_billing_rate: reader.term(at, &LOST_BILLING),
        }
    }
}
