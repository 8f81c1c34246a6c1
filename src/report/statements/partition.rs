//! Statements of partition and fidelity: every case in one place, and history as it was.

use super::{Figure, Gives, Statement, Targets};

const PARTITION: &str = "proof-partition";
const FIDELITY: &str = "proof-fidelity";

/// Returns the statements.
pub(super) fn statements(targets: &Targets) -> Vec<Statement> {
    vec![
        Figure(PARTITION, "/proofs/partition").in_evidence(
            ["Dossiers naar plaats, en sommen met verschil", "Cases by place, and sums that differ"],
            Gives::Members,
            "SELECT (SELECT CAST(value AS INTEGER) FROM run WHERE name = 'cases') AS cases,
  max(CASE plaats WHEN 'stays-behind' THEN dossiers END) AS stays_behind,
  max(CASE plaats WHEN 'nowhere' THEN dossiers END) AS nowhere,
  max(CASE plaats WHEN 'twice' THEN dossiers END) AS twice,
  (SELECT count(*) FROM partition_sum WHERE difference_cents <> 0) AS unbalanced_sums,
  (SELECT CAST(value AS INTEGER) FROM run WHERE name = 'partner_excess') AS partner_excess
FROM dossiers_per_plaats WHERE NOT is_bestemming",
        ),
        Figure(PARTITION, "/proofs/partition/destinations").in_evidence(
            ["Dossiers per bestemming", "Cases by destination"],
            Gives::Entries,
            "SELECT plaats, dossiers FROM dossiers_per_plaats WHERE is_bestemming ORDER BY plaats",
        ),
        Figure(PARTITION, "cases in two targets").in_targets(
            [
                "Dossiers die in twee doelen staan; zij tellen bij dubbel geleverd",
                "Cases that stand in two targets; they count as delivered twice",
            ],
            Gives::Nothing,
            targets,
            &format!(
                "SELECT dossiernummer, count(*) AS doelen FROM (\n    {})\nGROUP BY dossiernummer HAVING count(*) > 1",
                targets.each("SELECT dossiernummer FROM doel.inkomensvoorziening")
            ),
        ),
        Figure("partition-sums", "partition_sums").in_evidence(
            ["Geheel, delen en verschil per regeling en maand", "Whole, parts and difference by scheme and month"],
            Gives::Rows,
            "SELECT regeling AS scheme, maand AS month, geheel_cent AS whole_cents, achtergebleven_cent AS stays_cents,
  verschil_cent AS difference_cents
FROM verdeling_per_regeling_en_maand",
        ),
        Figure("partition-sums", "months whose parts do not stand in the targets").in_targets(
            [
                "Maanden waarin de betalingen in de doelen niet optellen tot de delen",
                "Months of which the payments in the targets do not add up to the parts",
            ],
            Gives::Nothing,
            targets,
            &format!(
                "SELECT maand, sum(cent) AS verschil_cent FROM (
    SELECT maand, geheel_cent - achtergebleven_cent - verschil_cent AS cent FROM verdeling_per_regeling_en_maand
    UNION ALL {})
GROUP BY maand HAVING sum(cent) <> 0",
                targets.each("SELECT maand, -cent FROM doel.betaald_per_maand")
            ),
        ),
        Figure(FIDELITY, "/proofs/fidelity").in_evidence(
            [
                "Betalingen en andere bedragen, rij voor rij vergeleken toen de levering werd gelezen",
                "Payments and other amounts, compared row by row while the delivery was read",
            ],
            Gives::Members,
            "SELECT max(CASE name WHEN 'payments' THEN CAST(value AS INTEGER) END) AS payments,
  max(CASE name WHEN 'payments_missing' THEN CAST(value AS INTEGER) END) AS missing,
  max(CASE name WHEN 'payments_different' THEN CAST(value AS INTEGER) END) AS different,
  max(CASE name WHEN 'payments_unexpected' THEN CAST(value AS INTEGER) END) AS unexpected,
  max(CASE name WHEN 'balance_rows' THEN CAST(value AS INTEGER) END) AS [balances.rows],
  max(CASE name WHEN 'balance_rows_different' THEN CAST(value AS INTEGER) END) AS [balances.different]
FROM run",
        ),
        Figure(FIDELITY, "/proofs/fidelity").in_targets(
            [
                "Het aantal betalingen opnieuw: wat in de doelen staat, met wat ontbreekt en zonder wat niet geleverd is",
                "The number of payments again: what stands in the targets, with what is missing and without what was not delivered",
            ],
            Gives::Members,
            targets,
            &format!(
                "SELECT sum(betalingen)
  + (SELECT CAST(value AS INTEGER) FROM run WHERE name = 'payments_missing')
  - (SELECT CAST(value AS INTEGER) FROM run WHERE name = 'payments_unexpected') AS payments FROM (
    {})",
                targets.each("SELECT count(*) AS betalingen FROM doel.betaling")
            ),
        ),
    ]
}
