//! What a new scenario starts from: the starter, with or without the answers of an interview, or one of the gallery.
//!
//! The one idea: there is one starter, a text that is a valid scenario. The interview replaces figures in it, line by
//! line, so that what it writes has the same comments. Nothing here touches files or terminals.

mod answer;
pub(crate) mod gallery;
mod interview;
mod question;
mod sheet;

pub(crate) use interview::{Dialogue, interview};

/// The starter: what is common is in use, every other key of the format is a comment.
pub(crate) static STARTER: &str = include_str!("starter.toml");

#[cfg(test)]
mod tests;
