//! The arguments of `check`.

use clap::Args;
use smarthands::commands::Check;

use super::batch::BatchArgs;

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    batch: BatchArgs,
}

impl CheckArgs {
    pub(crate) fn into_command(self) -> Check {
        Check { batch: self.batch.into_batch() }
    }
}
