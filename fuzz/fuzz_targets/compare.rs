//! The whole comparison, on bytes and on edits of scenarios.
#![no_main]

mod mutation;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    smarthands_fuzz::compare::holds(bytes);
});

mutation::edits!();
