//! Statements of title and continuity: a second opinion in plain SQL on what was promised and what is planned.

use super::{Figure, Gives, Statement, Targets};
use crate::catalog::ddl::literal;
use crate::ledger::facts::obligation_tables;
use crate::mapping::Mapping;

const TITLE: &str = "proof-title";
const CONTINUITY: &str = "proof-continuity";

/// Returns the statements of title.
pub(super) fn title(mapping: &Mapping, targets: &Targets) -> Vec<Statement> {
    let tables = obligation_tables(mapping).into_iter().map(|table| &mapping.delivery.tables[table].name);
    let tables: Vec<String> = tables.map(|name| literal(name)).collect();
    let lost = format!(
        "WITH betaald (dossier) AS (
    {}),
  zonder (dossier) AS (
    {}
    UNION SELECT o.dossiernummer FROM obligation o LEFT JOIN (
    {}) v ON v.dossiernummer = o.dossiernummer WHERE coalesce(v.rijen, 0) < o.rows
    UNION SELECT r.dossiernummer FROM rejected r JOIN file f ON f.number = r.file WHERE f.table_name IN ({}))
SELECT count(DISTINCT dossier) AS cases,
  count(DISTINCT CASE WHEN dossier IN (SELECT dossier FROM zonder) THEN dossier END) AS without_title FROM betaald",
        targets.each("SELECT inkomensvoorziening FROM doel.betaalopdracht"),
        targets.each("SELECT dossiernummer FROM doel.opdracht_zonder_titel"),
        targets.each("SELECT dossiernummer, rijen FROM doel.verplichting_per_dossier"),
        tables.join(", "),
    );
    vec![Figure(TITLE, "/proofs/title").in_targets(
        [
            "Dossiers met een geplande betaling, en die zonder geldige beschikking of met een verloren verplichting",
            "Cases with a planned payment, and those without a decision in force or with an obligation lost",
        ],
        Gives::Members,
        targets,
        &lost,
    )]
}

/// Returns the statements of continuity.
pub(super) fn continuity(targets: &Targets) -> Vec<Statement> {
    let mut statements = sums(targets);
    statements.extend(hard_stops(targets));
    statements.extend(reserve(targets));
    statements.extend(classes_and_waivers());
    statements
}

fn classes_and_waivers() -> [Statement; 2] {
    [
        Figure(CONTINUITY, "/proofs/continuity/payments").in_evidence(
            ["Geleverde betalingen naar soort", "Delivered payments by what they are"],
            Gives::Entries,
            "SELECT class, rows FROM payment_class",
        ),
        Figure(CONTINUITY, "/proofs/continuity/waivers").in_evidence(
            ["Waivers naar uitkomst", "Waivers by what they came to"],
            Gives::Members,
            "SELECT count(CASE state WHEN 'used' THEN 1 END) AS used, count(CASE state WHEN 'expired' THEN 1 END) AS expired,
  count(CASE state WHEN 'unused' THEN 1 END) AS unused, count(CASE state WHEN 'exceeded' THEN 1 END) AS exceeded,
  count(CASE state WHEN 'self_approved' THEN 1 END) AS self_approved
FROM waiver",
        ),
    ]
}

fn sums(targets: &Targets) -> Vec<Statement> {
    let planned = targets.each("SELECT bsn, datum, rekening, cent FROM doel.gepland_per_ontvanger");
    vec![
        Figure(CONTINUITY, "/proofs/continuity").in_evidence(
            ["De sommen zoals ze zijn beoordeeld", "The sums as they were judged"],
            Gives::Members,
            "SELECT ontvangers AS recipients, toezeggingen AS promises, toegezegd_cent AS promised_cents,
  gepland_cent AS planned_cents
FROM continuiteit",
        ),
        Figure(CONTINUITY, "/proofs/continuity").in_targets(
            [
                "Dezelfde sommen uit de toezeggingen en de geplande betalingen zelf",
                "The same sums from the promises and the planned payments themselves",
            ],
            Gives::Members,
            targets,
            &format!(
                "WITH gepland (bsn, datum, rekening, cent) AS (
    {planned})
SELECT (SELECT count(*) FROM (SELECT bsn FROM promise UNION SELECT bsn FROM gepland)) AS recipients,
  (SELECT count(*) FROM toegezegd_per_ontvanger WHERE cent > 0) AS promises,
  (SELECT coalesce(sum(cent), 0) FROM toegezegd_per_ontvanger) AS promised_cents,
  (SELECT coalesce(sum(cent), 0) FROM gepland) AS planned_cents"
            ),
        ),
        Figure(CONTINUITY, "shortfalls").in_targets(
            [
                "Wie op een datum en rekening minder krijgt dan toegezegd, en hoeveel",
                "Who gets less on a date and account than was promised, and how much",
            ],
            Gives::Rows,
            targets,
            &format!(
                "WITH gepland (bsn, datum, rekening, cent) AS (
    {planned})
SELECT '******' || substr(t.bsn, -3) AS recipient, t.dossiers AS dossiernummer, t.datum AS date, t.rekening AS account,
  t.cent AS promised_cents, coalesce(sum(g.cent), 0) AS planned_cents
FROM toegezegd_per_ontvanger t
  LEFT JOIN gepland g ON g.bsn = t.bsn AND g.datum = t.datum AND g.rekening = t.rekening
GROUP BY t.bsn, t.datum, t.rekening HAVING coalesce(sum(g.cent), 0) < t.cent
ORDER BY t.bsn, t.datum, t.rekening"
            ),
        ),
        Figure(CONTINUITY, "/proofs/continuity/verdicts").in_evidence(
            ["Oordelen", "Verdicts"],
            Gives::Entries,
            "SELECT oordeel, aantal FROM oordelen",
        ),
        Figure(CONTINUITY, "/proofs/continuity/worst").in_evidence(
            ["De ergste oordelen", "The worst verdicts"],
            Gives::Rows,
            "SELECT oordeel AS verdict, bsn_gemaskeerd AS recipient, clientnummer, dossiernummer, datum AS date,
  toegezegd_cent AS promised_cents, gepland_cent AS planned_cents, bestand AS file, regel AS line
FROM oordeel_op_plaats WHERE gevolg = 'stops' LIMIT 20",
        ),
    ]
}

fn hard_stops(targets: &Targets) -> Vec<Statement> {
    vec![
        Figure(CONTINUITY, "/proofs/continuity/hard_stops").in_evidence(
            [
                "Wat verder tegenhoudt; of de planning uit de rijen volgt, rekent SQL niet na",
                "What stops besides; whether the plan follows from the rows is not reckoned again in SQL",
            ],
            Gives::Entries,
            "SELECT name, count FROM hard_stop",
        ),
        Figure(CONTINUITY, "/proofs/continuity/hard_stops/above_ceiling").in_targets(
            ["Geplande betalingen boven het plafond", "Planned payments above the ceiling"],
            Gives::Value,
            targets,
            &format!(
                "SELECT count(*) AS above_ceiling FROM (
    {})
WHERE cent > (SELECT CAST(value AS INTEGER) FROM run WHERE name = 'ceiling_cents')",
                targets.each("SELECT bedrag_cent AS cent FROM doel.betaalopdracht")
            ),
        ),
        Figure(CONTINUITY, "/proofs/continuity/hard_stops/not_a_banking_day").in_targets(
            ["Geplande betalingen op een dag zonder betalingsverkeer", "Planned payments on a day without settlement"],
            Gives::Value,
            targets,
            &format!(
                "SELECT count(*) AS not_a_banking_day FROM (\n    {})\nWHERE datum IN (SELECT date FROM closed_day)",
                targets.each("SELECT datum FROM doel.betaalopdracht")
            ),
        ),
    ]
}

fn reserve(targets: &Targets) -> Vec<Statement> {
    vec![
        Figure(CONTINUITY, "/proofs/continuity/reserve").in_targets(
            ["Gereserveerd vakantiegeld, en wat daarvan is overgenomen", "Reserved holiday allowance, and what of it was carried over"],
            Gives::Members,
            targets,
            &format!(
                "SELECT count(*) AS cases, coalesce(sum(r.cent), 0) AS promised_cents, coalesce(sum(o.cent), 0) AS carried_cents
FROM reservering_per_dossier r LEFT JOIN (
    SELECT dossiernummer, sum(cent) AS cent FROM (
    {})
    GROUP BY dossiernummer) o ON o.dossiernummer = r.dossiernummer",
                targets.each("SELECT dossiernummer, cent FROM doel.overgenomen_per_dossier")
            ),
        ),
        Figure(CONTINUITY, "/proofs/continuity/reserve").in_evidence(
            [
                "Wat in het venster wordt uitbetaald, en dossiers die minder krijgen dan is gereserveerd",
                "What is paid out in the window, and cases that get less than was reserved",
            ],
            Gives::Members,
            "SELECT coalesce(sum(paid_out_cents), 0) AS paid_out_cents,
  count(CASE WHEN carried_cents + paid_out_cents < reserved_cents THEN 1 END) AS short
FROM reserve_check",
        ),
        Figure(CONTINUITY, "/proofs/continuity/reserve/absent").in_targets(
            [
                "Dossiers die op de dag voor de overgang vakantiegeld reserveren en waarvan niets is geleverd",
                "Cases that reserve holiday allowance on the day before the cut-over and of which none was delivered",
            ],
            Gives::Value,
            targets,
            &format!(
                "WITH dag (dag) AS (SELECT date(value, '-1 day') FROM run WHERE name = 'cutover')
SELECT count(*) AS absent FROM (
    {})
WHERE dossiernummer NOT IN (SELECT dossiernummer FROM reserve)",
                targets.each(
                    "SELECT i.dossiernummer FROM dag, doel.inkomensvoorziening i
    WHERE i.ingangsdatum <= dag AND (i.einddatum IS NULL OR dag <= i.einddatum)
      AND i.dossiernummer IN (SELECT c.inkomensvoorziening FROM dag, doel.component c
        WHERE c.soort = 'vt_reservering' AND c.van <= dag AND (c.tot IS NULL OR dag <= c.tot))"
                )
            ),
        ),
    ]
}
