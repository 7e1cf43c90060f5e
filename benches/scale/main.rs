//! How fast and how large: `cargo bench --bench scale`. What is measured, and how, is in `docs/performance.md`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "its output is for a person at a terminal")]

mod data;
mod draw;
mod scenario;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Measures smarthands against reading its files alone, a Python script, and writing its results.
#[derive(Parser)]
#[command(name = "scale")]
struct Arguments {
    /// Write FILES generated scenarios into FOLDER, and measure nothing
    #[arg(long, num_args = 2, value_names = ["FILES", "FOLDER"])]
    generate: Option<Vec<String>>,
    /// What cargo bench passes
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("scale: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    if let Some([files, folder]) = arguments.generate.as_deref() {
        return data::generate(files.parse()?, &PathBuf::from(folder));
    }
    Ok(())
}
