//! The loader, on bytes and on edits of scenarios.
#![no_main]

mod mutation;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    smarthands_fuzz::scenario::holds(bytes);
});

mutation::edits!();
