//! The document itself: its syntax, its keys and what stands under them.

use crate::diag::codes::mapping as codes;
use crate::diag::explain::Explanation;

/// Every explanation of this file, in order of the codes.
pub(super) static ALL: [&Explanation; 7] =
    [&SYNTAX, &UNKNOWN_KEY, &WRONG_TYPE, &MISSING_KEY, &BAD_VALUE, &MISSING_BECAUSE, &DUPLICATE];

static SYNTAX: Explanation = Explanation {
    code: &codes::SYNTAX,
    checks: "mapping.toml must be TOML: every quote and bracket is closed, every key has a value, and no key stands \
             twice in one table.",
    why: "Where the text is no TOML, nothing in it can be read with certainty. Nothing else is checked before the \
          syntax is right.",
    example: r#"[transfer]
service = "laborijn"#,
    mend: concat!(
        "Look at the place that is shown and at the line before it: a quote or bracket that was left open is often \
         noticed late. TOML is described at https://toml.io.",
        "\n\n",
        r#"[transfer]
service = "laborijn""#
    ),
};

static UNKNOWN_KEY: Explanation = Explanation {
    code: &codes::UNKNOWN_KEY,
    checks: "Every key must be one that the language of mappings has at that place.",
    why: "A key that is passed over does nothing, and nobody sees that it does nothing: a misspelt `where` would let \
          every row through, a misspelt `empty` would leave 31-12-9999 standing as the end of a case.",
    example: r#"[transfer]
service = "laborijn"
cutover = 2021-01-01
langage = "nl""#,
    mend: concat!(
        "Spell the key as the language does, or remove it. Where a key is nearly the same, it is suggested.",
        "\n\n",
        r#"[transfer]
service = "laborijn"
cutover = 2021-01-01
language = "nl""#
    ),
};

static WRONG_TYPE: Explanation = Explanation {
    code: &codes::WRONG_TYPE,
    checks: "What stands under a key must be of the type that the key takes: text in quotes, a whole number, true or \
             false, a date without quotes, a list or a table.",
    why: "Codes and numbers of persons and cases are text. As a number 0222 would lose its zero, and then name no \
          municipality, or another one.",
    example: r#"[[stays-behind]]
when = { Gemeente = 222 }
reason = "remains""#,
    mend: concat!(
        "Write the value as the message says. Codes stand in quotes, zeros and all.",
        "\n\n",
        r#"[[stays-behind]]
when = { Gemeente = "0222" }
reason = "remains""#
    ),
};

static MISSING_KEY: Explanation = Explanation {
    code: &codes::MISSING_KEY,
    checks: "Each block has keys that it cannot do without: a destination its condition, a table its files, a \
             decision its reason. `encoding`, `date`, `decimal` and, where months are mapped, `month` must be said \
             somewhere.",
    why: "Nothing is inferred. Which encoding a file has or which mark parts the cents can often be guessed, and a \
          guess that is wrong once turns up as money or a name that is wrong.",
    example: r#"[[stays-behind]]
when = { Gemeente = "0222" }"#,
    mend: concat!(
        "Add the key that the message names. `overdracht schema --mapping` says what it takes.",
        "\n\n",
        r#"[[stays-behind]]
when = { Gemeente = "0222" }
reason = "remains""#
    ),
};

static BAD_VALUE: Explanation = Explanation {
    code: &codes::BAD_VALUE,
    checks: "A value must be one that the key takes and that makes sense beside the others: one of a list of names, a \
             number within bounds, a pattern that can be read, an operation that does not contradict another.",
    why: "What can be read in two ways will be read in the wrong one some day. With one mark for thousands and \
          decimals, 1,234 is a thousand euros as well as one.",
    example: r#"decimal = ","
thousands = ",""#,
    mend: concat!(
        "The message says what is wrong with the value, and which values there are where they are few.",
        "\n\n",
        r#"decimal = ","
thousands = ".""#
    ),
};

static MISSING_BECAUSE: Explanation = Explanation {
    code: &codes::MISSING_BECAUSE,
    checks: "Where columns are ignored (`ignore`) or rows left out (`where` of a map), `because` must say why.",
    why: "Leaving data out is a decision about somebody's file, and whoever answers for the file must be able to \
          judge it. Of rows the report shows the reason, beside how many they were.",
    example: r#"[delivery.clienten]
files = ["clienten*.csv"]
columns = ["Nummer", "BSN", "Geheim", "Fax"]
ignore = ["Fax"]"#,
    mend: concat!(
        "Say in one line why it may be left out.",
        "\n\n",
        r#"[delivery.clienten]
files = ["clienten*.csv"]
columns = ["Nummer", "BSN", "Geheim", "Fax"]
ignore = ["Fax"]
because = "nobody has one""#
    ),
};

static DUPLICATE: Explanation = Explanation {
    code: &codes::DUPLICATE,
    checks: "A name stands for one thing: destinations, rules, identities and examples each have their own, a list \
             names nothing twice, an alias is no heading itself, and a cell is corrected once.",
    why: "With two things under one name nobody can tell which of them a finding, a filter or a target is about.",
    example: r#"[delivery.kalender]
files = ["kalender.csv"]
columns = ["Maand", "Soort", "Datum", "Soort"]"#,
    mend: concat!(
        "Take one of the two out, or give it a name of its own.",
        "\n\n",
        r#"[delivery.kalender]
files = ["kalender.csv"]
columns = ["Maand", "Soort", "Datum"]"#
    ),
};
