//! Terms of `dedicated` (`docs/economics.md` section 6).

use super::shared::{BILLING_KEYS, Billing, COMMON_KEYS, Common, TRAVEL_KEYS, Travel};
use crate::calc::number::Number;
use crate::calc::unit::{Dimension, Unit};
use crate::scenario::key::{Key, Limits};
use crate::scenario::layout::{Layout, Rule};
use crate::scenario::reader::{Cursor, Reader};
use crate::scenario::term::TermId;

static DAYS_PER_MONTH: Key =
    Key::quantity("days_per_month", Unit::DAYS, Limits::to(0, 1_000_000), "days booked a month")
        .monthly()
        .required()
        .example("4");
static MONTHLY_FEE: Key =
    Key::money("monthly_fee", Unit::MONEY, "the fee a month").monthly().otherwise("`day_rate`").example("3_500");
static DAY_RATE: Key = Key::money("day_rate", Unit::MONEY.per(Dimension::Day), "the price of a day")
    .otherwise("`monthly_fee`")
    .example("900");
static HOURS_PER_DAY: Key =
    Key::quantity("hours_per_day", Unit::HOURS.per(Dimension::Day), Limits::DIVISOR, "hours of a day")
        .default(Number::whole(8))
        .example("7.6");
static OVERAGE_RATE: Key =
    Key::money("overage_rate", Unit::MONEY.per(Dimension::Hour), "the price of an hour beyond the days")
        .required()
        .example("120");
static TRAVEL_HOURS: Key = Key::quantity(
    "travel_hours_per_visit",
    Unit::HOURS.per(Dimension::Visit),
    Limits::HOURS,
    "hours of travel a visit, which count within the days",
)
.default(Number::ZERO)
.example("0.5");
static SETUP_FEE: Key =
    Key::money("setup_fee", Unit::MONEY, "paid once, in the first month").default(Number::ZERO).example("500");

/// The keys of `dedicated`.
pub(super) static LAYOUT: Layout = Layout::of(&[
    &[&DAYS_PER_MONTH, &MONTHLY_FEE, &DAY_RATE, &HOURS_PER_DAY, &OVERAGE_RATE, &TRAVEL_HOURS, &SETUP_FEE],
    COMMON_KEYS,
    TRAVEL_KEYS,
    BILLING_KEYS,
])
.with(&[Rule::ExactlyOne(&["monthly_fee", "day_rate"])]);

/// Terms of a partner's technician, booked by the day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dedicated {
    /// Terms of every part.
    pub common: Common,
    /// Travel.
    pub travel: Travel,
    /// How hours out of hours are billed.
    pub billing: Billing,
    /// Days booked a month.
    pub days_per_month: TermId,
    /// What the days cost.
    pub fee: DayFee,
    /// Hours of a day.
    pub hours_per_day: TermId,
    /// The price of an hour beyond the days.
    pub overage_rate: TermId,
    /// Hours of travel a visit.
    pub travel_hours_per_visit: TermId,
    /// Paid once.
    pub setup_fee: TermId,
}

/// What booked days cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayFee {
    /// A month.
    Monthly(TermId),
    /// A day.
    Daily(TermId),
}

impl Dedicated {
    pub(super) fn read(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Self {
        let fee = match (reader.given(at, &MONTHLY_FEE), reader.given(at, &DAY_RATE)) {
            (Some(fee), None) => DayFee::Monthly(fee),
            (None, Some(rate)) => DayFee::Daily(rate),
            (None, None) => DayFee::Monthly(reader.missing_term(at, &MONTHLY_FEE)),
            (Some(fee), Some(_)) => {
                reader.refuse_both(at, &MONTHLY_FEE, &DAY_RATE);
                DayFee::Monthly(fee)
            }
        };
        Self {
            common: Common::read(reader, at),
            travel: Travel::read(reader, at),
            billing: Billing::read(reader, at),
            days_per_month: reader.term(at, &DAYS_PER_MONTH),
            fee,
            hours_per_day: reader.term(at, &HOURS_PER_DAY),
            overage_rate: reader.term(at, &OVERAGE_RATE),
            travel_hours_per_visit: reader.term(at, &TRAVEL_HOURS),
            setup_fee: reader.term(at, &SETUP_FEE),
        }
    }
}
