//! What is billed, collected and received for referrals, month by month (`docs/economics.md` sections 9 and 11).

use super::demand::{Demand, SegmentDemand};
use crate::calc::builder::Expr;
use crate::calc::unit::Unit;
use crate::engagement::Sheet;
use crate::scenario::terms::{HandOff, Model};
use crate::scenario::{Engagement, Revenue, Shape};

/// The revenue side of a scenario.
pub(super) struct Income<'s, 'g> {
    shape: &'s Shape,
    /// Collected from all segments: the same for every option that keeps its clients.
    from_all: Option<Vec<Expr<'g>>>,
}

impl<'s, 'g> Income<'s, 'g> {
    pub(super) fn new(shape: &'s Shape, sheet: Sheet<'g>, demand: &Demand<'g>) -> Self {
        let everything: Vec<usize> = (0..demand.segments.len()).collect();
        let from_all = shape.revenue.as_ref().map(|revenue| collected(revenue, sheet, demand, &everything));
        Self { shape, from_all }
    }

    /// An option's collected revenue in each month; none where it is not known.
    pub(super) fn of(&mut self, option: &Engagement, sheet: Sheet<'g>, demand: &Demand<'g>) -> Option<Vec<Expr<'g>>> {
        if !option.hands_off() {
            return self.from_all.clone();
        }
        let kept: Vec<usize> = option
            .parts
            .iter()
            .filter(|part| !matches!(part.model, Model::HandOff(_)))
            .flat_map(|part| part.serves.iter().copied())
            .collect();
        let revenue = self.shape.revenue.as_ref();
        let mut sources: Vec<Vec<Expr<'g>>> = Vec::new();
        if let (Some(revenue), false) = (revenue, kept.is_empty()) {
            sources.push(collected(revenue, sheet, demand, &kept));
        }
        for part in &option.parts {
            if let Model::HandOff(terms) = &part.model {
                sources.push(referral(terms, revenue, sheet, demand, &part.serves));
            }
        }
        let month = |month: usize| sources.iter().filter_map(|source| source.get(month).copied()).collect::<Vec<_>>();
        Some((0..demand.months()).map(|index| sheet.sum(&month(index)).named("revenue")).collect())
    }
}

/// What is paid of the billings to some segments.
fn collected<'g>(revenue: &Revenue, sheet: Sheet<'g>, demand: &Demand<'g>, segments: &[usize]) -> Vec<Expr<'g>> {
    let paid = sheet.term(revenue.bad_debt_share).complement();
    super::by_year(&billed(revenue, sheet, demand, segments), |billed, _| (billed * paid).named("collected revenue"))
}

/// What some segments are billed in each month.
fn billed<'g>(revenue: &Revenue, sheet: Sheet<'g>, demand: &Demand<'g>, segments: &[usize]) -> Vec<Expr<'g>> {
    let per_hour = sheet.term(revenue.per_hour);
    let (per_visit, per_client) = (sheet.term(revenue.per_visit), sheet.term(revenue.per_client));
    let multipliers = revenue.multipliers.map(|multiplier| sheet.term(multiplier) - sheet.one());
    let lump = lump_sum(revenue, sheet, demand, segments);
    let chosen: Vec<&SegmentDemand<'g>> =
        segments.iter().filter_map(|position| demand.segments.get(*position)).collect();
    let hourly: Vec<Expr<'g>> = chosen
        .iter()
        .map(|segment| {
            let [after_hours, weekend, holiday] = segment.bands;
            let loading = after_hours * multipliers[0] + weekend * multipliers[1] + holiday * multipliers[2];
            let loading = loading.named_of("out-of-hours surcharge to clients", segment.number);
            (per_hour * (sheet.one() + loading)).named_of("price of an hour served", segment.number)
        })
        .collect();
    let mut previous: Option<(Vec<Expr<'g>>, Expr<'g>)> = None;
    let months: Vec<Expr<'g>> = (0..demand.months())
        .map(|month| {
            let mut key: Vec<Expr<'g>> = Vec::new();
            for segment in &chosen {
                key.extend(segment.visits.get(month));
                key.extend(segment.clients.as_ref().and_then(|clients| clients.get(month)));
            }
            if let Some((same, sum)) = &previous
                && *same == key
            {
                return *sum;
            }
            let mut items: Vec<Expr<'g>> = Vec::new();
            for (segment, hourly) in chosen.iter().zip(&hourly) {
                items.extend(segment.hours.get(month).map(|hours| *hours * *hourly));
                items.extend(segment.visits.get(month).map(|visits| *visits * per_visit));
                let clients = segment.clients.as_ref().and_then(|clients| clients.get(month));
                items.extend(clients.map(|clients| *clients * per_client));
            }
            items.push(lump);
            let sum = sheet.sum(&items).named("billed revenue");
            previous = Some((key, sum));
            sum
        })
        .collect();
    let rate = sheet.term(revenue.indexation);
    super::by_year(&months, |billed, year| match sheet.indexation(rate, year) {
        Some(factor) => (billed * factor).named("indexed billed revenue"),
        None => billed,
    })
}

/// The segments' share of the monthly sum: in proportion to their visits as written, in equal parts where there are none.
fn lump_sum<'g>(revenue: &Revenue, sheet: Sheet<'g>, demand: &Demand<'g>, segments: &[usize]) -> Expr<'g> {
    let whole = sheet.term(revenue.per_month);
    if segments.len() == demand.segments.len() {
        return whole;
    }
    let base = |position: &usize| demand.segments.get(*position).map(|segment| segment.base_visits);
    let ours: Vec<Expr<'g>> = segments.iter().filter_map(base).collect();
    let all: Vec<Expr<'g>> = demand.segments.iter().map(|segment| segment.base_visits).collect();
    let total = sheet.sum(&all);
    // 1 visit for every segment where nobody has any, so that the shares are equal; else nothing.
    let nobody = sheet.zero().at_least(total) * sheet.whole(1, Unit::VISITS);
    let nobody = nobody.named("a visit each where there are none");
    let count = |segments: usize| sheet.whole(u32::try_from(segments).unwrap_or(u32::MAX), Unit::NONE);
    let share = (sheet.sum(&ours) + nobody * count(ours.len())) / (total + nobody * count(all.len()));
    (whole * share.named("share of the monthly sum")).named("monthly sum of these segments")
}

/// What a partner pays for clients handed over.
fn referral<'g>(
    terms: &HandOff,
    revenue: Option<&Revenue>,
    sheet: Sheet<'g>,
    demand: &Demand<'g>,
    segments: &[usize],
) -> Vec<Expr<'g>> {
    let clients: Vec<Expr<'g>> = segments
        .iter()
        .filter_map(|position| demand.segments.get(*position))
        .filter_map(|segment| segment.clients.as_ref().and_then(|clients| clients.first().copied()))
        .collect();
    let fee = sheet.term(terms.referral_fee) * sheet.sum(&clients).named("clients handed over");
    let share = sheet.term(terms.referral_share);
    let billed = revenue.map(|revenue| billed(revenue, sheet, demand, segments));
    (0..demand.months())
        .map(|month| {
            let within = month < terms.referral_months as usize;
            let billed = billed.as_ref().and_then(|billed| billed.get(month).copied()).filter(|_| within);
            let shared = billed.map_or(sheet.zero(), |billed| share * billed);
            let income = if month == 0 { fee + shared } else { shared };
            income.named("referral income")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::evaluation::evaluate;
    use crate::model::build;
    use crate::scenario::load;

    /// What the option collects in an average year.
    fn collected(rest: &str, option: &str) -> String {
        let text = format!("name = \"a\"\ntarget.gross_margin = 0.5\n{rest}\n[[option]]\nname = \"o\"\n{option}\n");
        let scenario = load("a", text.as_bytes(), &[]).unwrap().scenario;
        let evaluation = evaluate(&scenario, &build(&scenario)).unwrap();
        evaluation.options[0].annual_revenue.unwrap().to_string()
    }

    /// 18 hours at 100 with a surcharge of 0.1 × 0.5 + 0.2 × 1 + 0.05 × 2 = 0.35 are 2,430 a month.
    #[test]
    fn every_band_has_its_surcharge() {
        let demand = "[demand]\nvisits = 9\nhours_per_visit = 2\nafter_hours_share = 0.1\nweekend_share = 0.2\n\
                      holiday_share = 0.05\n[revenue]\nper_hour = 100\nafter_hours_multiplier = 1.5\n\
                      weekend_multiplier = 2\nholiday_multiplier = 3";
        assert_eq!(collected(demand, "model = \"per-incident\"\nhourly_rate = 130"), "29160");
    }

    #[test]
    fn the_monthly_sum_is_shared_by_visits() {
        let of = |[a, b, c]: [u32; 3]| {
            let demand = format!(
                "[demand]\nhours_per_visit = 1\n[demand.segment.a]\nvisits = {a}\n[demand.segment.b]\nvisits = {b}\n\
                 [demand.segment.c]\nvisits = {c}\n[revenue]\nper_month = 90"
            );
            let kept = "[[option.part]]\nmodel = \"per-incident\"\nserves = [\"a\", \"b\"]\nhourly_rate = 130";
            let left =
                "[[option.part]]\nmodel = \"hand-off\"\nserves = [\"c\"]\nreferral_share = 0.1\nreferral_months = 1";
            collected(&demand, &format!("{kept}\n{left}"))
        };
        // 4 of 8 visits are kept, 12 × 45, and once there is a tenth of the other 45.
        assert_eq!(of([3, 1, 4]), "544.5");
        // Without visits 2 of 3 segments are kept, 12 × 60, and once there is a tenth of 30.
        assert_eq!(of([0, 0, 0]), "723");
    }
}
