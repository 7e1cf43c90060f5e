//! Terms of `retainer` (`docs/economics.md` section 5).

use super::shared::{BILLING_KEYS, Billing, COMMON_KEYS, Common, TRAVEL_KEYS, Travel};
use crate::calc::number::Number;
use crate::calc::unit::{Dimension, Unit};
use crate::scenario::key::{Key, Limits};
use crate::scenario::layout::{Layout, Rule};
use crate::scenario::reader::{Cursor, Reader};
use crate::scenario::term::TermId;

static MONTHLY_FEE: Key =
    Key::money("monthly_fee", Unit::MONEY, "the retainer's fee a month").monthly().required().example("1_585");
static INCLUDED_HOURS: Key =
    Key::quantity("included_hours", Unit::HOURS, Limits::VOLUME, "hours a month that the fee covers")
        .monthly()
        .required()
        .example("12");
static OVERAGE_RATE: Key =
    Key::money("overage_rate", Unit::MONEY.per(Dimension::Hour), "the price of an hour beyond the included ones")
        .required()
        .example("130");
static ROLLOVER_HOURS: Key =
    Key::quantity("rollover_hours", Unit::HOURS, Limits::VOLUME, "the most unused hours that are carried on")
        .otherwise("none are carried")
        .example("6");
static ROLLOVER_MONTHS: Key =
    Key::count("rollover_months", 1, 12, "the months after which carried hours expire; only with `rollover_hours`")
        .otherwise("never")
        .example("2");
static SETUP_FEE: Key =
    Key::money("setup_fee", Unit::MONEY, "paid once, in the first month").default(Number::ZERO).example("500");

/// The keys of `retainer`.
pub(super) static LAYOUT: Layout = Layout::of(&[
    &[&MONTHLY_FEE, &INCLUDED_HOURS, &OVERAGE_RATE, &ROLLOVER_HOURS, &ROLLOVER_MONTHS, &SETUP_FEE],
    COMMON_KEYS,
    TRAVEL_KEYS,
    BILLING_KEYS,
])
.with(&[Rule::Needs("rollover_months", "rollover_hours")]);

/// Terms of a partner on a retainer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Retainer {
    /// Terms of every part.
    pub common: Common,
    /// Travel.
    pub travel: Travel,
    /// How hours are billed.
    pub billing: Billing,
    /// The fee a month.
    pub monthly_fee: TermId,
    /// Hours a month that the fee covers.
    pub included_hours: TermId,
    /// The price of an hour beyond.
    pub overage_rate: TermId,
    /// Whether unused hours are carried.
    pub rollover: Option<Rollover>,
    /// Paid once.
    pub setup_fee: TermId,
}

/// How unused hours are carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rollover {
    /// The most hours carried.
    pub cap: TermId,
    /// After how many months they expire.
    pub months: Option<u32>,
}

impl Retainer {
    pub(super) fn read(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Self {
        let cap = reader.given(at, &ROLLOVER_HOURS);
        let months = reader.count(at, &ROLLOVER_MONTHS);
        if let (None, Some(entry)) = (cap, at.table.entry(ROLLOVER_MONTHS.name)) {
            let message = "`rollover_months` is given without `rollover_hours`, so nothing is carried".to_owned();
            let help = "add `rollover_hours`, or take it out";
            reader.problem(at, ROLLOVER_MONTHS.name, entry.key_span, "needs-key", message, help);
        }
        Self {
            common: Common::read(reader, at),
            travel: Travel::read(reader, at),
            billing: Billing::read(reader, at),
            monthly_fee: reader.term(at, &MONTHLY_FEE),
            included_hours: reader.term(at, &INCLUDED_HOURS),
            overage_rate: reader.term(at, &OVERAGE_RATE),
            rollover: cap.map(|cap| Rollover { cap, months }),
            setup_fee: reader.term(at, &SETUP_FEE),
        }
    }
}
