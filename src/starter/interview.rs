//! The guided interview: a few questions, any of which may be skipped, become a scenario.
//!
//! It speaks through a [`Dialogue`], so that it knows no terminal. Nothing is written before the last answer.

use std::io;

use super::answer::{self, Kind};
use super::question::{COMMON, OFFERS, Offer, Question, REVENUE};
use super::sheet::Sheet;
use crate::calc::number::Number;
use crate::diagnostic::is_hidden;
use crate::scenario::option::slug;

/// The currency of the starter's figures.
pub(super) const HOME_CURRENCY: &str = "AUD";
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
mod tests {
    use std::collections::VecDeque;

    use super::*;
    use crate::evaluation::{evaluate, suspicions};
    use crate::model::build;
    use crate::scenario::load;
    use crate::starter::STARTER;

    /// Answers that were thought of before, and everything that was said.
    struct Script {
        answers: VecDeque<&'static str>,
        heard: String,
    }

    impl Dialogue for Script {
        fn ask(&mut self, question: &str) -> io::Result<Option<String>> {
            let answer = self.answers.pop_front();
            self.heard.extend([question, answer.unwrap_or("(silence)"), "\n"]);
            Ok(answer.map(|answer| format!("{answer}\n")))
        }

        fn tell(&mut self, text: &str) -> io::Result<()> {
            self.heard.push_str(text);
            Ok(())
        }
    }

    struct Run {
        /// The file and its scenario, where one is written.
        written: Option<(String, String)>,
        heard: String,
        /// Answers that nobody asked for.
        left: usize,
    }

    impl Run {
        fn text(&self) -> &str {
            &self.written.as_ref().unwrap().1
        }

        /// The line of the scenario that begins so.
        fn line(&self, start: &str) -> &str {
            self.text()
                .lines()
                .find(|line| line.starts_with(start))
                .unwrap_or_else(|| panic!("{start}\n{}", self.text()))
        }
    }

    /// An interview in a folder that holds `taken.toml`.
    fn run(answers: &[&'static str]) -> Run {
        let mut script = Script { answers: answers.iter().copied().collect(), heard: String::new() };
        let written = interview(&mut script, |name, text| match name {
            "taken.toml" => Err("taken.toml: exists already".to_owned()),
            _ => Ok((name.to_owned(), text.to_owned())),
        });
        Run { written: written.unwrap(), heard: script.heard, left: script.answers.len() }
    }

    /// The scenario is valid, nothing about it is suspicious, and these are its options' annual costs.
    fn costs(text: &str) -> Vec<(String, String)> {
        let loaded = load("new.toml", text.as_bytes(), &[]).unwrap_or_else(|refusal| panic!("{refusal}\n{text}"));
        let scenario = &loaded.scenario;
        let evaluation = evaluate(scenario, &build(scenario)).unwrap();
        assert!(loaded.warnings.is_empty() && suspicions(scenario, &evaluation).is_empty(), "{text}");
        let costs = scenario.options.iter().zip(&evaluation.options);
        costs.map(|(option, figures)| (option.id.to_string(), figures.annual_cost.base.to_string())).collect()
    }

    #[test]
    fn all_skipped_is_the_starter_with_its_figures_marked() {
        // Seven of everybody, revenue, the first of each of four options, the file.
        let run = run(&[""; 13]);
        assert_eq!((run.left, run.written.as_ref().unwrap().0.as_str()), (0, "my-region.toml"));
        assert_eq!(costs(run.text()), costs(STARTER));
        assert_eq!(
            run.line("hourly_rate"),
            "hourly_rate = 130                   # typical: replace it; for each hour on site; mostly 100 to 180"
        );
        for start in
            ["name", "currency", "visits", "gross_margin", "included_hours", "on_costs", "yearly_costs", "km_rate"]
        {
            assert!(run.line(start).contains(" # typical: replace it; "), "{}", run.line(start));
        }
        assert!(run.text().contains("\n# [revenue] "));
        // The marks apart, nothing is changed: 12 hours at 130 are the retainer of the starter.
        assert_eq!(run.text().replace("typical: replace it; ", ""), STARTER);
        let marks = run.text().matches("typical: replace it").count();
        assert!(
            run.heard.ends_with(&format!("{marks} values in it are typical ones, marked \"typical: replace it\"\n"))
        );
    }

    #[test]
    fn all_answered_is_a_scenario_of_the_answers() {
        let run = run(&[
            "Wimmera \"West\"",
            "nzd",
            "10",
            "12",
            "1.5",
            "40",
            "45%",
            "165", // the work and the money
            "120",
            "60",
            "2",
            "1_800",
            "20",
            "125",
            "70000",
            "12.5%",
            "55",
            "3",
            "200", // the options
            "sub/wimmera",
        ]);
        let (file, text) = run.written.as_ref().unwrap();
        assert_eq!((file.as_str(), run.left), ("sub/wimmera", 0));
        let costs = costs(text);
        let costs: Vec<(&str, &str)> = costs.iter().map(|(id, cost)| (id.as_str(), cost.as_str())).collect();
        assert_eq!(
            costs,
            [
                // 12 × 12 visits × (2 h charged × 120 + 60)
                ("contractor-per-visit", "43200"),
                // 12 × 1,800; 18 h of 20 h are used
                ("partner-on-a-retainer", "21600"),
                // 70,000 × 1.125 + 15,000 + 12 × 12 visits × 40 km × 0.20
                ("own-technician", "94902"),
                // 12 × 12 trips × ((1.5 h + 3 h) × 55 + 200 km × 0.88)
                ("send-our-staff", "60984"),
            ]
        );
        assert_eq!(run.line("name"), "name = \"Wimmera \\\"West\\\"\"           # what the results are called");
        assert_eq!(
            run.line("currency"),
            "currency = \"NZD\"                    # of every amount below: AUD, NZD, USD, GBP, EUR and so on"
        );
        assert!(!text.contains("in Australian dollars before GST") && text.contains("are sums in Australian dollars."));
        assert!(run.heard.contains("below are Australian: in NZD"));
        assert!(text.contains("\n[revenue] ") && text.contains("\nper_hour = 165 "));
        // Nobody was asked for a vehicle, the price of its kilometres, the hours on the road and the utilisation.
        assert_eq!(text.matches("typical: replace it").count(), 5);
        assert!(run.heard.contains("Fee a month, in NZD [3510]: 1_800"));
    }

    #[test]
    fn wrong_answers_are_asked_again() {
        let run = run(&[
            "",
            "",
            "",
            "4x5",
            "65,000",
            "12",
            "0",
            "1",
            "",
            "60",
            "60%",
            "$165",
            "165",
            "",
            "",
            "",
            "", // the first of each
            "taken.toml",
            "-",
            "", // the file
        ]);
        assert_eq!(run.left, 0);
        for heard in [
            "Visits a month, all clients together [4]: 4x5\n  `4x5` is not a number; write digits, such as 4 or 95.10\n",
            "[4]: 65,000\n  `65,000` is not written as a number here; write 65000\n",
            "[2]: 0\n  `hours_per_visit` must be above 0 and up to 1,000 (got `0`); write a value above 0 and up to 1,000\n",
            "[60%]: 60\n  `gross_margin` is a share or a rate, and `60` would be 60 times the whole; write 60%\n",
            "[not known]: $165\n  `$165` is not written as a number here; write 165\n",
            "[my-region.toml]: taken.toml\n  taken.toml: exists already\nFile to write [my-region.toml]: -\n  name a file",
        ] {
            assert!(run.heard.contains(heard), "{heard}\n{}", run.heard);
        }
        assert_eq!(
            run.line("visits"),
            "visits = 12                         # a month, all clients together; mostly 1 or 2 for each client"
        );
        costs(run.text());
    }

    #[test]
    fn a_typical_retainer_fits_the_work() {
        for (visits, hours, included, fee) in [
            ("12", "1.5", "27", "3510"),        // 18 h × 1.5, × 130
            ("7", "1", "11", "1430"),           // 10.5 h, rounded up
            ("0.5", "1", "0.75", "97.5"),       // too few to round
            ("0", "1", "12", "1560"),           // no work, as it was
            ("10000000", "1000", "12", "1560"), // more than a retainer may have, as it was
        ] {
            let run = run(&["", "", "", visits, hours, "", "", "", "", "", "", "", ""]);
            let value = |start: &str| run.line(start).split([' ', '#']).nth(2).unwrap().to_owned();
            assert_eq!((value("included_hours"), value("monthly_fee")), (included.to_owned(), fee.to_owned()));
            let is_plain = !["0", "10000000"].contains(&visits);
            assert!(!is_plain || !costs(run.text()).is_empty());
        }
    }

    #[test]
    fn the_offered_file_may_be_taken() {
        let mut answers = vec!["taken"];
        answers.extend([""; 13]);
        let run = run(&answers);
        assert!(
            run.heard
                .contains("File to write [taken.toml]: \n  taken.toml: exists already\nFile to write [taken-2.toml]: ")
        );
        assert_eq!(run.written.unwrap().0, "taken-2.toml");
    }

    #[test]
    fn what_is_refused_stays_as_a_comment() {
        let common = ["", "", "", "", "", "", "", ""];
        let run = run(&[&common[..], &["no", "", "No", "NO", "x.toml"]].concat());
        let costs = costs(run.text());
        assert_eq!(costs.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["partner-on-a-retainer"]);
        // One "# " is put before each line, so that it takes one away again to have the option back.
        let undone: Vec<&str> = run.text().lines().map(|line| line.strip_prefix("# ").unwrap_or(line)).collect();
        for line in STARTER.lines() {
            let plain = line.strip_prefix("# ").unwrap_or(line);
            let marked = plain.replacen(" # ", " # typical: replace it; ", 1);
            assert!(undone.contains(&plain) || undone.contains(&line) || undone.contains(&&*marked), "{line}");
        }
    }

    #[test]
    fn one_option_has_to_stay() {
        let run = run(&["", "", "", "", "", "", "", "", "no", "no", "no", "no", "62", "", "", ""]);
        assert!(run.heard.contains("  one way has to stay"));
        assert_eq!(costs(run.text()).len(), 1);
    }

    #[test]
    fn silence_at_any_question_writes_nothing() {
        for answered in 0..13 {
            let run = run(&[""; 13][..answered]);
            assert!(run.written.is_none() && run.heard.ends_with("(silence)\n"), "{answered}");
        }
    }

    #[test]
    fn odd_names_are_scenarios_too() {
        for name in ["\\", "\"\"\"", "# not a comment", "東京", "a = b # c", "[[option]]"] {
            let mut answers = vec![name];
            answers.extend([""; 12]);
            let run = run(&answers);
            let loaded = load("new.toml", run.text().as_bytes(), &[]).unwrap_or_else(|refusal| panic!("{refusal}"));
            assert_eq!(loaded.scenario.name, name);
            assert!(run.line("name").ends_with(" # what the results are called"));
        }
    }
}
