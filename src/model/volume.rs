//! The volume of the demand: as written, and over the horizon.

use crate::calc::graph::NodeId;

/// The nodes of the demand's volume.
#[derive(Debug)]
pub struct Volume {
    /// Visits a month, as written.
    pub visits: NodeId,
    /// Hours a month, as written.
    pub hours: NodeId,
    /// Clients, as written; none where no segment has any.
    pub clients: Option<NodeId>,
    /// Visits over the horizon.
    pub total_visits: NodeId,
    /// Hours over the horizon.
    pub total_hours: NodeId,
    /// Clients, summed over the months of the horizon.
    pub client_months: NodeId,
}

impl Volume {
    /// The node of a total.
    pub fn total(&self, total: Total) -> NodeId {
        match total {
            Total::Visits => self.total_visits,
            Total::Hours => self.total_hours,
            Total::Clients => self.client_months,
        }
    }
}

/// The volumes over the horizon per which costs and prices are stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// Visits.
    Visits,
    /// Hours served.
    Hours,
    /// Clients, summed over the months.
    Clients,
}

impl Total {
    /// Its position among all three.
    pub fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_total_has_its_position() {
        assert_eq!([Total::Visits, Total::Hours, Total::Clients].map(Total::index), [0, 1, 2]);
    }
}
