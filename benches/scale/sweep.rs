//! A sweep against writing its CSV, and how time and memory grow with its points.

use std::fs;

use crate::child::Program;
use crate::report::{Growth, Report};
use crate::statistic::{Goal, Row, each, grouped, mebibytes, median_time, rounds, time};
use crate::{Bench, Plan, Result};

const SCENARIO: &str = include_str!("../sweep.toml");
const OPTIONS: u64 = 4;
const FILE: &str = "sweep.toml";
const SWEPT: &str = "sweep.csv";
const WRITTEN: &str = "written.csv";

/// A sweep over so many points, to a file: of a volume, or of a term that cost is linear in.
fn sweep(bench: &Bench, vary: &str) -> Program {
    let arguments = ["sweep", FILE, "--vary", vary, "--format", "csv", "--quiet"];
    bench.smarthands().arguments(arguments).output(SWEPT)
}

fn volume(points: u64) -> String {
    format!("visits=1..{points}/1")
}

/// From 1,000 in steps that give so many points and one, the ends included.
fn fee(points: u64) -> Result<String> {
    let step = match points {
        1_000 => "1",
        10_000 => "0.1",
        100_000 => "0.01",
        1_000_000 => "0.001",
        _ => return Err(format!("no step gives {points} points").into()),
    };
    Ok(format!("option.retainer.monthly_fee=1000..2000/{step}"))
}

pub(crate) fn measure(bench: &Bench, plan: &Plan, report: &mut Report) -> Result<()> {
    fs::write(bench.data.join(FILE), SCENARIO)?;
    let Some(&most) = plan.points.last() else { return Ok(()) };
    for (what, vary, points) in [("a volume", volume(most), most), ("a linear term", fee(most)?, most + 1)] {
        bench.say(&format!("sweep of {what}, {} points, {} rounds", grouped(most), plan.sweep_rounds));
        let records = points * OPTIONS;
        let subject = sweep(bench, &vary);
        // The first run leaves the CSV that the others write again.
        subject.time()?;
        holds(bench, records)?;
        let copy = bench.role().arguments(["copy", SWEPT, WRITTEN]);
        let cells = bench.role().arguments(["cells", SWEPT, &records.to_string(), WRITTEN]);
        let times = rounds(&[&copy, &cells, &subject], plan.sweep_rounds)?;
        let [copy, cells, subject] = times.as_slice() else { return Err("no times".into()) };
        let what = format!("sweep of {what}, {} points, 4 options", grouped(most));
        report.rows.push(Row::times((what.clone(), subject), ("writing its bytes", copy), Goal::AtMost(3.)));
        report.rows.push(Row::times((what, subject), ("writing its cells, one thread", cells), Goal::AtMost(3.)));
    }
    growth(bench, plan, report)?;
    for name in [SWEPT, WRITTEN] {
        fs::remove_file(bench.data.join(name))?;
    }
    Ok(())
}

fn growth(bench: &Bench, plan: &Plan, report: &mut Report) -> Result<()> {
    let columns = vec!["points", "sweep takes", "a point", "peak memory", "CSV"];
    let mut growth = Growth { title: "Points: sweep of a volume to CSV, 4 options", columns, rows: Vec::new() };
    for &points in &plan.points {
        bench.say(&format!("growth, {} points", grouped(points)));
        let program = sweep(bench, &volume(points));
        let repeats = if points > 10_000 { 1 } else { 3 };
        let taken = median_time(&rounds(&[&program], repeats)?.concat());
        let peak = program.peak()?.map_or_else(|| "not measured".to_owned(), mebibytes);
        let bytes = fs::metadata(bench.data.join(SWEPT))?.len();
        growth.rows.push(vec![grouped(points), time(taken), each(taken, points), peak, mebibytes(bytes)]);
    }
    report.growths.push(growth);
    Ok(())
}

/// Whether the sweep wrote as many records as it was asked for, and its head.
fn holds(bench: &Bench, records: u64) -> Result<()> {
    let mut reader = csv::ReaderBuilder::new().from_path(bench.data.join(SWEPT))?;
    let found = reader.byte_records().try_fold(0_u64, |found, record| record.map(|_| found + 1))?;
    if found == records { Ok(()) } else { Err(format!("{found} records instead of {records}").into()) }
}
