//! Columns and codes: what a map fills, translates, repairs and looks up.

use crate::diag::codes::lint as codes;
use crate::diag::explain::Explanation;

pub(super) const COLUMN_NOT_FILLED: Explanation = Explanation {
    code: &codes::COLUMN_NOT_FILLED,
    checks: "Every column of a target table that maps fill is filled by one of them, or stands under `leaves-empty` with \
             the reason.",
    why: "A column that nobody thought of looks the same as one that the service does not deliver. The municipality \
          finds out which it was when somebody needs it.",
    example: r#"[[map]]
from = "clienten"
to = "client"
[map.columns]
clientnummer = "Clientnummer"
persoon = "BSN"
juridische_status = "Status""#,
    mend: concat!(
        "Look for the column in the delivery and map it; where it is not there, say so.",
        "\n\n",
        r#"[[map]]
from = "clienten"
to = "client"
leaves-empty = { begeleider = "the service does not deliver who guides a client" }
[map.columns]
clientnummer = "Clientnummer"
persoon = "BSN"
juridische_status = "Status""#
    ),
};

pub(super) const FILLED_AFTER_ALL: Explanation = Explanation {
    code: &codes::FILLED_AFTER_ALL,
    checks: "No column stands both under `leaves-empty` and among the columns of one map.",
    why: "One of the two is out of date, and the conversion document would tell the auditor both.",
    example: r#"leaves-empty = { begeleider = "not delivered" }
[map.columns]
begeleider = "Consulent""#,
    mend: concat!(
        "Take the column out of `leaves-empty` where it is delivered after all.",
        "\n\n",
        r#"[map.columns]
begeleider = "Consulent""#
    ),
};

pub(super) const REPAIR_WITHOUT_REASON: Explanation = Explanation {
    code: &codes::REPAIR_WITHOUT_REASON,
    checks: "Every `repair` has its reason in `because`.",
    why: "A repair changes the number by which a person is known. The auditor wants to read why that is the same person, \
          and not only that it was done.",
    example: r#"bsn = { column = "BSN", repair = "left-pad" }"#,
    mend: concat!(
        "Say what happened to the value.",
        "\n\n",
        r#"bsn = { column = "BSN", repair = "left-pad", because = "leading zeros were lost in a spreadsheet" }"#
    ),
};

pub(super) const CODE_NOT_REACHED: Explanation = Explanation {
    code: &codes::CODE_NOT_REACHED,
    checks: "Every code of a translation can come up: it is not read as empty first, no `upper`, `pad`, `part` or \
             `replace` makes another text of it, and `where`, the cases and the routing let rows with it through. A file \
             is asked for all columns that use it together.",
    why: "A line that is never used gives the false comfort that the code is dealt with. Most often the line is right and \
          what stands before it is not: then every row with that code is lost.",
    example: r#"soort = { column = "Soort", upper = true, codes = { norm = "norm" } }"#,
    mend: concat!(
        "Write the code as it is when it comes to the translation, or mend what keeps it away.",
        "\n\n",
        r#"soort = { column = "Soort", upper = true, codes = { NORM = "norm" } }"#
    ),
};

pub(super) const LOOKUP_NOT_BY_KEY: Explanation = Explanation {
    code: &codes::LOOKUP_NOT_BY_KEY,
    checks: "A lookup matches on a column that is the key of the other table, or a part of it.",
    why: "Where something else is matched, several rows may have it. As long as they agree nobody notices; the day they \
          differ, the rows that look something up are found wrong (OV0225).",
    example: r#"[delivery.clienten]
key = ["Clientnummer"]
# and in a map of betalingen
client = { lookup = { in = "clienten", by = "Naam", match = "Achternaam", column = "Clientnummer" } }"#,
    mend: concat!(
        "Match on the key.",
        "\n\n",
        r#"[delivery.clienten]
key = ["Clientnummer"]
# and in a map of betalingen
client = { lookup = { in = "clienten", by = "Client", match = "Clientnummer", column = "Clientnummer" } }"#
    ),
};
