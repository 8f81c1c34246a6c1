//! Values that the mapping brings itself: translations, code files, corrections and units.

use crate::diag::codes::mapping as codes;
use crate::diag::explain::Explanation;

/// Every explanation of this file, in order of the codes.
pub(super) static ALL: [&Explanation; 5] = [&UNKNOWN_CODE, &CODE_FILE, &CODE_LINE, &CORRECTION, &TWO_UNITS];

static UNKNOWN_CODE: Explanation = Explanation {
    code: &codes::UNKNOWN_CODE,
    checks: "What a translation or a constant yields must be something that the target column can hold: a code of its \
             list, true or false, a date such as 2021-01-31, a whole number of cents.",
    why: "The mistake is in the mapping and not in the delivery, so it is told before any row has to be rejected.",
    example: r#"status = { column = "Status", codes = { BETAALD = "betald" } }"#,
    mend: concat!(
        "Write a code of the target; `overdracht schema --docs` lists them, and a near one is suggested.",
        "\n\n",
        r#"status = { column = "Status", codes = { BETAALD = "betaald" } }"#
    ),
};

static CODE_FILE: Explanation = Explanation {
    code: &codes::CODE_FILE,
    checks: "A file that `codes` names must lie in the mapping's folder and be UTF-8 text that can be read.",
    why: "A mapping is moved, signed and checked as one folder. A file outside it could be changed without anybody \
          noticing that the mapping did.",
    example: r#"regeling = { column = "Regeling", codes = "codes/regelingen.csv" }"#,
    mend: concat!(
        "Put the file there, write its name as it is, and save it as UTF-8.",
        "\n\n",
        r#"regeling = { column = "Regeling", codes = "codes/regeling.csv" }"#
    ),
};

static CODE_LINE: Explanation = Explanation {
    code: &codes::CODE_LINE,
    checks: "A code file begins with the line from,to,status,remark. Each line after it translates one code, each \
             code once; its status is `current`, `former` or nothing.",
    why: "Of a code with two translations nobody can say which one counts. The status tells a code that is history \
          from one that still runs, which is a finding of its own (OV0217).",
    example: "from,to,status,remark\nPW,PW,current,\n1,IOAW,old,until 2015\n",
    mend: "Mend the line that is shown. A remark that holds a comma stands in quotes.\n\n\
           from,to,status,remark\nPW,PW,current,\n1,IOAW,former,until 2015\n",
};

static CORRECTION: Explanation = Explanation {
    code: &codes::CORRECTION,
    checks: "corrections.csv begins with the line table,key,column,old,new,reason,by. Each line after it puts one \
             cell right: it changes something, and says why and who decided it. Only `old` or `new` may be empty.",
    why: "A correction changes what a resident is owed, and it holds for the promise too. It is as good as the reason \
          and the name that stand behind it, and an auditor reads both in the report.",
    example: "table,key,column,old,new,reason,by\nbetalingen,P100010-7,Bedrag,\"99,97\",\"999,70\",,J. Bos\n",
    mend: "Fill in what is missing; take out a line that changes nothing.\n\n\
           table,key,column,old,new,reason,by\n\
           betalingen,P100010-7,Bedrag,\"99,97\",\"999,70\",a digit lost when it was typed,J. Bos\n",
};

static TWO_UNITS: Explanation = Explanation {
    code: &codes::TWO_UNITS,
    checks: "A delivered column of amounts must be read in one unit wherever maps read it: in euros, or in cents \
             (`unit = \"cent\"`).",
    why: "One of the two is wrong by a factor of a hundred. The sums that are held against the delivery's own totals \
          would not say which.",
    example: r#"[[map]]
from = "betalingen"
to = "vakantiegeld_reservering"
[map.columns]
inkomensvoorziening = "Dossier"
opgebouwd_van = "Datum"
bedrag_cent = "Bedrag""#,
    mend: concat!(
        "Look up in the delivery's specification what the amounts are written in, and say the same everywhere. Here \
         another map reads them in cents.",
        "\n\n",
        r#"[[map]]
from = "betalingen"
to = "vakantiegeld_reservering"
[map.columns]
inkomensvoorziening = "Dossier"
opgebouwd_van = "Datum"
bedrag_cent = { column = "Bedrag", unit = "cent" }"#
    ),
};
