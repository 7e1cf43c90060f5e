//! One file, the whole process, against the start of a program that only parses its command line.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::report::Report;
use crate::statistic::{Goal, Row, rounds};
use crate::{Bench, Plan, Result, data};

pub(crate) fn measure(bench: &Bench, plan: &Plan, report: &mut Report) -> Result<()> {
    bench.say("start");
    let folder = data::folder(&bench.data, plan.python)?;
    let list = data::list(&bench.data, &folder)?;
    let list = std::fs::read_to_string(bench.data.join(list))?;
    let file = list.lines().next().ok_or("no file")?;
    let bare = bench.program(&bare()?).arguments([file, "--format", "csv"]);
    let compare = bench.smarthands().arguments(["compare", file, "--format", "csv"]);
    // The first of each brings the program into memory.
    rounds(&[&bare, &compare], 1)?;
    let times = rounds(&[&bare, &compare], plan.start_rounds)?;
    let [bare, compare] = times.as_slice() else { return Err("no times".into()) };
    let against = "a bare clap program";
    report.rows.push(Row::times(("compare, one file, the whole process", compare), (against, bare), Goal::AtMost(3.)));
    Ok(())
}

/// The bare program. Cargo builds it as this one was built, and says where it is.
fn bare() -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["bench", "--bench", "bare", "--no-run", "--message-format", "json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()?;
    if !output.status.success() {
        return Err(format!("cannot build benches/bare.rs: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let messages = String::from_utf8(output.stdout)?;
    let found =
        messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()).find_map(|message| {
            let is_bare = message.pointer("/target/name")?.as_str()? == "bare";
            let path = Path::new(message.get("executable")?.as_str()?).to_owned();
            is_bare.then_some(path)
        });
    found.ok_or_else(|| "cargo did not say where the bare program is".into())
}
