//! Section 7: employees in the region.

use super::travel::Travel;
use super::{business_share, priced};
use crate::document::Terms;
use crate::exact::{self, Exact, whole};
use crate::part::{Line, Work};

#[derive(Clone)]
pub(crate) struct Hire {
    salary: Exact,
    on_costs: Exact,
    /// Name and amount, in no order.
    yearly_costs: Vec<(String, Exact)>,
    hours_per_week: Exact,
    /// `κ`
    capacity: Exact,
    travel_hours_per_visit: Exact,
    /// None where it is automatic.
    headcount: Option<Exact>,
    overflow_rate: Exact,
    recruitment_cost: Exact,
    turnover_per_year: Exact,
    cover_share: Exact,
    cover_rate: Exact,
    on_call_per_month: Exact,
    multipliers: [Exact; 3],
    travel: Travel,
}

impl Hire {
    pub(super) fn read(terms: &Terms<'_>, multipliers: [Exact; 3]) -> Self {
        let number = |key: &str| terms.number_or_zero(key);
        let productive_hours = terms.number_or("productive_hours_per_year", &whole(1672));
        let named = |table: &Terms<'_>| {
            let amount = |name: &str| (name.to_owned(), table.required(name));
            table.keys().into_iter().map(amount).collect::<Vec<_>>()
        };
        let on_costs = match terms.table("on_costs") {
            Some(shares) if !shares.has("low") => named(&shares).into_iter().map(|(_, share)| share).sum(),
            _ => number("on_costs"),
        };
        Self {
            salary: terms.required("salary"),
            on_costs,
            yearly_costs: terms.table("yearly_costs").map_or_else(Vec::new, |amounts| named(&amounts)),
            hours_per_week: terms.number_or("hours_per_week", &whole(38)),
            capacity: productive_hours * terms.number_or("utilisation", &Exact::ONE) / whole(12),
            travel_hours_per_visit: number("travel_hours_per_visit"),
            headcount: if terms.text("headcount").is_some() { None } else { terms.number("headcount") },
            overflow_rate: number("overflow_rate"),
            recruitment_cost: number("recruitment_cost"),
            turnover_per_year: number("turnover_per_year"),
            cover_share: number("cover_share"),
            cover_rate: number("cover_rate"),
            on_call_per_month: number("on_call_per_month"),
            multipliers,
            travel: Travel::read(terms),
        }
    }

    /// `n(t)`
    fn heads(&self, required: &[Exact]) -> Vec<Exact> {
        let of_year = |year: &[Exact]| {
            let needed = year.iter().max().unwrap() / &self.capacity;
            let heads = exact::ceil(&needed).max(Exact::ONE);
            vec![heads; year.len()]
        };
        match &self.headcount {
            Some(heads) => vec![heads.clone(); required.len()],
            None => required.chunks(12).flat_map(of_year).collect(),
        }
    }

    /// The heads hired in month `t`.
    fn hired(&self, heads: &[Exact], t: usize) -> Exact {
        let replaced = &heads[t] * &self.turnover_per_year / whole(12);
        match t {
            0 => &heads[0] + replaced,
            _ if t.is_multiple_of(12) => exact::positive(&heads[t] - &heads[t - 1]) + replaced,
            _ => replaced,
        }
    }

    pub(super) fn lines(&self, work: &Work<'_>) -> Vec<Line> {
        let business =
            work.times(|segment| business_share(segment) * (&segment.hours_per_visit + &self.travel_hours_per_visit));
        let required = priced(&business, &(Exact::ONE - &self.cover_share));
        let heads = self.heads(&required);
        let overtime = work.times(|segment| {
            (&segment.hours_per_visit + &self.travel_hours_per_visit) * segment.over_bands(&self.multipliers)
        });
        let hour = &self.salary / (whole(52) * &self.hours_per_week);
        let short = |(required, heads): (&Exact, &Exact)| exact::positive(required - heads * &self.capacity);
        let overflow: Vec<Exact> = match self.headcount {
            Some(_) => required.iter().zip(&heads).map(short).collect(),
            None => work.level(&Exact::ZERO),
        };
        let hired: Vec<Exact> = (0..work.months).map(|t| self.hired(&heads, t)).collect();
        let salary = priced(&heads, &(&self.salary / whole(12)));
        let mut lines = vec![
            Line::new("on-costs", priced(&salary, &self.on_costs)),
            Line::new("salary", salary),
            Line::new("overtime", priced(&overtime, &hour)),
            Line::new("on call", priced(&heads, &self.on_call_per_month)),
            Line::new("overflow", priced(&overflow, &self.overflow_rate)),
            Line::new("leave cover", priced(&business, &(&self.cover_share * &self.cover_rate))),
            Line::new("recruitment", priced(&hired, &self.recruitment_cost)),
            self.travel.line(work),
        ];
        for (name, amount) in &self.yearly_costs {
            lines.push(Line::new(&format!("yearly costs: {name}"), priced(&heads, &(amount / whole(12)))));
        }
        lines
    }
}
