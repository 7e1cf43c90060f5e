//! Decimals as strings of digits: slow, plain, and nothing but what is learnt at school.

/// `digits` × 10^`exponent`; the digits have no zeros at either end, and nothing has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    pub(crate) is_negative: bool,
    pub(crate) digits: String,
    pub(crate) exponent: i128,
}

impl Decimal {
    /// Reads a sign, digits, single underscores between digits, a fraction and an exponent; none of another text.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (is_negative, rest) = signed(text);
        let (mantissa, exponent) = match rest.find(['e', 'E']) {
            Some(at) => (&rest[..at], exponent(&rest[at + 1..])?),
            None => (rest, 0),
        };
        let (whole, fraction) = match mantissa.find('.') {
            Some(at) => (&mantissa[..at], Some(&mantissa[at + 1..])),
            None => (mantissa, None),
        };
        let mut digits = digits_of(whole)?;
        let places = fraction.map_or(Some(String::new()), digits_of)?;
        digits.push_str(&places);
        Some(Self::new(is_negative, &digits, exponent - places.len() as i128))
    }

    fn new(is_negative: bool, digits: &str, exponent: i128) -> Self {
        let significant = digits.trim_end_matches('0');
        let zeros = (digits.len() - significant.len()) as i128;
        let digits = significant.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            return Self { is_negative: false, digits, exponent: 0 };
        }
        Self { is_negative, digits, exponent: exponent + zeros }
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// The same × 10^`power`.
    pub(crate) fn shifted(&self, power: i128) -> Self {
        let exponent = if self.is_zero() { 0 } else { self.exponent + power };
        Self { exponent, ..self.clone() }
    }

    /// How many digits stand before the point, below zero for zeros behind it: 123 has 3, 0.0123 has -1.
    pub(crate) fn magnitude(&self) -> i128 {
        self.digits.len() as i128 + self.exponent
    }

    /// Rounded half away from zero to so many places behind the point.
    pub(crate) fn rounded(&self, places: i128) -> Self {
        let dropped = -self.exponent - places;
        if self.is_zero() || dropped <= 0 {
            return self.clone();
        }
        let Some(kept) = (self.digits.len() as i128).checked_sub(dropped).filter(|kept| *kept >= 0) else {
            return Self::new(false, "", 0);
        };
        let kept = usize::try_from(kept).unwrap();
        let is_up = self.digits.as_bytes()[kept] >= b'5';
        let digits = if is_up { successor(&self.digits[..kept]) } else { self.digits[..kept].to_owned() };
        Self::new(self.is_negative, &digits, -places)
    }

    /// The whole number next to it, towards zero or away from it.
    pub(crate) fn whole(&self, is_away: bool) -> Self {
        if self.is_zero() || self.exponent >= 0 {
            return self.clone();
        }
        let before = usize::try_from(self.magnitude().max(0)).unwrap();
        let digits = if is_away { successor(&self.digits[..before]) } else { self.digits[..before].to_owned() };
        Self::new(self.is_negative, &digits, 0)
    }

    /// In full, with at least `places` decimals.
    pub(crate) fn shown(&self, places: usize) -> String {
        let exponent = usize::try_from(self.exponent.max(0)).unwrap();
        let behind = usize::try_from((-self.exponent).max(0)).unwrap();
        let digits = format!("{}{}", self.digits, "0".repeat(exponent));
        let digits = format!("{digits:0>width$}", width = behind + 1);
        let (whole, fraction) = digits.split_at(digits.len() - behind);
        let fraction = format!("{fraction:0<places$}");
        let sign = if self.is_negative { "-" } else { "" };
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }
}

fn signed(text: &str) -> (bool, &str) {
    match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    }
}

/// An exponent; beyond any that matters it is one that is too far off.
fn exponent(text: &str) -> Option<i128> {
    let (is_negative, rest) = signed(text);
    let digits = digits_of(rest)?;
    let digits = digits.trim_start_matches('0');
    let magnitude = if digits.len() > 30 { 10_i128.pow(30) } else { format!("0{digits}").parse().ok()? };
    Some(if is_negative { -magnitude } else { magnitude })
}

/// Digits without the underscores between them.
fn digits_of(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_right = |at: usize| is_digit(at) || (bytes[at] == b'_' && at > 0 && is_digit(at - 1) && is_digit(at + 1));
    (!text.is_empty() && (0..bytes.len()).all(is_right)).then(|| text.replace('_', ""))
}

/// The whole number after one, in digits.
fn successor(digits: &str) -> String {
    let nines = digits.len() - digits.trim_end_matches('9').len();
    let (rest, zeros) = (&digits[..digits.len() - nines], "0".repeat(nines));
    match rest.char_indices().last() {
        Some((at, last)) => format!("{}{}{zeros}", &rest[..at], char::from(last as u8 + 1)),
        None => format!("1{zeros}"),
    }
}
