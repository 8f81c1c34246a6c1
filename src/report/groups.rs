//! Verdicts of one recipient that differ in nothing but their date.
//!
//! What goes wrong with a payment goes wrong every month; told once, with its dates, it can be read.

use super::model::VerdictLine;

/// Takes verdicts together, in the order in which the first of each group stands; no group is empty.
pub(super) fn by_case(lines: &[VerdictLine]) -> Vec<Vec<&VerdictLine>> {
    let mut groups: Vec<Vec<&VerdictLine>> = Vec::new();
    for line in lines {
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| differ_in_date_alone(first, line))) {
            Some(group) => group.push(line),
            None => groups.push(vec![line]),
        }
    }
    groups
}

fn differ_in_date_alone(one: &VerdictLine, other: &VerdictLine) -> bool {
    (&one.recipient, &one.dossiernummer, &one.account, &one.verdict)
        == (&other.recipient, &other.dossiernummer, &other.account, &other.verdict)
        && (one.promised_cents, one.planned_cents) == (other.promised_cents, other.planned_cents)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn dates_of_one_payment_stand_together_and_other_amounts_apart() {
        let first = fixture::failing().stopping[0].clone();
        let on = |date: &str, planned_cents| VerdictLine { date: date.into(), planned_cents, ..first.clone() };
        let lines = [on("2021-01-29", 0), on("2021-02-26", 1), on("2021-03-31", 0)];
        let groups = by_case(&lines);
        let dates: Vec<Vec<&str>> =
            groups.iter().map(|group| group.iter().map(|line| line.date.as_str()).collect()).collect();
        assert_eq!(dates, [vec!["2021-01-29", "2021-03-31"], vec!["2021-02-26"]]);
    }
}
