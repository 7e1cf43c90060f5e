//! How much was checked, so that a test that checks nothing is noticed.

/// What was checked.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) crosses: usize,
    pub(crate) jumps: usize,
    pub(crate) stretches: usize,
    pub(crate) bands: usize,
    pub(crate) profit_points: usize,
    pub(crate) target_points: usize,
    pub(crate) margins_of_safety: usize,
    /// Volumes at which the scans looked.
    pub(crate) samples: usize,
    /// Amounts in the midst of straight gaps.
    pub(crate) straight: usize,
}

impl Tally {
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            crosses: self.crosses + other.crosses,
            jumps: self.jumps + other.jumps,
            stretches: self.stretches + other.stretches,
            bands: self.bands + other.bands,
            profit_points: self.profit_points + other.profit_points,
            target_points: self.target_points + other.target_points,
            margins_of_safety: self.margins_of_safety + other.margins_of_safety,
            samples: self.samples + other.samples,
            straight: self.straight + other.straight,
        }
    }

    /// Whether no count is below the other's.
    pub(crate) fn is_at_least(self, other: Self) -> bool {
        let counts = |tally: Self| {
            let Self { crosses, jumps, stretches, bands, profit_points, .. } = tally;
            let Self { target_points, margins_of_safety, samples, straight, .. } = tally;
            [crosses, jumps, stretches, bands, profit_points, target_points, margins_of_safety, samples, straight]
        };
        counts(self).iter().zip(counts(other)).all(|(count, least)| *count >= least)
    }
}
