//! A verb rehearsed: over the bytes of one scenario, with nothing read and nothing written.
//!
//! For fuzzing and tests, which run verbs thousands of times a second. A panic goes through to them.

use super::batch::{Delivery, Work};
use crate::diagnostic::{Diagnostic, Sources};
use crate::model::Models;
use crate::scenario::setting::Setting;
use crate::scenario::{Loaded, Refusal, load};

/// What a verb would have written.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    /// The results of the scenario, without what stands around those of several.
    pub text: String,
    /// The picture, where one is wanted.
    pub picture: Option<String>,
    /// What is suspicious.
    pub warnings: Vec<Diagnostic>,
    /// The texts that warnings point into.
    pub sources: Sources,
}

/// Does the work on a scenario.
pub(super) fn rehearsed(
    work: &impl Work,
    file: &str,
    bytes: &[u8],
    settings: &[Setting],
) -> Result<Rehearsal, Box<Refusal>> {
    let mut loaded = load(file, bytes, settings)?;
    let result = work.result(file, &mut loaded, &mut Models::default());
    let Loaded { warnings, sources, .. } = loaded;
    match result {
        Ok(Delivery { text, picture }) => Ok(Rehearsal { text, picture, warnings, sources }),
        Err(problem) => Err(Box::new(Refusal { problems: vec![*problem], sources })),
    }
}
