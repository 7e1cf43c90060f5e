//! The arguments of `compare`.

use clap::Args;
use smarthands::commands::Compare;

use super::batch::BatchArgs;
use super::result::ResultArgs;

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    #[command(flatten)]
    batch: BatchArgs,
    #[command(flatten)]
    results: ResultArgs,
}

impl CompareArgs {
    pub(crate) fn into_command(self) -> Compare {
        Compare { request: self.results.into_request(self.batch) }
    }
}
