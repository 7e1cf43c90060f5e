//! Half of all changes are edits of a scenario, the others those of libFuzzer. `SMARTHANDS_FUZZ=bytes` leaves the edits
//! out, to see what they are worth.

use std::sync::OnceLock;

use smarthands_fuzz::edit::edited;

/// Whether scenarios are edited.
pub(crate) fn are_edited() -> bool {
    static EDITED: OnceLock<bool> = OnceLock::new();
    *EDITED.get_or_init(|| std::env::var_os("SMARTHANDS_FUZZ").is_none_or(|how| how != "bytes"))
}

/// Writes the edited scenario where libFuzzer wants it; its new size, or none where it does not fit.
pub(crate) fn put(bytes: &[u8], other: &[u8], seed: u32, place: &mut [u8]) -> Option<usize> {
    let edited = edited(bytes, other, u64::from(seed));
    place.get_mut(..edited.len())?.copy_from_slice(&edited);
    Some(edited.len())
}

/// Declares the edits of this room as the target's way to change its inputs.
macro_rules! edits {
    () => {
        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
            if crate::mutation::are_edited() && seed % 2 == 0 {
                let bytes = data[..size].to_vec();
                if let Some(size) = crate::mutation::put(&bytes, &[], seed, &mut data[..max_size]) {
                    return size;
                }
            }
            libfuzzer_sys::fuzzer_mutate(data, size, max_size)
        });

        libfuzzer_sys::fuzz_crossover!(|one: &[u8], other: &[u8], out: &mut [u8], seed: u32| {
            if crate::mutation::are_edited() {
                crate::mutation::put(one, other, seed, out).unwrap_or(0)
            } else {
                // As libFuzzer does without a room of one's own: the start of one, the end of the other.
                let cut = seed as usize % (one.len() + 1);
                let end = &other[other.len().min(cut)..];
                let both = [&one[..cut], end].concat();
                let size = both.len().min(out.len());
                out[..size].copy_from_slice(&both[..size]);
                size
            }
        });
    };
}
pub(crate) use edits;
