//! What a thread keeps from one scenario to the next.

use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, PoisonError};

use crate::model::Models;

/// The place at which one scenario after the other is worked on.
#[derive(Debug, Default)]
pub(super) struct Desk {
    /// The bytes of the file at hand.
    pub(super) buffer: Vec<u8>,
    /// The models of the shapes met so far.
    pub(super) models: Models,
}

/// All desks: never more than are used at the same time.
#[derive(Debug, Default)]
pub(super) struct Desks {
    free: Mutex<Vec<Desk>>,
}

impl Desks {
    /// A desk that nobody uses, with what was left on it.
    pub(super) fn free(&self) -> Taken<'_> {
        // A desk is put back whole or not at all, so that a poisoned lock hides nothing that is half done.
        let desk = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Taken { desks: self, desk: desk.unwrap_or_default() }
    }
}

/// A desk in use; it is put back in the end.
pub(super) struct Taken<'d> {
    desks: &'d Desks,
    desk: Desk,
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let desk = std::mem::take(&mut self.desk);
        self.desks.free.lock().unwrap_or_else(PoisonError::into_inner).push(desk);
    }
}

impl Deref for Taken<'_> {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl DerefMut for Taken<'_> {
    fn deref_mut(&mut self) -> &mut Desk {
        &mut self.desk
    }
}
