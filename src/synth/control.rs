//! The control file of a delivery: per file a count of rows, and a sum under each amount column.

use super::SynthError;
use super::sheet::{Account, Sheet};
use crate::domain::Total;

/// Writes a line for every amount column of every file, and one for a file without; `sum` writes a sum as the service
/// does.
pub(super) fn write(
    mut control: Sheet,
    accounts: &[Account],
    sum: impl Fn(&mut Sheet, Total),
) -> Result<(), SynthError> {
    for Account { name, rows, sums } in accounts {
        if sums.is_empty() {
            control.text(name).number(*rows, 1).empty().empty();
            control.end_row()?;
        }
        for (column, total) in sums {
            control.text(name).number(*rows, 1).text(column);
            sum(&mut control, *total);
            control.end_row()?;
        }
    }
    control.close()?;
    Ok(())
}
