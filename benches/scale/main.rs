//! How fast and how large: `cargo bench --bench scale`. What is measured, and how, is in `docs/performance.md`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "its output is for a person at a terminal")]

mod child;
mod data;
mod draw;
mod files;
mod offer;
mod python;
mod report;
mod role;
mod scenario;
mod start;
mod statistic;
mod sweep;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser};

use child::Program;
use python::Python;
use report::Report;
use role::Role;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Measures smarthands against reading its files alone, a Python script, and writing its results
#[derive(Parser)]
#[command(name = "scale")]
struct Arguments {
    #[command(flatten)]
    size: Size,
    /// Leave out folders of more files than N, and sweeps of more points
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1_000..))]
    most: Option<u64>,
    /// Print Markdown
    #[arg(long)]
    markdown: bool,
    /// Measure this smarthands instead of the one built with the benchmark
    #[arg(long, value_name = "PATH", default_value = env!("CARGO_BIN_EXE_smarthands"), hide_default_value = true)]
    binary: PathBuf,
    /// Write FILES generated scenarios into FOLDER, and measure nothing
    #[arg(long, num_args = 2, value_names = ["FILES", "FOLDER"])]
    generate: Option<Vec<String>>,
    /// What cargo bench passes
    #[arg(long, hide = true)]
    bench: bool,
    #[command(subcommand)]
    role: Option<Role>,
}

#[derive(Args)]
struct Size {
    /// Few files, points and rounds: shows that everything works, its figures mean little
    #[arg(long, conflicts_with = "full")]
    quick: bool,
    /// 1,000,000 files too; needs about 7 GB of disk
    #[arg(long)]
    full: bool,
}

/// How much is measured.
struct Plan {
    /// Files, and rounds, for times against reading them.
    paired: Vec<(u64, usize)>,
    /// Files for growth.
    files: Vec<u64>,
    /// Points for growth; the last is also measured against writing.
    points: Vec<u64>,
    sweep_rounds: usize,
    python: u64,
    python_rounds: usize,
    start_rounds: usize,
}

impl Plan {
    fn new(size: &Size, most: u64) -> Self {
        let mut plan = if size.quick { Self::quick() } else { Self::default() };
        plan.files.extend(size.full.then_some(1_000_000));
        plan.paired.retain(|(files, _)| *files <= most);
        plan.files.retain(|files| *files <= most);
        plan.points.retain(|points| *points <= most);
        plan.python = plan.python.min(most);
        plan
    }

    fn quick() -> Self {
        Self {
            paired: vec![(1_000, 3)],
            files: vec![200, 1_000],
            points: vec![1_000, 10_000],
            sweep_rounds: 3,
            python: 200,
            python_rounds: 1,
            start_rounds: 10,
        }
    }
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            paired: vec![(10_000, 5), (100_000, 3)],
            files: vec![1_000, 10_000, 100_000],
            points: vec![1_000, 10_000, 100_000, 1_000_000],
            sweep_rounds: 3,
            python: 10_000,
            python_rounds: 3,
            start_rounds: 100,
        }
    }
}

/// What every measurement needs.
struct Bench {
    /// The folder of everything that is generated.
    data: PathBuf,
    smarthands: PathBuf,
    /// This program, for its roles.
    own: PathBuf,
    /// As many as there are cores.
    threads: usize,
}

impl Bench {
    fn program(&self, path: &Path) -> Program {
        Program::new(&self.data, path)
    }

    fn smarthands(&self) -> Program {
        self.program(&self.smarthands)
    }

    fn role(&self) -> Program {
        self.program(&self.own)
    }

    #[allow(clippy::unused_self, reason = "where progress goes is the bench's to say")]
    fn say(&self, what: &str) {
        eprintln!("… {what}");
    }
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("scale: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    if let Some(role) = &arguments.role {
        role.play()?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some([files, folder]) = arguments.generate.as_deref() {
        let count = files.replace([',', '_'], "").parse().map_err(|_| format!("{files} is no number of files"))?;
        data::generate(count, Path::new(folder))?;
        return Ok(ExitCode::SUCCESS);
    }
    let bench = Bench {
        data: Path::new(env!("CARGO_TARGET_TMPDIR")).join("scale"),
        smarthands: arguments.binary.canonicalize()?,
        own: std::env::current_exe()?,
        threads: std::thread::available_parallelism().map_or(1, usize::from),
    };
    fs::create_dir_all(&bench.data)?;
    let plan = Plan::new(&arguments.size, arguments.most.unwrap_or(u64::MAX));
    let python = Python::find();
    // Before anything runs: the load it tells is that of others.
    let head = report::head(&bench.smarthands, python.as_ref());
    let mut report = Report::default();
    report.part("files", |report| files::measure(&bench, &plan, report));
    report.part("Python", |report| python::measure(&bench, &plan, python.as_ref(), report));
    report.part("sweep", |report| sweep::measure(&bench, &plan, report));
    report.part("start", |report| start::measure(&bench, &plan, report));
    report.part("growth", |report| files::growth(&bench, &plan, report));
    report.print(&head, arguments.markdown);
    Ok(if report.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
