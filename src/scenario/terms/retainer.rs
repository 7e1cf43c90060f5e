//! Terms of `retainer` (`docs/economics.md` section 5).

use super::shared::{Billing, Common, Travel};
use crate::calc::number::Number;
use crate::calc::unit::{Dimension, Unit};
use crate::scenario::key::{Key, Limits};
use crate::scenario::reader::{Cursor, Reader};
use crate::scenario::term::TermId;

static MONTHLY_FEE: Key = Key::money("monthly_fee", Unit::MONEY, "the retainer's fee a month");
static INCLUDED_HOURS: Key =
    Key::quantity("included_hours", Unit::HOURS, Limits::VOLUME, "hours a month that the fee covers");
static OVERAGE_RATE: Key =
    Key::money("overage_rate", Unit::MONEY.per(Dimension::Hour), "the price of an hour beyond the included ones");
static ROLLOVER_HOURS: Key =
    Key::quantity("rollover_hours", Unit::HOURS, Limits::VOLUME, "the most unused hours that are carried");
static ROLLOVER_MONTHS: Key =
    Key::count("rollover_months", 1, 12, "the months after which carried hours expire (never where it is not given)");
static SETUP_FEE: Key = Key::money("setup_fee", Unit::MONEY, "paid once, in the first month").default(Number::ZERO);

pub(super) static KEYS: &[&Key] =
    &[&MONTHLY_FEE, &INCLUDED_HOURS, &OVERAGE_RATE, &ROLLOVER_HOURS, &ROLLOVER_MONTHS, &SETUP_FEE];

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
            monthly_fee: reader.required(at, &MONTHLY_FEE),
            included_hours: reader.required(at, &INCLUDED_HOURS),
            overage_rate: reader.required(at, &OVERAGE_RATE),
            rollover: cap.map(|cap| Rollover { cap, months }),
            setup_fee: reader.term(at, &SETUP_FEE),
        }
    }
}
