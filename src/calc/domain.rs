//! A reading of the graph: what constants, inputs and operations mean to it.

use super::graph::{Constant, Graph, InputId, Node, NodeId, Operation};

/// A reading. There are no default methods: a new operation does not compile until every reading gives it a meaning.
pub trait Domain {
    /// What a node is to this reading.
    type Value: Clone;
    /// Why a node has no value.
    type Error;

    /// The meaning of a constant.
    fn constant(&mut self, constant: &Constant) -> Result<Self::Value, Self::Error>;

    /// The meaning of an input.
    fn input(&mut self, input: InputId) -> Result<Self::Value, Self::Error>;

    /// The meaning of an operation on values.
    fn apply(&mut self, operation: Operation<&Self::Value>) -> Result<Self::Value, Self::Error>;
}

/// A node that has no value in a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure<E> {
    /// The first such node.
    pub node: NodeId,
    /// Why.
    pub error: E,
}

/// Reads the first `count` nodes of the graph, one value a node.
///
/// # Errors
/// The first node that has no value.
pub fn fold<D: Domain>(graph: &Graph, count: usize, domain: &mut D) -> Result<Vec<D::Value>, Failure<D::Error>> {
    fold_beside(graph, count, domain, |_| None)
}

/// As [`fold`], beside another reading that knows the values of some nodes already.
///
/// # Errors
/// The first node that has no value.
pub(crate) fn fold_beside<D: Domain>(
    graph: &Graph,
    count: usize,
    domain: &mut D,
    known: impl Fn(NodeId) -> Option<D::Value>,
) -> Result<Vec<D::Value>, Failure<D::Error>> {
    let mut values: Vec<D::Value> = Vec::with_capacity(count.min(graph.nodes().len()));
    for (id, node) in graph.ids().take(count) {
        values.push(match known(id) {
            Some(value) => value,
            None => {
                evaluate(graph, domain, *node, |id| &values[id.index()]).map_err(|error| Failure { node: id, error })?
            }
        });
    }
    Ok(values)
}

/// Reads the listed nodes again, in order, into values that an earlier [`fold`] left.
///
/// # Errors
/// The first node that has no value.
pub fn refold<D: Domain>(
    graph: &Graph,
    nodes: &[NodeId],
    domain: &mut D,
    values: &mut [D::Value],
) -> Result<(), Failure<D::Error>> {
    for id in nodes {
        let node = graph.nodes()[id.index()];
        let value = evaluate(graph, domain, node, |operand| &values[operand.index()]);
        values[id.index()] = value.map_err(|error| Failure { node: *id, error })?;
    }
    Ok(())
}

fn evaluate<'v, D: Domain>(
    graph: &Graph,
    domain: &mut D,
    node: Node,
    value: impl Fn(NodeId) -> &'v D::Value,
) -> Result<D::Value, D::Error>
where
    D::Value: 'v,
{
    match node {
        Node::Constant(position) => domain.constant(&graph.constants()[position as usize]),
        Node::Input(input) => domain.input(input),
        Node::Apply(operation) => domain.apply(operation.map(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::builder::{Builder, Expr};
    use super::super::exact::Exact;
    use super::super::number::Number;
    use super::*;

    #[test]
    fn what_is_read_again_has_its_new_value_and_the_rest_its_old_one() {
        let builder = Builder::default();
        let (a, b) = (builder.input(InputId(0)), builder.input(InputId(1)));
        let [a, b, sum] = [a, b, a + b].map(Expr::id);
        let graph = builder.finish();
        let mut values = fold(&graph, 3, &mut Exact { inputs: &[1, 2].map(Number::whole) }).unwrap();
        assert_eq!(values, [1, 2, 3].map(Number::whole));
        assert_eq!(refold(&graph, &[a, sum], &mut Exact { inputs: &[5, 9].map(Number::whole) }, &mut values), Ok(()));
        assert_eq!([a, b, sum].map(|node| values[node.index()]), [5, 2, 7].map(Number::whole));
    }
}
