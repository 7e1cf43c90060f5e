//! Formulas as they are printed, worked out.

use std::cmp::Reverse;

use rust_decimal::Decimal;

/// Reads formulas such as `hours drawn 14 h × (1 − "Orange" share 15%)`.
pub(crate) struct Formula<'f> {
    rest: &'f str,
    /// The name, printed value and recomputed value of each step that may be mentioned.
    steps: &'f [(String, Decimal, Decimal)],
    mentioned: Vec<usize>,
}

impl<'f> Formula<'f> {
    /// The value of a formula, and which steps it mentions.
    pub(crate) fn value(text: &'f str, steps: &'f [(String, Decimal, Decimal)]) -> (Decimal, Vec<usize>) {
        let mut formula = Self { rest: text, steps, mentioned: Vec::new() };
        let value = formula.sum();
        assert_eq!(formula.rest, "", "left over of: {text}");
        (value, formula.mentioned)
    }

    fn skip(&mut self, text: &str) -> bool {
        let rest = self.rest.trim_start();
        let found = rest.strip_prefix(text);
        self.rest = found.unwrap_or(rest);
        found.is_some()
    }

    fn must_skip(&mut self, text: &str) {
        assert!(self.skip(text), "no {text} before: {}", self.rest);
    }

    fn sum(&mut self) -> Decimal {
        let mut sum = self.product();
        loop {
            if self.skip("+ ") {
                sum += self.product();
            } else if self.skip("− ") {
                sum -= self.product();
            } else {
                return sum;
            }
        }
    }

    fn product(&mut self) -> Decimal {
        let mut product = self.operand();
        loop {
            if self.skip("× ") {
                product *= self.operand();
            } else if self.skip("÷ ") {
                product /= self.operand();
            } else {
                return product;
            }
        }
    }

    fn operand(&mut self) -> Decimal {
        for (function, choose) in [("max(", Decimal::max as fn(Decimal, Decimal) -> Decimal), ("min(", Decimal::min)] {
            if self.skip(function) {
                let mut chosen = self.sum();
                while self.skip(",") {
                    chosen = choose(chosen, self.sum());
                }
                self.must_skip(")");
                return chosen;
            }
        }
        if self.skip("round up(") {
            let value = self.sum().round_dp(12).ceil();
            self.must_skip(")");
            return value;
        }
        if self.skip("1 where ") {
            let a = self.sum();
            self.must_skip("≥");
            let b = self.sum();
            self.must_skip(", else 0");
            return if a.round_dp(12) >= b.round_dp(12) { Decimal::ONE } else { Decimal::ZERO };
        }
        if self.skip("(") {
            let value = self.sum();
            self.must_skip(")");
            return value;
        }
        self.figure()
    }

    /// A figure: the name of a step and its value, or a value alone.
    fn figure(&mut self) -> Decimal {
        self.rest = self.rest.trim_start();
        let start = self.rest;
        let candidates = self.steps.iter().enumerate().filter(|(_, (name, ..))| start.starts_with(name.as_str()));
        let mut candidates: Vec<usize> = candidates.map(|(position, _)| position).collect();
        // The longest name first, and of equal ones the first that is not mentioned yet.
        let order = |position: &usize| (Reverse(self.steps[*position].0.len()), self.mentioned.contains(position));
        candidates.sort_by_key(order);
        for position in candidates {
            let (name, printed, recomputed) = &self.steps[position];
            self.rest = start.strip_prefix(name.as_str()).unwrap();
            // `labour (part 2)`, `cost in month 3: …`
            if self.skip("(part ") {
                self.rest = self.rest.split_once(')').unwrap().1;
            }
            self.skip(":");
            if self.number() == Some(*printed) {
                self.mentioned.push(position);
                return *recomputed;
            }
        }
        // A constant, or a figure of another month, whose name leads to nothing: the last number before what follows.
        let (mut end, mut is_quoted) = (start.len(), false);
        for (offset, character) in start.char_indices() {
            is_quoted ^= character == '"';
            if !is_quoted && ("+−×÷≥),".contains(character)) {
                end = offset;
                break;
            }
        }
        self.rest = &start[end..];
        let mut words = start[..end].split_whitespace().rev();
        let number = |word: &str| match word.strip_suffix('%') {
            Some(percent) => percent.parse().ok().map(|percent: Decimal| percent / Decimal::ONE_HUNDRED),
            None => word.parse().ok(),
        };
        words.find_map(number).unwrap_or_else(|| panic!("no figure at: {start}"))
    }

    /// A number with its unit: nothing is read where there is none.
    fn number(&mut self) -> Option<Decimal> {
        let rest = self.rest.trim_start();
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(rest.len());
        let number: Decimal = rest[..end].parse().ok()?;
        let (number, rest) = match rest[end..].strip_prefix('%') {
            Some(rest) => (number / Decimal::ONE_HUNDRED, rest),
            None => (number, &rest[end..]),
        };
        // The unit: a word of letters, slashes and dots, or `per year`.
        let word = rest.strip_prefix(' ').unwrap_or("");
        let unit = word.find(|c: char| !c.is_ascii_alphabetic() && c != '/' && c != '·').unwrap_or(word.len());
        let unit = if word.starts_with("per year") { 8 } else { unit };
        self.rest = if unit > 0 { &word[unit..] } else { rest };
        Some(number)
    }
}
