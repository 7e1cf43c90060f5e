//! What holds for every scenario, over drawn ones that reach every key of the format and its awkward values.
//!
//! A property is a function of a case. Each goes through the seeds that failed once and are kept in `seeds.txt`, then
//! through as many as are asked for (`SMARTHANDS_CASES`), and a usual share of its cases has to show it. What fails is
//! made as small as it can be and printed with the line that keeps its seed.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod awkward;
mod break_even;
mod case;
#[path = "../collection/mod.rs"]
#[allow(dead_code, reason = "not all that it has is taken here")]
mod collection;
mod damage;
#[path = "../effort/mod.rs"]
mod effort;
mod explanation;
mod figures;
#[path = "../files/mod.rs"]
#[allow(dead_code, reason = "drawn scenarios are taken here")]
mod files;
#[path = "../generator/mod.rs"]
#[allow(dead_code, reason = "not all that it makes is taken here")]
mod generator;
mod hold;
#[path = "../json/mod.rs"]
mod json;
mod key;
mod margin;
mod money;
mod order;
mod output;
mod price;
mod range;
#[path = "../recomputation/mod.rs"]
mod recomputation;
#[path = "../rewriting/mod.rs"]
#[allow(dead_code, reason = "not all that it changes is changed here")]
mod rewriting;
mod road;
#[path = "../rounding/mod.rs"]
mod rounding;
mod split;
#[path = "../tally/mod.rs"]
mod tally;
mod total;
mod volume;
mod way;
