//! Words about who gets what, and about what the delivery looks like.

use super::{Phrase, phrases};

phrases! {
    GOES_BY:
        "Waar een dossier heen gaat, zegt de kolom {0} van {1}. Een dossier met een andere waarde gaat nergens heen, en \
         houdt de overdracht tegen.",
        "Where a case goes is said by the column {0} of {1}. A case with another value goes nowhere, and stops the \
         transfer.";
    WHERE_CASES_GO: "Waar de dossiers heen gaan", "Where the cases go";
    VALUE: "Waarde", "Value";
    MUNICIPALITY: "Gemeente", "Municipality";
    GOES_TO: "Gaat naar", "Goes to";
    STAYS: "blijft achter", "stays behind";
    BY_DECISION: "Besluit", "Decision";
    PARTNER: "Partner {0}", "Partner {0}";
    WORKS_FOR: "Werkt voor", "Works for";
    PARTNER_LEAD:
        "Een partner krijgt alleen de tabellen hieronder, van de dossiers van deze gemeenten, en alleen de personen die \
         in die tabellen voorkomen.",
        "A partner gets the tables below and no others, of the cases of these municipalities, and only the persons who \
         occur in those tables.";
    PARTNER_TABLES: "Wat {0} krijgt", "What {0} gets";
    WITHHELD: "Zonder de kolommen", "Without the columns";

    CONTROL: "Controlebestand", "Control file";
    CONTROL_FILE:
        "{0}: per bestand ({1}) het aantal rijen ({2}), en per bedragkolom ({3}) de som ({4})",
        "{0}: by file ({1}) the number of rows ({2}), and by column of amounts ({3}) the sum ({4})";
    NO_CONTROL: "geen; de dienst levert er geen", "none; the service delivers none";
    FILES: "Bestanden", "Files";
    FORM: "Vorm", "Form";
    DELIMITED:
        "tekst met {0} tussen de cellen en {1} om cellen waar dat nodig is",
        "text with {0} between cells, and {1} around cells that need it";
    SHEET_NAMED: "werkmap, blad {0}", "workbook, sheet {0}";
    SHEET_NUMBERED: "werkmap, blad nummer {0}", "workbook, sheet number {0}";
    SHEET_ONLY: "werkmap met één blad", "workbook with one sheet";
    MERGED:
        "{0}; de waarde van een samengevoegde cel geldt voor elke cel die zij bedekt",
        "{0}; the value of a merged cell holds for each cell that it covers";
    ENCODING: "Tekencodering", "Encoding";
    DATES: "Datums", "Dates";
    MONTHS: "Maanden", "Months";
    AMOUNTS: "Bedragen", "Amounts";
    IN_EUROS: "in euro's, als {0}", "in euros, such as {0}";
    IN_CENTS: "in hele centen: {0}", "in whole cents: {0}";
    WORKBOOK_CELLS:
        "{0}; echte datums en getallen gelden zoals zij zijn, en hieronder staat hoe tekst in een cel wordt gelezen",
        "{0}; real dates and numbers are taken as they are, and below stands how text in a cell is read";
    MEANS_EMPTY: "Betekent leeg", "Means empty";
    EMPTY_CELL: "een lege cel", "an empty cell";
    NO_KEY: "geen; een rij heeft alleen haar plaats", "none; a row has only its place";
    FOOTER: "Totaalregel", "Totals line";
    FOOTER_LINE:
        "de regel waar {0} de tekst {1} heeft; haar sommen worden nagerekend",
        "the line where {0} holds {1}; its sums are checked";
    FOOTER_COUNT: "{0}, en het aantal rijen in cel {1} ook", "{0}, and so is the number of rows in cell {1}";
    NO_FOOTER: "geen", "none";
    ROUTING: "Bestemming", "Destination";
    BY_COLUMN:
        "dit is de tabel van de dossiers: {0} zegt waar een dossier heen gaat",
        "this is the table of cases: {0} says where a case goes";
    VIA:
        "volgt de rij van {1} waarvan {2} hetzelfde is als {0} hier",
        "follows the row of {1} of which {2} is the same as {0} here";
    EVERYWHERE: "elke gemeente krijgt elke rij", "every municipality gets every row";
    ONLY:
        "{0}; een rij voor een ander dan {1} is een fout",
        "{0}; a row for any other than {1} is an error";

    COLUMNS_OF: "De kolommen van {0}", "The columns of {0}";
    OTHER_HEADINGS: "Andere koppen", "Other headings";
    USED_FOR: "Waarvoor", "Used for";
    NOT_USED: "niet gebruikt: {0}", "not used: {0}";
    USE_ROWS: "keuze van rijen voor {0}", "choice of rows for {0}";
    USE_CASES: "keuze van de waarde voor {0}", "choice of the value for {0}";
    USE_KEY: "sleutel", "key";
    USE_ROUTING: "bestemming", "destination";
    USE_FOOTER: "totaalregel", "totals line";
    USE_PROMISE: "toezegging", "promise";
    USE_IDENTITY: "rekensom", "arithmetic";
    USE_LOOKUP: "opzoeken", "looking up";

    IDENTITIES_LEAD:
        "Dit wordt nagerekend voordat er iets wordt omgezet; klopt het niet, dan is de levering niet te gebruiken.",
        "This is checked before anything is mapped; where it does not add up, the delivery cannot be used.";
    PER_BLOCK: "Per", "By";
    SUM_OF: "{0} van {1}", "{0} of {1}";
    ADDS: "Telt op", "Adds";
    TAKES_OFF: "Gaat eraf", "Takes off";
    MUST_EQUAL: "Is gelijk aan de som van", "Equals the sum of";

    CORRECTIONS_LEAD:
        "Deze cellen worden bij het lezen vervangen, ook voor de toezegging. Staat de oude waarde er niet, dan stopt de run.",
        "These cells are replaced while they are read, for the promise too. Where the old value does not stand there, the \
         run ends.";
    CELLS_PUT_RIGHT: "Cellen die worden verbeterd", "Cells that are put right";
    OLD: "Geleverd", "Delivered";
    NEW: "Gelezen als", "Read as";
    BY: "Door", "By";
}
