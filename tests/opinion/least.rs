//! How much is compared at the least, a good half of what it was when this was written. Options are counted by their model,
//! figures by their column, lines of cost by their name: rounded once, and unrounded once.

type Least = &'static [(&'static str, u64)];

/// Of 150 generated scenarios.
pub(crate) const GENERATED_FIGURES: Least = &[
    ("rounded", 13_000),
    ("unrounded", 13_000),
    ("cells", 15_000),
    ("rounded break-even", 2_800),
    ("per-incident", 70),
    ("retainer", 70),
    ("dedicated", 70),
    ("hire", 70),
    ("fly-in", 70),
    ("hand-off", 30),
    ("blend", 60),
    ("annual_cost", 500),
    ("present_value", 500),
    ("break_even_sales", 450),
    ("price_per_client", 450),
    ("annual_gross_profit", 300),
    ("gross_margin", 250),
    ("meets_target", 300),
    ("utilisation", 90),
    ("visit fees", 20),
    ("labour", 100),
    ("out-of-hours loading", 60),
    ("travel", 250),
    ("retainer fee", 100),
    ("overage", 50),
    ("setup", 40),
    ("fee", 90),
    ("out of hours", 60),
    ("salary", 100),
    ("on-costs", 100),
    ("yearly costs", 120),
    ("overtime", 70),
    ("on call", 30),
    ("overflow", 2),
    ("leave cover", 40),
    ("recruitment", 60),
    ("on-site labour", 100),
    ("travel labour", 100),
    ("vehicle", 60),
    ("overnight stays", 40),
    ("lost billing", 30),
    ("extra", 250),
    ("expected SLA penalties", 90),
];

/// Of the written scenarios.
pub(crate) const WRITTEN_FIGURES: Least = &[
    ("scenarios", 98),
    ("rounded", 20_000),
    ("unrounded", 20_000),
    ("cells", 22_000),
    ("rounded break-even", 4_500),
    ("several ranges", 30),
    ("per-incident", 110),
    ("retainer", 100),
    ("dedicated", 90),
    ("hire", 100),
    ("fly-in", 90),
    ("hand-off", 90),
    ("blend", 120),
    ("overflow", 20),
    ("gross_margin", 550),
];

/// Of 42 generated scenarios.
pub(crate) const GENERATED_VOLUMES: Least = &[
    ("cheapest", 900),
    ("side", 2_000),
    ("cross", 50),
    ("jump", 7),
    ("stretch", 3),
    ("profit", 20),
    ("target", 20),
    ("margin of safety", 6),
];

/// Of the written scenarios, along one driver each.
pub(crate) const WRITTEN_VOLUMES: Least = &[
    ("scenarios", 97),
    ("cheapest", 3_600),
    ("side", 8_500),
    ("cross", 280),
    ("jump", 70),
    ("profit", 140),
    ("target", 110),
    ("margin of safety", 50),
];
