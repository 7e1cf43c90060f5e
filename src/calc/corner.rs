//! The corners of several inputs that each have two ends: the combinations of these, and what each changes.

use super::graph::{Graph, InputId, Node, NodeId};
use super::number::Number;

/// Finds the inputs with two ends that figures depend on.
pub(crate) struct Ranged<'g> {
    graph: &'g Graph,
    /// The ends of each input; none where it has one value.
    ends: Vec<Option<(Number, Number)>>,
    /// Whether each node depends on any input with two ends; empty where there is no such input.
    depends: Vec<bool>,
    /// The figures for which a node was last visited, from 1.
    visited: Vec<u32>,
    visits: u32,
}

/// The inputs with two ends that some figures depend on. What is read again at one of their corners is restored by
/// reading `affected` with the inputs as they were.
#[derive(Debug, Default)]
pub(crate) struct Corners {
    /// The inputs, those with the fewest dependents first.
    pub(crate) turning: Vec<Turning>,
    /// The nodes between the figures and any of the inputs, in the order of evaluation.
    pub(crate) affected: Vec<NodeId>,
}

/// An input with two ends.
#[derive(Debug)]
pub(crate) struct Turning {
    pub(crate) input: InputId,
    ends: (Number, Number),
    /// Those of the affected nodes that depend on it, itself first.
    nodes: Vec<NodeId>,
}

impl<'g> Ranged<'g> {
    /// The inputs of a graph, given the ends of each by its number.
    pub(crate) fn new(graph: &'g Graph, ends: Vec<Option<(Number, Number)>>) -> Self {
        let mut depends: Vec<bool> = Vec::new();
        if ends.iter().any(Option::is_some) {
            depends.reserve(graph.nodes().len());
            for node in graph.nodes() {
                depends.push(match node {
                    Node::Constant(_) => false,
                    Node::Input(input) => ends.get(input.index()).is_some_and(Option::is_some),
                    Node::Apply(operation) => operation.operands().any(|operand| depends[operand.index()]),
                });
            }
        }
        let visited = vec![0; depends.len()];
        Self { graph, ends, depends, visited, visits: 0 }
    }

    /// The corners of the inputs that any of these figures depends on.
    pub(crate) fn of(&mut self, figures: &[NodeId]) -> Corners {
        let affected = self.affected(figures);
        let mut turning: Vec<Turning> = Vec::new();
        for id in &affected {
            if let Node::Input(input) = self.graph.nodes()[id.index()] {
                let ends = self.ends.get(input.index()).copied().flatten();
                let nodes = self.dependents(&affected, *id);
                turning.extend(ends.map(|ends| Turning { input, ends, nodes }));
            }
        }
        // What the least depends on is to change most often.
        turning.sort_by_key(|turning| turning.nodes.len());
        Corners { turning, affected }
    }

    fn affected(&mut self, figures: &[NodeId]) -> Vec<NodeId> {
        self.visits += 1;
        let mut affected = Vec::new();
        let mut open: Vec<NodeId> = figures.to_vec();
        while let Some(id) = open.pop() {
            let is_new = self.visited.get(id.index()).is_some_and(|visited| *visited != self.visits);
            if !is_new || !self.depends[id.index()] {
                continue;
            }
            self.visited[id.index()] = self.visits;
            affected.push(id);
            if let Node::Apply(operation) = self.graph.nodes()[id.index()] {
                open.extend(operation.operands());
            }
        }
        affected.sort_unstable();
        affected
    }

    /// Those of the affected nodes that depend on an input, given its node.
    fn dependents(&self, affected: &[NodeId], input: NodeId) -> Vec<NodeId> {
        let mut dependents: Vec<NodeId> = Vec::new();
        for id in affected {
            let depends = match self.graph.nodes()[id.index()] {
                Node::Constant(_) => false,
                Node::Input(_) => *id == input,
                Node::Apply(operation) => {
                    operation.operands().any(|operand| dependents.binary_search(&operand).is_ok())
                }
            };
            if depends {
                dependents.push(*id);
            }
        }
        dependents
    }
}

impl Corners {
    /// The inputs in the order of their nodes.
    pub(crate) fn inputs(&self) -> Vec<InputId> {
        let mut turning: Vec<&Turning> = self.turning.iter().collect();
        turning.sort_by_key(|turning| turning.nodes.first());
        turning.into_iter().map(|turning| turning.input).collect()
    }

    /// How many corners there are.
    pub(crate) fn count(&self) -> usize {
        u32::try_from(self.turning.len()).ok().and_then(|inputs| 1_usize.checked_shl(inputs)).unwrap_or(usize::MAX)
    }

    /// Passes every corner once: at each, the inputs that have turned, with their values, and the nodes that are to be read
    /// again. No corner is passed where there are no inputs.
    ///
    /// # Errors
    /// What `pass` says, at once.
    pub(crate) fn walk<E>(
        &self,
        mut pass: impl FnMut(&[(InputId, Number)], &[NodeId]) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.turning.is_empty() {
            return Ok(());
        }
        let lows: Vec<(InputId, Number)> = self.turning.iter().map(|turning| (turning.input, turning.ends.0)).collect();
        pass(&lows, &self.affected)?;
        for (position, is_high) in turns(self.turning.len()) {
            if let Some(Turning { input, ends: (low, high), nodes }) = self.turning.get(position) {
                pass(&[(*input, if is_high { *high } else { *low })], nodes)?;
            }
        }
        Ok(())
    }
}

/// The way through all corners of some inputs, from the one at which all are at their low ends: the input that turns next,
/// by its position, and whether it turns to its high end. The first inputs turn most often (a Gray code).
fn turns(inputs: usize) -> impl Iterator<Item = (usize, bool)> {
    (1..1_u32 << inputs).map(|step| {
        let input = step.trailing_zeros();
        (input as usize, (step ^ (step >> 1)) & (1 << input) != 0)
    })
}

#[cfg(test)]
mod tests {
    use super::super::builder::{Builder, Expr};
    use super::*;

    #[test]
    fn every_corner_is_passed_once() {
        let mut corner = [false; 3];
        let mut seen = vec![corner];
        for (term, is_high) in turns(3) {
            assert_ne!(corner[term], is_high, "a turn changes something");
            corner[term] = is_high;
            seen.push(corner);
        }
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 8);
        assert_eq!(turns(0).count(), 0);
    }

    #[test]
    fn only_what_figures_depend_on_turns() {
        let builder = Builder::default();
        let [a, b, c] = [0, 1, 2].map(|input| builder.input(InputId(input)));
        let (sum, beside) = (a + b, a * c);
        let root = sum * b;
        let [a, b, sum, root, beside] = [a, b, sum, root, beside].map(Expr::id);
        let graph = builder.finish();
        let (low, high) = (Number::ZERO, Number::ONE);
        let mut ranged = Ranged::new(&graph, vec![Some((low, high)); 3]);
        let corners = ranged.of(&[root]);
        assert_eq!(corners.affected, [a, b, sum, root]);
        assert_eq!(corners.inputs(), [InputId(0), InputId(1)]);
        let mut passed = Vec::new();
        let walked = corners.walk(|turned, nodes| {
            passed.push((turned.to_vec(), nodes.to_vec()));
            Ok::<(), ()>(())
        });
        assert_eq!(walked, Ok(()));
        let (a_turns, b_turns) = (vec![a, sum, root], vec![b, sum, root]);
        let expected = [
            (vec![(InputId(0), low), (InputId(1), low)], vec![a, b, sum, root]),
            (vec![(InputId(0), high)], a_turns.clone()),
            (vec![(InputId(1), high)], b_turns),
            (vec![(InputId(0), low)], a_turns),
        ];
        assert_eq!(passed, expected);
        assert_eq!(ranged.of(&[beside]).inputs(), [InputId(0), InputId(2)]);
        let mut level = Ranged::new(&graph, vec![None; 3]);
        assert!(level.of(&[root]).turning.is_empty());
    }
}
