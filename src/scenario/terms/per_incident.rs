//! Terms of `per-incident` (`docs/economics.md` section 4).

use super::shared::{BILLING_KEYS, Billing, COMMON_KEYS, Common, LastTier, TRAVEL_KEYS, Tier, Travel, tiers};
use crate::calc::number::Number;
use crate::calc::unit::{Dimension, Unit};
use crate::scenario::key::{Key, Limits};
use crate::scenario::layout::{Layout, Rule};
use crate::scenario::reader::{Cursor, Reader};
use crate::scenario::term::TermId;

static HOURLY_RATE: Key = Key::money(
    "hourly_rate",
    Unit::MONEY.per(Dimension::Hour),
    "the price of a billed hour; with `rate_tiers`, of the loading out of hours alone",
)
.default(Number::ZERO)
.otherwise("0 with `visit_fee` or `rate_tiers`, else required")
.example("130");
static VISIT_FEE: Key = Key::money("visit_fee", Unit::MONEY.per(Dimension::Visit), "the price of a visit")
    .default(Number::ZERO)
    .example("90");
static HOURS_IN_VISIT_FEE: Key = Key::quantity(
    "hours_in_visit_fee",
    Unit::HOURS.per(Dimension::Visit),
    Limits::HOURS,
    "hours of each visit that the visit fee covers",
)
.default(Number::ZERO)
.example("0.5");
static RATE_TIERS: Key = Key::rows(
    "rate_tiers",
    &TIER,
    1,
    usize::MAX,
    "prices of an hour by the month's billed hours, in rows of rising bounds; the last has none",
)
.otherwise("none")
.example("[{ up_to_hours = 40, rate = 130 }, { rate = 115 }]");
static TIERING: Key =
    Key::choice("tiering", &["marginal", "whole-volume"], "whether each hour or all hours have the tier's rate")
        .otherwise("required with `rate_tiers`")
        .example("\"marginal\"");
static UP_TO_HOURS: Key = Key::quantity(
    "up_to_hours",
    Unit::HOURS,
    Limits::VOLUME,
    "the billed hours to which the tier reaches, itself included",
)
.monthly()
.fixed()
.otherwise("no bound, in the last tier")
.example("40");
static RATE: Key =
    Key::money("rate", Unit::MONEY.per(Dimension::Hour), "the tier's price of an hour").required().example("115");

/// The keys of `per-incident`.
pub(super) static LAYOUT: Layout = Layout::of(&[
    &[&HOURLY_RATE, &VISIT_FEE, &HOURS_IN_VISIT_FEE, &RATE_TIERS, &TIERING],
    COMMON_KEYS,
    TRAVEL_KEYS,
    BILLING_KEYS,
])
.with(&[
    Rule::AtLeastOne(&["hourly_rate", "visit_fee", "rate_tiers"]),
    Rule::Needs("rate_tiers", "tiering"),
    Rule::Needs("tiering", "rate_tiers"),
]);
/// The keys of a row of `rate_tiers`.
static TIER: Layout = Layout::of(&[&[&UP_TO_HOURS, &RATE]]);

/// Terms of a contractor who is paid per incident.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PerIncident {
    /// Terms of every part.
    pub common: Common,
    /// Travel.
    pub travel: Travel,
    /// How hours are billed.
    pub billing: Billing,
    /// The price of a billed hour.
    pub hourly_rate: TermId,
    /// The price of a visit.
    pub visit_fee: TermId,
    /// Hours that the visit fee covers.
    pub hours_in_visit_fee: TermId,
    /// Prices by volume, in place of the hourly rate.
    pub tiers: Option<Tiers>,
    /// Whether the price of an hour out of hours is known.
    pub(crate) has_hourly_rate: bool,
}

/// Prices by the month's billed hours.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tiers {
    /// The tiers, rising, the last without a bound.
    pub tiers: Vec<Tier>,
    /// What a tier's rate is for.
    pub tiering: Tiering,
}

/// What a tier's rate is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tiering {
    /// The hours within the tier.
    Marginal,
    /// All hours of the month.
    WholeVolume,
}

impl PerIncident {
    pub(super) fn read(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Self {
        let has = |key: &'static Key| at.table.entry(key.name);
        let (visit_fee, tiers_at, tiering_at) = (has(&VISIT_FEE), has(&RATE_TIERS), has(&TIERING));
        if has(&HOURLY_RATE).is_none() && visit_fee.is_none() && tiers_at.is_none() {
            reader.missing(at, &HOURLY_RATE);
        }
        let tiers = tiers(reader, at, &RATE_TIERS, &UP_TO_HOURS, &RATE, LastTier::Unbounded);
        let tiering = reader.choice(at, &TIERING);
        match (tiers_at, tiering_at) {
            (Some(_), None) => reader.missing(at, &TIERING),
            (None, Some(entry)) => {
                let message = "`tiering` is given without `rate_tiers`".to_owned();
                reader.problem(
                    at,
                    TIERING.name,
                    entry.key_span,
                    "needs-key",
                    message,
                    "add `rate_tiers`, or take it out",
                );
            }
            _ => (),
        }
        let whole_volume = tiering == Some("whole-volume");
        Self {
            common: Common::read(reader, at),
            travel: Travel::read(reader, at),
            billing: Billing::read(reader, at),
            hourly_rate: reader.term(at, &HOURLY_RATE),
            visit_fee: reader.term(at, &VISIT_FEE),
            hours_in_visit_fee: reader.term(at, &HOURS_IN_VISIT_FEE),
            tiers: tiers.map(|tiers| Tiers {
                tiers,
                tiering: if whole_volume { Tiering::WholeVolume } else { Tiering::Marginal },
            }),
            has_hourly_rate: has(&HOURLY_RATE).is_some() || tiers_at.is_none(),
        }
    }
}
