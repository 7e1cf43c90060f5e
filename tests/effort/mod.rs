//! How many cases a test that draws them goes through.

/// As many as `SMARTHANDS_CASES` says, or else as many as a usual run takes.
pub(crate) fn cases(usual: u64) -> u64 {
    match std::env::var("SMARTHANDS_CASES") {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("SMARTHANDS_CASES is no whole number: {text}")),
        Err(_) => usual,
    }
}
