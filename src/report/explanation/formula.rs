//! Formulas of an explanation, put together from the words of its figures.

use std::cmp::Ordering;

use super::speech::Speech;
use crate::trace::{Factor, Formula, Sign};

/// From how many operands on a sum is cut, and how many are then said.
const LONG: usize = 7;
const SAID: usize = 4;

impl Speech<'_> {
    /// A formula, in groups of pieces: a line breaks between groups rather than between the pieces of one.
    pub(super) fn formula(&self, formula: &Formula<'_>) -> Vec<Vec<String>> {
        let mut pieces = Pieces::default();
        self.write(&mut pieces, formula);
        pieces.groups
    }

    fn write(&self, pieces: &mut Pieces, formula: &Formula<'_>) {
        pieces.depth += 1;
        self.write_operation(pieces, formula);
        pieces.depth -= 1;
    }

    fn write_operation(&self, pieces: &mut Pieces, formula: &Formula<'_>) {
        match formula {
            Formula::Figure(mention) => pieces.add(&self.mention(mention)),
            Formula::Sum(addends) => {
                let said = self.said(addends.len());
                for (position, (sign, addend)) in addends.iter().take(said).enumerate() {
                    pieces.operand();
                    match sign {
                        Sign::Minus => pieces.open(self.glyph("− ", "- ")),
                        Sign::Plus if position > 0 => pieces.open("+ "),
                        Sign::Plus => (),
                    }
                    let is_sum = matches!(addend, Formula::Sum(_) | Formula::AtLeast(..));
                    self.enclosed(pieces, addend, is_sum && addends.len() > 1);
                }
                self.rest(pieces, "+ ", addends.len() - said);
            }
            Formula::Product(factors) => {
                for (position, (factor, of)) in factors.iter().enumerate() {
                    pieces.operand();
                    match factor {
                        Factor::Over => pieces.open(self.glyph("÷ ", "/ ")),
                        Factor::Times if position > 0 => pieces.open(self.glyph("× ", "x ")),
                        Factor::Times => (),
                    }
                    let is_open = match of {
                        Formula::Sum(_) | Formula::AtLeast(..) => true,
                        Formula::Product(_) => *factor == Factor::Over,
                        Formula::Figure(_) | Formula::Greatest(_) | Formula::Least(_) | Formula::RoundedUp(_) => false,
                    };
                    self.enclosed(pieces, of, is_open);
                }
            }
            Formula::Greatest(all) => self.choice(pieces, "max(", all, Ordering::Greater),
            Formula::Least(all) => self.choice(pieces, "min(", all, Ordering::Less),
            Formula::RoundedUp(of) => {
                pieces.open("round up(");
                self.write(pieces, of);
                pieces.close(")");
            }
            Formula::AtLeast(a, b) => {
                pieces.open("1 where ");
                pieces.operand();
                self.write(pieces, a);
                pieces.operand();
                pieces.open(self.glyph("≥ ", ">= "));
                self.write(pieces, b);
                pieces.close(", else 0");
            }
        }
    }

    fn enclosed(&self, pieces: &mut Pieces, formula: &Formula<'_>, is_enclosed: bool) {
        if is_enclosed {
            pieces.open("(");
        }
        self.write(pieces, formula);
        if is_enclosed {
            pieces.close(")");
        }
    }

    fn choice(&self, pieces: &mut Pieces, function: &str, all: &[Formula<'_>], is_chosen: Ordering) {
        pieces.open(function);
        let said = self.said(all.len());
        // The one that decides is always said.
        let value = |position: &usize| match all.get(*position) {
            Some(Formula::Figure(mention)) => Some(mention.value),
            _ => None,
        };
        let decides = (0..all.len()).reduce(|a, b| if value(&b).cmp(&value(&a)) == is_chosen { b } else { a });
        let mut positions: Vec<usize> = (0..said).collect();
        if let (Some(decides), Some(last)) = (decides.filter(|decides| *decides >= said), positions.last_mut()) {
            *last = decides;
        }
        for position in positions {
            if position > 0 {
                pieces.close(",");
            }
            pieces.operand();
            if let Some(one) = all.get(position) {
                self.write(pieces, one);
            }
        }
        if said < all.len() {
            pieces.close(",");
        }
        self.rest(pieces, "", all.len() - said);
        pieces.close(")");
    }

    /// How many of several operands are said.
    fn said(&self, operands: usize) -> usize {
        if self.manner.is_for_people && operands > LONG { SAID } else { operands }
    }

    fn rest(&self, pieces: &mut Pieces, sign: &str, more: usize) {
        if more > 0 {
            pieces.operand();
            pieces.add(&format!("{sign}{} and {more} more", self.glyph("…", "...")));
        }
    }
}

/// Pieces of a formula, with what stands before and after them.
#[derive(Default)]
struct Pieces {
    groups: Vec<Vec<String>>,
    opening: String,
    /// How many operations are open: the operands of the outermost are groups.
    depth: usize,
    /// Whether the next piece begins a group.
    is_new: bool,
}

impl Pieces {
    fn open(&mut self, text: &str) {
        self.opening.push_str(text);
    }

    fn add(&mut self, text: &str) {
        let piece = std::mem::take(&mut self.opening) + text;
        match self.groups.last_mut().filter(|_| self.depth > 1) {
            Some(group) if !self.is_new => group.push(piece),
            _ => self.groups.push(vec![piece]),
        }
        self.is_new = false;
    }

    /// An operand of an operation begins.
    fn operand(&mut self) {
        self.is_new |= self.depth <= 1;
    }

    fn close(&mut self, text: &str) {
        if let Some(last) = self.groups.last_mut().and_then(|group| group.last_mut()) {
            last.push_str(text);
        }
    }
}
