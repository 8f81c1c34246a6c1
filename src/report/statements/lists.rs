//! Statements of the report's lists: verdicts, failures, findings, and what was left out or changed.

use super::{Figure, Gives, Statement};

/// Returns the statements.
pub(super) fn statements() -> Vec<Statement> {
    let mut statements = verdicts();
    statements.extend(left_out());
    statements.extend(findings());
    statements.extend(changes());
    statements
}

fn verdicts() -> Vec<Statement> {
    vec![
        Figure("stopping", "stopping").in_evidence(
            ["Oordelen die tegenhouden, het ergste eerst", "Verdicts that stop, the worst first"],
            Gives::Rows,
            "SELECT oordeel AS verdict, bsn_gemaskeerd AS recipient, clientnummer, dossiernummer, datum AS date,
  rekening AS account, begunstigde AS payee, toegezegd_cent AS promised_cents, gepland_cent AS planned_cents,
  toelichting AS explanation
FROM oordeel_op_plaats WHERE gevolg = 'stops'",
        ),
        Figure("listed", "listed").in_evidence(
            ["Oordelen die niet tegenhouden en toch zijn vermeld", "Verdicts that pass and are listed"],
            Gives::Rows,
            "SELECT oordeel AS verdict, bsn_gemaskeerd AS recipient, clientnummer, dossiernummer, datum AS date,
  rekening AS account, begunstigde AS payee, toegezegd_cent AS promised_cents, gepland_cent AS planned_cents,
  toelichting AS explanation
FROM oordeel_op_plaats WHERE gevolg = 'listed'",
        ),
        Figure("failures", "failures").in_evidence(
            ["Overige fouten", "Other failures"],
            Gives::Rows,
            "SELECT bewijs AS proof, betreft AS subject, wat AS message FROM fout_per_bewijs",
        ),
    ]
}

fn left_out() -> Vec<Statement> {
    vec![
        Figure("notes", "notes").in_evidence(
            ["Wat de toezegging buiten beschouwing laat", "What the promise leaves out"],
            Gives::Rows,
            "SELECT soort AS kind, dossier AS subject, toelichting AS message FROM toelichting_op_plaats",
        ),
        Figure("not-planned", "not_planned").in_evidence(
            ["Niet ingeplande betalingen per reden", "Payments not planned, by reason"],
            Gives::Rows,
            "SELECT reden AS reason, aantal AS count FROM niet_gepland_per_reden",
        ),
        Figure("breakdown", "breakdown").in_evidence(
            ["Rijen naar tabel, bestemming en maand", "Rows by table, destination and month"],
            Gives::Rows,
            "SELECT tabel AS [table], bestemming AS place, maand AS month, uitkomst AS fate, rijen AS rows, cent AS cents
FROM aansluiting_per_bestemming_en_maand",
        ),
        Figure("filters", "filters").in_evidence(
            ["Weggelaten rijen per regel", "Rows left out, by rule"],
            Gives::Rows,
            "SELECT tabel AS [table], regel AS rule, reden AS because, rijen AS rows, cent AS cents FROM filter_per_regel",
        ),
    ]
}

fn findings() -> Vec<Statement> {
    vec![
        Figure("findings", "/findings").in_evidence(
            ["Fouten en waarschuwingen", "Errors and warnings"],
            Gives::Members,
            "SELECT coalesce(sum(CASE ernst WHEN 'error' THEN aantal END), 0) AS error,
  coalesce(sum(CASE WHEN ernst <> 'error' THEN aantal END), 0) AS warning
FROM bevinding_per_code",
        ),
        Figure("findings", "/findings/by_code").in_evidence(
            ["Bevindingen per code", "Findings by code"],
            Gives::Entries,
            "SELECT code, aantal FROM bevinding_per_code",
        ),
        Figure("findings", "findings").in_evidence(
            ["Bevindingen met de geleverde cel", "Findings with the delivered cell"],
            Gives::Rows,
            "SELECT code, kolom AS [column], bevinding AS message, bestand, regel FROM bevinding_op_plaats",
        ),
        Figure("findings", "unmapped").in_evidence(
            ["Codes zonder vertaling", "Codes without translation"],
            Gives::Rows,
            "SELECT tabel AS [table], kolom AS [column], rijen AS rows FROM code_zonder_vertaling",
        ),
    ]
}

fn changes() -> Vec<Statement> {
    vec![
        Figure("changes", "changes").in_evidence(
            ["Herstel, standaardwaarden en vertalingen", "Repairs, defaults and translations"],
            Gives::Rows,
            "SELECT tabel AS [table], kolom AS [column], wijziging AS change, rijen AS rows FROM wijziging_per_kolom",
        ),
        Figure("changes", "corrections").in_evidence(
            ["Gecorrigeerde cellen", "Corrected cells"],
            Gives::Rows,
            "SELECT bestand, regel, kolom AS [column], reden AS reason, door AS by FROM correctie_op_plaats",
        ),
    ]
}
