//! The engagement models: one file each, readable like the contract that it prices.
//!
//! A model writes its monthly lines as formulas over its terms and the work of its segments. It neither sees a value
//! nor knows who will read the formula. `charge` holds the words that contracts share.

mod charge;
mod dedicated;
mod fly_in;
mod hire;
mod per_incident;
mod retainer;
mod sheet;
mod work;

pub(crate) use sheet::Sheet;
pub(crate) use work::{Site, Work};

use crate::calc::builder::Expr;
use crate::scenario::terms::Model;

/// A cost line of a part.
pub(crate) struct PartLine<'g> {
    /// Its name, as reports print it.
    pub(crate) name: String,
    /// Its amount in each month.
    pub(crate) months: Vec<Expr<'g>>,
    /// Whether indexation applies; amounts paid once are as agreed.
    pub(crate) is_indexed: bool,
}

/// The lines of a part, and what else is told of it.
pub(crate) struct PartCost<'g> {
    /// The lines, in the order of the contract.
    pub(crate) lines: Vec<PartLine<'g>>,
    /// Hours used and included each month, of a retainer.
    pub(crate) pool: Option<Pool<'g>>,
}

/// The hours of a retainer, each month.
pub(crate) struct Pool<'g> {
    /// Drawn from the pool.
    pub(crate) used: Vec<Expr<'g>>,
    /// Included in the fee.
    pub(crate) included: Expr<'g>,
}

/// The cost of a part that serves `work` under `model`; a hand-off has none.
pub(crate) fn cost<'g>(model: &Model, sheet: Sheet<'g>, work: &Work<'g>) -> PartCost<'g> {
    let lines = match model {
        Model::PerIncident(terms) => per_incident::lines(terms, sheet, work),
        Model::Retainer(terms) => return retainer::cost(terms, sheet, work),
        Model::Dedicated(terms) => dedicated::lines(terms, sheet, work),
        Model::Hire(terms) => hire::lines(terms, sheet, work),
        Model::FlyIn(terms) => fly_in::lines(terms, sheet, work),
        Model::HandOff(_) => Vec::new(),
    };
    PartCost { lines, pool: None }
}

impl<'g> PartLine<'g> {
    pub(crate) fn monthly(name: impl Into<String>, months: Vec<Expr<'g>>) -> Self {
        Self { name: name.into(), months, is_indexed: true }
    }

    /// An amount paid once, in the first month, and never indexed.
    pub(crate) fn once(name: &str, sheet: Sheet<'g>, amount: Expr<'g>, months: usize) -> Self {
        let mut line = vec![sheet.zero(); months];
        if let Some(first) = line.first_mut() {
            *first = amount;
        }
        Self { name: name.to_owned(), months: line, is_indexed: false }
    }
}
