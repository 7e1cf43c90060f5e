//! Where a figure stands, for messages about one that cannot be computed.

use super::Model;
use crate::calc::graph::{Node, NodeId};
use crate::scenario::Scenario;

/// The first place at which a node is part of an option's figures, in words.
pub fn locate(model: &Model, scenario: &Scenario, node: NodeId) -> Place {
    let mut touched = vec![false; model.graph.nodes().len()];
    touched[node.index()] = true;
    for (id, candidate) in model.graph.ids() {
        if let Node::Apply(operation) = candidate {
            touched[id.index()] |= operation.operands().any(|operand| touched[operand.index()]);
        }
    }
    for (position, option) in model.options.iter().enumerate() {
        let month_of = |months: &[NodeId]| months.iter().position(|node| touched[node.index()]);
        let line = option.lines.iter().find_map(|line| month_of(&line.months).map(|month| (line.name.clone(), month)));
        let (line, month) = match line {
            Some((line, month)) => (line, Some(month + 1)),
            None if touched[option.total_cost.index()] => ("total cost".to_owned(), None),
            None if touched[option.present_value.index()] => ("present value".to_owned(), None),
            None if touched[option.horizon_revenue_needed.index()] => ("revenue needed".to_owned(), None),
            None if option.collected.is_some_and(|c| touched[c.annual.index()]) => ("revenue".to_owned(), None),
            None => continue,
        };
        let id = scenario.options.get(position).map(|option| option.id.to_string()).unwrap_or_default();
        return Place { option: Some((position, id)), line, month };
    }
    Place { option: None, line: "demand".to_owned(), month: None }
}

/// Where a figure stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The option's position and id.
    pub option: Option<(usize, String)>,
    /// The line.
    pub line: String,
    /// The month, from 1.
    pub month: Option<usize>,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}`", self.line)?;
        if let Some((_, id)) = &self.option {
            write!(f, " of option `{id}`")?;
        }
        self.month.map_or(Ok(()), |month| write!(f, " in month {month}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::build;
    use crate::scenario::load;

    #[test]
    fn every_figure_has_its_place() {
        let text = "name = \"a\"\ntarget.gross_margin = 0.5\n[horizon]\ndiscount_rate = 0.1\n[demand]\nvisits = 9\n\
                    hours_per_visit = 2\nseasonality = [1, 0.9, 1.1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n[revenue]\n\
                    per_month = 90\n[[option]]\nname = \"o\"\nmodel = \"per-incident\"\nhourly_rate = 130\n";
        let scenario = load("a", text.as_bytes(), &[]).unwrap().scenario;
        let model = build(&scenario);
        let option = &model.options[0];
        let place = |node: NodeId| locate(&model, &scenario, node).to_string();
        assert_eq!(place(model.volume.visits), "`visit fees` of option `o` in month 1");
        assert_eq!(place(option.lines[1].months[2]), "`labour` of option `o` in month 3");
        assert_eq!(place(option.total_cost), "`total cost` of option `o`");
        assert_eq!(place(option.present_value), "`present value` of option `o`");
        assert_eq!(place(option.horizon_revenue_needed), "`revenue needed` of option `o`");
        assert_eq!(place(option.collected.unwrap().annual), "`revenue` of option `o`");
        assert_eq!(place(model.volume.total_hours), "`demand`");
    }
}
