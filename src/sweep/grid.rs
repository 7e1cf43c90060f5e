//! The points of a sweep by their number: the last axis runs fastest, or all run together.

use crate::scenario::variation::{MOST_POINTS, Variation};

/// The places of every point on its axes.
#[derive(Clone, Debug)]
pub struct Grid {
    /// How many values each axis has.
    counts: Vec<u64>,
    is_zipped: bool,
    len: u64,
}

/// Why some variations make no grid; a mistake of the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridError(String);

impl std::fmt::Display for GridError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for GridError {}

impl Grid {
    /// The grid of some variations: every combination of their values, or where they are zipped the first values
    /// together, then the second, and so on.
    ///
    /// # Errors
    /// Where there are too many points, or zipped values are not equally many.
    pub fn new(variations: &[Variation], is_zipped: bool) -> Result<Self, GridError> {
        let counts: Vec<u64> = variations.iter().map(|variation| variation.values.count()).collect();
        let first = counts.first().copied().unwrap_or(0);
        if is_zipped && counts.iter().any(|count| *count != first) {
            let counts: Vec<String> = variations
                .iter()
                .zip(&counts)
                .map(|(variation, count)| format!("{} has {count}", variation.path.as_str()))
                .collect();
            return Err(GridError(format!("--zip takes equally many values of each term: {}", counts.join(", "))));
        }
        for (position, variation) in variations.iter().enumerate() {
            if variations.iter().take(position).any(|before| before.path == variation.path) {
                let term = variation.path.as_str();
                return Err(GridError(format!("{term} is varied twice; give all its values in one --vary")));
            }
        }
        let product = counts.iter().try_fold(1_u64, |product, count| product.checked_mul(*count));
        let len = if is_zipped { Some(first) } else { product };
        match len.filter(|len| *len <= MOST_POINTS) {
            Some(len) => Ok(Self { counts, is_zipped, len }),
            None => {
                Err(GridError("these are more than 10,000,000 points; take greater steps, or fewer terms".to_owned()))
            }
        }
    }

    /// How many points there are.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Whether there is no point.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many values an axis has.
    pub fn count(&self, axis: usize) -> u64 {
        self.counts.get(axis).copied().unwrap_or(0)
    }

    /// Whether all axes run together.
    pub fn is_zipped(&self) -> bool {
        self.is_zipped
    }

    /// The place of a point on each axis.
    pub fn places(&self, point: u64) -> Vec<u64> {
        if self.is_zipped {
            return vec![point; self.counts.len()];
        }
        let mut places = vec![0; self.counts.len()];
        let mut rest = point;
        for (place, count) in places.iter_mut().zip(&self.counts).rev() {
            *place = rest % count;
            rest /= count;
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(texts: &[&str], is_zipped: bool) -> Result<Grid, GridError> {
        let variations: Vec<Variation> = texts.iter().map(|text| text.parse().unwrap()).collect();
        Grid::new(&variations, is_zipped)
    }

    #[test]
    fn the_last_axis_runs_fastest() {
        let grid = grid(&["a=1,2", "b=1..3/1"], false).unwrap();
        let places: Vec<Vec<u64>> = (0..grid.len()).map(|point| grid.places(point)).collect();
        assert_eq!(places, [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]]);
    }

    #[test]
    fn zipped_axes_run_together() {
        let zipped = grid(&["a=1,2,3", "b=±10%/10%"], true).unwrap();
        assert_eq!((zipped.len(), zipped.places(2)), (3, vec![2, 2]));
        let unequal = grid(&["a=1,2,3", "b=1,2"], true).unwrap_err();
        assert_eq!(unequal.to_string(), "--zip takes equally many values of each term: a has 3, b has 2");
    }

    #[test]
    fn a_grid_has_ten_million_points_at_most() {
        assert_eq!(grid(&["a=1..10000/1", "b=1..1000/1"], false).unwrap().len(), 10_000_000);
        assert!(grid(&["a=1..10000/1", "b=1..1001/1"], false).is_err());
        let many = ["a=1..9999999/1"; 9];
        assert!(grid(&many, false).is_err());
    }
}
