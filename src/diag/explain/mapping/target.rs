//! What the target's tables and columns ask of a mapping.

use crate::diag::codes::mapping as codes;
use crate::diag::explain::Explanation;

/// Every explanation of this file, in order of the codes.
pub(super) static ALL: [&Explanation; 6] =
    [&NOT_FILLED_BY_MAPPINGS, &MISSING_TARGET_COLUMN, &DOES_NOT_FIT, &WRONG_REFERENCE, &WRONG_MERGE, &BROKEN_RULE];

static NOT_FILLED_BY_MAPPINGS: Explanation = Explanation {
    code: &codes::NOT_FILLED_BY_MAPPINGS,
    checks: "Maps, rules and balances are about tables that delivered rows fill. Code lists of the target are not \
             among them, nor what is computed from other tables, such as the planned payments (`betaalopdracht`).",
    why: "Planned payments are what the proof holds against the promise. Could a mapping write them, it would prove \
          only that a file agrees with itself.",
    example: r#"[[map]]
from = "betalingen"
to = "betaalopdracht""#,
    mend: concat!(
        "Payments that were made go to `betaling`. Planned ones follow from the components and payees of each case.",
        "\n\n",
        r#"[[map]]
from = "betalingen"
to = "betaling""#
    ),
};

static MISSING_TARGET_COLUMN: Explanation = Explanation {
    code: &codes::MISSING_TARGET_COLUMN,
    checks: "A map must fill every required column of its target table.",
    why: "A row without it cannot be loaded, so every row of the map would be rejected.",
    example: r#"[map.columns]
persoon = { column = "BSN", refers-to = "persoon.bsn" }"#,
    mend: concat!(
        "Map the column. Where the service delivers nothing of the kind and one value holds for all, give it a `constant`. \
         `overdracht schema --docs` says which columns are required.",
        "\n\n",
        r#"[map.columns]
clientnummer = "Nummer"
persoon = { column = "BSN", refers-to = "persoon.bsn" }"#
    ),
};

static DOES_NOT_FIT: Explanation = Explanation {
    code: &codes::DOES_NOT_FIT,
    checks: "An option must say something about the type of the column that it stands at: `unit` and `sign-from` \
             about money, `date` about dates, `repair` about a BSN, `pad` about codes of digits. Options of delivered \
             texts do not stand beside `constant` or `template`, and `sheet` not beside a table of plain text.",
    why: "An option that says nothing there was meant for another column, or rests on a mistake about what the column \
          holds.",
    example: r#"datum_betaling = { column = "Datum", unit = "cent" }"#,
    mend: concat!(
        "Remove the option, or move it to the column that it was meant for.",
        "\n\n",
        r#"datum_betaling = "Datum""#
    ),
};

static WRONG_REFERENCE: Explanation = Explanation {
    code: &codes::WRONG_REFERENCE,
    checks: "What a column refers to is fixed by the target. A stated `refers-to` must say the same, and some map \
             must fill the table that is referred to.",
    why: "A case whose client is looked up by the wrong number belongs to somebody else, or is rejected.",
    example: r#"persoon = { column = "BSN", refers-to = "client.clientnummer" }"#,
    mend: concat!(
        "Refer to what the message names, or leave `refers-to` out: the reference is followed all the same. Where the \
         table that is referred to has no map, write one.",
        "\n\n",
        r#"persoon = { column = "BSN", refers-to = "persoon.bsn" }"#
    ),
};

static WRONG_MERGE: Explanation = Explanation {
    code: &codes::WRONG_MERGE,
    checks: "`merge-on` must name a column that is unique in the target table and that the map fills.",
    why: "Rows with the same value become one. By a column that does not name one person or thing, two residents \
          would become one, and one of them would no longer be paid.",
    example: r#"[[map]]
from = "clienten"
to = "persoon"
merge-on = "clientnummer""#,
    mend: concat!(
        "Merge on the natural key of the table; of persons that is `bsn`.",
        "\n\n",
        r#"[[map]]
from = "clienten"
to = "persoon"
merge-on = "bsn""#
    ),
};

static BROKEN_RULE: Explanation = Explanation {
    code: &codes::BROKEN_RULE,
    checks: "The `require` of a rule must be one SQL predicate over the columns of its table that SQLite can run, and \
             that reads and does nothing else. The clock, chance and the database's own tables are out of reach.",
    why: "A rule that cannot be run holds for nothing. One that could write would change what it judges, and one that \
          asks the clock would judge otherwise tomorrow.",
    example: r#"require = "einddatum IS NULL OR eind >= ingangsdatum""#,
    mend: concat!(
        "The message is SQLite's own, shown at the word where it stopped. Other tables are read by a subquery; dates \
         are texts such as '2021-01-31', which compare as dates do.",
        "\n\n",
        r#"require = "einddatum IS NULL OR einddatum >= ingangsdatum""#
    ),
};
