//! Which payment files the promises were held against, and what of them was not.

use super::screen::Screen;
use crate::domain::euros;
use crate::reconcile::Summary;

/// How many files, and how many payments outside the window, are shown.
const SHOWN: usize = 3;

/// Shows the payment files, where there are any.
pub(super) fn tell(screen: &mut Screen, summary: &Summary) {
    let Some(planned) = &summary.planned else { return };
    for file in planned.files.iter().take(SHOWN) {
        let (number, amount) = (payments(file.payments), euros(file.cents));
        screen.text(&format!("Held against {}: {number}, {amount}", file.file));
        screen.text(&format!("  {}, message {}", file.version, file.message));
    }
    if planned.files.len() > SHOWN {
        screen.text(&format!("  and {} files more", planned.files.len() - SHOWN));
    }
    let outside = planned.outside_window;
    if outside.payments > 0 {
        let (number, amount) = (payments(outside.payments), euros(outside.cents));
        screen.text(&format!("Not compared: {number} outside these dates, {amount}"));
        for payment in planned.outside.iter().take(SHOWN) {
            let amount = euros(payment.cents);
            screen.text(&format!("  {}:{}  {}  {amount}", payment.file, payment.line, payment.date));
        }
    }
    screen.blank();
}

/// Says what follows where not everything is proven.
pub(super) fn consequence(summary: &Summary) -> &'static str {
    if summary.planned.is_some() { "these payments must not be made" } else { "this run cannot be published" }
}

fn payments(count: u64) -> String {
    if count == 1 { "1 payment".to_owned() } else { format!("{count} payments") }
}
