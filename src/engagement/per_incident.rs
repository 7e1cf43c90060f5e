//! `per-incident`: a contractor, paid for each visit and hour (`docs/economics.md` section 4).

use super::PartLine;
use super::charge::{billed_hours, multipliers, tiered, travel};
use super::sheet::Sheet;
use super::work::{Work, each};
use crate::calc::builder::Expr;
use crate::scenario::terms::PerIncident;

pub(super) fn lines<'g>(terms: &PerIncident, sheet: Sheet<'g>, work: &Work<'g>) -> Vec<PartLine<'g>> {
    let rate = sheet.term(terms.hourly_rate);
    let multipliers = multipliers(&terms.common, sheet);
    let covered = sheet.term(terms.hours_in_visit_fee);

    let mut hours_per_visit: Vec<Expr<'g>> = Vec::with_capacity(work.sites.len());
    let mut loading_per_visit: Vec<Expr<'g>> = Vec::with_capacity(work.sites.len());
    for site in &work.sites {
        let billed = billed_hours(&terms.billing, sheet, site);
        let name = "hours per visit beyond the visit fee";
        let business = (billed.business - covered).positive().named_of(name, site.segment);
        let name = "hours per visit out of hours beyond the visit fee";
        let out_of_hours = (billed.out_of_hours - covered).positive().named_of(name, site.segment);
        let hours = site.business() * business + site.out_of_hours * out_of_hours;
        hours_per_visit.push(hours.named_of("average billed hours per visit", site.segment));
        let loading = out_of_hours * site.loading(sheet, &multipliers);
        loading_per_visit.push(loading.named_of("surcharge hours per visit", site.segment));
    }

    let visit_fees = each(&work.visits(sheet), |visits| visits * sheet.term(terms.visit_fee));
    let billed = work.per_visit(sheet, "billed hours", &hours_per_visit);
    let labour = each(&billed, |hours| match &terms.tiers {
        Some(tiers) => tiered(&tiers.tiers, tiers.tiering, sheet, hours),
        None => hours * rate,
    });
    let loading = each(&work.per_visit(sheet, "surcharge hours", &loading_per_visit), |hours| hours * rate);

    let mut lines = vec![
        PartLine::monthly("visit fees", visit_fees),
        PartLine::monthly("labour", labour),
        PartLine::monthly("out-of-hours loading", loading),
    ];
    lines.extend(travel(&terms.travel, sheet, work));
    lines
}
