//! Section 14: what options cost and bring in at other volumes.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::costing::Setting;
use crate::demand::Segment;
use crate::exact::Exact;
use crate::scenario::Scenario;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Driver {
    Visits,
    Hours,
    Clients,
}

impl Driver {
    pub(crate) const ALL: [Self; 3] = [Self::Visits, Self::Hours, Self::Clients];

    /// As on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Visits => "visits",
            Self::Hours => "hours",
            Self::Clients => "clients",
        }
    }

    /// `x_now`
    pub(crate) fn now(self, scenario: &Scenario) -> Exact {
        let segments = scenario.segments.iter();
        match self {
            Self::Visits => segments.map(|segment| &segment.visits).sum(),
            Self::Hours => segments.map(|segment| &segment.visits * &segment.hours_per_visit).sum(),
            Self::Clients => segments.map(|segment| &segment.clients).sum(),
        }
    }
}

/// An option at a volume, over the horizon.
pub(crate) struct Level {
    pub(crate) cost: Exact,
    pub(crate) collected: Option<Exact>,
}

/// The options of a scenario at any volume of a driver. What was worked out once is kept.
pub(crate) struct Volumes<'s> {
    scenario: &'s Scenario,
    driver: Driver,
    pub(crate) now: Exact,
    seen: BTreeMap<Exact, Volume<'s>>,
}

struct Volume<'s> {
    setting: Setting<'s>,
    levels: Vec<Option<Rc<Level>>>,
}

impl<'s> Volumes<'s> {
    pub(crate) fn new(scenario: &'s Scenario, driver: Driver) -> Self {
        Self { scenario, driver, now: driver.now(scenario), seen: BTreeMap::new() }
    }

    /// An option, by position, at volume `x`.
    pub(crate) fn level(&mut self, x: &Exact, option: usize) -> Rc<Level> {
        if !self.seen.contains_key(x) {
            let setting = Setting::of(self.scenario, self.segments(x));
            let levels = vec![None; self.scenario.options.len()];
            self.seen.insert(x.clone(), Volume { setting, levels });
        }
        let volume = self.seen.get_mut(x).unwrap();
        let level = volume.levels[option].get_or_insert_with(|| {
            let costing = volume.setting.costing(&self.scenario.options[option]);
            Rc::new(Level { cost: costing.total_cost(), collected: costing.total_collected() })
        });
        Rc::clone(level)
    }

    /// Every segment's visits in proportion, and for `clients` its clients too.
    fn segments(&self, x: &Exact) -> Vec<Segment> {
        let factor = x / &self.now;
        let mut segments = self.scenario.segments.clone();
        for segment in &mut segments {
            segment.visits *= &factor;
            if self.driver == Driver::Clients {
                segment.clients *= &factor;
            }
        }
        segments
    }
}
