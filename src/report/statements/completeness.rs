//! Statements of completeness: what became of every row, and the totals that came with the delivery.

use super::{Figure, Gives, Statement, Targets};

const SECTION: &str = "proof-completeness";

/// Returns the statements.
pub(super) fn statements(targets: &Targets) -> Vec<Statement> {
    vec![
        Figure("proofs", "").in_evidence(
            ["Het oordeel over de hele overdracht", "The answer for the whole transfer"],
            Gives::Members,
            "SELECT max(CASE name WHEN 'overdracht' THEN value END) AS overdracht,
  max(CASE name WHEN 'service' THEN value END) AS service,
  max(CASE name WHEN 'cutover' THEN value END) AS cutover,
  (SELECT CASE WHEN count(*) = 5 AND min(status = 'passed') THEN 'proven' ELSE 'not_proven' END FROM proof) AS verdict
FROM run",
        ),
        Figure("proofs", "/proofs").in_evidence(
            ["De uitkomst per bewijs", "The outcome of each proof"],
            Gives::Members,
            "SELECT max(CASE name WHEN 'completeness' THEN status END) AS [completeness.status],
  max(CASE name WHEN 'partition' THEN status END) AS [partition.status],
  max(CASE name WHEN 'fidelity' THEN status END) AS [fidelity.status],
  max(CASE name WHEN 'title' THEN status END) AS [title.status],
  max(CASE name WHEN 'continuity' THEN status END) AS [continuity.status]
FROM proof",
        ),
        Figure(SECTION, "/proofs/completeness").in_evidence(
            ["Onverklaarde rijen en uitval", "Unexplained and rejected rows"],
            Gives::Members,
            "SELECT coalesce(sum(abs(verschil_rijen)), 0) AS unexplained_rows, coalesce(sum(uitval_rijen), 0) AS rejected_rows
FROM aansluiting_per_bestand",
        ),
        Figure(SECTION, "rows of no delivered file").in_targets(
            [
                "Rijen in een doel die uit geen geleverd bestand komen; zij tellen bij de onverklaarde",
                "Rows in a target that come from no delivered file; they count as unexplained",
            ],
            Gives::Nothing,
            targets,
            &format!(
                "SELECT tabel, levering, regel FROM (\n    {})\nWHERE levering NOT IN (SELECT number FROM file)",
                targets.each("SELECT tabel, levering, regel FROM doel.herkomst")
            ),
        ),
        Figure("control-totals", "/proofs/completeness/digests").in_evidence(
            [
                "Hashtotalen over doeltabellen, zoals ze zijn geteld: SQL maakt ze niet na",
                "Digests over target tables, as they were taken: no SQL makes them again",
            ],
            Gives::Members,
            "SELECT count(*) AS checked, coalesce(sum(NOT gelijk), 0) AS failed FROM hashtotaal",
        ),
        Figure("control-totals", "/proofs/completeness/control_totals").in_evidence(
            ["Regels van het controlebestand", "Lines of the control file"],
            Gives::Members,
            "SELECT count(DISTINCT regel) AS checked, count(DISTINCT CASE WHEN verschil <> 0 THEN regel END) AS failed
FROM controletotaal WHERE soort = 'controlebestand'",
        ),
        Figure("control-totals", "/proofs/completeness/totals_lines").in_evidence(
            ["Totaalregels in de bestanden", "Totals lines in the files"],
            Gives::Members,
            "SELECT count(DISTINCT bestand) AS checked, count(DISTINCT CASE WHEN verschil <> 0 THEN bestand END) AS failed
FROM controletotaal WHERE soort = 'totaalregel'",
        ),
        Figure("control-totals", "identities").in_evidence(
            ["Rekenregels van de levering, met hoeveel blokken en regels kloppen", "Sums that the delivery must add up to, and for how many blocks and lines"],
            Gives::Rows,
            "SELECT name, blocks, lines FROM identity ORDER BY name",
        ),
        Figure("accounting", "/accounting").in_evidence(
            ["Aansluiting per bestand", "Accounting per file"],
            Gives::Rows,
            "SELECT tabel AS [table], bestand AS file,
  brontelling_rijen AS [read.rows], brontelling_cent AS [read.cents],
  doeltelling_rijen AS [loaded.rows], doeltelling_cent AS [loaded.cents],
  samengevoegd_rijen AS [merged.rows], samengevoegd_cent AS [merged.cents],
  filter_rijen AS [filtered.rows], filter_cent AS [filtered.cents],
  uitval_rijen AS [rejected.rows], uitval_cent AS [rejected.cents],
  verschil_rijen AS [unexplained.rows], verschil_cent AS [unexplained.cents]
FROM aansluiting_per_bestand",
        ),
        Figure("accounting", "/accounting").in_targets(
            [
                "De doeltelling opnieuw, uit wat er in de doelen staat",
                "What was loaded, counted again in what stands in the targets",
            ],
            Gives::Rows,
            targets,
            &format!(
                "SELECT f.name AS file, count(h.regel) AS [loaded.rows] FROM file f LEFT JOIN (
    SELECT DISTINCT levering, regel FROM (
    {})
    WHERE (levering, regel) NOT IN (SELECT file, line FROM merged)) h ON h.levering = f.number
GROUP BY f.number ORDER BY f.number",
                targets.each("SELECT levering, regel FROM doel.herkomst")
            ),
        ),
    ]
}
