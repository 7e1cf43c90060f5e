//! The shells: the script of each, and how it asks and is answered.
//!
//! A script asks by calling the program with the shell's name in [`VARIABLE`] and the words behind a `--`, the last of
//! which is being completed. bash has the line in place of words, since it cuts words at each `=` and `:`; PowerShell
//! has the words in a variable, since its older versions lose empty words and quotes on the way. The answer is a
//! candidate a line: a word and, behind a tab, its help; for bash what is to be typed from where it cut.

use std::ffi::OsString;
use std::fmt::Write as _;

use super::Candidate;
use super::line::{Line, Quotes, typed};

/// The variable of the environment with the name of the shell that asks.
pub const VARIABLE: &str = "SMARTHANDS_COMPLETE";
/// The variable with the words of PowerShell, a line each.
const WORDS: &str = "SMARTHANDS_WORDS";

/// A shell that can be completed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shell {
    /// bash, from 3.2 on.
    Bash,
    /// zsh.
    Zsh,
    /// fish, from 3.1 on.
    Fish,
    /// Windows PowerShell 5 and PowerShell 7.
    Powershell,
    /// elvish, from 0.18 on.
    Elvish,
}

impl Shell {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Bash, Self::Zsh, Self::Fish, Self::Powershell, Self::Elvish];

    /// As the command line names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::Powershell => "powershell",
            Self::Elvish => "elvish",
        }
    }

    /// The script that makes the shell ask.
    pub fn script(self) -> &'static str {
        match self {
            Self::Bash => include_str!("script/bash.sh"),
            Self::Zsh => include_str!("script/zsh.zsh"),
            Self::Fish => include_str!("script/fish.fish"),
            Self::Powershell => include_str!("script/powershell.ps1"),
            Self::Elvish => include_str!("script/elvish.elv"),
        }
    }
}

/// What a shell asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The words of the command, the first of which is the program and the last is being completed.
    pub words: Vec<OsString>,
    /// How the answer is written.
    form: Form,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    /// A word a line, with its help.
    Words,
    /// What stands in place of bash's own word: the rest behind what is before that, inside of such quotes.
    Rest { before: String, quotes: Quotes },
}

impl Question {
    /// The question that this run was started for; none where nobody asks.
    pub fn asked() -> Option<Self> {
        let shell = std::env::var_os(VARIABLE)?;
        let shell = Shell::ALL.into_iter().find(|known| shell == known.name())?;
        let mut arguments = std::env::args_os().skip(1);
        // Whatever else the variable may be set for, a usual run has no such first argument.
        if arguments.next()? != "--" {
            return None;
        }
        let arguments: Vec<OsString> = match shell {
            Shell::Powershell => std::env::var(WORDS).ok()?.split('\n').map(OsString::from).collect(),
            Shell::Bash | Shell::Zsh | Shell::Fish | Shell::Elvish => arguments.collect(),
        };
        Self::read(shell, arguments)
    }

    /// A shell's question, from the arguments behind the `--`.
    fn read(shell: Shell, mut arguments: Vec<OsString>) -> Option<Self> {
        match shell {
            Shell::Zsh | Shell::Powershell | Shell::Elvish => (),
            Shell::Fish => {
                // The word at the cursor comes as it was typed.
                let typed = arguments.pop()?;
                let last = typed.to_str().map(|typed| Line::read(typed).last().into());
                arguments.push(last.unwrap_or(typed));
            }
            Shell::Bash => {
                let line = arguments.first()?.to_str()?;
                let own = arguments.get(1)?.to_str()?;
                let before = Line::read(line.strip_suffix(own)?);
                let words = Line::read(line).words.into_iter().map(OsString::from).collect();
                return Some(Self {
                    words,
                    form: Form::Rest { before: before.last().to_owned(), quotes: before.quotes },
                });
            }
        }
        (!arguments.is_empty()).then_some(Self { words: arguments, form: Form::Words })
    }

    /// The answer, as the script reads it.
    pub fn answer(&self, candidates: &[Candidate]) -> String {
        let mut answer = String::new();
        for Candidate { text, help } in candidates {
            // Writing to a String cannot fail.
            let _ = match &self.form {
                Form::Words => writeln!(answer, "{text}\t{help}"),
                Form::Rest { before, quotes } => match text.strip_prefix(before.as_str()) {
                    Some(rest) => writeln!(answer, "{}", typed(rest, *quotes)),
                    None => Ok(()),
                },
            };
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(shell: Shell, arguments: &[&str], texts: &[&str]) -> (Vec<String>, String) {
        let question = Question::read(shell, arguments.iter().map(OsString::from).collect()).unwrap();
        let candidates: Vec<Candidate> = texts.iter().filter_map(|text| Candidate::new(*text, "h")).collect();
        (question.words.iter().map(|word| word.to_str().unwrap().to_owned()).collect(), question.answer(&candidates))
    }

    #[test]
    fn bash_gets_the_rest_of_its_own_word() {
        let term = r#"extra."PSA seats".amount="#;
        for (line, own, last, text, rest) in [
            ("smarthands com", "com", "com", "compare", "compare\n"),
            ("smarthands ", "", "", "compare", "compare\n"),
            ("smarthands compare --set=dem", "dem", "--set=dem", "--set=demand.visits=", "demand.visits=\n"),
            ("smarthands sweep --vary visits=", "", "visits=", "visits=4", "4\n"),
            ("smarthands compare --set ex", "ex", "ex", term, "extra.\\\"PSA\\ seats\\\".amount=\n"),
            ("smarthands compare --set 'ex", "ex", "ex", term, "extra.\"PSA seats\".amount=\n"),
            (r#"smarthands compare --set 'extra."PS"#, "PS", "extra.\"PS", term, "PSA seats\".amount=\n"),
            (r"smarthands compare my\ f", r"my\ f", "my f", "my file.toml", "my\\ file.toml\n"),
            // What does not go on from what is there is none.
            ("smarthands compare a=b", "b", "a=b", "c", ""),
        ] {
            let (words, answer) = answer(Shell::Bash, &[line, own], &[text]);
            assert_eq!((words.last().map(String::as_str), answer.as_str()), (Some(last), rest), "{line}");
        }
    }

    #[test]
    fn others_get_words_and_help() {
        let arguments = ["smarthands", "check", "a b"];
        for shell in [Shell::Zsh, Shell::Powershell, Shell::Elvish] {
            assert_eq!(answer(shell, &arguments, &["x y"]), (arguments.map(String::from).to_vec(), "x y\th\n".into()));
        }
        let (words, _) = answer(Shell::Fish, &["smarthands", "check", r"a\ b"], &[]);
        assert_eq!(words, arguments);
    }

    #[test]
    fn a_question_that_makes_no_sense_is_none() {
        let read = |shell, arguments: &[&str]| Question::read(shell, arguments.iter().map(OsString::from).collect());
        for shell in Shell::ALL {
            assert_eq!(read(shell, &[]), None, "{shell:?}");
        }
        assert_eq!(read(Shell::Bash, &["smarthands x"]), None);
        assert_eq!(read(Shell::Bash, &["smarthands x", "y"]), None);
    }

    #[test]
    fn what_cannot_be_shown_is_no_candidate() {
        for text in ["", "a\nb", "a\tb", "\u{1b}[31m", "a\u{202e}b"] {
            assert_eq!(Candidate::new(text, ""), None, "{text:?}");
        }
        assert_eq!(Candidate::new("ü", "a\tb\nc").unwrap().help, "a b c");
    }
}
