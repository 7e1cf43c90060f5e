//! The words that contracts share: minimum, increment, zone, allowance, cap, tier (`docs/economics.md` section 3).

use super::PartLine;
use super::work::{Sheet, Site, Work, each};
use crate::calc::graph::Expr;
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
            (site.hours / increment).ceil() * increment
        }
        None => site.hours,
    };
    let minimum = sheet.term(billing.minimum);
    let out_of_hours_minimum = billing.out_of_hours_minimum.map_or(minimum, |minimum| sheet.term(minimum));
    BilledHours { business: minimum.max(rounded), out_of_hours: out_of_hours_minimum.max(rounded) }
}

/// What an hour in each band costs against a business hour, `m_j`.
pub(super) fn multipliers<'g>(common: &Common, sheet: Sheet<'g>) -> [Expr<'g>; 3] {
    common.multipliers.map(|multiplier| sheet.term(multiplier))
}

/// The travel line: fees of the visits, less an allowance, up to a cap.
pub(super) fn travel<'g>(travel: &Travel, sheet: Sheet<'g>, work: &Work<'g>) -> Option<PartLine<'g>> {
    if !travel.is_charged {
        return None;
    }
    let own_distance = travel.km_per_visit.map(|distance| sheet.term(distance));
    let per_visit = work.sites(|site| {
        let distance = own_distance.unwrap_or(site.distance);
        let charged_km = (distance - sheet.term(travel.free_km)).positive();
        let fixed = sheet.term(travel.per_visit);
        let by_distance = sheet.term(travel.km_rate) * charged_km;
        match &travel.zones {
            Some(zones) => fixed + tier_price(&zones.zones, sheet, distance) + by_distance,
            None => fixed + by_distance,
        }
    });
    let fees = work.per_visit(sheet, &per_visit);
    let charged = match travel.allowance {
        Some(allowance) => each(&fees, |fees| (fees - sheet.term(allowance)).positive()),
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
/// Written as the last tier's price and, for each earlier tier, the step back to its own price while the volume is
/// within its bound: so that one formula serves every volume.
pub(super) fn tier_price<'g>(tiers: &[Tier], sheet: Sheet<'g>, volume: Expr<'g>) -> Expr<'g> {
    let mut price = tiers.last().map_or(sheet.zero(), |last| sheet.term(last.price));
    for pair in tiers.windows(2) {
        if let [tier, next] = pair
            && let Some(bound) = tier.bound
        {
            let step = sheet.term(tier.price) - sheet.term(next.price);
            price = price + step * sheet.term(bound).at_least(volume);
        }
    }
    price
}

/// The price of a month's volume under tiers.
pub(super) fn tiered<'g>(tiers: &[Tier], tiering: Tiering, sheet: Sheet<'g>, volume: Expr<'g>) -> Expr<'g> {
    match tiering {
        Tiering::WholeVolume => volume * tier_price(tiers, sheet, volume),
        Tiering::Marginal => {
            let mut below = sheet.zero();
            let mut bands = Vec::with_capacity(tiers.len());
            for tier in tiers {
                let within = match tier.bound {
                    Some(bound) => volume.min(sheet.term(bound)),
                    None => volume,
                };
                bands.push((within - below).positive() * sheet.term(tier.price));
                below = tier.bound.map_or(below, |bound| sheet.term(bound));
            }
            sheet.sum(&bands)
        }
    }
}
