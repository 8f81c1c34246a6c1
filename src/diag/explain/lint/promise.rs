//! The promise and the identities beside the maps: both sides must read the same cells alike.

use crate::diag::codes::lint as codes;
use crate::diag::explain::Explanation;

pub(super) const PROMISE_READS_OTHERWISE: Explanation = Explanation {
    code: &codes::PROMISE_READS_OTHERWISE,
    checks: "A column that the promise reads is read alike by the maps: the same form of dates and months, the same sign, \
             no text that is an open end on one side alone, no code that blocks a payment on one side alone, and no \
             `replace`, `split`, `part`, `upper` or `pad` on a number or account that is compared.",
    why: "The proof compares what residents were promised with what will be paid. Where both sides read one cell in two \
          ways, it fails for everyone, or worse, sees a case as ended and promises nothing.",
    example: r#"[delivery]
date = "dd-mm-yyyy"
# and in the map of betalingen, whose Betaaldatum the promise reads
datum_betaling = { column = "Betaaldatum", date = "yyyymmdd" }"#,
    mend: concat!(
        "Say for the whole table how its dates and months are written. Cells that need more are put right by \
         corrections.csv, which both sides read.",
        "\n\n",
        r#"[delivery.betalingen]
date = "yyyymmdd"
# and in the map of betalingen, whose Betaaldatum the promise reads
datum_betaling = "Betaaldatum""#
    ),
};

pub(super) const PROMISE_CODE_UNKNOWN: Explanation = Explanation {
    code: &codes::PROMISE_CODE_UNKNOWN,
    checks: "A value in the conditions of the promise is one that a map over the same column translates.",
    why: "A misspelt value selects no payment. Nobody is then promised anything, and whatever will be paid looks new: the \
          proof says nothing about who gets less.",
    example: r#"where = { Status = "BETALD", Soort = "PERIODIEK" }
# and in the map
status = { column = "Status", codes = { BETAALD = "betaald", RETOUR = "retour" } }"#,
    mend: concat!(
        "Spell the value as it is delivered.",
        "\n\n",
        r#"where = { Status = "BETAALD", Soort = "PERIODIEK" }
# and in the map
status = { column = "Status", codes = { BETAALD = "betaald", RETOUR = "retour" } }"#
    ),
};

pub(super) const AMOUNT_READ_AS_TEXT: Explanation = Explanation {
    code: &codes::AMOUNT_READ_AS_TEXT,
    checks: "A column that the promise, its balances or an identity takes for an amount is no text to the maps.",
    why: "Two columns were probably mixed up. An amount that no map reads as money does not arrive as money.",
    example: r#"amount = "Omschrijving"
# and in the map
bedrag_cent = "Bedrag"
omschrijving = "Omschrijving""#,
    mend: concat!(
        "Name the column of amounts.",
        "\n\n",
        r#"amount = "Bedrag"
# and in the map
bedrag_cent = "Bedrag"
omschrijving = "Omschrijving""#
    ),
};

pub(super) const RESERVE_WITHOUT_COMPONENT: Explanation = Explanation {
    code: &codes::RESERVE_WITHOUT_COMPONENT,
    checks: "Where the promise reads what was reserved of holiday allowance and maps make components, one of these maps \
             can make a component that reserves.",
    why: "A case with such a component must bring a reserve. Where its code means something else, a reserve that was \
          left out of the delivery is missed by nobody, and a resident loses holiday allowance.",
    example: r#"reserve = { from = "reserveringen", key = "Dossier", amount = "Saldo" }
# and in the map of components
soort = { column = "Code", codes = { NORM = "norm", VT_RESERVERING = "inhouding" } }"#,
    mend: concat!(
        "Translate the code of the service. Where it has none, leave the warning: the reserves must then be counted by \
         other means.",
        "\n\n",
        r#"reserve = { from = "reserveringen", key = "Dossier", amount = "Saldo" }
# and in the map of components
soort = { column = "Code", codes = { NORM = "norm", VT_RESERVERING = "vt_reservering" } }"#
    ),
};
