//! The reader and the arithmetic against what others have written down: the public corpus of TOML, the published vectors of
//! decimal arithmetic, and rationals of any size.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod arithmetic;
mod corpus;
#[path = "../generator/draw.rs"]
#[allow(dead_code, reason = "scenarios draw more than numbers do")]
mod draw;
#[path = "../effort/mod.rs"]
mod effort;
mod literal;
mod message;
mod operand;
mod oracle;
mod print;
mod vector;
