//! `fly-in`: metro staff, sent out (`docs/economics.md` section 8).

use super::PartLine;
use super::charge::multipliers;
use super::sheet::Sheet;
use super::work::{Work, each};
use crate::scenario::terms::FlyIn;

pub(super) fn lines<'g>(terms: &FlyIn, sheet: Sheet<'g>, work: &Work<'g>) -> Vec<PartLine<'g>> {
    let multipliers = multipliers(&terms.common, sheet);
    let hourly_cost = sheet.term(terms.hourly_cost);

    let trips = each(&work.visits(sheet), |visits| (visits / sheet.term(terms.visits_per_trip)).named("trips"));
    let on_site = work
        .sites("paid hours on site per visit", |site| site.hours * (sheet.one() + site.loading(sheet, &multipliers)));
    let on_site = work.per_visit(sheet, "paid hours on site", &on_site);
    let on_site = each(&on_site, |hours| hours * hourly_cost);
    let travel_hours = each(&trips, |trips| (trips * sheet.term(terms.travel_hours_per_trip)).named("travel hours"));
    let kilometres = each(&trips, |trips| (trips * sheet.term(terms.km_per_trip)).named("kilometres driven"));
    let nights = each(&trips, |trips| (trips * sheet.term(terms.overnight_share)).named("trips overnight"));

    vec![
        PartLine::monthly("on-site labour", on_site),
        PartLine::monthly("travel labour", each(&travel_hours, |hours| hours * hourly_cost)),
        PartLine::monthly("vehicle", each(&kilometres, |km| km * sheet.term(terms.km_rate))),
        PartLine::monthly("overnight stays", each(&nights, |nights| nights * sheet.term(terms.overnight_cost))),
        PartLine::monthly("lost billing", each(&travel_hours, |hours| hours * sheet.term(terms.lost_billing_rate))),
    ]
}
