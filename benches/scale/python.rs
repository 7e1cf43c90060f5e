//! The same work by a Python script: first that it comes to the same figures, then how long it takes.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use csv::StringRecord;

use crate::report::{Report, said};
use crate::statistic::{Goal, Row, grouped, rounds};
use crate::{Bench, Plan, Result, data};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/compare.py");
/// How many files must come out the same before the script's time means anything.
const CHECKED: u64 = 200;

pub(crate) struct Python {
    pub(crate) version: String,
}

impl Python {
    /// The Python of this machine, if it has the modules that the script needs.
    pub(crate) fn find() -> Option<Self> {
        let version = said("python3", &["-c", "import tomllib, decimal, sys; print(sys.version.split()[0])"])?;
        Some(Self { version })
    }
}

pub(crate) fn measure(bench: &Bench, plan: &Plan, python: Option<&Python>, report: &mut Report) -> Result<()> {
    let what = format!("compare, {} files, one process", grouped(plan.python));
    if python.is_none() {
        report.rows.push(Row::not_measured(what, "no python3 with tomllib"));
        return Ok(());
    }
    bench.say("Python");
    let script = |folder: &str| bench.program(Path::new("python3")).arguments([SCRIPT, folder]);
    let subject = |folder: &str, threads: &str| {
        bench.smarthands().arguments(["compare", folder, "--format", "csv", "--jobs", threads])
    };

    let checked = data::folder(&bench.data, CHECKED)?;
    script(&checked).output("python.csv").time()?;
    subject(&checked, "1").output("smarthands.csv").time()?;
    agree(&bench.data.join("python.csv"), &bench.data.join("smarthands.csv"))?;

    let folder = data::folder(&bench.data, plan.python)?;
    let (script, one, all) = (script(&folder), subject(&folder, "1"), subject(&folder, &bench.threads.to_string()));
    let times = rounds(&[&script, &one, &all], plan.python_rounds)?;
    let [script, one, all] = times.as_slice() else { return Err("no times".into()) };
    let against = "benches/compare.py, one process";
    report.rows.push(Row::times((format!("{what}, one thread"), one), (against, script), Goal::AtLeast(30.)));
    if bench.threads > 1 {
        let what = format!("{what}, {} threads", bench.threads);
        report.rows.push(Row::times((what, all), (against, script), Goal::Faster));
    }
    Ok(())
}

/// Whether both tables have the same rows, and the same text in every column of the script's.
fn agree(script: &Path, program: &Path) -> Result<()> {
    let (script, program) = (fs::read(script)?, fs::read(program)?);
    let (mut script, mut program) = (csv::Reader::from_reader(&*script), csv::Reader::from_reader(&*program));
    let columns = program.headers()?.clone();
    let position: HashMap<&str, usize> = columns.iter().enumerate().map(|(at, name)| (name, at)).collect();
    let named = script.headers()?.clone();
    let rows = script.records().collect::<std::result::Result<Vec<StringRecord>, _>>()?;
    let mut seen = 0;
    for (record, row) in program.records().zip(&rows) {
        let record = record?;
        for (name, value) in named.iter().zip(row) {
            let expected = position.get(name).and_then(|&at| record.get(at)).unwrap_or("nothing");
            if value != expected {
                let (file, option) = (&row[0], &row[2]);
                return Err(format!("{file}, {option}: {name} is {expected}, and {value} by the script").into());
            }
        }
        seen += 1;
    }
    if seen == rows.len() && seen > 0 && program.records().next().is_none() {
        Ok(())
    } else {
        Err("the script and the program have different numbers of rows".into())
    }
}
