//! What a run may come to when something fails.

use crate::outcome::Outcome;
use crate::stage::Files;
use crate::task::Task;

/// How a run took a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Survival {
    /// It did what it does without the fault, byte for byte.
    Unharmed,
    /// It said what failed, with exit code 5, and left the old files or the complete new ones.
    Told,
}

/// Judges a run by what it comes to without a fault, and by what was there before.
pub(crate) fn judged(
    task: &Task,
    before: &Files,
    well: &Outcome,
    ill: &Outcome,
    met: &[String],
) -> Result<Survival, String> {
    if ill.code == well.code {
        return if ill.out == well.out && ill.files == well.files {
            Ok(Survival::Unharmed)
        } else {
            Err(format!("exit code {:?} with other results", ill.code))
        };
    }
    if ill.code != Some(5) {
        return Err(format!("exit code {:?}, signal {:?}", ill.code, ill.signal));
    }
    if !ill.err.contains("error") || !names_what_failed(task, ill, met) {
        return Err("the message does not name what failed".to_owned());
    }
    let unread = ill.unread();
    if !well.out.starts_with(&ill.out) && !is_part(&ill.out, &well.out, &unread) {
        return Err("standard output is not a beginning of what it should be".to_owned());
    }
    let names = before.keys().chain(well.files.keys()).chain(ill.files.keys());
    for name in names {
        let [old, new, found] = [before, &well.files, &ill.files].map(|files| files.get(name));
        if found != old && found != new {
            let text =
                |file: Option<&(u32, Vec<u8>)>| file.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
            match (text(found), text(new)) {
                (Some(found), Some(new)) if is_part(&found, &new, &unread) => {}
                _ => return Err(format!("{name} is neither the old file nor the new one")),
            }
        }
    }
    Ok(Survival::Told)
}

/// Whether a message has the name of an input that the failed call was about; else, of something that is written.
fn names_what_failed(task: &Task, ill: &Outcome, met: &[String]) -> bool {
    let is_about = |path: &str| {
        met.iter().any(|call| path == "-" || call.contains(&format!("/{path}")) || call.contains(&format!("\"{path}")))
    };
    if ill.unread().into_iter().any(is_about) {
        return true;
    }
    let outputs = [
        "out.csv",
        "new.csv",
        "rejects.csv",
        "costs.svg",
        "mine.toml",
        "schema.json",
        "pages",
        "/dev/stdout",
        "in/sub/b.toml",
    ];
    let written = outputs.into_iter().filter(|name| task.arguments.iter().any(|argument| argument.contains(name)));
    written.chain(["standard output"]).any(|name| ill.err.contains(name))
}

/// Whether lines are those of the whole without some of those files that could not be read, and with a word about each.
fn is_part(found: &str, whole: &str, unread: &[&str]) -> bool {
    let is_unread = |line: &str| unread.iter().any(|path| line.starts_with(path));
    if whole.starts_with('[') {
        let documents = |text: &str| -> Vec<serde_json::Value> { serde_json::from_str(text).unwrap_or_default() };
        let (found, whole) = (documents(found), documents(whole));
        return !found.is_empty() && found.iter().all(|document| whole.contains(document));
    }
    let mut lines = found.lines().filter(|line| !line.contains(",error,cannot-read,"));
    let mut next = lines.next();
    for line in whole.lines() {
        if next == Some(line) {
            next = lines.next();
        } else if !is_unread(line) {
            return false;
        }
    }
    next.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::Stage;

    fn outcome(code: i32, out: &str, err: &str, files: Files) -> Outcome {
        Outcome { code: Some(code), signal: None, out: out.to_owned(), err: err.to_owned(), files }
    }

    /// A judge that lets all pass would be of no use.
    #[test]
    fn what_is_wrong_is_condemned() {
        let task = Task { arguments: &["compare", "in", "--output", "out.csv"] };
        let before = Stage::new().files();
        let with = |name: &str, text: &str| {
            let mut files = before.clone();
            files.insert(name.to_owned(), (0o640, text.into()));
            files
        };
        let well = outcome(0, "rows\n", "", with("out.csv", "file\nin/a.toml,1\nin/sub/b.toml,2\n"));
        let said = "error: out.csv: cannot write: no space left on device\n";
        let met = ["openat(AT_FDCWD</root>, \"in/a.toml\", O_RDONLY|O_CLOEXEC) = -1 EIO (INJECTED)".to_owned()];
        let verdict = |ill: Outcome| judged(&task, &before, &well, &ill, &met);
        assert_eq!(verdict(outcome(0, "rows\n", "", well.files.clone())), Ok(Survival::Unharmed));
        assert_eq!(verdict(outcome(5, "rows\n", said, well.files.clone())), Ok(Survival::Told));
        assert_eq!(verdict(outcome(5, "", said, before.clone())), Ok(Survival::Told));
        let unread = "error[cannot-read]: cannot read: input/output error\n--> in/a.toml\n";
        let part = || with("out.csv", "file\nin/sub/b.toml,2\n");
        assert_eq!(verdict(outcome(5, "", unread, part())), Ok(Survival::Told));
        for (ill, why) in [
            (outcome(0, "rows\n", "", before.clone()), "a success without its file"),
            (outcome(0, "", "", well.files.clone()), "a success without its output"),
            (outcome(5, "", "", before.clone()), "silence"),
            (outcome(5, "", "error: cannot write\n", before.clone()), "no name"),
            (outcome(5, "", said, with("out.csv", "file\nin/a.to")), "a torn file"),
            (outcome(5, "", said, part()), "a file that is missing, not for want of its input"),
            (outcome(5, "", said, with(".out.csv.tmp", "")), "litter"),
            (outcome(5, "", said, with("in/a.toml", "")), "a changed input"),
            (outcome(5, "other", said, before.clone()), "another output"),
            (outcome(3, "", said, before.clone()), "blame on the input"),
            (outcome(101, "", said, before.clone()), "a panic"),
        ] {
            assert!(verdict(ill).is_err(), "{why}");
        }
    }
}
