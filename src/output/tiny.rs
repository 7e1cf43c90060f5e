//! A tiny chart for the tests of its encoders.

use crate::break_even::{Outline, Straight};
use crate::calc::number::Number;
use crate::report::{Chart, Mark, MarkKind, Now, Scale, Series, Stretch, Tick};

fn line(from: u32, to: u32, start: u32, end: u32) -> Straight {
    let [from, to, start, end] = [from, to, start, end].map(Number::whole);
    Straight { from, to, start, end }
}

/// A level at 50, a line from 0 to 100, and a step from 20 to 80 at 5.
pub(super) fn outlines() -> [Outline; 3] {
    [vec![line(0, 10, 50, 50)], vec![line(0, 10, 0, 100)], vec![line(0, 5, 20, 20), line(5, 10, 80, 80)]]
        .map(|pieces| Outline { pieces })
}

/// A chart of them.
pub(super) fn chart(outlines: &[Outline; 3]) -> Chart<'_> {
    let tick = |at: u32| Tick { at: Number::whole(at), label: at.to_string() };
    let scale = |label: &str, to: u32| Scale {
        label: label.to_owned(),
        from: Number::ZERO,
        to: Number::whole(to),
        ticks: [0, to / 2, to].map(tick).into(),
    };
    let series = |letter: char, outline| Series {
        letter,
        name: format!("Option {letter}"),
        detail: "a detail".to_owned(),
        is_revenue: false,
        outline,
        range: None,
    };
    let stretch = |from, to, series| Stretch { from: Number::whole(from), to: Number::whole(to), series };
    Chart {
        title: "Tiny".to_owned(),
        heading: "Costs".to_owned(),
        x: scale("visits", 10),
        y: scale("cost", 100),
        series: vec![series('A', &outlines[0]), series('B', &outlines[1]), series('C', &outlines[2])],
        cheapest: vec![stretch(0, 5, 1), stretch(5, 10, 0)],
        cheapest_label: "cheapest",
        now: Some(Now { at: Number::whole(2), label: "now 2".to_owned() }),
        marks: vec![Mark {
            x: Number::whole(5),
            y: Number::whole(50),
            label: "5".to_owned(),
            kind: MarkKind::Cheapest,
        }],
        range_note: None,
        alternative: vec!["B is cheaper below 5.".to_owned(), "A is cheaper above.".to_owned()],
    }
}
