//! Section 9: the clients are handed over, for a fee and a share of what they are billed.

use crate::document::Terms;
use crate::exact::Exact;

#[derive(Clone)]
pub(crate) struct HandOff {
    fee: Exact,
    share: Exact,
    months: usize,
}

impl HandOff {
    pub(super) fn read(terms: &Terms<'_>) -> Self {
        Self {
            fee: terms.number_or_zero("referral_fee"),
            share: terms.number_or_zero("referral_share"),
            months: terms.count("referral_months").unwrap_or(12),
        }
    }

    /// The referral income of month `t`, for so many clients at the start and so much billed in the month.
    pub(crate) fn income(&self, t: usize, clients: &Exact, billed: &Exact) -> Exact {
        let fee = if t == 0 { &self.fee * clients } else { Exact::ZERO };
        let share = if t < self.months { &self.share * billed } else { Exact::ZERO };
        fee + share
    }
}
