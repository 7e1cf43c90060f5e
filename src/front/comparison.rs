//! One scenario, read and evaluated.

use super::{Problem, Problems};
use crate::break_even::{BreakEven, Drawing, Driver, Question, Wanted, analyse, draw};
use crate::calc::number::Number;
use crate::diagnostic::Diagnostic;
use crate::evaluation::{Evaluation, Figures, evaluate, suspicions};
use crate::model::{Model, build};
use crate::scenario::currency::Currency;
use crate::scenario::setting::Setting;
use crate::scenario::{Engagement, Loaded, load};

/// Reads a scenario and computes the figures of its options: the library's counterpart of the verb `compare`.
///
/// `bytes` are the scenario file as it is, at most 1 MiB of UTF-8; `name` is what problems call it, usually its path, and
/// nothing is read from there. Each of `settings` replaces a term before anything is checked, as `--set` does, the later
/// one where two are about the same term.
///
/// # Errors
/// Every independent problem of the file and of the settings, or the figure that leaves the range of exact decimals. There is
/// at least one [error](crate::Severity::Error) among them, and there may be warnings.
///
/// # Examples
/// ```
/// let file = r#"
/// name = "Two visits a month"
/// target.gross_margin = "60%"
/// demand = { visits = 2, hours_per_visit = 2 }
/// [[option]]
/// name = "Spot"
/// model = "per-incident"
/// hourly_rate = 130
/// "#;
/// let twice = ["demand.visits=4".parse()?];
/// let comparison = smarthands::compare("two-visits.toml", file.as_bytes(), &twice)?;
/// let spot = comparison.cheapest().ok_or("every option hands its clients off")?;
/// // 4 visits × 2 h × 130 × 12 months
/// assert_eq!(spot.figures().annual_cost.base.to_string(), "12480");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn compare(name: &str, bytes: &[u8], settings: &[Setting]) -> Result<Comparison, Problems> {
    let Loaded { scenario, mut warnings, sources } = load(name, bytes, settings)?;
    let model = build(&scenario);
    match evaluate(&scenario, &model) {
        Ok(evaluation) => {
            warnings.extend(suspicions(&scenario, &evaluation));
            Ok(Comparison { loaded: Loaded { scenario, warnings, sources }, model, evaluation })
        }
        Err(problem) => Err(Problems::of(*problem, sources)),
    }
}

/// A scenario and the figures of its options.
///
/// It can be shared between threads and never changes.
#[derive(Debug)]
pub struct Comparison {
    loaded: Loaded,
    model: Model,
    evaluation: Evaluation,
}

impl Comparison {
    /// The scenario's name.
    pub fn name(&self) -> &str {
        &self.loaded.scenario.name
    }

    /// The currency of every amount of money.
    pub fn currency(&self) -> Currency {
        self.loaded.scenario.currency
    }

    /// How many months the scenario runs, from 1.
    pub fn months(&self) -> u32 {
        self.loaded.scenario.horizon.months
    }

    /// Visits a month, as the file states them: before growth and seasonality.
    pub fn visits_per_month(&self) -> Number {
        self.evaluation.visits_per_month
    }

    /// Hours served a month, as the file states them.
    pub fn hours_per_month(&self) -> Number {
        self.evaluation.hours_per_month
    }

    /// Clients, as the file states them; none where no segment has any.
    pub fn clients(&self) -> Option<Number> {
        self.evaluation.clients
    }

    /// The target as a gross margin: profit as a share of revenue, a fraction below 1.
    pub fn target_margin(&self) -> Number {
        self.evaluation.target_margin
    }

    /// The target as a markup: profit as a share of cost, which may be above 1.
    pub fn target_markup(&self) -> Number {
        self.evaluation.target_markup
    }

    /// The options, in the order of the file; at least one.
    pub fn options(&self) -> impl Iterator<Item = Alternative<'_>> {
        (0..).map_while(|position| self.option(position))
    }

    /// The option at a position, counted from 0 in the order of the file: break-even results name options so.
    pub fn option(&self, position: usize) -> Option<Alternative<'_>> {
        let option = self.loaded.scenario.options.get(position)?;
        Some(Alternative { position, option, figures: self.evaluation.options.get(position)? })
    }

    /// The option of an id.
    pub fn option_with_id(&self, id: &str) -> Option<Alternative<'_>> {
        self.options().find(|option| option.id() == id)
    }

    /// The option of the least annual cost, the first of equals; none where every option hands its clients off, for then
    /// no cost can be compared.
    pub fn cheapest(&self) -> Option<Alternative<'_>> {
        self.option(self.evaluation.cheapest?)
    }

    /// The option of the highest annual gross profit, the first of equals; none where the revenue of any is unknown.
    pub fn most_profitable(&self) -> Option<Alternative<'_>> {
        self.option(self.evaluation.most_profitable?)
    }

    /// What is suspicious about the scenario, in the order of the file. The figures hold all the same.
    pub fn warnings(&self) -> impl Iterator<Item = Problem<'_>> {
        Problem::all(&self.loaded.warnings, &self.loaded.sources)
    }

    /// The volumes at which options change places, solved for exactly: bands of the cheapest, crossings of every pair,
    /// revenue break-even and margins of safety. None where the scenario has no such volume, so that there is no axis.
    ///
    /// The axis runs from 0 to `max`, or to ten times the present volume.
    ///
    /// # Errors
    /// Where `max` is not above 0, a cost curve has more than 100,000 pieces up to there, or a figure leaves the range of
    /// exact decimals.
    pub fn break_even(&self, driver: Driver, max: Option<Number>) -> Result<Option<BreakEven>, Problems> {
        let max = self.axis_end(max)?;
        let question = Question { driver, max, wanted: Wanted::All };
        self.told(analyse(&self.loaded.scenario, &self.model, &self.evaluation, question))
    }

    /// The annual cost of each option along the axis as straight pieces whose ends are exact, with its range, and the
    /// revenue beside it: what a picture of the break-even needs. None where the scenario has no such volume, or where
    /// every option hands its clients off.
    ///
    /// # Errors
    /// As [`Comparison::break_even`], and where the curves at all combinations of an option's ranges have more than 2,000,000
    /// pieces together.
    pub fn curves(&self, driver: Driver, max: Option<Number>) -> Result<Option<Drawing>, Problems> {
        let max = self.axis_end(max)?;
        self.told(draw(&self.loaded.scenario, &self.model, &self.evaluation, driver, max))
    }

    fn axis_end(&self, max: Option<Number>) -> Result<Option<Number>, Problems> {
        if max.is_none_or(Number::is_positive) {
            return Ok(max);
        }
        let problem = Diagnostic::error("axis-end", "the break-even axis must end above 0");
        Err(Problems::of(problem.help("leave the end out for ten times the present volume"), self.sources()))
    }

    fn told<T>(&self, result: Result<T, Box<Diagnostic>>) -> Result<T, Problems> {
        result.map_err(|problem| Problems::of(*problem, self.sources()))
    }

    fn sources(&self) -> crate::diagnostic::Sources {
        self.loaded.sources.clone()
    }
}

/// An option of a [`Comparison`]: one way to serve the demand, and its figures.
#[derive(Clone, Copy, Debug)]
pub struct Alternative<'c> {
    position: usize,
    option: &'c Engagement,
    figures: &'c Figures,
}

impl<'c> Alternative<'c> {
    /// Its position, from 0, in the order of the file.
    pub fn position(&self) -> usize {
        self.position
    }

    /// Its id of a-z, 0-9 and hyphens, unique in the scenario.
    pub fn id(&self) -> &'c str {
        &self.option.id
    }

    /// Its name, as the file writes it: whatever characters that has.
    pub fn name(&self) -> &'c str {
        &self.option.name
    }

    /// Its engagement model, such as `retainer`, or `blend` where it has several parts.
    pub fn model(&self) -> &'static str {
        self.option.model_name()
    }

    /// Whether it hands clients to a partner, so that its cost is not compared with that of serving them.
    pub fn hands_off(&self) -> bool {
        self.option.hands_off()
    }

    /// Its figures, exact and unrounded.
    pub fn figures(&self) -> &'c Figures {
        self.figures
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "name = \"a\"\ntarget.gross_margin = \"50%\"\ndemand = { visits = 4, hours_per_visit = 2 }\n\
                        [[option]]\nname = \"Spot\"\nmodel = \"per-incident\"\nhourly_rate = 100\n";

    fn shared_between_threads<T: Send + Sync>(_: &T) {}

    #[test]
    fn a_comparison_is_shared_between_threads() {
        shared_between_threads(&compare("a.toml", FILE.as_bytes(), &[]).unwrap());
    }

    #[test]
    fn options_are_found_by_position_and_id() {
        let comparison = compare("a.toml", FILE.as_bytes(), &[]).unwrap();
        let ids: Vec<&str> = comparison.options().map(|option| option.id()).collect();
        assert_eq!(ids, ["spot"]);
        assert_eq!(comparison.option_with_id("spot").unwrap().position(), 0);
        assert!(comparison.option(1).is_none() && comparison.option_with_id("hire").is_none());
        assert!(comparison.most_profitable().is_none(), "no revenue is known");
    }

    #[test]
    fn an_axis_has_to_end_above_nothing() {
        let comparison = compare("a.toml", FILE.as_bytes(), &[]).unwrap();
        for max in [Number::ZERO, Number::from(-1)] {
            let problems = comparison.break_even(Driver::Visits, Some(max)).unwrap_err();
            assert_eq!(problems.iter().map(|problem| problem.code()).collect::<Vec<_>>(), ["axis-end"]);
            assert!(comparison.curves(Driver::Visits, Some(max)).is_err());
        }
        assert!(comparison.break_even(Driver::Clients, None).unwrap().is_none(), "the demand has no clients");
    }

    #[test]
    fn a_figure_out_of_range_is_a_problem_with_its_place() {
        let huge = [
            "demand.visits=10_000_000",
            "demand.hours_per_visit=1_000",
            "demand.growth_per_year=1000%",
            "horizon.months=120",
            "horizon.indexation=1000%",
            "option.spot.hourly_rate=1_000_000_000_000",
        ];
        let settings: Vec<Setting> = huge.iter().map(|text| text.parse().unwrap()).collect();
        let problems = compare("a.toml", FILE.as_bytes(), &settings).unwrap_err();
        let first = problems.iter().next().unwrap();
        assert_eq!((first.code(), first.key(), first.place()), ("figure-out-of-range", "option.spot", Some((4, 1))));
    }
}
