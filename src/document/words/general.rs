//! Words that stand everywhere: the title, the headings of sections, conditions, rules and examples.

use super::{Phrase, phrases};

phrases! {
    TITLE: "Conversiedocument {0} per {1}", "Conversion document {0} on {1}";
    LEAD:
        "Dit document zegt in woorden wat de mapping doet: wat er wordt geleverd, wat daarvan waarheen gaat en hoe elke \
         waarde wordt gemaakt. Het is gemaakt uit de mapping zelf, en zegt niets wat daarin niet staat. Namen en waarden \
         staan er zoals in de levering, de mapping en het doel; redenen in de taal van wie ze opschreef.",
        "This document says in words what the mapping does: what is delivered, what of it goes where, and how every \
         value is made. It is made from the mapping itself, and says nothing that does not stand there. Names and \
         values stand as in the delivery, the mapping and the target; reasons in the language of who wrote them.";
    CONTENTS: "Inhoud", "Contents";

    TRANSFER: "Wat er wordt overgedragen", "What is moved";
    DESTINATIONS: "Wie wat krijgt", "Who gets what";
    DELIVERY: "De levering", "The delivery";
    IDENTITIES: "Wat in de levering moet kloppen", "What must add up in the delivery";
    CORRECTIONS: "Correcties op de levering", "Corrections of the delivery";
    TARGETS: "Hoe de doeltabellen worden gevuld", "How the target tables are filled";
    REPAIRS: "Herstelde waarden", "Repaired values";
    EMPTY_COLUMNS: "Kolommen die leeg blijven", "Columns that stay empty";
    UNFILLED: "Doeltabellen die deze mapping niet vult", "Target tables that this mapping does not fill";
    RULES: "Regels voor wat is geladen", "Rules for what was loaded";
    PROMISE: "De toezegging aan inwoners", "The promise to residents";
    EXAMPLES: "Voorbeelden", "Examples";
    CODES: "Bijlage: codebestanden", "Appendix: code files";
    STATEMENTS: "Bijlage: natellen met SQL", "Appendix: count it yourself with SQL";
    STATEMENTS_LEAD:
        "Elk getal van een run volgt ook uit gewone SQL op evidence.sqlite en de doelen. Elke vraag hieronder kan zo in de \
         map van een run worden gesteld aan {0}; elke view legt zichzelf uit in het schema.",
        "Every figure of a run also follows from plain SQL on the evidence and the targets. Each question below can be \
         asked as it stands in the folder of a run, of {0}; each view explains itself in the schema.";

    SERVICE: "Dienst", "Service";
    CUTOVER: "Overgang", "Cut-over";
    CUTOVER_ON: "{0}, tenzij een run een andere dag noemt", "{0}, unless a run names another day";
    FILES_OF_MAPPING: "De bestanden van de mapping", "The files of the mapping";
    FILE: "Bestand", "File";
    BYTES: "Bytes", "Bytes";
    DIGEST: "SHA-256, eerste 12 tekens", "SHA-256, first 12 characters";

    NONE: "geen", "none";
    NOTHING: "Geen.", "None.";
    EMPTY: "leeg", "empty";
    TAB: "een tab", "a tab";
    AND: "en", "and";
    OR: "of", "or";
    DASH: "–", "–";
    YES: "ja", "yes";
    NO: "nee", "no";
    NAME: "Naam", "Name";
    REASON: "Reden", "Reason";
    MEANING: "Betekenis", "Meaning";
    COLUMN: "Kolom", "Column";
    TABLE: "Tabel", "Table";
    KEY: "Sleutel", "Key";
    OF_TABLE: "{0} van {1}", "{0} of {1}";
    MONTH_OF_DATE: "de maand waarin een datum als {0} ligt", "the month in which a date such as {0} lies";

    EVERY_ROW: "elke rij van {0}", "every row of {0}";
    ROWS_WHERE: "de rijen van {0} waarvoor geldt: {1}", "the rows of {0} where {1}";
    IS_ONE_OF: "{0} is {1}", "{0} is {1}";
    IS_EMPTY: "{0} is leeg", "{0} is empty";
    IS_PRESENT: "{0} is ingevuld", "{0} is filled in";
    IS_LIKE: "{0} past op het patroon {1}", "{0} is as the pattern {1}";
    NUMBER_WITHIN: "{0} is een getal van {1} tot en met {2}", "{0} is a number from {1} to {2}";
    NUMBER_FROM: "{0} is een getal van {1} of hoger", "{0} is a number of {1} or more";
    NUMBER_TO: "{0} is een getal van {1} of lager", "{0} is a number of {1} or less";
    DATE_WITHIN: "{0} is een datum van {1} tot en met {2}", "{0} is a date from {1} to {2}";
    DATE_FROM: "{0} is een datum op of na {1}", "{0} is a date on or after {1}";
    DATE_TO: "{0} is een datum op of voor {1}", "{0} is a date on or before {1}";
    GROUP: "({0})", "({0})";

    RULES_LEAD:
        "Een regel is een voorwaarde in SQL die voor elke geladen rij van een doeltabel moet gelden.",
        "A rule is a condition in SQL that must hold for every loaded row of a target table.";
    ABOUT: "Over", "About";
    SAYS: "Melding", "Message";
    SEVERITY: "Ernst", "Severity";
    RULE_ERROR: "fout: de rij wordt afgekeurd", "error: the row is rejected";
    RULE_WARNING: "waarschuwing: de rij wordt gemeld en telt mee", "warning: the row is reported, and counts";
    MUST_HOLD: "Voor elke rij moet gelden:", "For every row must hold:";

    EXAMPLES_LEAD:
        "Elk voorbeeld is een test van de mapping: alleen de kolommen die ertoe doen zijn gegeven.",
        "Every example is a test of the mapping: only the columns that matter are given.";
    EXAMPLES_OF: "De voorbeelden", "The examples";
    GIVEN: "Gegeven", "Given";
    EXPECTED: "Verwacht", "Expected";
    CELL: "{0} = {1}", "{0} = {1}";
    ROW_OF: "in {0}: {1}", "in {0}: {1}";
    LEFT_OUT: "weggelaten", "left out";
    REJECTED: "afgekeurd", "rejected";
    FINDS: "met bevinding {0}", "with finding {0}";
    THE_RULE: "de regel {0}", "the rule {0}";
    BREAKS: "rijen die de regel schenden: {0}", "rows that break the rule: {0}";

    JANUARY: "januari", "January";
    FEBRUARY: "februari", "February";
    MARCH: "maart", "March";
    APRIL: "april", "April";
    MAY: "mei", "May";
    JUNE: "juni", "June";
    JULY: "juli", "July";
    AUGUST: "augustus", "August";
    SEPTEMBER: "september", "September";
    OCTOBER: "oktober", "October";
    NOVEMBER: "november", "November";
    DECEMBER: "december", "December";
}

/// The months of a year.
pub(in crate::document) const MONTHS: [Phrase; 12] =
    [JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER];
