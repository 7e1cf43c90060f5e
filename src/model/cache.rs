//! Models of the shapes met so far: the files of a folder come from a few templates.

use rustc_hash::FxHashMap;

use super::{Model, build};
use crate::scenario::Shape;

/// The most shapes that are remembered; a model of a scenario of usual size takes some tens of kilobytes.
const MOST_SHAPES: usize = 64;
/// The most nodes that all models have together.
const MOST_NODES: usize = 200_000;

/// The models of some shapes, each written once.
#[derive(Debug, Default)]
pub struct Models {
    positions: FxHashMap<Shape, usize>,
    models: Vec<Model>,
}

impl Models {
    /// The model of a shape, as [`build`] writes it.
    pub fn of(&mut self, shape: &Shape) -> &Model {
        let position = match self.positions.get(shape) {
            Some(position) => *position,
            None => self.add(shape),
        };
        &self.models[position]
    }

    fn add(&mut self, shape: &Shape) -> usize {
        let nodes: usize = self.models.iter().map(|model| model.graph.nodes().len()).sum();
        if self.models.len() >= MOST_SHAPES || nodes > MOST_NODES {
            // A folder of more templates than that is rare, and which of them comes next is not known.
            self.positions.clear();
            self.models.clear();
        }
        self.models.push(build(shape));
        let position = self.models.len() - 1;
        self.positions.insert(shape.clone(), position);
        position
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Scenario, load};

    fn scenario(visits: u32, option: &str) -> Scenario {
        let file = format!(
            "name = \"n{visits}\"\ntarget = {{ gross_margin = 0.5 }}\n# {visits}\n\
             demand = {{ visits = {visits}, hours_per_visit = 2 }}\n[[option]]\nname = \"o{visits}\"\n{option}\n"
        );
        load("a", file.as_bytes(), &[]).unwrap().scenario
    }

    #[test]
    fn amounts_titles_and_places_make_no_other_shape() {
        let (spot, fee) = ("model = \"per-incident\"\nhourly_rate = 130", "model = \"retainer\"\nmonthly_fee = 130");
        let fee = format!("{fee}\nincluded_hours = 3\noverage_rate = 100");
        let mut models = Models::default();
        for (visits, option) in [(1, spot), (20, spot), (3, &fee), (1, &format!("{spot}\ntravel_per_visit = 1"))] {
            let scenario = scenario(visits, option);
            let (cached, built) = (models.of(&scenario.shape), build(&scenario));
            assert_eq!(cached.graph.nodes(), built.graph.nodes());
            assert_eq!(cached.graph.constants(), built.graph.constants());
        }
        assert_eq!(models.models.len(), 3, "the second differs from the first in amounts, name, id and places alone");
    }

    /// Hours that expire are kept by age, which takes some thousands of nodes over ten years.
    #[test]
    fn large_models_are_fewer() {
        let mut models = Models::default();
        let mut most = 0;
        for months in 60..120 {
            let option = format!(
                "model = \"retainer\"\nmonthly_fee = 130\nincluded_hours = 3\noverage_rate = 100\nrollover_hours = 30\n\
                 rollover_months = 12\n[horizon]\nmonths = {months}"
            );
            let last = models.of(&scenario(2, &option).shape).graph.nodes().len();
            let nodes: usize = models.models.iter().map(|model| model.graph.nodes().len()).sum();
            assert!(nodes <= MOST_NODES + last, "{nodes}");
            most = most.max(models.models.len());
        }
        assert!(most > 1 && most < MOST_SHAPES && models.models.len() < most, "{most}");
    }

    #[test]
    fn more_shapes_than_are_remembered_are_written_again() {
        let mut models = Models::default();
        for months in 1..=120 {
            let option = format!("model = \"per-incident\"\nhourly_rate = 130\n[horizon]\nmonths = {months}");
            let scenario = scenario(2, &option);
            assert_eq!(models.of(&scenario.shape).graph.nodes(), build(&scenario).graph.nodes());
            assert!(models.models.len() <= MOST_SHAPES);
        }
    }
}
