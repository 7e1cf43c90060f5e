//! How much of a scan was checked.

crate::tally::tally! {
    usize:
    crosses,
    jumps,
    stretches,
    bands,
    profit_points,
    target_points,
    margins_of_safety,
    /// Volumes at which the scans looked.
    samples,
    /// Amounts in the midst of straight gaps.
    straight,
}
