//! A page whose blocks are run: what stands in a `text` block is what the block above it gives.

use std::path::{Path, PathBuf};

/// A page of `docs/`.
pub(crate) fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)
}

/// Its text.
pub(crate) fn read(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap()
}

/// The page with every `text` block written anew from the block above it, which `answer` is given with the heading that both
/// stand under and with its language. Blocks without a `text` block below them stay as they are.
pub(crate) fn answered(page: &str, mut answer: impl FnMut(&str, &str, &str) -> String) -> String {
    let (mut written, mut heading) = (String::new(), "");
    let mut question: Option<(&str, String)> = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        written += line;
        written.push('\n');
        if let Some((level, title)) = line.split_once(' ')
            && !level.is_empty()
            && level.trim_matches('#').is_empty()
        {
            (heading, question) = (title, None);
        }
        let Some(language) = line.strip_prefix("```") else { continue };
        let block: String = lines.by_ref().take_while(|line| *line != "```").flat_map(|line| [line, "\n"]).collect();
        match question.take() {
            Some((asked, text)) if language == "text" => written += &answer(heading, asked, &text),
            _ => {
                written += &block;
                question = Some((language, block));
            }
        }
        written += "```\n";
    }
    written
}
