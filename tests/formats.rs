//! The formats of `compare` against each other: CSV, JSON and tables are the unrounded JSON, rounded.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod collection;
mod files;
mod rounding;

use collection::as_written;
use rounding::{assert_csv, assert_json, assert_tables};

#[test]
fn csv_is_json_rounded() {
    for driver in ["visits", "hours", "clients"] {
        let count = assert_csv(&as_written(), driver);
        assert!(count > 350, "{count}");
    }
}

#[test]
fn json_is_exact_json_rounded() {
    let figures = assert_json(&as_written());
    assert!(figures > 10_000, "{figures}");
}

#[test]
fn tables_are_json_rounded() {
    let figures = assert_tables(&as_written());
    assert!(figures > 3_000, "{figures}");
}
