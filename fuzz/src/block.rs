//! A file as blocks of lines: what stands above the first header, then each header with the lines below it.

/// The lines of a file, block by block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Blocks(pub(crate) Vec<Vec<String>>);

impl Blocks {
    pub(crate) fn of(text: &str) -> Self {
        let mut blocks: Vec<Vec<String>> = vec![Vec::new()];
        for line in text.lines() {
            if line.starts_with('[') {
                blocks.push(Vec::new());
            }
            // There is at least the first.
            if let Some(last) = blocks.last_mut() {
                last.push(line.to_owned());
            }
        }
        Self(blocks)
    }

    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for line in self.0.iter().flatten() {
            text.push_str(line);
            text.push('\n');
        }
        text
    }
}

/// What a line says: where its value begins and ends.
pub(crate) fn value_of(line: &str) -> Option<std::ops::Range<usize>> {
    let equals = line.find(" = ").filter(|_| !line.starts_with(['#', '[']))?;
    let start = equals + 3;
    // A comment behind the value stays.
    let end = line.rfind(" # ").filter(|end| *end > start).unwrap_or(line.len());
    Some(start..end)
}
