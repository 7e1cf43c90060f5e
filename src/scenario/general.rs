//! The tables that every option shares: horizon, target, tax, revenue and SLA.

use super::key::{Form, Key, Limits, Notation, Quantity};
use super::layout::{Layout, Rule};
use super::reader::{Cursor, Reader};
use super::term::TermId;
use crate::calc::number::Number;
use crate::calc::unit::{Dimension, Unit};
use crate::diagnostic::Diagnostic;

static MONTHS: Key =
    Key::count("months", 1, 120, "how many months the scenario runs").default(Number::whole(12)).example("36");
pub(crate) static INDEXATION: Key = Key::share(
    "indexation",
    Unit::NONE,
    Limits::YEARLY_RATE,
    "the yearly rise of costs, at the start of each contract year",
)
.default(Number::ZERO)
.without_switching("it compounds from year to year")
.example("\"3%\"");
static DISCOUNT_RATE: Key =
    Key::share("discount_rate", Unit::PER_YEAR, Limits::YEARLY_RATE, "the yearly rate for present values")
        .default(Number::ZERO)
        .example("\"8%\"");
static GROSS_MARGIN: Key = Key::share("gross_margin", Unit::NONE, Limits::BELOW_ONE, "profit as a share of revenue")
    .fixed()
    .example("\"45%\"");
static MARKUP: Key =
    Key::new("markup", Form::Quantity(MARKUP_QUANTITY), "profit as a share of cost").example("\"80%\"");
const MARKUP_QUANTITY: Quantity = Quantity {
    unit: Unit::NONE,
    limits: Limits::to(0, 1_000_000_000_000_000),
    notation: Notation::Markup,
    rangeable: false,
};
static TAX_RATE: Key =
    Key::share("rate", Unit::NONE, Limits::SHARE, "the recoverable tax, such as GST or VAT, on prices that include it")
        .required()
        .without_switching("prices are divided by 1 + the rate, which makes no straight lines")
        .example("\"10%\"");
static PER_HOUR: Key = Key::money("per_hour", Unit::MONEY.per(Dimension::Hour), "what clients pay for an hour served")
    .default(Number::ZERO)
    .example("165");
static PER_VISIT: Key = Key::money("per_visit", Unit::MONEY.per(Dimension::Visit), "what clients pay for a visit")
    .default(Number::ZERO)
    .example("90");
static PER_CLIENT: Key = Key::money("per_client", Unit::MONEY.per(Dimension::Client), "what each client pays a month")
    .monthly()
    .default(Number::ZERO)
    .example("120");
static PER_MONTH: Key = Key::money("per_month", Unit::MONEY, "what the clients pay together a month")
    .monthly()
    .default(Number::ZERO)
    .example("2_400");
static AFTER_HOURS: Key =
    multiplier("after_hours_multiplier", "what clients pay for an hour after hours against a business hour")
        .example("1.5");
static WEEKEND: Key =
    multiplier("weekend_multiplier", "what clients pay for an hour at a weekend against a business hour").example("2");
static HOLIDAY: Key =
    multiplier("holiday_multiplier", "what clients pay for an hour on a public holiday against a business hour")
        .example("2.5");
static REVENUE_INDEXATION: Key =
    Key::share("indexation", Unit::NONE, Limits::YEARLY_RATE, "the yearly rise of what clients pay")
        .default(Number::ZERO)
        .without_switching("it compounds from year to year")
        .example("\"2.5%\"");
static BAD_DEBT: Key =
    Key::share("bad_debt_share", Unit::NONE, Limits::BELOW_ONE, "the share of billings that is never paid")
        .default(Number::ZERO)
        .example("\"1%\"");
static PENALTY: Key =
    Key::money("penalty_per_breach", Unit::MONEY.per(Dimension::Visit), "what a missed critical visit costs")
        .required()
        .example("250");
static MONTHLY_CAP: Key = Key::money("monthly_cap", Unit::MONEY, "the most that a month's penalties come to")
    .monthly()
    .otherwise("no cap")
    .example("1_000");

/// The keys of `[horizon]`.
pub(crate) static HORIZON: Layout = Layout::of(&[&[&MONTHS, &INDEXATION, &DISCOUNT_RATE]]);
/// The keys of `[target]`.
pub(crate) static TARGET: Layout =
    Layout::of(&[&[&GROSS_MARGIN, &MARKUP]]).with(&[Rule::ExactlyOne(&["gross_margin", "markup"])]);
/// The keys of `[tax]`.
pub(crate) static TAX: Layout = Layout::of(&[&[&TAX_RATE]]);
/// The keys of `[revenue]`.
pub(crate) static REVENUE: Layout = Layout::of(&[&[
    &PER_HOUR,
    &PER_VISIT,
    &PER_CLIENT,
    &PER_MONTH,
    &AFTER_HOURS,
    &WEEKEND,
    &HOLIDAY,
    &REVENUE_INDEXATION,
    &BAD_DEBT,
]]);
/// The keys of `[sla]`.
pub(crate) static SLA: Layout = Layout::of(&[&[&PENALTY, &MONTHLY_CAP]]);

const fn multiplier(name: &'static str, doc: &'static str) -> Key {
    Key::quantity(name, Unit::NONE, Limits::MULTIPLIER, doc).default(Number::ONE)
}

/// How long the scenario runs, and what time does to money.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Horizon {
    /// The number of months.
    pub months: u32,
    /// The yearly rise of costs, unless a part has its own.
    pub indexation: TermId,
    /// The yearly discount rate.
    pub discount_rate: TermId,
}

/// The margin to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Profit as a share of revenue.
    GrossMargin(TermId),
    /// Profit as a share of cost.
    Markup(TermId),
}

impl Target {
    /// The term, of either kind.
    pub fn term(self) -> TermId {
        match self {
            Self::GrossMargin(term) | Self::Markup(term) => term,
        }
    }
}

/// What the clients pay.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Revenue {
    /// For an hour served.
    pub per_hour: TermId,
    /// For a visit.
    pub per_visit: TermId,
    /// For each client, a month.
    pub per_client: TermId,
    /// Together, a month.
    pub per_month: TermId,
    /// Of hours after hours, at weekends and on holidays.
    pub multipliers: [TermId; 3],
    /// The yearly rise.
    pub indexation: TermId,
    /// The share of billings that is never paid.
    pub bad_debt_share: TermId,
}

/// What missed critical visits cost.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sla {
    /// For each of them.
    pub penalty_per_breach: TermId,
    /// At most, a month.
    pub monthly_cap: Option<TermId>,
}

impl Horizon {
    pub(crate) fn read(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Self {
        reader.refuse_unknown(at, HORIZON.groups, |_| Vec::new());
        Self {
            months: reader.count_or_default(at, &MONTHS),
            indexation: reader.term(at, &INDEXATION),
            discount_rate: reader.term(at, &DISCOUNT_RATE),
        }
    }
}

impl Target {
    pub(crate) fn read(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Self {
        reader.refuse_unknown(at, TARGET.groups, |_| Vec::new());
        match (reader.given(at, &GROSS_MARGIN), reader.given(at, &MARKUP)) {
            (Some(margin), None) => Self::GrossMargin(margin),
            (None, Some(markup)) => Self::Markup(markup),
            (both, _) => {
                let span = |key: &str| at.table.entry(key).map(|entry| entry.key_span);
                let problem = if both.is_some() {
                    Diagnostic::error("exclusive-keys", "`target` has both `gross_margin` and `markup`")
                        .at(span("gross_margin"), "this one")
                        .at(span("markup"), "or this one")
                        .help("keep one: a gross margin is a share of revenue, a markup a share of cost")
                } else {
                    Diagnostic::error("missing-key", "`target` lacks the key `gross_margin` or `markup`")
                        .at(at.span, "")
                        .help("add one, such as gross_margin = \"45%\"")
                };
                reader.report(problem.key("target.gross_margin"));
                Self::GrossMargin(both.unwrap_or_else(|| reader.default_term(at.scope, &GROSS_MARGIN)))
            }
        }
    }
}

/// The rate of `[tax]`.
pub(crate) fn read_tax(reader: &mut Reader<'_>, at: &Cursor<'_>) -> TermId {
    reader.refuse_unknown(at, TAX.groups, |_| Vec::new());
    reader.term(at, &TAX_RATE)
}

impl Revenue {
    pub(crate) fn read(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Self {
        reader.refuse_unknown(at, REVENUE.groups, |_| Vec::new());
        Self {
            per_hour: reader.term(at, &PER_HOUR),
            per_visit: reader.term(at, &PER_VISIT),
            per_client: reader.term(at, &PER_CLIENT),
            per_month: reader.term(at, &PER_MONTH),
            multipliers: [&AFTER_HOURS, &WEEKEND, &HOLIDAY].map(|key| reader.term(at, key)),
            indexation: reader.term(at, &REVENUE_INDEXATION),
            bad_debt_share: reader.term(at, &BAD_DEBT),
        }
    }
}

impl Sla {
    pub(crate) fn read(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Self {
        reader.refuse_unknown(at, SLA.groups, |_| Vec::new());
        Self { penalty_per_breach: reader.term(at, &PENALTY), monthly_cap: reader.given(at, &MONTHLY_CAP) }
    }
}
