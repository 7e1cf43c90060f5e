//! The corners of several inputs that each have two ends.

/// The way through all corners of some inputs, from the one at which all are at their low ends: the input that turns next,
/// by its position, and whether it turns to its high end. The first inputs turn most often (a Gray code).
pub(crate) fn turns(inputs: usize) -> impl Iterator<Item = (usize, bool)> {
    (1..1_u32 << inputs).map(|step| {
        let input = step.trailing_zeros();
        (input as usize, (step ^ (step >> 1)) & (1 << input) != 0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_corner_is_passed_once() {
        let mut corner = [false; 3];
        let mut seen = vec![corner];
        for (term, is_high) in turns(3) {
            assert_ne!(corner[term], is_high, "a turn changes something");
            corner[term] = is_high;
            seen.push(corner);
        }
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 8);
        assert_eq!(turns(0).count(), 0);
    }
}
