//! Words about how a value is made, for every word of the mapping language.

use super::{Phrase, phrases};

phrases! {
    COLUMN: "overgenomen", "taken over";
    FIRST_OF: "de eerste van {0} waarin iets staat", "the first of {0} in which anything stands";
    LOOKUP:
        "{0} uit de rij van {1} waarvan {2} hetzelfde is als {3}",
        "{0} of the row of {1} of which {2} is the same as {3}";
    VALUE: "de cel van de kolom die aan de beurt is", "the cell of the column at hand";
    HEADING: "de kop van de kolom die aan de beurt is", "the heading of the column at hand";
    CONSTANT: "altijd {0}", "always {0}";
    TEMPLATE: "de tekst {0}", "the text {0}";
    CASE: "als geldt: {0}, dan: {1}", "if {0}: {1}";
    OTHERWISE: "anders: {0}", "otherwise: {0}";
    NO_CASE: "anders een bevinding", "otherwise a finding";

    SPLIT_FROM_START: "geknipt bij {0}, stuk {1}", "cut at {0}, piece {1}";
    SPLIT_FROM_END: "geknipt bij {0}, stuk {1} vanaf het eind", "cut at {0}, piece {1} from the end";
    PART: "de tekens {0} tot en met {1}", "the characters {0} to {1}";
    REPLACE: "vervangen: {0}", "replaced: {0}";
    BECOMES: "{0} wordt {1}", "{0} becomes {1}";
    DROPPED: "{0} vervalt", "{0} is dropped";
    UPPER: "in hoofdletters gezet", "put in capitals";
    EMPTY: "{0} betekent leeg", "{0} means empty";
    DEFAULT: "waar niets staat: {0}", "where nothing stands: {0}";
    PAD: "voorloopnullen tot {0} cijfers", "leading zeros up to {0} digits";
    REPAIR_LEFT_PAD: "verloren voorloopnullen teruggezet", "lost leading zeros put back";
    CODES: "vertaald met de tabel hieronder", "translated with the table below";
    CODES_OF_MAPPING: "vertaald met de codes van de mapping", "translated with the codes of the mapping";
    CODES_FILE: "vertaald met {0}", "translated with {0}";
    SIGN_FROM: "het teken staat in {0}: {1} telt op, {2} trekt af", "the sign stands in {0}: {1} adds, {2} takes off";
    REFERS_TO: "verwijst naar {0}", "refers to {0}";

    READ_AS: "gelezen als {0}", "read as {0}";
    EUROS: "bedrag in euro's", "an amount in euros";
    UNIT_CENT: "bedrag in hele centen", "an amount in whole cents";
    DATE: "datum, geschreven als {0}", "a date, written as {0}";
    PARTIAL_DATE:
        "datum, geschreven als {0}, met nullen voor wat niet bekend is",
        "a date, written as {0}, with zeros for what is not known";
    MONTH: "maand: {0}", "a month: {0}";
    BSN: "burgerservicenummer dat aan de elfproef voldoet", "a burgerservicenummer that passes the eleven-test";
    IBAN: "IBAN", "an IBAN";
    WHOLE_NUMBER: "geheel getal", "a whole number";
    TARGET_CODE: "code van het doel, zoals hieronder", "a code of the target, as below";
    TARGET_CODE_ALONE: "code van het doel", "a code of the target";
    CODE_MEANS: "{0} ({1})", "{0} ({1})";
    FLAG: "ja (1) of nee (0)", "yes (1) or no (0)";
    SECRET_FLAG: "ja (1) of nee (0), en ja waar dat niet te lezen is", "yes (1) or no (0), and yes where that cannot be read";
    MUNICIPALITY: "gemeentecode van vier cijfers", "a municipality code of four digits";
    POSTCODE: "postcode", "a postcode";
    ADMINISTRATION_NUMBER: "A-nummer van tien cijfers", "an A-nummer of ten digits";
}

/// What each word of the mapping language is called here; a word may be told in several ways.
#[cfg(test)]
pub(in crate::document) const TOLD: &[(&str, &[Phrase])] = &[
    ("column", &[COLUMN]),
    ("first-of", &[FIRST_OF]),
    ("lookup", &[LOOKUP]),
    ("unpivoted", &[VALUE, HEADING]),
    ("constant", &[CONSTANT]),
    ("template", &[TEMPLATE]),
    ("when", &[CASE, OTHERWISE, NO_CASE]),
    ("split", &[SPLIT_FROM_START, SPLIT_FROM_END]),
    ("part", &[PART]),
    ("replace", &[REPLACE, BECOMES, DROPPED]),
    ("upper", &[UPPER]),
    ("empty", &[EMPTY]),
    ("default", &[DEFAULT]),
    ("pad", &[PAD]),
    ("repair", &[REPAIR_LEFT_PAD]),
    ("codes", &[CODES, CODES_FILE]),
    ("unit", &[EUROS, UNIT_CENT]),
    ("sign-from", &[SIGN_FROM]),
    ("date", &[DATE, PARTIAL_DATE]),
    ("month", &[MONTH]),
    ("refers-to", &[REFERS_TO]),
    ("because", &[super::general::REASON]),
    ("left-out", &[super::targets::LEFT_OUT_WHERE]),
    ("leaves-empty", &[super::targets::EMPTY_LEAD]),
    ("unpivot", &[super::targets::UNPIVOT, super::targets::UNPIVOT_SKIP]),
    ("is", &[super::general::IS_EMPTY, super::general::IS_PRESENT, super::general::IS_ONE_OF]),
    ("like", &[super::general::IS_LIKE]),
    ("from", &[super::general::NUMBER_FROM, super::general::NUMBER_WITHIN, super::general::DATE_FROM]),
    ("to", &[super::general::NUMBER_TO, super::general::DATE_TO, super::general::DATE_WITHIN]),
];
