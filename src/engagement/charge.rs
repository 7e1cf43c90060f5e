//! The words that contracts share: minimum, increment, zone, allowance, cap, tier (`docs/economics.md` section 3).

use super::PartLine;
use super::sheet::Sheet;
use super::work::{Site, Work, each};
use crate::calc::builder::Expr;
use crate::calc::graph::Label;
use crate::scenario::terms::{Billing, Common, Tier, Tiering, Travel};

/// Hours as billed: rounded up to the increment, and at least a minimum.
pub(super) struct BilledHours<'g> {
    /// In business hours, `b`.
    pub(super) business: Expr<'g>,
    /// Out of hours, `b°`.
    pub(super) out_of_hours: Expr<'g>,
}

/// The hours that a visit to the site is billed.
pub(super) fn billed_hours<'g>(billing: &Billing, sheet: Sheet<'g>, site: &Site<'g>) -> BilledHours<'g> {
    let rounded = match billing.increment {
        Some(increment) => {
            let increment = sheet.term(increment);
            ((site.hours / increment).ceil() * increment).named_of("hours rounded up per visit", site.segment)
        }
        None => site.hours,
    };
    let minimum = sheet.term(billing.minimum);
    let out_of_hours_minimum = billing.out_of_hours_minimum.map_or(minimum, |minimum| sheet.term(minimum));
    BilledHours {
        business: minimum.max(rounded).named_of("billed hours per visit", site.segment),
        out_of_hours: out_of_hours_minimum.max(rounded).named_of("billed hours per visit out of hours", site.segment),
    }
}

/// What an hour in each band costs against a business hour, `m_j`.
pub(super) fn multipliers<'g>(common: &Common, sheet: Sheet<'g>) -> [Expr<'g>; 3] {
    common.multipliers.map(|multiplier| sheet.term(multiplier))
}

/// The travel line: fees of the visits, less an allowance, up to a cap.
pub(super) fn travel<'g>(travel: &Travel, sheet: Sheet<'g>, work: &Work<'g>) -> Option<PartLine<'g>> {
    if !travel.is_charged && !sheet.is_complete() {
        return None;
    }
    let own_distance = travel.km_per_visit.map(|distance| sheet.term(distance));
    let per_visit = work.sites("travel per visit", |site| {
        let distance = own_distance.unwrap_or(site.distance);
        let charged_km =
            (distance - sheet.term(travel.free_km)).positive().named_of("kilometres charged per visit", site.segment);
        let fixed = sheet.term(travel.per_visit);
        let by_distance = sheet.term(travel.km_rate) * charged_km;
        match &travel.zones {
            Some(zones) => {
                let zone_fee = tier_price("zone", &zones.zones, sheet, distance).named_of("zone fee", site.segment);
                fixed + zone_fee + by_distance
            }
            None => fixed + by_distance,
        }
    });
    let fees = work.per_visit(sheet, "travel fees", &per_visit);
    let charged = match travel.allowance {
        Some(allowance) => {
            each(&fees, |fees| (fees - sheet.term(allowance)).positive().named("travel fees beyond the allowance"))
        }
        None => fees,
    };
    let capped = match travel.cap {
        Some(cap) => each(&charged, |charged| sheet.term(cap).min(charged)),
        None => charged,
    };
    Some(PartLine::monthly("travel", capped))
}

/// The price of the tier that a volume falls in; a tier holds its own bound.
///
/// Every tier's price counts where the volume is within its bound and not within the one before; the last tier takes
/// what is within no other.
pub(super) fn tier_price<'g>(noun: &str, tiers: &[Tier], sheet: Sheet<'g>, volume: Expr<'g>) -> Expr<'g> {
    let mut within_before: Option<Expr<'g>> = None;
    let mut prices = Vec::with_capacity(tiers.len());
    for (number, tier) in (1..).zip(tiers) {
        let bound = tier.bound.filter(|_| number < tiers.len());
        let within = bound.map_or(sheet.one(), |bound| sheet.term(bound).at_least(volume));
        let own = within_before.map_or(within, |before| within - before);
        prices.push(sheet.term(tier.price) * own.labelled(|| Label::new(format!("in {noun} {number}"))));
        within_before = Some(within);
    }
    sheet.sum(&prices)
}

/// The price of a month's volume under tiers.
pub(super) fn tiered<'g>(tiers: &[Tier], tiering: Tiering, sheet: Sheet<'g>, volume: Expr<'g>) -> Expr<'g> {
    match tiering {
        Tiering::WholeVolume => volume * tier_price("tier", tiers, sheet, volume).named("rate of the tier"),
        Tiering::Marginal => {
            let mut below = sheet.zero();
            let mut bands = Vec::with_capacity(tiers.len());
            for (number, tier) in (1..).zip(tiers) {
                let within = match tier.bound {
                    Some(bound) => volume.min(sheet.term(bound)),
                    None => volume,
                };
                let hours = (within - below).positive();
                let hours = hours.labelled(|| Label::new(format!("hours in tier {number}")));
                bands.push(hours * sheet.term(tier.price));
                below = tier.bound.map_or(below, |bound| sheet.term(bound));
            }
            sheet.sum(&bands)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::builder::Builder;
    use crate::calc::domain::fold;
    use crate::calc::exact::Exact;
    use crate::calc::number::Number;
    use crate::calc::unit::Unit;
    use crate::scenario::term::TermId;

    /// Up to 10 a price of 5, up to 20 a price of 8: the last tier is for everything beyond, though it ends.
    #[test]
    fn a_tier_holds_its_bound_and_the_last_takes_the_rest() {
        let inputs = [10, 5, 20, 8].map(Number::whole);
        let tiers = [(0, 1), (2, 3)].map(|(bound, price)| Tier { bound: Some(TermId(bound)), price: TermId(price) });
        for (volume, price) in [(0, 5), (10, 5), (11, 8), (20, 8), (21, 8)] {
            let builder = Builder::default();
            let sheet = Sheet::new(&builder);
            let node = tier_price("zone", &tiers, sheet, sheet.whole(volume, Unit::KILOMETRES)).id();
            let graph = builder.finish();
            let values = fold(&graph, graph.nodes().len(), &mut Exact { inputs: &inputs }).unwrap();
            assert_eq!(values[node.index()], Number::whole(price), "{volume}");
        }
    }
}
