//! Section 10: extras, and penalties for missed critical visits.

use crate::document::Terms;
use crate::exact::{self, Exact};

#[derive(Clone)]
pub(crate) struct Extra {
    pub(crate) name: String,
    kind: Kind,
    /// Months counted from 1, both included.
    from_month: usize,
    to_month: usize,
    from_clients: Option<Exact>,
}

#[derive(Clone)]
enum Kind {
    Amount { amount: Exact, per: String },
    ShareOfCost(Exact),
    ShareOfRevenue(Exact),
}

/// What extras are reckoned from, in each month: over all segments, and of the option.
pub(crate) struct Base<'m> {
    pub(crate) visits: &'m [Exact],
    pub(crate) hours: &'m [Exact],
    pub(crate) clients: &'m [Exact],
    pub(crate) cost_of_parts: &'m [Exact],
    pub(crate) collected: &'m [Exact],
    /// `(1 + horizon.indexation)^y`
    pub(crate) indexation: &'m [Exact],
}

impl Extra {
    pub(crate) fn read(terms: &Terms<'_>) -> Self {
        let kind = if let Some(amount) = terms.number("amount") {
            Kind::Amount { amount, per: terms.text("per").unwrap().to_owned() }
        } else if let Some(share) = terms.number("share_of_cost") {
            Kind::ShareOfCost(share)
        } else {
            Kind::ShareOfRevenue(terms.required("share_of_revenue"))
        };
        Self {
            name: terms.text("name").unwrap().to_owned(),
            kind,
            from_month: terms.count("from_month").unwrap_or(1),
            to_month: terms.count("to_month").unwrap_or(usize::MAX),
            from_clients: terms.number("from_clients"),
        }
    }

    fn applies(&self, t: usize, clients: &Exact) -> bool {
        let month = t + 1;
        let enough = |least: &Exact| exact::compared(clients) >= exact::compared(least);
        self.from_month <= month && month <= self.to_month && self.from_clients.as_ref().is_none_or(enough)
    }

    pub(crate) fn months(&self, base: &Base<'_>) -> Vec<Exact> {
        let mut is_paid = false;
        let mut line = Vec::new();
        for t in 0..base.clients.len() {
            let applies = self.applies(t, &base.clients[t]);
            line.push(if applies { self.month(t, base, is_paid) } else { Exact::ZERO });
            is_paid |= applies;
        }
        line
    }

    /// The line of a month in which the item applies.
    fn month(&self, t: usize, base: &Base<'_>, is_paid: bool) -> Exact {
        let (amount, per) = match &self.kind {
            Kind::Amount { amount, per } => (amount, per.as_str()),
            Kind::ShareOfCost(share) => return share * &base.cost_of_parts[t],
            Kind::ShareOfRevenue(share) => return share * &base.collected[t],
        };
        let indexed = amount * &base.indexation[t / 12];
        match per {
            "once" if is_paid => Exact::ZERO,
            "once" => amount.clone(),
            "month" => indexed,
            "year" => indexed / exact::whole(12),
            "visit" => indexed * &base.visits[t],
            "hour" => indexed * &base.hours[t],
            "client" => indexed * &base.clients[t],
            other => panic!("an amount per {other}"),
        }
    }
}

#[derive(Clone)]
pub(crate) struct Sla {
    penalty_per_breach: Exact,
    monthly_cap: Option<Exact>,
}

impl Sla {
    pub(crate) fn read(terms: &Terms<'_>) -> Self {
        Self { penalty_per_breach: terms.required("penalty_per_breach"), monthly_cap: terms.number("monthly_cap") }
    }

    /// The penalties of a month in which so many critical visits are missed.
    pub(crate) fn penalties(&self, missed: &Exact) -> Exact {
        let penalties = missed * &self.penalty_per_breach;
        match &self.monthly_cap {
            Some(cap) => penalties.min(cap.clone()),
            None => penalties,
        }
    }
}
