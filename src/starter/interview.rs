//! The guided interview: a few questions, any of which may be skipped, become a scenario.
//!
//! It speaks through a [`Dialogue`], so that it knows no terminal. Nothing is written before the last answer.

use std::io;

use super::answer::{self, Kind};
use super::question::{COMMON, OFFERS, Offer, Question, REVENUE};
use super::sheet::{HOME_CURRENCY, Sheet};
use crate::calc::number::Number;
use crate::diagnostic::is_hidden;
use crate::scenario::option::slug;

/// The answer that leaves an option out.
const NO: &str = "no";

const OPENING: &str = "\
A few questions, then a scenario file and its comparison. Enter skips a question: the figure in [brackets], a typical \
one for Australia, stays until you replace it in the file. Ctrl-C ends this, and nothing is written.
";
const OFFERS_OPENING: &str = "\
Next, four ways to get the work done. At the first question of each, Enter keeps typical figures for all of it, and \
\"no\" leaves it out.
";
const INCLUDED_HOURS: &str = "option.partner-on-a-retainer.included_hours";
const MONTHLY_FEE: &str = "option.partner-on-a-retainer.monthly_fee";
const OVERAGE_RATE: &str = "option.partner-on-a-retainer.overage_rate";

/// Somebody who is asked, and hears what is said.
pub(crate) trait Dialogue {
    /// The line that answers a question, or none where nobody answers any more.
    fn ask(&mut self, question: &str) -> io::Result<Option<String>>;

    /// Tells something: lines, which it breaks between words where they are too long.
    fn tell(&mut self, text: &str) -> io::Result<()>;
}

/// Why an interview ends early.
enum Stop {
    /// Nobody answers any more.
    Silence,
    Failure(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Failure(error)
    }
}

/// What was said to a question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reply {
    Given,
    Skipped,
    Refused,
}

/// Asks everything, and at last for the name of a file until `write` takes the name and the scenario. None where nobody
/// answers any more.
pub(crate) fn interview<T>(
    dialogue: &mut impl Dialogue,
    write: impl FnMut(&str, &str) -> Result<T, String>,
) -> io::Result<Option<T>> {
    let mut interview = Interview { dialogue, sheet: Sheet::new() };
    match interview.run(write) {
        Ok(written) => Ok(Some(written)),
        Err(Stop::Silence) => Ok(None),
        Err(Stop::Failure(error)) => Err(error),
    }
}

struct Interview<'d, D> {
    dialogue: &'d mut D,
    sheet: Sheet,
}

impl<D: Dialogue> Interview<'_, D> {
    fn run<T>(&mut self, write: impl FnMut(&str, &str) -> Result<T, String>) -> Result<T, Stop> {
        self.dialogue.tell(OPENING)?;
        self.dialogue.tell("\n")?;
        for question in COMMON {
            self.figure(question, "")?;
        }
        let currency = self.sheet.currency();
        if currency != HOME_CURRENCY {
            let told = format!(
                "  The figures in [brackets] below are Australian: in {currency}, type your own where you can.\n"
            );
            self.dialogue.tell(&told)?;
        }
        self.figure(&REVENUE, "")?;
        self.fit_retainer();
        self.dialogue.tell("\n")?;
        self.dialogue.tell(OFFERS_OPENING)?;
        let mut are_left = OFFERS.len();
        for (position, offer) in OFFERS.iter().enumerate() {
            let is_last_chance = are_left == 1 && position + 1 == OFFERS.len();
            if self.offer(offer, is_last_chance)? == Reply::Refused {
                are_left -= 1;
            }
        }
        self.dialogue.tell("\n")?;
        self.file(write)
    }

    /// A typical retainer holds half as many hours again as the work takes, at the price of an hour beyond them.
    fn fit_retainer(&mut self) {
        let figure = |address: &str| Number::parse(self.sheet.value(address)).ok();
        let hours = || {
            let work = figure("demand.visits")?.times(figure("demand.hours_per_visit")?).ok()?;
            let hours = work.times(Number::scaled(15, 1)).ok()?;
            // Of few hours the rounding would be more than the half.
            let hours = if hours > Number::whole(4) { hours.ceil() } else { hours };
            Some((hours, hours.times(figure(OVERAGE_RATE)?).ok()?))
        };
        let Some((hours, fee)) = hours().filter(|(hours, _)| hours.is_positive()) else { return };
        let values = [(INCLUDED_HOURS, hours), (MONTHLY_FEE, fee)].map(|(address, value)| (address, value.to_string()));
        if values.iter().all(|(address, value)| answer::value(address, Kind::Figure, value).is_ok()) {
            for (address, value) in values {
                self.sheet.suggest(address, value);
            }
        }
    }

    fn offer(&mut self, offer: &Offer, is_last_chance: bool) -> Result<Reply, Stop> {
        self.dialogue.tell(&format!("\n{}\n", offer.text))?;
        let Some((first, others)) = offer.questions.split_first() else { return Ok(Reply::Skipped) };
        let mut reply = self.figure(first, NO)?;
        while reply == Reply::Refused && is_last_chance {
            self.dialogue.tell("  one way has to stay, or there is nothing to compare\n")?;
            reply = self.figure(first, NO)?;
        }
        match reply {
            Reply::Refused => self.sheet.leave_out(offer.table),
            Reply::Skipped => others.iter().for_each(|question| self.sheet.skip(question.address)),
            Reply::Given => {
                for question in others {
                    self.figure(question, "")?;
                }
            }
        }
        Ok(reply)
    }

    /// Asks until the answer is a value, or nothing, or the word that refuses.
    fn figure(&mut self, question: &Question, refusal: &str) -> Result<Reply, Stop> {
        let currency = self.sheet.currency().to_owned();
        let is_known = question.address != REVENUE.address;
        let standing = self.sheet.value(question.address).trim_matches('"').replace('_', "");
        let standing = if is_known { standing } else { "not known".to_owned() };
        let indent = if question.address.starts_with("option.") { "  " } else { "" };
        let text = format!("{indent}{} [{standing}]: ", question.text.replace('¤', &currency));
        loop {
            let answer = self.dialogue.ask(&text)?.ok_or(Stop::Silence)?;
            let answer = answer.trim();
            if answer.is_empty() {
                if is_known {
                    self.sheet.skip(question.address);
                }
                return Ok(Reply::Skipped);
            }
            if !refusal.is_empty() && answer.eq_ignore_ascii_case(refusal) {
                return Ok(Reply::Refused);
            }
            match answer::value(question.address, question.kind, answer) {
                Ok(value) => {
                    self.sheet.put(question.address, value);
                    return Ok(Reply::Given);
                }
                Err(what) => self.dialogue.tell(&format!("  {what}\n"))?,
            }
        }
    }

    /// Asks for a file until it is written.
    fn file<T>(&mut self, mut write: impl FnMut(&str, &str) -> Result<T, String>) -> Result<T, Stop> {
        let text = self.sheet.text();
        let slug = slug(self.sheet.value("name"));
        let slug = if slug.is_empty() { "mine".to_owned() } else { slug.chars().take(40).collect() };
        let mut offered = format!("{slug}.toml");
        let mut number = 1_u32;
        loop {
            let answer = self.dialogue.ask(&format!("File to write [{offered}]: "))?.ok_or(Stop::Silence)?;
            let name = named(answer.trim(), &offered);
            let failure = match name {
                Ok(name) => match write(&name, &text) {
                    Ok(written) => {
                        self.tell_typical()?;
                        return Ok(written);
                    }
                    Err(failure) => {
                        if name == offered {
                            number = number.saturating_add(1);
                            offered = format!("{slug}-{number}.toml");
                        }
                        failure
                    }
                },
                Err(failure) => failure,
            };
            self.dialogue.tell(&format!("  {failure}\n"))?;
        }
    }

    fn tell_typical(&mut self) -> io::Result<()> {
        let figures = match self.sheet.typical() {
            0 => return Ok(()),
            1 => "1 value in it is a typical one, marked".to_owned(),
            count => format!("{count} values in it are typical ones, marked"),
        };
        self.dialogue.tell(&format!("{figures} \"typical: replace it\"\n"))
    }
}

/// The file that an answer names, or the offered one.
fn named(answer: &str, offered: &str) -> Result<String, String> {
    match answer {
        "" => Ok(offered.to_owned()),
        "-" => Err("name a file, such as mine.toml".to_owned()),
        _ if answer.chars().any(is_hidden) => {
            Err("that holds a key that writes nothing, such as an arrow; type it again".to_owned())
        }
        _ => Ok(answer.to_owned()),
    }
}

#[cfg(test)]
mod tests;
