//! `per-incident`: a contractor, paid for each visit and hour (`docs/economics.md` section 4).

use super::PartLine;
use super::charge::{billed_hours, multipliers, tiered, travel};
use super::work::{Sheet, Work, each};
use crate::calc::graph::Expr;
use crate::scenario::terms::PerIncident;

pub(super) fn lines<'g>(terms: &PerIncident, sheet: Sheet<'g>, work: &Work<'g>) -> Vec<PartLine<'g>> {
    let rate = sheet.term(terms.hourly_rate);
    let multipliers = multipliers(&terms.common, sheet);
    let covered = sheet.term(terms.hours_in_visit_fee);

    let mut hours_per_visit: Vec<Expr<'g>> = Vec::with_capacity(work.sites.len());
    let mut loading_per_visit: Vec<Expr<'g>> = Vec::with_capacity(work.sites.len());
    for site in &work.sites {
        let billed = billed_hours(&terms.billing, sheet, site);
        let business = (billed.business - covered).positive();
        let out_of_hours = (billed.out_of_hours - covered).positive();
        hours_per_visit.push(site.business() * business + site.out_of_hours * out_of_hours);
        loading_per_visit.push(out_of_hours * site.loading(sheet, &multipliers));
    }

    let visit_fees = each(&work.visits(sheet), |visits| visits * sheet.term(terms.visit_fee));
    let billed = work.per_visit(sheet, &hours_per_visit);
    let labour = each(&billed, |hours| match &terms.tiers {
        Some(tiers) => tiered(&tiers.tiers, tiers.tiering, sheet, hours),
        None => hours * rate,
    });
    let loading = each(&work.per_visit(sheet, &loading_per_visit), |hours| hours * rate);

    let mut lines = vec![
        PartLine::monthly("visit fees", visit_fees),
        PartLine::monthly("labour", labour),
        PartLine::monthly("out-of-hours loading", loading),
    ];
    lines.extend(travel(&terms.travel, sheet, work));
    lines
}
