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

/// The names of the scenarios.
fn scenarios() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

#[test]
fn every_scenario_is_worked_out_by_hand() {
    let worked = concat!(include_str!("guide.rs"), include_str!("partner.rs"), include_str!("staff.rs"));
    let scenarios = scenarios();
    assert!(scenarios.len() >= 9, "{scenarios:?}");
    for name in scenarios {
        assert!(worked.contains(&format!("document(\"{name}\", ")), "{name}");
    }
}

#[test]
fn every_scenario_is_free_of_warnings() {
    for name in scenarios() {
        let file = format!("scenarios/{name}.toml");
        for driver in ["visits", "hours", "clients"] {
            for arguments in [&["compare", &file, "--driver", driver][..], &["check", &file]] {
                let run = run(arguments);
                assert_eq!(run.status.code(), Some(0), "{name}");
                assert_eq!(String::from_utf8(run.stderr).unwrap(), "", "{name}");
            }
        }
        assert_eq!(document(&name, &[])["warnings"], serde_json::json!([]), "{name}");
    }
}
