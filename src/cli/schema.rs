//! The arguments of `schema`.

use std::path::PathBuf;

use clap::Args;
use smarthands::commands::PrintSchema;

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// Write it to FILE, which is replaced when all is complete
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl SchemaArgs {
    pub(crate) fn into_command(self) -> PrintSchema {
        PrintSchema { output: self.output }
    }
}
