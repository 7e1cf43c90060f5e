//! Which nodes depend on an input: what has to be read again where one value changes.

use super::graph::{Graph, InputId, Node, NodeId};

/// The nodes that use each node, directly.
#[derive(Debug)]
pub struct Dependents {
    /// Where the users of each node begin in `users`, and at the end where the last ones end.
    starts: Vec<u32>,
    users: Vec<NodeId>,
    /// The node of each input that is wanted, by input.
    inputs: Vec<Option<NodeId>>,
    /// The inputs of which a node was last found to be dependent, from 1.
    visited: Vec<u32>,
    visits: u32,
}

impl Dependents {
    /// The dependents among those of a graph's first `count` nodes that the roots are computed from.
    pub fn towards(graph: &Graph, count: usize, roots: impl IntoIterator<Item = NodeId>) -> Self {
        let wanted = graph.reached_from(roots);
        let is_wanted = |id: NodeId| id.index() < count && wanted.get(id.index()).copied().unwrap_or(false);
        let edges = || {
            graph.ids().filter(move |(id, _)| is_wanted(*id)).filter_map(|(id, node)| match node {
                Node::Apply(operation) => Some((id, *operation)),
                Node::Constant(_) | Node::Input(_) => None,
            })
        };
        // Counted first, so that all users stand in one list.
        let mut starts = vec![0_u32; count.min(graph.nodes().len()) + 1];
        for (_, operation) in edges() {
            for operand in operation.operands() {
                starts[operand.index() + 1] += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut users = vec![NodeId::default(); sum as usize];
        for (id, operation) in edges() {
            for operand in operation.operands() {
                let position = &mut next[operand.index()];
                users[*position as usize] = id;
                *position += 1;
            }
        }
        let mut inputs: Vec<Option<NodeId>> = Vec::new();
        for (id, node) in graph.ids().filter(|(id, _)| is_wanted(*id)) {
            if let Node::Input(input) = node {
                if inputs.len() <= input.index() {
                    inputs.resize(input.index() + 1, None);
                }
                inputs[input.index()] = Some(id);
            }
        }
        let visited = vec![0; starts.len()];
        Self { starts, users, inputs, visited, visits: 0 }
    }

    /// The input's node and everything that depends on it, in the order of evaluation; empty where nothing does.
    pub fn of(&mut self, input: InputId) -> Vec<NodeId> {
        let Some(start) = self.inputs.get(input.index()).copied().flatten() else { return Vec::new() };
        self.visits += 1;
        let mut found = Vec::new();
        let mut open = vec![start];
        while let Some(id) = open.pop() {
            if std::mem::replace(&mut self.visited[id.index()], self.visits) == self.visits {
                continue;
            }
            found.push(id);
            let (from, to) = (self.starts[id.index()] as usize, self.starts[id.index() + 1] as usize);
            open.extend(self.users[from..to].iter().copied());
        }
        found.sort_unstable();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::builder::{Builder, Expr};
    use super::*;

    #[test]
    fn finds_what_depends_on_an_input() {
        let builder = Builder::default();
        let (a, b, c) = (builder.input(InputId(0)), builder.input(InputId(1)), builder.input(InputId(2)));
        let product = a * b;
        let [a, b, product, root, beside] = [a, b, product, product + product, a + c].map(Expr::id);
        let graph = builder.finish();
        let mut dependents = Dependents::towards(&graph, graph.nodes().len(), [root]);
        assert_eq!(dependents.of(InputId(0)), [a, product, root]);
        assert_eq!(dependents.of(InputId(1)), [b, product, root]);
        assert_eq!(dependents.of(InputId(2)), [], "the root does not depend on it");
        assert_eq!(dependents.of(InputId(7)), []);
        let mut first = Dependents::towards(&graph, root.index(), [root]);
        assert_eq!(first.of(InputId(0)), [a, product], "the root is beyond the nodes asked for");
        let mut all = Dependents::towards(&graph, graph.nodes().len(), [root, beside]);
        assert_eq!(all.of(InputId(0)), [a, product, root, beside]);
    }
}
