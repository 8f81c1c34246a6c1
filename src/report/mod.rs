//! Reports: one view-model, one renderer per form.
//!
//! Everything is rendered from [`Report`] or [`Summary`] alone, so that two forms cannot tell two stories. Renderers
//! give text or write to what they are handed; none opens a file, and none knows a database.

pub mod assemble;
pub mod customs;
mod figures;
mod groups;
pub mod html;
pub mod json;
pub mod model;
pub mod pain001;
pub mod statements;
pub mod text;
pub mod verdicts;
pub mod verdicts_csv;
pub mod xlsx;

#[cfg(test)]
mod fixture;

pub use crate::reconcile::summary::Summary;
pub use model::Report;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_form_shows_more_of_a_recipient_than_three_digits() {
        let report = fixture::failing();
        let mut verdicts = Vec::new();
        verdicts_csv::write(report.stopping.iter(), &mut verdicts).expect("memory can be written");
        let forms = [
            html::render(&report),
            text::render(&report, None, false),
            json::render(&report.summary),
            String::from_utf8(verdicts).expect("UTF-8"),
        ];
        for form in forms {
            assert!(form.contains("******913"));
            for shown in form.split("******").skip(1) {
                assert_eq!(shown.chars().take_while(char::is_ascii_digit).count(), 3, "{shown:.20}");
            }
        }
    }
}
