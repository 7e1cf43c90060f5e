//! Within what interval a term may vary while everything else stays as written.

use super::demand::{Segment, Visits};
use super::key::Limits;
use super::term::TermId;
use super::terms::{Model, Tier};
use super::{Part, Scenario};
use crate::calc::number::Number;

/// An interval of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Its lower end.
    pub low: Number,
    /// Its upper end.
    pub high: Number,
}

impl Interval {
    /// The part that both have.
    #[must_use]
    pub fn within(self, other: Self) -> Self {
        Self { low: self.low.max(other.low), high: self.high.min(other.high) }
    }

    fn up_to(self, high: Number) -> Self {
        Self { high: self.high.min(high), ..self }
    }

    fn down_to(self, low: Number) -> Self {
        Self { low: self.low.max(low), ..self }
    }
}

/// Bounds that are excluded count as ends all the same.
impl From<Limits> for Interval {
    fn from(limits: Limits) -> Self {
        Self { low: Number::from(limits.low), high: Number::from(limits.high) }
    }
}

impl Scenario {
    /// The values that a term may have: its key's limits, and what the values beside it leave of them, wherever in their
    /// ranges those stand. An end may be excluded by the format, but nothing between the ends is.
    pub fn limits(&self, term: TermId) -> Interval {
        let mut interval = Interval::from(self.key_limits(term));
        for segment in &self.segments {
            interval = self.share_limits(segment, term, interval);
            interval = self.volume_limits(segment, term, interval);
        }
        for part in self.options.iter().flat_map(|option| &option.parts) {
            interval = self.part_limits(part, term, interval);
        }
        interval
    }

    /// What a term's key allows, whatever stands beside it.
    pub(crate) fn key_limits(&self, term: TermId) -> Limits {
        self.term(term).key.as_quantity().map_or(Limits::MONEY, |quantity| quantity.limits)
    }

    /// The shares of visits out of hours add up to at most one.
    fn share_limits(&self, segment: &Segment, term: TermId, interval: Interval) -> Interval {
        if !segment.band_shares.contains(&term) {
            return interval;
        }
        let others = segment.band_shares.iter().filter(|share| **share != term);
        // A range counts with its upper end, as it does where the file is read.
        let others = others.map(|share| self.term(*share).ends().1);
        let rest = others.fold(Number::ONE, |rest, share| rest.minus(share).unwrap_or(Number::ZERO));
        interval.up_to(rest)
    }

    /// Clients and the visits of each come to at most as many visits as a segment may have.
    fn volume_limits(&self, segment: &Segment, term: TermId, interval: Interval) -> Interval {
        let Visits::PerClient { clients, visits } = segment.visits else { return interval };
        let other = match term {
            _ if term == clients => visits,
            _ if term == visits => clients,
            _ => return interval,
        };
        // Where the other is 0, the product is, whatever the term.
        let most = Number::from(Limits::VOLUME.high).over(self.term(other).ends().1);
        most.map_or(interval, |most| interval.up_to(most))
    }

    fn part_limits(&self, part: &Part, term: TermId, mut interval: Interval) -> Interval {
        let segments = || part.serves.iter().filter_map(|position| self.segments.get(*position));
        if let Model::PerIncident(terms) = &part.model {
            if let Some(tiers) = &terms.tiers {
                interval = self.between_bounds(&tiers.tiers, term, interval);
            }
            // Without a price for hours out of hours there may be none.
            if !terms.has_hourly_rate && segments().any(|segment| segment.band_shares.contains(&term)) {
                interval = interval.up_to(Number::ZERO);
            }
        }
        let Some((travel, zones)) = part.model.travel().and_then(|travel| Some((travel, travel.zones.as_ref()?)))
        else {
            return interval;
        };
        interval = self.between_bounds(&zones.zones, term, interval);
        let distances: Vec<TermId> = match travel.km_per_visit {
            Some(own) => vec![own],
            None => segments().map(|segment| segment.km_per_visit).collect(),
        };
        // No distance may lie beyond the last zone, where that has an end.
        if let Some(bound) = zones.zones.last().and_then(|zone| zone.bound) {
            if distances.contains(&term) {
                interval = interval.up_to(self.term(bound).ends().0);
            }
            if bound == term {
                let furthest = distances.iter().map(|distance| self.term(*distance).ends().1).max();
                interval = interval.down_to(furthest.unwrap_or(Number::ZERO));
            }
        }
        interval
    }

    /// A tier's bound lies between its neighbours'.
    fn between_bounds(&self, tiers: &[Tier], term: TermId, mut interval: Interval) -> Interval {
        let bounds: Vec<TermId> = tiers.iter().filter_map(|tier| tier.bound).collect();
        for pair in bounds.windows(2) {
            if let [below, above] = *pair {
                if below == term {
                    interval = interval.up_to(self.term(above).ends().0);
                }
                if above == term {
                    interval = interval.down_to(self.term(below).ends().1);
                }
            }
        }
        interval
    }
}
