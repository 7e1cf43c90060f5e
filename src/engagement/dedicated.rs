//! `dedicated`: a partner's technician, booked by the day (`docs/economics.md` section 6).

use super::PartLine;
use super::charge::{billed_hours, multipliers, travel};
use super::sheet::Sheet;
use super::work::{Work, each};
use crate::scenario::terms::{DayFee, Dedicated};

pub(super) fn lines<'g>(terms: &Dedicated, sheet: Sheet<'g>, work: &Work<'g>) -> Vec<PartLine<'g>> {
    let days = sheet.term(terms.days_per_month);
    let overage_rate = sheet.term(terms.overage_rate);
    let multipliers = multipliers(&terms.common, sheet);
    let travel_hours = sheet.term(terms.travel_hours_per_visit);

    let fee = match terms.fee {
        DayFee::Monthly(fee) => sheet.term(fee),
        DayFee::Daily(rate) => days * sheet.term(rate),
    };
    let booked = (days * sheet.term(terms.hours_per_day)).named("booked hours");
    let worked_per_visit = work.sites("hours worked per visit", |site| site.business() * (site.hours + travel_hours));
    let worked = work.per_visit(sheet, "hours worked", &worked_per_visit);
    let overage =
        each(&worked, |hours| (hours - booked).positive().named("hours beyond the booked days") * overage_rate);
    let out_of_hours = work.sites("hours charged out of hours per visit", |site| {
        let billed = billed_hours(&terms.billing, sheet, site);
        billed.out_of_hours * site.weighted(&multipliers)
    });
    let out_of_hours = work.per_visit(sheet, "hours charged out of hours", &out_of_hours);
    let out_of_hours = each(&out_of_hours, |hours| hours * overage_rate);

    let mut lines = vec![
        PartLine::monthly("fee", work.every_month(fee)),
        PartLine::monthly("overage", overage),
        PartLine::monthly("out of hours", out_of_hours),
        PartLine::once("setup", sheet, sheet.term(terms.setup_fee), work.months()),
    ];
    lines.extend(travel(&terms.travel, sheet, work));
    lines
}
