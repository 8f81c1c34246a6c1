//! Rows and files: what does not fit together, and what nothing reads.

use crate::diag::codes::delivery as codes;
use crate::diag::explain::Explanation;

/// Every explanation of this file, in order of the codes.
pub(super) static ALL: [&Explanation; 14] = [
    &RAGGED_ROW,
    &UNKNOWN_REFERENCE,
    &REJECTED_PARENT,
    &DUPLICATE_KEY,
    &SECOND_CASE,
    &CASE_NOWHERE,
    &RULE_BROKEN,
    &RULE_WARNS,
    &OTHER_PERSON,
    &PERSON_DIFFERS,
    &NO_CASE,
    &UNUSED_COLUMN,
    &UNUSED_FILE,
    &NOT_FOR_DESTINATION,
];

static RAGGED_ROW: Explanation = Explanation {
    code: &codes::RAGGED_ROW,
    checks: "Every row must have as many cells as there are headings.",
    why: "With a cell too many or too few everything behind it stands in the wrong column: an amount under a date, \
          one person's account under another's name. The row is rejected.",
    example: "Dossiernummer;Clientnummer;Soort;Van;Tot;Ontheffing;Reden ontheffing\n\
              100005;1000010;ARBEIDSPLICHT;01-01-2018;;N;;zie brief\n\n\
              8 cells in this row, not as many as there are headings",
    mend: "Look for a delimiter or a line end inside a cell that is not quoted, and have the row delivered again with \
           the cell in quotes.",
};

static UNKNOWN_REFERENCE: Explanation = Explanation {
    code: &codes::UNKNOWN_REFERENCE,
    checks: "What a row refers to (its case, its client, a person) must have been delivered and loaded.",
    why: "A payment of a case that is not there cannot be checked against anything, and nobody will go on paying it. \
          The row is rejected.",
    example: "Beschikkingnummer;Dossiernummer;Soort\nB199997-1;199997;TOEKENNING\n\n\
              Dossiernummer \"199997\": the case that it belongs to was not delivered",
    mend: "Have the missing row delivered, or the number corrected. If the row should not have been delivered, have \
           it left out: a `where` that hides it would hide the next one as well.",
};

static REJECTED_PARENT: Explanation = Explanation {
    code: &codes::REJECTED_PARENT,
    checks: "A row whose client, case or person was rejected is rejected with it.",
    why: "It says how far one bad row reaches. There is nothing wrong with these rows themselves, so they are told \
          apart from those that have to be mended.",
    example: "Dossiernummer;Clientnummer;Regeling\n100009;1000018;PW\n\n\
              Clientnummer \"1000018\": the client that it belongs to was rejected",
    mend: "Mend the row that it depends on, and it is loaded too. Look for another code with the same client or case.",
};

static DUPLICATE_KEY: Explanation = Explanation {
    code: &codes::DUPLICATE_KEY,
    checks: "No two rows may have the same natural key in a target, such as the number of a payment.",
    why: "The first row is loaded, the second is rejected. If both were loaded, a payment would count twice, in sums \
          and in what the resident is thought to be used to.",
    example: "Betaalnummer;Dossiernummer;Rechtmaand;Bedrag\nP100010-7;100010;07-2020;999,70\n\
              P100010-7;100010;08-2020;999,70\n\nan earlier row has the same betaalnummer",
    mend: "Find out which of the rows is right and have the other removed, or numbered anew. Look for a file that was \
           delivered twice as well.",
};

static SECOND_CASE: Explanation = Explanation {
    code: &codes::SECOND_CASE,
    checks: "The table of cases must have one row for each case.",
    why: "The row decides where the case goes and whether it still runs. Two that differ would send it to two places, \
          or end it and go on. The first is loaded, later ones are rejected.",
    example: "Dossiernummer;Clientnummer;Regeling;Gemeentecode\n100007;1000014;PW;1509\n100007;1000014;IOAW;1509\n\n\
              Dossiernummer \"100007\": the case has a row already",
    mend: "Find out which row is right and have the other removed. If both are, each needs a number of its own.",
};

static CASE_NOWHERE: Explanation = Explanation {
    code: &codes::CASE_NOWHERE,
    checks: "The column that divides the cases must hold a value that a destination takes, or that a decision leaves \
             behind.",
    why: "A case that nobody takes is a resident who is not paid. The row is rejected, with all that belongs to the \
          case, and the proof of partition fails.",
    example: "Dossiernummer;Clientnummer;Gemeentecode\n100010;1000020;\n\n\
              Gemeentecode \"\": it is in the list of no destination",
    mend: "Have the code corrected. If the value is right, add it to the destination that takes these cases, or to \
           [[stays-behind]] with the reason.",
};

static RULE_BROKEN: Explanation = Explanation {
    code: &codes::RULE_BROKEN,
    checks: "Every loaded row must meet the rules of its table that the mapping declares with severity \"error\". A \
             predicate that comes to neither true nor false is not met.",
    why: "Each cell can be right and the row still be impossible. It is rejected, and all that refers to it.",
    example: "Dossiernummer;Ingangsdatum;Einddatum\n100015;01-01-2018;31-12-2017\n\n\
              case-ends-after-start: het dossier eindigt voordat het begint",
    mend: "Have the row corrected in the source system. If rows like it are right, the rule is too strict: mend the \
           rule and say why.",
};

static RULE_WARNS: Explanation = Explanation {
    code: &codes::RULE_WARNS,
    checks: "Every loaded row should meet the rules of its table that the mapping declares with severity \"warning\".",
    why: "The row is loaded and nothing is withheld. Somebody who knows the caseload thought it worth a look.",
    example: "Dossiernummer;Soort;Begin;Einde\n100002;LKS;01-03-2019;28-02-2019\n\n\
              programme-ends-after-start: het traject eindigt voordat het begint",
    mend: "Look at the row in the source system; nothing has to be done for the proof.",
};

static OTHER_PERSON: Explanation = Explanation {
    code: &codes::OTHER_PERSON,
    checks: "Rows that are merged because they have one BSN must agree in what identifies a person: the birth date.",
    why: "The check digit of a BSN does not say whose number it is; who uses it must make sure of that (Wet algemene \
          bepalingen burgerservicenummer, art. 12). Two residents under one number are one in the target. The first \
          row is kept.",
    example: "Clientnummer;BSN;Achternaam;Geboortedatum\n1000031;111222333;Proefdam;09-07-1991\n\
              1000032;111222333;Voorbeeld;21-09-1975\n\n\
              Geboortedatum \"21-09-1975\": geboortedatum differs from an earlier row about the person; the first is kept",
    mend: "Find out in the registration of persons (BRP) whose number it is, before anything is published.",
};

static PERSON_DIFFERS: Explanation = Explanation {
    code: &codes::PERSON_DIFFERS,
    checks: "Rows that are merged because they have one BSN should agree in everything else that the target keeps of \
             a person. What one row leaves empty is taken from the other.",
    why: "One of the two is out of date, often the address. No payment depends on it. The first row is kept.",
    example: "Clientnummer;BSN;Straat\n1000013;900000405;Fictiestraat\n1000040;900000405;Schijnweg\n\n\
              Straat \"Schijnweg\": straat differs from an earlier row about the person; the first is kept",
    mend: "Find out which of the rows is right and have the other corrected.",
};

static NO_CASE: Explanation = Explanation {
    code: &codes::NO_CASE,
    checks: "Rows about persons, and what follows a person, should belong to a case that was delivered. Where they do \
             not, they are left out, and counted as such.",
    why: "Who has no case moves nowhere: a municipality must not get persons whom it does not help. But the case may \
          be what is missing, and then a resident is.",
    example: "Clientnummer;BSN;Achternaam\n1000032;900001136;Wachter\n\n\
              Clientnummer \"1000032\": it occurs in no delivered case",
    mend: "Ask the service whether the person has a case that was left out. If not, nothing has to be done.",
};

static UNUSED_COLUMN: Explanation = Explanation {
    code: &codes::UNUSED_COLUMN,
    checks: "Every column of a delivered file should be one that the mapping reads or ignores.",
    why: "A new column says that the service changed something. Nothing of it is loaded until somebody decides about \
          it.",
    example: "Dossiernummer;Volgnummer;Soort;Naam;IBAN;Verdeling;Bedrag;Van;Tot;Opmerking\n\n\
              begunstigden.csv has a column \"Opmerking\" that the mapping does not know",
    mend: "Map the column; or name it under `ignore` of the table, with the reason in `because`. Where it is a known \
           column under another word, name that word under `headings`.",
};

static UNUSED_FILE: Explanation = Explanation {
    code: &codes::UNUSED_FILE,
    checks: "Every delivered file, and every sheet of a workbook that is read, should belong to a table of the \
             mapping.",
    why: "Nothing of it is loaded. It may be a letter to the reader, and it may be the payments of a year.",
    example: "toelichting.txt belongs to no table",
    mend: "Add a pattern that fits it to the `files` of its table, or have it left out of the delivery.",
};

static NOT_FOR_DESTINATION: Explanation = Explanation {
    code: &codes::NOT_FOR_DESTINATION,
    checks: "A table that the mapping keeps for some municipalities (`only`) must have no rows of cases that go to \
             others.",
    why: "The service did this for some of its municipalities alone. A row of another one means that the case stands \
          in the wrong place, or that the agreement was otherwise. It is rejected.",
    example: "Beschikking;Persoonsnr;Voorziening\nW42621;42621;scootmobiel\n\n\
              Persoonsnr \"42621\": it would go to lochem, and rows of \"wmo\" may not",
    mend: "Find out whether the case is in the right municipality. If its rows may go there, add the destination to \
           `only`.",
};
