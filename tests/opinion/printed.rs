//! What the program prints, held against the evaluator: rounded as a reader sees it, and unrounded.

use serde_json::Value as Json;

use crate::costing::CostLine;
use crate::exact::{self, Exact};
use crate::figure::Value;
use crate::option::Opinion;
use crate::program::Printing;
use crate::record::Record;
use crate::row;
use crate::scenario::Scenario;

/// A document of `compare`, and how its figures are printed.
pub(crate) struct Document<'j> {
    pub(crate) json: &'j Json,
    pub(crate) printing: Printing,
    pub(crate) places: i32,
}

/// Two figures count as one within 10^-12, or, of figures beyond a thousand million, where 28 digits do not reach so
/// far, within 10^-21 of their size.
pub(crate) fn is_near(one: &Exact, other: &Exact) -> bool {
    (one - other).absolute() <= one.absolute().max(exact::decimal("1e9")) * exact::decimal("1e-21")
}

impl Document<'_> {
    fn figure(&self, what: &str, printed: &Json, expected: &Value, record: &mut Record) {
        let is_right = match (printed, expected) {
            (Json::Null, Value::Nothing) => true,
            (Json::Bool(printed), Value::YesNo(expected)) => printed == expected,
            (Json::String(printed), Value::Money(value) | Value::Share(value)) => match self.printing {
                Printing::Rounded => *printed == expected.printed(self.places),
                Printing::Unrounded => is_near(&exact::decimal(printed), value),
            },
            _ => false,
        };
        let unrounded = expected.exact().map(|value| exact::short(value, 30));
        let kind = match self.printing {
            Printing::Rounded => "rounded",
            Printing::Unrounded => "unrounded",
        };
        record.holds(kind, is_right, || {
            format!("{what}: {printed} is printed, expected {} ({unrounded:?})", expected.printed(self.places))
        });
    }

    fn money(&self, what: &str, printed: &Json, expected: Exact, record: &mut Record) {
        self.figure(what, printed, &Value::Money(expected), record);
    }

    /// Everything of the document but warnings and break-even volumes.
    pub(crate) fn check(&self, scenario: &Scenario, opinion: &Opinion, record: &mut Record) {
        let demand = &self.json["demand"];
        let has_clients = opinion.clients.is_some();
        for (name, expected) in [("visits_per_month", &opinion.visits), ("hours_per_month", &opinion.hours)] {
            self.figure(name, &demand[name], &Value::Share(expected.clone()), record);
        }
        let clients = opinion.clients.clone().map_or(Value::Nothing, Value::Share);
        self.figure("clients", &demand["clients"], &clients, record);
        record.many("clients", u64::from(has_clients));
        let target = &self.json["target"];
        let markup = &scenario.margin / (Exact::ONE - &scenario.margin);
        self.figure("gross_margin", &target["gross_margin"], &Value::Share(scenario.margin.clone()), record);
        self.figure("markup", &target["markup"], &Value::Share(markup), record);
        assert_eq!(self.json["months"], scenario.months);
        for (name, best) in [("cheapest", &opinion.cheapest), ("most_profitable", &opinion.most_profitable)] {
            let printed = &self.json[name];
            record.holds(name, printed.as_str() == best.as_deref(), || format!("{name}: {printed}, expected {best:?}"));
        }
        let options = self.json["options"].as_array().unwrap();
        assert_eq!(options.len(), opinion.options.len());
        for (position, printed) in options.iter().enumerate() {
            self.option(printed, scenario, opinion, position, record);
        }
    }

    fn option(&self, printed: &Json, scenario: &Scenario, opinion: &Opinion, position: usize, record: &mut Record) {
        let choice = &scenario.options[position];
        let option = &opinion.options[position];
        assert_eq!(printed["option"].as_str().unwrap(), choice.id);
        assert_eq!(printed["model"].as_str().unwrap(), choice.model, "{}", choice.id);
        record.one(&choice.model);
        for (name, value) in &option.figures {
            self.figure(&format!("{}, {name}", choice.id), row::field(printed, name), value, record);
            record.many(name, u64::from(*value != Value::Nothing));
        }
        let cost = &option.costing.cost;
        let months = printed["monthly_costs"].as_array().unwrap();
        assert_eq!(months.len(), cost.len());
        for (t, month) in months.iter().enumerate() {
            self.money(&format!("{}, month {t}", choice.id), month, cost[t].clone(), record);
        }
        self.years(&choice.id, &printed["yearly_costs"], cost, scenario, record);
        self.lines(&choice.id, printed["lines"].as_array().unwrap(), &option.costing.lines, scenario, record);
    }

    fn years(&self, what: &str, printed: &Json, months: &[Exact], scenario: &Scenario, record: &mut Record) {
        let printed = printed.as_array().unwrap();
        let years = scenario.years();
        assert_eq!(printed.len(), years.len(), "{what}");
        for (printed, year) in printed.iter().zip(years) {
            let what = format!("{what}, year from {}", year.start);
            self.money(&what, printed, months[year].iter().sum(), record);
        }
    }

    /// Every line that is not 0 in every month, and no other.
    fn lines(&self, option: &str, printed: &[Json], lines: &[CostLine], scenario: &Scenario, record: &mut Record) {
        let lines: Vec<&CostLine> =
            lines.iter().filter(|line| line.months.iter().any(|cost| !cost.is_zero())).collect();
        let names: Vec<&str> = printed.iter().map(|line| line["name"].as_str().unwrap()).collect();
        record.holds("lines", names.len() == lines.len(), || format!("{option}: {names:?}"));
        for line in lines {
            let part = line.part.map_or(Json::Null, Json::from);
            let is_it = |printed: &&Json| printed["name"] == line.name.as_str() && printed["part"] == part;
            let found = printed.iter().find(is_it);
            record.holds("line", found.is_some(), || format!("{option}: {} is not in {names:?}", line.name));
            let Some(printed) = found else { continue };
            let what = format!("{option}, {}", line.name);
            self.money(&what, &printed["total"], line.months.iter().sum(), record);
            self.years(&what, &printed["yearly"], &line.months, scenario, record);
            let kind = line.name.split_once(": ").map_or(line.name.as_str(), |(kind, _)| kind);
            record.one(kind);
        }
    }
}
