//! The straight reading: what every node is along a run of points at which some inputs move in equal steps.
//!
//! A node is a line for as many points as its formula lets it be: a `Min` until the other side is less, a `Ceil` until
//! the next whole number. Beside the line stands how far the exact reading may be from it, since that rounds to 28
//! digits at every point anew; so a reader who rounds to cents knows when the line alone does not tell which.

use super::bound::{self, ErrorBound, is_followed};
use super::domain::Domain;
use super::exact;
use super::graph::{Constant, InputId, Operation};
use super::number::{ArithmeticError, Number};

/// The most points of a run, the first included.
pub(crate) const MOST_POINTS: u32 = 1 << 14;

/// What a node is along a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Course {
    /// Its exact value at the first point.
    pub at: Number,
    /// What a step adds.
    pub slope: Number,
    /// How far its exact value is from the line, at the most.
    pub error: ErrorBound,
    /// For how many points it is so, the first included.
    pub points: u32,
}

/// Why a node is no line, not even for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotStraight {
    /// It is bent at every point, or beyond what this reading takes.
    Bent,
    /// It has no value.
    Arithmetic(ArithmeticError),
}

impl From<ArithmeticError> for NotStraight {
    fn from(error: ArithmeticError) -> Self {
        Self::Arithmetic(error)
    }
}

type Result<T> = std::result::Result<T, NotStraight>;

/// The magnitude, as bounds are worked out of it.
fn magnitude(number: Number) -> Result<u128> {
    bound::magnitude(number).ok_or(NotStraight::Bent)
}

/// The points from the first at which `gap` has not closed, given what a step takes off it.
fn points_open(gap: Number, closing: Number) -> Result<u32> {
    if gap.is_negative() {
        return Ok(0);
    }
    if !closing.is_positive() {
        return Ok(MOST_POINTS);
    }
    let (digits, places) = gap.over(closing)?.digits();
    let steps = digits.unsigned_abs() / 10_u128.pow(places);
    Ok(u32::try_from(steps).map_or(MOST_POINTS, |steps| steps.saturating_add(1).min(MOST_POINTS)))
}

impl Course {
    /// What does not move.
    pub(crate) fn level(value: Number) -> Self {
        Self { at: value, slope: Number::ZERO, error: ErrorBound::default(), points: MOST_POINTS }
    }

    /// What moves in equal steps, exactly.
    pub(crate) fn stepped(at: Number, slope: Number) -> Self {
        Self { at, slope, error: ErrorBound::default(), points: MOST_POINTS }
    }

    /// Whether the exact reading has the same value at every point.
    pub(crate) fn is_level(&self) -> bool {
        self.slope.is_zero() && self.error == ErrorBound::default()
    }

    /// The same where the value at the first point has been rounded once more, and is at every point.
    pub(crate) fn rounded_to(self, at: Number) -> Result<Self> {
        Self { at, ..self }.rounded()
    }

    /// The same for fewer points.
    #[must_use]
    pub(crate) fn within(self, points: u32) -> Self {
        Self { points: self.points.min(points), ..self }
    }

    /// The same for as long as it stays clearly above zero, and above half of what it begins with.
    pub(crate) fn positive(self) -> Result<Self> {
        let half = self.at.over(Number::whole(2))?;
        if self.is_level() && self.at.is_positive() {
            return Ok(self);
        }
        if half <= Number::unit_in_place(9) {
            return Err(NotStraight::Bent);
        }
        Ok(self.within(points_open(half, self.slope.negated())?))
    }

    /// The same with what this operation rounds off: at each point, at the first, and of every step.
    fn rounded(mut self) -> Result<Self> {
        let slope = magnitude(self.slope)?;
        let most = magnitude(self.at)? + slope * u128::from(self.points);
        if !is_followed(most) {
            return Err(NotStraight::Bent);
        }
        let of_steps = ErrorBound::of_rounding(slope).times(u128::from(self.points));
        self.error = self.error.plus(ErrorBound::of_rounding(most).times(2)).plus(of_steps);
        if self.error.is_tolerable() { Ok(self) } else { Err(NotStraight::Bent) }
    }
}

/// The straight reading, given the value of each input and the courses of those that move.
#[derive(Debug)]
pub(crate) struct Straight<'v> {
    /// The value of input `i` at position `i`.
    pub inputs: &'v [Number],
    /// The inputs that move.
    pub moving: &'v [(InputId, Course)],
}

impl Domain for Straight<'_> {
    type Value = Course;
    type Error = NotStraight;

    fn constant(&mut self, constant: &Constant) -> Result<Course> {
        Ok(Course::level(constant.value))
    }

    fn input(&mut self, input: InputId) -> Result<Course> {
        let moving = self.moving.iter().find(|(moving, _)| *moving == input);
        Ok(moving.map_or_else(|| Course::level(self.inputs[input.index()]), |(_, course)| *course))
    }

    fn apply(&mut self, operation: Operation<&Course>) -> Result<Course> {
        apply(operation)
    }
}

/// The course of one operation on courses.
///
/// # Errors
/// Where it is no line, or leaves the range of exact decimals.
pub(crate) fn apply(operation: Operation<&Course>) -> Result<Course> {
    let mut points = MOST_POINTS;
    let mut is_level = true;
    for operand in operation.operands() {
        points = points.min(operand.points);
        is_level &= operand.is_level();
    }
    if is_level {
        return Ok(Course::level(exact::apply(operation.map(|course| course.at))?).within(points));
    }
    let course = |at, slope, error| Course { at, slope, error, points }.rounded();
    match operation {
        Operation::Add(a, b) => course(a.at.plus(b.at)?, a.slope.plus(b.slope)?, a.error.plus(b.error)),
        Operation::Sub(a, b) => course(a.at.minus(b.at)?, a.slope.minus(b.slope)?, a.error.plus(b.error)),
        Operation::Mul(line, level) | Operation::Mul(level, line) if level.is_level() => {
            if level.at.is_zero() {
                return Ok(Course::level(Number::ZERO).within(points));
            }
            let factor = magnitude(level.at)?;
            course(line.at.times(level.at)?, line.slope.times(level.at)?, line.error.scaled(factor))
        }
        Operation::Div(line, level) if level.is_level() => {
            let inverse = magnitude(Number::ONE.over(level.at)?)?;
            course(line.at.over(level.at)?, line.slope.over(level.at)?, line.error.scaled(inverse))
        }
        Operation::Mul(..) | Operation::Div(..) => Err(NotStraight::Bent),
        Operation::Min(a, b) => nearer(a, b, b.at.minus(a.at)?, b.slope.minus(a.slope)?).map(|it| it.within(points)),
        Operation::Max(a, b) => nearer(a, b, a.at.minus(b.at)?, a.slope.minus(b.slope)?).map(|it| it.within(points)),
        Operation::Ceil(a) => ceil(a).map(|it| it.within(points)),
        Operation::AtLeast(a, b) => at_least(a, b).map(|it| it.within(points)),
    }
}

/// The first where `lead` is positive, else the second, for as long as `lead` keeps its sign.
fn nearer(a: &Course, b: &Course, lead: Number, slope: Number) -> Result<Course> {
    let is_first = lead.is_positive() || (lead.is_zero() && !slope.is_negative());
    let (taken, gap, closing) = if is_first { (a, lead, slope.negated()) } else { (b, lead.negated(), slope) };
    let clear = points_open(gap.minus(a.error.plus(b.error).with_slack())?, closing)?;
    if clear > 0 {
        return Ok(taken.within(clear));
    }
    // So near to each other that the exact reading may take either at each point, which is about the same.
    let error = a.error.max(b.error);
    Course { error, points: points_open(gap, closing)?.max(1), ..*taken }.rounded()
}

/// The whole number, for as long as rounding to 12 places leaves no doubt about it.
fn ceil(a: &Course) -> Result<Course> {
    magnitude(a.at)?;
    let whole = a.at.ceil();
    // An exact hit is rounded up to itself; a tenth of the last place more is still it.
    let above = whole.plus(Number::unit_in_place(13))?.minus(a.at)?;
    let below = a.at.minus(whole.minus(Number::ONE)?.plus(Number::scaled(6, 13))?)?;
    let points = points_open(above, a.slope)?.min(points_open(below, a.slope.negated())?);
    Ok(Course::level(whole).within(points.max(1)))
}

/// 1 or 0, for as long as the difference leaves no doubt about it.
fn at_least(a: &Course, b: &Course) -> Result<Course> {
    let (lead, slope) = (a.at.minus(b.at)?, a.slope.minus(b.slope)?);
    let slack = a.error.plus(b.error).with_slack();
    let (value, points) = if a.at.is_at_least(b.at) {
        (Number::ONE, points_open(lead.minus(slack)?, slope.negated())?)
    } else {
        let gap = lead.negated().minus(slack)?.minus(Number::unit_in_place(12))?;
        (Number::ZERO, points_open(gap, slope)?)
    };
    Ok(Course::level(value).within(points.max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    fn line(at: &str, slope: &str) -> Course {
        Course::stepped(number(at), number(slope))
    }

    /// The value at the first point and for how many points it holds, and the exact values at those and one more.
    fn held(operation: Operation<&Course>) -> (String, u32) {
        let course = apply(operation).unwrap();
        (course.at.to_string(), course.points)
    }

    #[test]
    fn a_whole_number_holds_to_the_next_one_and_no_further() {
        // 2.5, 2.7, 2.9, 3.1: three points of 3.
        assert_eq!(held(Operation::Ceil(&line("2.5", "0.2"))), ("3".to_owned(), 3));
        // 2.5, 2.75, 3 and 3.25: an exact hit is still 3.
        assert_eq!(held(Operation::Ceil(&line("2.5", "0.25"))), ("3".to_owned(), 3));
        // Falling, 2 itself is no longer 3.
        assert_eq!(held(Operation::Ceil(&line("3", "-0.25"))), ("3".to_owned(), 4));
        // What rounding to 12 places would take for 3 is left to the exact reading.
        assert_eq!(held(Operation::Ceil(&line("3.0000000000004", "0.0000000000001"))), ("3".to_owned(), 1));
    }

    #[test]
    fn the_lesser_holds_to_the_crossing() {
        let (rising, level) = (line("1", "1"), Course::level(number("4")));
        assert_eq!(held(Operation::Min(&rising, &level)), ("1".to_owned(), 3));
        assert_eq!(held(Operation::Max(&level, &rising)), ("4".to_owned(), 3));
        let rising = line("5", "1");
        let least = apply(Operation::Min(&rising, &level)).unwrap();
        assert!(least.is_level() && least.points == MOST_POINTS);
    }

    #[test]
    fn a_threshold_holds_as_long_as_it_is_clear() {
        let threshold = Course::level(number("4"));
        assert_eq!(held(Operation::AtLeast(&line("1", "1"), &threshold)), ("0".to_owned(), 3));
        assert_eq!(held(Operation::AtLeast(&line("4", "1"), &threshold)), ("1".to_owned(), 1));
        assert_eq!(held(Operation::AtLeast(&line("5", "1"), &threshold)), ("1".to_owned(), MOST_POINTS));
        assert_eq!(held(Operation::AtLeast(&line("7", "-1"), &threshold)), ("1".to_owned(), 3));
    }

    #[test]
    fn products_of_what_moves_are_no_lines() {
        let (a, b) = (line("1", "1"), line("2", "1"));
        for operation in [Operation::Mul(&a, &b), Operation::Div(&a, &b), Operation::Div(&Course::level(a.at), &b)] {
            assert_eq!(apply(operation), Err(NotStraight::Bent));
        }
        assert!(apply(Operation::Mul(&a, &Course::level(Number::ZERO))).unwrap().is_level());
        assert!(apply(Operation::Mul(&line("900000000000", "1"), &line("2", "0"))).is_err(), "too great");
    }

    #[test]
    fn of_two_that_meet_the_one_that_is_less_from_there_on_is_taken() {
        let level = Course::level(number("4"));
        let least = |a: &Course, b: &Course| apply(Operation::Min(a, b)).unwrap();
        let (rising, falling) = (line("4", "1"), line("4", "-1"));
        let taken = [least(&rising, &level), least(&level, &rising), least(&falling, &level), least(&level, &falling)];
        assert_eq!(taken.map(|course| course.slope), ["0", "0", "-1", "-1"].map(number));
        assert!(taken.iter().all(|course| course.points == MOST_POINTS));
        // Nearer to each other than the exact reading can tell, for the one point before they change places.
        assert_eq!(least(&rising, &Course::level(number("4.0000000000000000001"))).points, 1);
        // What is not taken may be what the exact reading takes.
        let rounded = apply(Operation::Div(&line("12", "1"), &Course::level(number("3")))).unwrap();
        assert!(rounded.error > ErrorBound::default());
        assert!(least(&rounded, &level).error > rounded.error);
    }

    #[test]
    fn a_line_is_positive_down_to_half_of_itself() {
        let level = Course::level(number("10"));
        assert_eq!(level.positive(), Ok(level));
        // 10, 9, 8, 7, 6 and 5.
        assert_eq!(line("10", "-1").positive().unwrap().points, 6);
        assert_eq!(line("10", "1").positive().unwrap().points, MOST_POINTS);
        for none in [Course::level(Number::ZERO), Course::level(number("-1")), line("0", "1")] {
            assert_eq!(none.positive(), Err(NotStraight::Bent));
        }
    }

    #[test]
    fn a_line_that_runs_too_far_is_none() {
        // 16,384 points later it would be above 10^13.
        assert!(apply(Operation::Add(&line("1", "1000000000"), &Course::level(Number::ONE))).is_err());
        let rounded = line("1", "2").rounded_to(number("1.5")).unwrap();
        assert_eq!((rounded.at, rounded.slope), (number("1.5"), number("2")));
    }

    #[test]
    fn inputs_stand_still_unless_they_move() {
        let moving = [(InputId(1), line("3", "4"))];
        let mut straight = Straight { inputs: &[Number::ONE, number("3")], moving: &moving };
        assert_eq!(straight.input(InputId(0)), Ok(Course::level(Number::ONE)));
        assert_eq!(straight.input(InputId(1)), Ok(line("3", "4")));
    }

    #[test]
    fn the_error_covers_what_the_exact_reading_rounds() {
        let third = Course::level(number("3"));
        let mut course = apply(Operation::Div(&line("100", "7.1"), &third)).unwrap();
        course = apply(Operation::Mul(&course, &Course::level(number("123456.789")))).unwrap();
        let slack = course.error.with_slack();
        for step in 0..1_000_u32 {
            let input = number("100").plus(Number::whole(step).times(number("7.1")).unwrap()).unwrap();
            let exact = input.over(third.at).and_then(|part| part.times(number("123456.789"))).unwrap();
            let along = course.at.plus(course.slope.times(Number::whole(step)).unwrap()).unwrap();
            assert!(exact.minus(along).unwrap().magnitude() <= slack, "{step}");
        }
    }
}
