//! One cell: what cannot be read, what was read all the same, and what is doubtful.

use crate::diag::codes::delivery as codes;
use crate::diag::explain::Explanation;

/// Every explanation of this file, in order of the codes.
pub(super) static ALL: [&Explanation; 12] = [
    &BAD_CRITICAL,
    &BSN_PADDED,
    &BAD_VALUE,
    &SECRECY_ASSUMED,
    &UNMAPPED_CODE,
    &REQUIRED_EMPTY,
    &FORMER_CODE,
    &TEST_PERSON,
    &SENTINEL,
    &NOT_LOOKED_UP,
    &TWO_LOOKED_UP,
    &CORRECTED,
];

static BAD_CRITICAL: Explanation = Explanation {
    code: &codes::BAD_CRITICAL,
    checks: "A cell that decides who is paid what, when and where must be readable as its target column holds it: a \
             BSN of nine digits that passes the eleven-test (weights 9 8 7 6 5 4 3 2 -1; Logisch Ontwerp BSN), an \
             IBAN whose check digits fit (ISO 13616), an amount and a date as the mapping says they are written, a \
             sign that is known.",
    why: "To load such a row without the value would be to pay somebody else, another amount, or nobody. It is \
          rejected, and while a row is rejected the run is not proven.",
    example: "Clientnummer;BSN;Achternaam\n1000018;111252333;Wâlbrink-Voorbeeld\n\n\
              BSN \"111252333\": a BSN of nine digits is expected: the eleven-test fails",
    mend: "Have the cell corrected in the source system. Where all cells of the column are written otherwise than the \
           mapping says, mend the mapping (`date`, `decimal`, `unit`, `empty`). To go on meanwhile, put the cell \
           right in corrections.csv, with the reason.",
};

static BSN_PADDED: Explanation = Explanation {
    code: &codes::BSN_PADDED,
    checks: "Where the mapping declares `repair = \"left-pad\"`, a text of seven or eight digits that becomes a valid \
             BSN with zeros before it, is read as that BSN.",
    why: "Spreadsheets drop leading zeros of numbers. About one in eleven wrong numbers passes the eleven-test, so a \
          repaired number may be somebody else's: each is counted and can be looked up.",
    example: "Clientnummer;BSN;Achternaam\n1000002;10002546;Proefdam\n\n\
              BSN \"10002546\": 8 digits, read with leading zeros",
    mend: "Nothing, if the sample that you check against the source system agrees in name and birth date. Better: \
           have the column delivered as text.",
};

static BAD_VALUE: Explanation = Explanation {
    code: &codes::BAD_VALUE,
    checks: "A cell that decides no payment, such as an A-nummer, a postcode or a birth date, should be readable as \
             its target column holds it. Where it is not, the column stays empty.",
    why: "A payment must not wait for a house number. The municipality still has to know that something is missing; \
          the delivered text stays in the evidence.",
    example: "Clientnummer;A-nummer;Achternaam\n1000004;1234567890;Voorbeeld\n\n\
              A-nummer \"1234567890\": an A-nummer of ten digits is expected: its check fails",
    mend: "Have the cell corrected in the source system, or declare in the mapping how the column is written.",
};

static SECRECY_ASSUMED: Explanation = Explanation {
    code: &codes::SECRECY_ASSUMED,
    checks: "The mark that an address is secret must be yes or no. Anything else, nothing included, is taken for yes; \
             so is the mark of a person of whom two rows say different things.",
    why: "Who asked for secrecy (Wet BRP, art. 2.59) is often hiding from somebody. An address kept back needlessly \
          is a nuisance; one given away cannot be taken back.",
    example: "Clientnummer;Geheim\n1000004;ja\n\nGeheim \"ja\": neither yes nor no: taken for secret",
    mend: "Find out whether the address is secret and have the source system corrected. Where the service writes yes \
           and no in its own way, translate both.\n\n\
           indicatie_geheim = { column = \"Geheim\", codes = { ja = true, nee = false } }",
};

static UNMAPPED_CODE: Explanation = Explanation {
    code: &codes::UNMAPPED_CODE,
    checks: "Every delivered code must have a translation where the mapping translates a column, and some case of a \
             `when` must hold. In a column that decides a payment the row is rejected; in another the value stays \
             empty.",
    why: "A code that nobody translated may be a component that should be paid, or one that should not. To guess \
          either is to pay wrongly.",
    example: "Componentcode;Dossiernummer;Soort;Bedrag;Omschrijving\nHUURTOESLAG;100003;+;40,00;Toeslag huur\n\n\
              Componentcode \"HUURTOESLAG\": no translation; known: DOORBETALING, INFORMATIEF, INHOUDING, …",
    mend: "Ask the service what the code means, and add it to the code table. Do not choose the nearest one: its \
           meaning decides whether it is counted.",
};

static REQUIRED_EMPTY: Explanation = Explanation {
    code: &codes::REQUIRED_EMPTY,
    checks: "A required target column must have a value in every row, and every row that follows a case must name \
             one.",
    why: "A row that belongs to no case cannot be paid and cannot be found again. It is rejected.",
    example: "Beschikkingnummer;Dossiernummer;Soort\nB100031-1;;TOEKENNING\n\n\
              Dossiernummer \"\": nothing says which case the row belongs to",
    mend: "Have the cell filled in the source system. Where an empty cell means something in the delivery, say what \
           with `default`.",
};

static FORMER_CODE: Explanation = Explanation {
    code: &codes::FORMER_CODE,
    checks: "A code that the code file marks as `former` should stand only in rows that ended before the cut-over, and in \
             payments, which never run.",
    why: "The code is translated and the row is loaded. But a case that still runs under a municipality that was \
          merged in 2005, or a law that was replaced, was overlooked once, and may have been overlooked in more ways.",
    example: "Dossiernummer;Regeling;Einddatum;Gemeentecode\n100014;PW;;0237\n\n\
              Gemeentecode \"0237\": it is no longer in use, and the row still runs at the cut-over",
    mend: "Look at the case. Have the source system use the present code, or end the row.",
};

static TEST_PERSON: Explanation = Explanation {
    code: &codes::TEST_PERSON,
    checks: "A BSN that begins with 9999 is set apart for test persons and should not be delivered.",
    why: "Test data in a delivery were not meant to be paid. If they are there, other things may be that were not \
          meant to be delivered.",
    example: "Clientnummer;BSN;Achternaam\n1000077;999993653;Test\n\nBSN \"999993653\": starts with 9999",
    mend: "Ask whether the row is a real resident's under a number that is wrong, or a test that should be left out.",
};

static SENTINEL: Explanation = Explanation {
    code: &codes::SENTINEL,
    checks: "A text that old systems write for \"unknown\" (nines or zeros alone, or a year such as 9999) should be \
             declared in `empty`. Where it cannot be read and decides no payment, it becomes nothing; as free text or \
             a whole number it is kept as it stands.",
    why: "As the number of a client 99999 joins all unknown clients into one. Whether it means \"unknown\", \"none\" \
          or \"for ever\" only the service can say.",
    example: "Dossiernummer;Toekenningsdatum\n100002;99-99-9999\n\n\
              Toekenningsdatum \"99-99-9999\": a date written dd-mm-yyyy is expected: a day that does not exist",
    mend: "Where it means nothing, say so at the column.\n\n\
           toekenningsdatum = { column = \"Toekenningsdatum\", empty = [\"99-99-9999\"] }",
};

static NOT_LOOKED_UP: Explanation = Explanation {
    code: &codes::NOT_LOOKED_UP,
    checks: "Where a column is looked up in another delivered table, that table must have a row of that name, and the \
             row's value must be there. In a column that decides a payment the row is rejected; in another the value \
             stays empty.",
    why: "What stands in two tables was parted by the service and has to be put together again. A missing half is \
          data that was not delivered.",
    example: "Betaalregelnr,Uitkeringsnr,Betaaladresnr\nP100016-2,100016,100016-7\n\n\
              Betaaladresnr \"100016-7\": no row of \"betaaladressen\" has it",
    mend: "Have the missing row delivered, or the cell that names it corrected.",
};

static TWO_LOOKED_UP: Explanation = Explanation {
    code: &codes::TWO_LOOKED_UP,
    checks: "Where a column is looked up in another delivered table, all rows of that name must say the same there.",
    why: "The first or the last of them would be as good a choice as any, and as bad. In a column that decides a \
          payment the row is rejected; in another the value stays empty.",
    example: "Betaaladresnr,Soort adres\n100016-1,01\n100016-1,02\n\n\
              Betaaladresnr \"100016-1\": rows of \"betaaladressen\" with it differ in \"Soort adres\"",
    mend: "Find out which of the rows is right and have the other removed. Where both are right, they are known by \
           more than this one name: look up by another column.",
};

static CORRECTED: Explanation = Explanation {
    code: &codes::CORRECTED,
    checks: "Each line of corrections.csv that was applied is told: the cell, what stood there, what is read instead, \
             why and by whom.",
    why: "A correction holds for everything that reads the cell, the promise included. Whoever reads the verdict \
          should know on which cells it does not rest on the delivery.",
    example: "table,key,column,old,new,reason,by\n\
              betalingen,P100010-7,Bedrag,\"99,97\",\"999,70\",a digit lost when it was typed,J. Bos\n\n\
              Bedrag \"99,97\": \"99,97\" -> \"999,70\": a digit lost when it was typed (J. Bos)",
    mend: "Have the source system corrected as well. When the next delivery has the right value, the run ends at the \
           line, since the old one no longer stands there: take the line out then.",
};
