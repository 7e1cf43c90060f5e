//! The gallery that users read, by figures worked out by hand from its files.
//!
//! Each comment is the sum as a management accountant would write it, a month at a time unless it says otherwise.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod document;
mod guide;
mod partner;
#[path = "../program/mod.rs"]
mod program;
mod staff;

use std::path::Path;

use document::document;
use program::run;

const SCENARIOS: [&str; 9] = [
    "blend-flagships",
    "call-out-card",
    "five-hubs",
    "growth-three-years",
    "guide",
    "hand-off",
    "hire-loaded-cost",
    "peer-subcontract",
    "zone-card",
];

#[test]
fn the_gallery_is_what_is_tested() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, SCENARIOS.map(|name| format!("{name}.toml")));
}

#[test]
fn every_scenario_is_free_of_warnings() {
    for name in SCENARIOS {
        let file = format!("scenarios/{name}.toml");
        for driver in ["visits", "hours", "clients"] {
            for arguments in [&["compare", &file, "--driver", driver][..], &["check", &file]] {
                let run = run(arguments);
                assert_eq!(run.status.code(), Some(0), "{name}");
                assert_eq!(String::from_utf8(run.stderr).unwrap(), "", "{name}");
            }
        }
        assert_eq!(document(name, &[])["warnings"], serde_json::json!([]), "{name}");
    }
}
