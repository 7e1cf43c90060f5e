//! Terms of `hand-off` (`docs/economics.md` section 9).

use crate::calc::number::Number;
use crate::calc::unit::{Dimension, Unit};
use crate::scenario::key::{Key, Limits};
use crate::scenario::layout::Layout;
use crate::scenario::reader::{Cursor, Reader};
use crate::scenario::term::TermId;

static REFERRAL_FEE: Key =
    Key::money("referral_fee", Unit::MONEY.per(Dimension::Client), "received once for each client handed over")
        .default(Number::ZERO)
        .example("400");
static REFERRAL_SHARE: Key =
    Key::share("referral_share", Unit::NONE, Limits::SHARE, "the share of the clients' billings received")
        .default(Number::ZERO)
        .example("\"10%\"");
static REFERRAL_MONTHS: Key = Key::count("referral_months", 1, 120, "the months in which the share is received")
    .default(Number::whole(12))
    .example("24");

/// The keys of `hand-off`.
pub(super) static LAYOUT: Layout = Layout::of(&[&[&REFERRAL_FEE, &REFERRAL_SHARE, &REFERRAL_MONTHS]]);

/// Terms of a partner to whom the clients are handed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HandOff {
    /// Received once for each client.
    pub referral_fee: TermId,
    /// The share of the clients' billings received.
    pub referral_share: TermId,
    /// In how many months.
    pub referral_months: u32,
}

impl HandOff {
    pub(super) fn read(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Self {
        Self {
            referral_fee: reader.term(at, &REFERRAL_FEE),
            referral_share: reader.term(at, &REFERRAL_SHARE),
            referral_months: reader.count_or_default(at, &REFERRAL_MONTHS),
        }
    }
}
