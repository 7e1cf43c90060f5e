//! Numbers from a seed, in the digits of a scenario file: no amount passes through binary floating point.

/// A generator of whole numbers: splitmix64, the same on every machine.
pub(crate) struct Draw {
    state: u64,
}

impl Draw {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed.wrapping_mul(0xd134_2543_de82_ef95) }
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

    /// True in so many of a hundred draws.
    pub(crate) fn in_hundred(&mut self, times: u64) -> bool {
        self.whole(1, 100) <= times
    }

    /// One of several.
    pub(crate) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        let last = of.len() as u64 - 1;
        of[usize::try_from(self.whole(0, last)).unwrap()]
    }

    /// A decimal between two whole numbers, with so many places.
    pub(crate) fn decimal(&mut self, low: u64, high: u64, places: u32) -> String {
        let unit = 10_u64.pow(places);
        scaled(self.whole(low * unit, high * unit), places)
    }

    /// A share of so many thousandths, as a percentage or as a fraction.
    pub(crate) fn share(&mut self, low: u64, high: u64) -> String {
        let thousandths = self.whole(low, high);
        if self.in_hundred(50) { format!("\"{}%\"", scaled(thousandths, 1)) } else { scaled(thousandths, 3) }
    }
}

/// `digits` after moving the decimal point `places` to the left.
pub(crate) fn scaled(digits: u64, places: u32) -> String {
    let unit = 10_u64.pow(places);
    match digits % unit {
        0 => (digits / unit).to_string(),
        fraction => {
            let fraction = format!("{fraction:0width$}", width = places as usize);
            format!("{}.{}", digits / unit, fraction.trim_end_matches('0'))
        }
    }
}
