//! The whole of it: any bytes are compared, or refused; figures agree with each other, and every verb writes every format.

use smarthands::commands::Format;
use smarthands::{Driver, Severity};

use super::{figure, message, page, volume};

const DRIVERS: [Driver; 3] = [Driver::Visits, Driver::Hours, Driver::Clients];

/// Holds the property; whether the bytes were compared.
pub fn holds(bytes: &[u8]) -> bool {
    let comparison = match smarthands::compare("fuzz.toml", bytes, &[]) {
        Ok(comparison) => comparison,
        Err(problems) => {
            message::shown(&problems.to_string());
            assert!(problems.iter().any(|problem| problem.severity() == Severity::Error));
            return false;
        }
    };
    for warning in comparison.warnings() {
        assert_eq!(warning.severity(), Severity::Warning);
        message::shown(&warning.to_string());
    }
    figure::holds(&comparison);
    // All of this for every input would be slow, so each has its part.
    let share = share(bytes);
    let driver = DRIVERS[share % 3];
    let is_exact = (share / 3).is_multiple_of(4);
    match share / 12 % 8 {
        0 => page::compared(&comparison, bytes, Format::Table, driver, false),
        1 => page::compared(&comparison, bytes, Format::Csv, driver, is_exact),
        2 => page::compared(&comparison, bytes, Format::Json, driver, is_exact),
        3 => {
            page::compared(&comparison, bytes, Format::JsonLines, driver, is_exact);
            page::compared(&comparison, bytes, Format::Markdown, driver, false);
        }
        4 => page::searched(bytes, Format::Table, driver),
        5 => page::searched(bytes, [Format::Markdown, Format::Csv, Format::Json][share / 96 % 3], driver),
        6 => {
            let option = comparison.options().nth(share / 96 % 4).map(|option| option.id().to_owned());
            page::explained(bytes, [Format::Table, Format::Json, Format::Markdown][share / 384 % 3], option.as_deref());
        }
        _ => {
            for driver in DRIVERS {
                volume::holds(&comparison, driver);
            }
        }
    }
    true
}

/// A number that is the same for the same bytes.
fn share(bytes: &[u8]) -> usize {
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    usize::try_from(hash >> 40).unwrap_or(0)
}
