//! Numbers from a seed, in the digits of a scenario file.

/// A generator of whole numbers: splitmix64, the same on every machine.
pub(crate) struct Draw {
    state: u64,
}

impl Draw {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed.wrapping_add(1).wrapping_mul(0xa076_1d64_78bd_642f) }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A whole number, both ends included.
    pub(crate) fn whole(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low + 1)
    }

    /// True once in so many draws.
    pub(crate) fn once_in(&mut self, draws: u64) -> bool {
        self.whole(1, draws) == 1
    }

    /// One of several; there is at least one.
    pub(crate) fn pick<T: Copy, const N: usize>(&mut self, of: &[T; N]) -> T {
        of[usize::try_from(self.next() % (N as u64)).unwrap_or(0)]
    }

    /// A percentage between two ends, both in tenths of a percent.
    pub(crate) fn percent(&mut self, low: u64, high: u64) -> String {
        format!("\"{}%\"", decimal(self.whole(low, high), 1))
    }
}

/// `digits` with the decimal point so many places from the right, without trailing zeros.
pub(crate) fn decimal(digits: u64, places: u32) -> String {
    let unit = 10_u64.pow(places);
    match digits % unit {
        0 => (digits / unit).to_string(),
        fraction => {
            let fraction = format!("{fraction:0width$}", width = places as usize);
            format!("{}.{}", digits / unit, fraction.trim_end_matches('0'))
        }
    }
}

/// Cents as money, with two places unless it is whole.
pub(crate) fn money(cents: u64) -> String {
    let whole = match cents / 100 {
        small @ 0..=999 => small.to_string(),
        large => format!("{}_{:03}", large / 1_000, large % 1_000),
    };
    match cents % 100 {
        0 => whole,
        rest => format!("{whole}.{rest:02}"),
    }
}
