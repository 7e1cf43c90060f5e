//! The gallery as a page for people: what its scenarios ask.

use super::page::{Block, Page, Row, titles};
use crate::starter::gallery::{Exhibit, GALLERY};

/// The page of the gallery.
pub(crate) fn gallery_page() -> Page {
    let row = |exhibit: &Exhibit| Row {
        cells: vec![exhibit.name.to_owned(), exhibit.description().to_owned()],
        is_marked: false,
    };
    let block = Block {
        heading: "The gallery".to_owned(),
        columns: titles(["Name", "What it asks"]),
        text_last: true,
        rows: GALLERY.iter().map(row).collect(),
        notes: Vec::new(),
    };
    Page {
        title: "Scenarios to start from".to_owned(),
        facts: Vec::new(),
        blocks: vec![block],
        verdict: vec!["To start from one of them: smarthands new --from NAME mine.toml".to_owned()],
    }
}
