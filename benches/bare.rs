//! The least that a program with a command line does: parse one, and end. `scale` measures smarthands' start against it.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// Takes what `smarthands compare` takes, and does nothing.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Files and folders
    paths: Vec<PathBuf>,
    /// Format
    #[arg(short, long, default_value = "table")]
    format: String,
    /// Where to write
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// Threads
    #[arg(long)]
    jobs: Option<usize>,
    /// What cargo bench passes
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    let Arguments { paths, format, output, jobs, bench } = Arguments::parse();
    std::hint::black_box((paths, format, output, jobs, bench));
    ExitCode::SUCCESS
}
