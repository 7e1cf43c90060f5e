//! The work of a part: the visits that it attends each month, and what they are like.

use super::sheet::Sheet;
use crate::calc::builder::Expr;

/// What the visits to one segment are like.
pub(crate) struct Site<'g> {
    /// The segment's number, by which names tell sites apart; none where the demand is one.
    pub(crate) segment: Option<u32>,
    /// Hours on site a visit, `h`.
    pub(crate) hours: Expr<'g>,
    /// The shares of visits after hours, at weekends and on holidays, `a_j`.
    pub(crate) bands: [Expr<'g>; 3],
    /// The share of visits out of hours, `a`.
    pub(crate) out_of_hours: Expr<'g>,
    /// The round trip, `k`.
    pub(crate) distance: Expr<'g>,
}

impl<'g> Site<'g> {
    /// `Σ_j a_j m_j`: what the visits out of hours draw, in business hours each.
    pub(crate) fn weighted(&self, multipliers: &[Expr<'g>; 3]) -> Expr<'g> {
        let [after_hours, weekend, holiday] = self.bands;
        let [m_after_hours, m_weekend, m_holiday] = *multipliers;
        let sum = after_hours * m_after_hours + weekend * m_weekend + holiday * m_holiday;
        sum.named_of("weighted share of visits out of hours", self.segment)
    }

    /// `Σ_j a_j (m_j - 1)`: what the visits out of hours cost beyond business hours.
    pub(crate) fn loading(&self, sheet: Sheet<'g>, multipliers: &[Expr<'g>; 3]) -> Expr<'g> {
        let [after_hours, weekend, holiday] = self.bands;
        let [m_after_hours, m_weekend, m_holiday] = multipliers.map(|multiplier| multiplier - sheet.one());
        let sum = after_hours * m_after_hours + weekend * m_weekend + holiday * m_holiday;
        sum.named_of("surcharge on visits out of hours", self.segment)
    }

    /// `1 - a`: the share of visits in business hours.
    pub(crate) fn business(&self) -> Expr<'g> {
        self.out_of_hours.complement().named_of("share of visits in business hours", self.segment)
    }
}

/// The work of a part over the horizon.
pub(crate) struct Work<'g> {
    /// The segments that it serves.
    pub(crate) sites: Vec<Site<'g>>,
    /// Visits attended each month, `A`, a value a site: repeats included.
    pub(crate) attended: Vec<Vec<Expr<'g>>>,
    /// For each month, the first month that is like it.
    pub(crate) alike: Vec<usize>,
}

impl<'g> Work<'g> {
    /// How many months there are.
    pub(crate) fn months(&self) -> usize {
        self.attended.len()
    }

    /// A formula of each month's visits, written once for months that are alike.
    pub(crate) fn monthly(&self, formula: impl Fn(&[Expr<'g>]) -> Expr<'g>) -> Vec<Expr<'g>> {
        let mut months: Vec<Expr<'g>> = Vec::with_capacity(self.attended.len());
        for (visits, alike) in self.attended.iter().zip(&self.alike) {
            let known = months.get(*alike).copied();
            months.push(known.unwrap_or_else(|| formula(visits)));
        }
        months
    }

    /// `Σ A_s × amount_s`: an amount of each site's visits, summed under a name.
    pub(crate) fn per_visit(&self, sheet: Sheet<'g>, name: &'static str, amounts: &[Expr<'g>]) -> Vec<Expr<'g>> {
        self.monthly(|visits| {
            let products: Vec<Expr<'g>> =
                visits.iter().zip(amounts).map(|(visits, amount)| *visits * *amount).collect();
            sheet.sum(&products).named(name)
        })
    }

    /// `Σ A_s`.
    pub(crate) fn visits(&self, sheet: Sheet<'g>) -> Vec<Expr<'g>> {
        self.monthly(|visits| sheet.sum(visits).named("total visits attended"))
    }

    /// The same formula of each site, under a name.
    pub(crate) fn sites(&self, name: &'static str, formula: impl Fn(&Site<'g>) -> Expr<'g>) -> Vec<Expr<'g>> {
        self.sites.iter().map(|site| formula(site).named_of(name, site.segment)).collect()
    }

    /// An amount that is the same every month.
    pub(crate) fn every_month(&self, amount: Expr<'g>) -> Vec<Expr<'g>> {
        vec![amount; self.months()]
    }
}

/// The same formula of each month's value.
pub(super) fn each<'g>(months: &[Expr<'g>], formula: impl Fn(Expr<'g>) -> Expr<'g>) -> Vec<Expr<'g>> {
    let mut values: Vec<Expr<'g>> = Vec::with_capacity(months.len());
    for (position, month) in months.iter().enumerate() {
        // Most months are like the one before.
        let before = position.checked_sub(1).filter(|before| months.get(*before) == Some(month));
        let known = before.and_then(|before| values.get(before).copied());
        values.push(known.unwrap_or_else(|| formula(*month)));
    }
    values
}
