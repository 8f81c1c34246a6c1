//! Questions that an auditor asks of a target, as views with their explanation in them.
//!
//! A destination has the views of which it has every table with every column. Nothing in the tool reads them: they say
//! in plain SQL what the tool says in its own way.

use super::shape::Shape;
use super::table;

/// A view of a target.
#[derive(Debug)]
pub struct View {
    /// Its name in the database.
    pub name: &'static str,
    /// The tables that it reads.
    pub tables: &'static [&'static str],
    /// The statement that makes it, with its semicolon; the explanation stands in it, so that a database tells it too.
    pub sql: &'static str,
}

impl View {
    /// Returns the explanation that stands in the statement, on one line.
    #[must_use]
    pub fn explanation(&self) -> String {
        let lines: Vec<&str> = self.sql.lines().filter_map(|line| line.strip_prefix("-- ")).collect();
        lines.join(" ")
    }
}

/// Every view besides `herkomst`, in the order of the questions of the proofs.
pub static VIEWS: &[View] = &[
    View {
        name: "herkomst_op_plaats",
        tables: &["levering"],
        sql: "CREATE VIEW herkomst_op_plaats AS
-- The delivered place of every row, by the name of its file.
SELECT h.tabel, h.id, l.bestand, h.regel FROM herkomst h JOIN levering l ON l.nummer = h.levering;",
    },
    View {
        name: "doeltelling_per_bestand",
        tables: &["levering"],
        sql: "CREATE VIEW doeltelling_per_bestand AS
-- Delivered rows that stand here, by file. A row that became several rows counts once; a row that was merged into another
-- counts here too, where it left anything of its own.
SELECT l.nummer AS levering, l.bestand, l.tabel, count(h.regel) AS rijen
FROM levering l LEFT JOIN (SELECT DISTINCT levering, regel FROM herkomst) h ON h.levering = l.nummer
GROUP BY l.nummer ORDER BY l.nummer;",
    },
    View {
        name: "betaald_per_maand",
        tables: &["betaling"],
        sql: "CREATE VIEW betaald_per_maand AS
-- Payments that were made, by the month that they concern; cents without sign.
SELECT rechtmaand AS maand, count(*) AS betalingen, sum(abs(bedrag_cent)) AS cent
FROM betaling GROUP BY 1 ORDER BY 1;",
    },
    View {
        name: "gepland_per_ontvanger",
        tables: &["betaalopdracht"],
        sql: "CREATE VIEW gepland_per_ontvanger AS
-- What every recipient is to be paid, by date and account.
SELECT persoon AS bsn, datum, iban AS rekening, sum(bedrag_cent) AS cent, count(*) AS opdrachten,
  group_concat(DISTINCT inkomensvoorziening) AS dossiers
FROM betaalopdracht GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;",
    },
    View {
        name: "gepland_tegen_componenten",
        tables: &["betaalopdracht", "component"],
        sql: "CREATE VIEW gepland_tegen_componenten AS
-- What a case is to be paid on a date beside the sum of its components in force on that date, which it is divided from.
SELECT o.dossiernummer, o.rechtmaand, o.datum, o.cent AS gepland_cent, c.cent AS componenten_cent
FROM (SELECT inkomensvoorziening AS dossiernummer, rechtmaand, datum, sum(bedrag_cent) AS cent
    FROM betaalopdracht GROUP BY 1, 2, 3) o
  LEFT JOIN (SELECT d.dossiernummer, d.datum,
      sum(CASE c.debet_credit WHEN 'credit' THEN c.bedrag_cent ELSE -c.bedrag_cent END) AS cent
    FROM (SELECT DISTINCT inkomensvoorziening AS dossiernummer, datum FROM betaalopdracht) d
      JOIN component c ON c.inkomensvoorziening = d.dossiernummer AND c.van <= d.datum
        AND (c.tot IS NULL OR d.datum <= c.tot)
    WHERE c.soort NOT IN ('subtotaal', 'informatief') GROUP BY 1, 2) c
  ON c.dossiernummer = o.dossiernummer AND c.datum = o.datum
ORDER BY 1, 3, 2;",
    },
    View {
        name: "opdracht_zonder_titel",
        tables: &["betaalopdracht", "inkomensvoorziening", "beschikking"],
        sql: "CREATE VIEW opdracht_zonder_titel AS
-- Planned payments without a granting decision in force on their date under the law of the case's scheme. Special
-- assistance rests on the Participatiewet.
SELECT o.id, o.inkomensvoorziening AS dossiernummer, i.regeling, o.rechtmaand, o.datum, o.bedrag_cent AS cent
FROM betaalopdracht o JOIN inkomensvoorziening i ON i.dossiernummer = o.inkomensvoorziening
  LEFT JOIN beschikking b ON b.inkomensvoorziening = o.inkomensvoorziening
    AND b.soort IN ('toekenning', 'wijziging', 'voortzetting')
    AND b.wet = CASE WHEN i.regeling IN ('BB_PER', 'BB_EEN') THEN 'PW' ELSE i.regeling END
    AND b.geldig_van <= o.datum AND (b.geldig_tot IS NULL OR o.datum <= b.geldig_tot)
WHERE b.id IS NULL ORDER BY 2, 5, 1;",
    },
    View {
        name: "verplichting_per_dossier",
        tables: &["verplichting"],
        sql: "CREATE VIEW verplichting_per_dossier AS
-- Delivered obligations that stand here, by case.
SELECT inkomensvoorziening AS dossiernummer, count(DISTINCT id >> 8) AS rijen
FROM verplichting GROUP BY 1 ORDER BY 1;",
    },
    View {
        name: "overgenomen_per_dossier",
        tables: &["vakantiegeld_reservering"],
        sql: "CREATE VIEW overgenomen_per_dossier AS
-- Holiday allowance that was carried over, by case.
SELECT inkomensvoorziening AS dossiernummer, sum(bedrag_cent) AS cent
FROM vakantiegeld_reservering GROUP BY 1 ORDER BY 1;",
    },
];

/// Returns the views that a destination can have.
pub fn of(shape: &Shape) -> impl Iterator<Item = &'static View> {
    let is_whole = |name: &&str| {
        table(name).is_some_and(|known| shape.has(known) && shape.columns(known).len() == known.columns.len())
    };
    VIEWS.iter().filter(move |view| view.tables.iter().all(is_whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::shape::tests::{partner, the};

    #[test]
    fn a_view_is_named_and_explained_in_its_own_statement() {
        for View { name, tables, sql } in VIEWS {
            assert!(sql.starts_with(&format!("CREATE VIEW {name} AS\n-- ")) && sql.ends_with(';'), "{name}");
            assert!(tables.iter().all(|table| sql.contains(table) && super::table(table).is_some()), "{name}");
        }
    }

    #[test]
    fn a_destination_has_the_views_whose_tables_it_has_whole() {
        let names = |shape: &Shape| of(shape).map(|view| view.name).collect::<Vec<_>>();
        assert_eq!(names(&Shape::municipality()).len(), VIEWS.len());
        assert_eq!(names(&partner()), Vec::<&str>::new());
        let reserves = the("vakantiegeld_reservering");
        assert_eq!(names(&Shape::partner(&[reserves], &[])), ["overgenomen_per_dossier"]);
        assert_eq!(names(&Shape::partner(&[reserves], &[(reserves, 1)])), Vec::<&str>::new());
    }
}
