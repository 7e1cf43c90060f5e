//! The pictures of the documents are what the program prints and draws.
//!
//! Run with `SNAPSHOTS=overwrite` to make them anew, and look at them before keeping them.
#![allow(missing_docs, clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anstyle_svg::{Term, WIN10_CONSOLE};
use snapbox::{Data, assert_data_eq};

/// Pictures are fetched with the page, and nobody waits for them.
const MOST_BYTES: usize = 60_000;

#[test]
fn the_comparison_is_what_a_terminal_shows() {
    let output = smarthands(&["compare", "scenarios/guide.toml", "--color", "always"]);
    let shown = String::from_utf8(output.stdout).unwrap();
    // A ground of its own, so that it can be read on a light page and on a dark one.
    let terminal = Term::new().palette(WIN10_CONSOLE).fg_color(rgb(229, 229, 229)).bg_color(rgb(24, 26, 31));
    let drawn = terminal.render_svg(&format!("{}\n", shown.trim_end()));
    let title = "smarthands compare scenarios/guide.toml: annual cost of a hire, a retainer and a partner per incident";
    check("compare.svg", &scalable(&drawn, title));
}

#[test]
fn the_break_even_chart_is_what_the_program_draws() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("breakeven.svg");
    smarthands(&["breakeven", "scenarios/guide.toml", "--svg", file.to_str().unwrap()]);
    check("breakeven.svg", &std::fs::read_to_string(file).unwrap());
}

fn check(name: &str, drawn: &str) {
    assert!(drawn.len() < MOST_BYTES, "{name} has {} bytes", drawn.len());
    assert!(drawn.contains("monospace") || drawn.contains("sans-serif"), "{name} names no font that is everywhere");
    assert_data_eq!(drawn, Data::read_from(&path(name), None).raw());
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures").join(name)
}

fn smarthands(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smarthands"));
    let output = command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env_clear().output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    output
}

fn rgb(red: u8, green: u8, blue: u8) -> anstyle::Color {
    anstyle::RgbColor(red, green, blue).into()
}

/// The drawing of a terminal with a title, and with a view box so that it shrinks with a narrow page.
fn scalable(drawn: &str, title: &str) -> String {
    let (size, rest) = drawn.strip_prefix("<svg ").unwrap().split_once(" xmlns=").unwrap();
    let sides: Vec<&str> = size.split('"').filter_map(|side| side.strip_suffix("px")).collect();
    let (namespace, rest) = rest.split_once('>').unwrap();
    format!(
        "<svg {size} viewBox=\"0 0 {}\" role=\"img\" xmlns={namespace}>\n  <title>{title}</title>{rest}",
        sides.join(" ")
    )
}
