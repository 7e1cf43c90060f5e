//! The reader and the arithmetic against what others have written down: the public corpus of TOML, the published vectors of
//! decimal arithmetic, and rationals of any size.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod corpus;
mod message;
