//! What is to be explained: an option of the scenario, and one of its lines or figures, by their names.

use crate::diagnostic::{Diagnostic, nearest, quoted};
use crate::evaluation::Figures;
use crate::model::OptionModel;
use crate::scenario::Scenario;

/// What of an option is to be explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// One of its figures.
    Figure(Figure),
    /// Cost lines, by position: several parts may have one of the same name.
    Lines(Vec<Line>),
}

/// A cost line, by its position in the option.
pub type Line = usize;

/// A figure of an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Cost of an average year.
    AnnualCost,
    /// What must be billed in a year to hold the target.
    RevenueNeeded,
    /// What other business pays for this as an overhead.
    BreakEvenSales,
    /// The target as a share of cost.
    Markup,
    /// Present value of the costs.
    PresentValue,
    /// Collected revenue of an average year.
    AnnualRevenue,
    /// That less the annual cost.
    GrossProfit,
    /// Gross profit as a share of collected revenue.
    GrossMargin,
}

impl Figure {
    /// All figures, the best known first.
    pub const ALL: [Self; 8] = [
        Self::AnnualCost,
        Self::RevenueNeeded,
        Self::BreakEvenSales,
        Self::Markup,
        Self::PresentValue,
        Self::AnnualRevenue,
        Self::GrossProfit,
        Self::GrossMargin,
    ];

    /// As the command line names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::AnnualCost => "annual-cost",
            Self::RevenueNeeded => "revenue-needed",
            Self::BreakEvenSales => "break-even-sales",
            Self::Markup => "markup",
            Self::PresentValue => "present-value",
            Self::AnnualRevenue => "annual-revenue",
            Self::GrossProfit => "gross-profit",
            Self::GrossMargin => "gross-margin",
        }
    }

    /// Why an option does not have it; none where it does.
    fn lack(self, figures: &Figures) -> Option<&'static str> {
        let unknown = "what the clients pay is not known: the scenario has no [revenue]";
        match self {
            Self::AnnualCost | Self::RevenueNeeded | Self::Markup | Self::PresentValue => None,
            Self::BreakEvenSales => figures
                .break_even_sales
                .is_none()
                .then_some("at a target margin of 0 no other business pays for anything"),
            Self::AnnualRevenue | Self::GrossProfit => figures.annual_revenue.is_none().then_some(unknown),
            Self::GrossMargin if figures.annual_revenue.is_none() => Some(unknown),
            Self::GrossMargin => figures.gross_margin.is_none().then_some("nothing is collected"),
        }
    }
}

/// The option of an id, or of a name.
///
/// # Errors
/// Where there is none, with the nearest and the list.
pub fn option_named(scenario: &Scenario, name: &str) -> Result<usize, Box<Diagnostic>> {
    let position = |is: &dyn Fn(&crate::scenario::Engagement) -> bool| scenario.options.iter().position(is);
    let wanted = folded(name);
    let found = position(&|option| *option.id == name)
        .or_else(|| position(&|option| folded(&option.id) == wanted))
        .or_else(|| position(&|option| folded(&option.name) == wanted));
    found.ok_or_else(|| {
        let ids = scenario.options.iter().map(|option| option.id.as_str());
        let help = suggestion(name, ids.clone(), &format!("the options are {}", listed(ids)));
        Box::new(Diagnostic::error("unknown-option", format!("there is no option {}", quoted(name))).help(help))
    })
}

/// The figure or the lines of a name.
///
/// # Errors
/// Where the option has none, with the nearest and the list.
pub fn subject_named(
    name: &str,
    id: &str,
    option: &OptionModel,
    figures: &Figures,
) -> Result<Subject, Box<Diagnostic>> {
    let wanted = folded(name);
    // By its whole name, or by what the file calls it: `extra: Insurance` is `Insurance` as well.
    let lines_like = |is_it: &dyn Fn(&str) -> bool| -> Vec<Line> {
        (0..option.lines.len())
            .filter(|position| option.lines.get(*position).is_some_and(|line| is_it(&line.name)))
            .collect()
    };
    let whole = lines_like(&|line| folded(line) == wanted);
    let own = |line: &str| line.split_once(": ").is_some_and(|(_, own)| folded(own) == wanted);
    let lines = if whole.is_empty() { lines_like(&own) } else { whole };
    if !lines.is_empty() {
        return Ok(Subject::Lines(lines));
    }
    let key = || format!("option.{id}");
    if let Some(figure) = Figure::ALL.into_iter().find(|figure| folded(figure.name()) == wanted) {
        return match figure.lack(figures) {
            None => Ok(Subject::Figure(figure)),
            Some(why) => {
                let message = format!("option {} has no {}", quoted(id), quoted(figure.name()));
                Err(Box::new(Diagnostic::error("no-figure", message).key(key()).help(why)))
            }
        };
    }
    let (mut names, known) = subject_names(option, figures);
    let lines = match names.as_slice() {
        [] => "it has no cost lines".to_owned(),
        names => format!("the lines are {}", listed(names.iter().copied())),
    };
    let known: Vec<&str> = known.into_iter().map(Figure::name).collect();
    let all = format!("{lines}; the figures are {}", listed(known.iter().copied()));
    names.extend(known);
    let help = suggestion(name, names.into_iter(), &all);
    let message = format!("option {} has no line {}", quoted(id), quoted(name));
    Err(Box::new(Diagnostic::error("unknown-line", message).key(key()).help(help)))
}

/// The names of an option's lines, each once, and the figures that it has.
pub fn subject_names<'m>(option: &'m OptionModel, figures: &Figures) -> (Vec<&'m str>, Vec<Figure>) {
    let mut names: Vec<&str> = Vec::new();
    for line in &option.lines {
        if !names.contains(&line.name.as_str()) {
            names.push(&line.name);
        }
    }
    (names, Figure::ALL.into_iter().filter(|figure| figure.lack(figures).is_none()).collect())
}

fn suggestion<'n>(name: &str, known: impl Iterator<Item = &'n str>, all: &str) -> String {
    match nearest(name, known) {
        Some(near) => format!("did you mean {}? {all}", quoted(near)),
        None => all.to_owned(),
    }
}

fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(quoted).collect::<Vec<_>>().join(", ")
}

/// Case, quotes, the choice of separator and the part behind a name in a tree are no difference.
fn folded(name: &str) -> String {
    let name = name.trim();
    let name = name.rsplit_once(" (part ").map_or(name, |(name, _)| name);
    let letters = name.to_lowercase().replace(['-', '_', ':', '"'], " ");
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}
