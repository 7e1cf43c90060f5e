//! Folders of scenarios against reading them, and how time and memory grow with their number.

use std::fs;
use std::path::PathBuf;

use crate::report::{Growth, Report};
use crate::statistic::{Goal, Row, each, grouped, mebibytes, median_time, rounds, time};
use crate::{Bench, Plan, Result, data};

/// From how many files on memory should no longer grow.
const FLAT_FROM: u64 = 10_000;
/// Beside the list of paths.
const MOST_MEMORY: u64 = 64 << 20;

/// Time against reading, and against reading and parsing.
pub(crate) fn measure(bench: &Bench, plan: &Plan, report: &mut Report) -> Result<()> {
    for &(files, repeats) in &plan.paired {
        bench.say(&format!("{} files, {repeats} rounds", grouped(files)));
        let folder = data::folder(&bench.data, files)?;
        let list = data::list(&bench.data, &folder)?;
        let baseline = |role: &str, threads: usize| bench.role().arguments([role, &list, &threads.to_string()]);
        let verb = |verb: &str, threads: usize| {
            let format: &[&str] = if verb == "compare" { &["--format", "csv"] } else { &[] };
            bench.smarthands().arguments([verb, &folder]).arguments(format).arguments(["--jobs", &threads.to_string()])
        };
        let all = bench.threads;
        let programs = [
            baseline("read", 1),
            baseline("parse", 1),
            verb("compare", 1),
            verb("check", 1),
            verb("compare", 2),
            baseline("read", all),
            baseline("parse", all),
            verb("compare", all),
            verb("check", all),
        ];
        // Files come from memory in every run: the disk is not what is measured.
        baseline("read", 1).time()?;
        let times = rounds(&programs.iter().collect::<Vec<_>>(), repeats)?;
        let [read, parse, compare, check, on_two, read_all, parse_all, compare_all, check_all] = times.as_slice()
        else {
            return Err("no times".into());
        };
        let of = |what: &str, threads: &str| format!("{what}, {} files, {threads}", grouped(files));
        let (one, all) = ("one thread", format!("{all} threads"));
        let parsing = "reading and parsing as TOML";
        let rows = &mut report.rows;
        rows.push(Row::times((of("compare", one), compare), ("reading alone", read), Goal::Times));
        rows.push(Row::times((of("compare", one), compare), (parsing, parse), Goal::AtMost(4.)));
        rows.push(Row::times((of("check", one), check), (parsing, parse), Goal::AtMost(2.)));
        if bench.threads > 1 {
            rows.push(Row::times((of("compare", "2 threads"), on_two), ("one thread", compare), Goal::AtLeast(1.8)));
            let on_all = |what: &str| format!("{what}, {all}");
            rows.push(Row::times((of("compare", &all), compare_all), (on_all("reading alone"), read_all), Goal::Times));
            rows.push(Row::times((of("compare", &all), compare_all), (on_all(parsing), parse_all), Goal::Times));
            rows.push(Row::times((of("check", &all), check_all), (on_all(parsing), parse_all), Goal::Times));
        } else {
            rows.push(Row::not_measured(of("compare", "2 threads"), "one core"));
        }
    }
    Ok(())
}

/// Time and memory by the number of files.
pub(crate) fn growth(bench: &Bench, plan: &Plan, report: &mut Report) -> Result<()> {
    let columns = vec!["files", "compare takes", "a file", "peak memory", "list of paths", "peak beside the list"];
    let mut growth = Growth { title: "Files: compare to CSV, all threads", columns, rows: Vec::new() };
    let mut beside = Vec::new();
    for &files in &plan.files {
        bench.say(&format!("growth, {} files", grouped(files)));
        let folder = data::folder(&bench.data, files)?;
        let list = data::list(&bench.data, &folder)?;
        bench.role().arguments(["read", &list, "1"]).time()?;
        let threads = bench.threads.to_string();
        let program = bench.smarthands().arguments(["compare", &folder, "--format", "csv", "--jobs", &threads]);
        let repeats = if files > FLAT_FROM { 1 } else { 3 };
        let taken = median_time(&rounds(&[&program], repeats)?.concat());
        let paths = held(&fs::read_to_string(bench.data.join(&list))?);
        let peak = program.peak()?;
        let rest = peak.map(|peak| peak.saturating_sub(paths));
        beside.extend(rest.map(|rest| (files, rest)));
        let memory = |bytes: Option<u64>| bytes.map_or_else(|| "not measured".to_owned(), mebibytes);
        growth.rows.push(vec![
            grouped(files),
            time(taken),
            each(taken, files),
            memory(peak),
            mebibytes(paths),
            memory(rest),
        ]);
    }
    report.growths.push(growth);
    let Some(&(files, most)) = beside.last() else {
        report.rows.push(Row::not_measured("peak memory", "the system does not tell"));
        return Ok(());
    };
    let what = format!("peak memory beside the list, {} files", grouped(files));
    report.rows.push(Row::bytes((what.clone(), most), ("64 MiB".to_owned(), MOST_MEMORY), Goal::AtMost(1.)));
    if let Some(&(fewer, first)) = beside.iter().find(|(fewer, _)| *fewer >= FLAT_FROM && *fewer < files) {
        let against = format!("the same, {} files", grouped(fewer));
        report.rows.push(Row::bytes((what, most), (against, first), Goal::AtMost(1.1)));
    }
    Ok(())
}

/// What a list of paths takes: the bytes of each, and the three words that say where they are.
fn held(list: &str) -> u64 {
    list.lines().map(|path| (path.len() + size_of::<PathBuf>()) as u64).sum()
}
