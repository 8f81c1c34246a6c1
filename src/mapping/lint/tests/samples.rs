//! Ways to break each rule, and ways that only look so.

/// A text in the mapping that is right, or in its code file, and what stands in its place.
pub(super) type Change = (&'static str, &'static str);

/// The rules in order, each with mappings that break it.
pub(super) const BROKEN: &[(&str, &[&[Change]])] = &[
    (
        "amount_read_as_text",
        &[&[
            ("omschrijving = \"no\" }", "}"),
            (
                "bedrag_cent = { column = \"Bedrag\", unit = \"cent\" }",
                "bedrag_cent = { constant = 1 }\nomschrijving = \"Bedrag\"",
            ),
            ("amounts = { Bedrag = \"bedrag_cent\" }", "amounts = {}"),
        ]],
    ),
    (
        "case_covered",
        &[
            &[(
                PAYMENT_KIND,
                "soort = { when = [{ if = { Soort = { like = \"V*\" } }, constant = \"vakantiegeld\" }, { if = { Soort = [\"VT\", \"VX\"] }, constant = \"eenmalig\" }, { constant = \"periodiek\" }] }",
            )],
            &[(
                PAYMENT_KIND,
                "soort = { when = [{ if = { Soort = [\"V\", \"W\"] }, constant = \"vakantiegeld\" }, { if = { Soort = [\"W\", \"E\"], Status = \"X\" }, constant = \"eenmalig\" }, { constant = \"periodiek\" }] }",
            )],
            &[(
                PAYMENT_KIND,
                "soort = { when = [{ if = { Soort = { from = 10, to = 29 } }, constant = \"vakantiegeld\" }, { if = { Soort = { from = 20, to = 25 } }, constant = \"eenmalig\" }, { constant = \"periodiek\" }] }",
            )],
        ],
    ),
    (
        "code_not_reached",
        &[
            &[
                (
                    "geblokkeerd = { column = \"Stop\", default",
                    "geblokkeerd = { column = \"Stop\", empty = [\"N\"], default",
                ),
                ("default = \"N\", codes", "codes"),
            ],
            &[("regeling = { column = \"Regeling\"", "regeling = { column = \"Regeling\", replace = { P = \"\" }")],
            &[("regeling = { column = \"Regeling\"", "regeling = { column = \"Regeling\", part = [1, 1]")],
            &[("[[rule]]", UNPIVOTING)],
            &[
                ("regeling = { column = \"Regeling\"", "regeling = { column = \"Regeling\", upper = true"),
                ("PW,PW,current,", "pw,PW,current,\nPW,PW,current,\nioaw,IOAW,,\nIoaz,IOAZ,,"),
            ],
            &[
                ("regeling = { column = \"Regeling\"", "regeling = { column = \"Regeling\", pad = 2"),
                ("PW,PW,current,", "PW,PW,current,\n01,PW,,"),
            ],
            &[
                ("regeling = { column = \"Regeling\"", "regeling = { column = \"Regeling\", split = \"-\", part = 1"),
                ("PW,PW,current,", "PW,PW,current,\nPW-1,PW,,"),
            ],
            &[
                (
                    "where = { Regeling = { is = \"present\" } }",
                    "where = { Regeling = [\"PW\", \"WWB\"] }\nleft-out = { Regeling = \"BBZ\" }",
                ),
                ("PW,PW,current,", "PW,PW,current,\nWWB,PW,former,"),
            ],
            &[(
                "gemeentecode = \"Gemeente\"",
                "gemeentecode = { column = \"Gemeente\", codes = { 1509 = \"1509\", 0295 = \"1509\", 0222 = \"0222\", 0197 = \"0197\" } }",
            )],
            &[(
                "status = { column = \"Status\", codes = { BETAALD = \"betaald\" } }",
                "status = { when = [{ if = { Status = \"BETAALD\" }, constant = \"betaald\" }, { column = \"Status\", codes = { BETAALD = \"betaald\", RETOUR = \"retour\" } }] }",
            )],
        ],
    ),
    (
        "column_not_filled",
        &[
            &[("client = \"no\", soort_begunstigde = \"no\", ", "")],
            &[(
                "leaves-empty = { client = \"no\", soort_begunstigde = \"no\", regeling = \"no\", tenaamstelling = \"no\", omschrijving = \"no\" }\n",
                "",
            )],
        ],
    ),
    (
        "condition_always_holds",
        &[
            &[(
                "where = { Regeling = { is = \"present\" } }",
                "where = [{ Regeling = { is = \"present\" } }, { Regeling = { is = \"empty\" } }]",
            )],
            &[(
                "where = { Regeling = { is = \"present\" } }",
                "where = { Gemeente = [\"1509\", \"0295\", \"0222\"] }\nleft-out = { Gemeente = \"0197\" }",
            )],
            &[(
                "regeling = { column = \"Regeling\", codes = \"codes/regeling.csv\" }",
                "regeling = { when = [{ if = { Regeling = { is = \"present\" } }, column = \"Regeling\", codes = \"codes/regeling.csv\" }, { constant = \"PW\" }] }",
            )],
        ],
    ),
    (
        "condition_never_holds",
        &[
            &[("Soort = \"PERIODIEK\" }", "Soort = [\"PERIODIEK\", \"KERST \"] }")],
            &[(
                "regeling = { column = \"Regeling\", codes = \"codes/regeling.csv\" }",
                "regeling = { when = [{ if = { Regeling = { is = \"empty\" } }, constant = \"PW\" }, { column = \"Regeling\", codes = \"codes/regeling.csv\" }] }",
            )],
            &[
                (
                    "where = { Regeling = { is = \"present\" } }",
                    "where = { Regeling = [\"PW\", \"1\"] }\nleft-out = { Regeling = \"2\" }",
                ),
                (
                    "regeling = { column = \"Regeling\", codes = \"codes/regeling.csv\" }",
                    "regeling = { when = [{ if = { Regeling = [\"1\", \"2\"] }, constant = \"IOAW\" }, { constant = \"PW\" }] }",
                ),
            ],
            &[(
                "where = { Regeling = { is = \"present\" } }",
                "where = { Gemeente = [\"1509\", \"0197\"] }\nleft-out = { Gemeente = [\"0295\", \"0222\"] }",
            )],
        ],
    ),
    (
        "destination_without_cases",
        &[
            &[("gemeentecode = \"Gemeente\"", "gemeentecode = { column = \"Gemeente\", codes = { 0222 = \"0222\" } }")],
            &[(
                "where = { Regeling = { is = \"present\" } }",
                "where = { Gemeente = \"0222\" }\nleft-out = { Gemeente = [\"1509\", \"0295\"] }",
            )],
        ],
    ),
    (
        "empty_as_value",
        &[&[
            ("thousands = \".\"\ncontrol", "thousands = \".\"\nempty = [\"\", \"-\"]\ncontrol"),
            ("Soort = \"PERIODIEK\" }", "Soort = [\"PERIODIEK\", \"-\"] }"),
        ]],
    ),
    ("filled_after_all", &[&[("{ client = \"no\"", "{ iban = \"no\", client = \"no\"")]]),
    (
        "listed_twice",
        &[
            &[("Soort = \"PERIODIEK\" }", "Soort = [\"PERIODIEK\", \"P\", \"PERIODIEK\"] }")],
            &[(
                "where = { Regeling = { is = \"present\" } }",
                "where = [{ Regeling = { is = \"present\" } }, { Stop = \"J\" }, { Regeling = { is = \"present\" } }]\nleft-out = { Stop = \"N\" }",
            )],
        ],
    ),
    (
        "lookup_not_by_key",
        &[
            &[(
                "persoon = \"BSN\"",
                "persoon = { lookup = { in = \"clienten\", by = \"BSN\", match = \"BSN\", column = \"BSN\" } }",
            )],
            &[
                ("regeling = \"no\", ", ""),
                (
                    "persoon = \"BSN\"",
                    "persoon = \"BSN\"\nregeling = { lookup = { in = \"kalender\", by = \"Maand\", match = \"Maand\", column = \"Soort\" }, codes = \"codes/regeling.csv\" }",
                ),
            ],
        ],
    ),
    (
        "no_last_case",
        &[&[(
            PAYMENT_KIND,
            "soort = { when = [{ if = { Soort = \"V\" }, constant = \"vakantiegeld\" }, { if = { Soort = { is = \"empty\" } }, constant = \"periodiek\" }] }",
        )]],
    ),
    (
        "no_left_out",
        &[
            &[("where = { Regeling = { is = \"present\" } }", "where = { Regeling = [\"PW\", \"1\"] }")],
            &[("where = { Regeling = { is = \"present\" } }", "where = { Vanaf = { from = 2000-01-01 } }")],
        ],
    ),
    ("partner_without_rows", &[&[("tables = [\"persoon\"]", "tables = [\"persoon\", \"reintegratievoorziening\"]")]]),
    (
        "promise_code_unknown",
        &[
            &[("where = { Status = \"BETAALD\"", "where = { Status = [\"BETAALD\", \"BETALD\"]")],
            &[("calendar = \"kalender\"", "corrections = { Status = \"HERSTELD\" }\ncalendar = \"kalender\"")],
        ],
    ),
    (
        "promise_reads_otherwise",
        &[
            &[("datum_betaling = \"Datum\"", "datum_betaling = { column = \"Datum\", date = \"yyyymmdd\" }")],
            &[("rechtmaand = \"Maand\"", "rechtmaand = { column = \"Maand\", month = \"yyyymmdd\" }")],
            &[("empty = [\"31-12-9999\"] }", "empty = [\"31-12-9999\", \"01-01-1900\"] }")],
            &[(
                "bedrag_cent = { column = \"Bedrag\", unit = \"cent\" }",
                "bedrag_cent = { column = \"Bedrag\", unit = \"cent\", sign-from = \"Soort\" }",
            )],
            &[("iban = \"IBAN\"", "iban = { column = \"IBAN\", replace = { \".\" = \"\" } }")],
            &[("iban = \"IBAN\"", "iban = { column = \"IBAN\", empty = [\"0\"] }")],
            &[("dossiernummer = \"Dossier\"", "dossiernummer = { column = \"Dossier\", pad = 6 }")],
            &[(
                "default = \"N\", codes = { J = true, N = false }",
                "default = \"N\", codes = { J = true, X = true, N = false }",
            )],
        ],
    ),
    (
        "ranges_overlap",
        &[&[(
            PAYMENT_KIND,
            "soort = { when = [{ if = { Soort = { from = 10, to = 29 } }, constant = \"vakantiegeld\" }, { if = { Soort = { from = 29, to = 59 } }, constant = \"eenmalig\" }, { constant = \"periodiek\" }] }",
        )]],
    ),
    ("repair_without_reason", &[&[(", because = \"a spreadsheet took the zeros off\"", "")]]),
    (
        "reserve_without_component",
        &[
            &[RESERVE, ("[[rule]]", COMPONENTS)],
            &[
                RESERVE,
                ("[[rule]]", COMPONENTS),
                (
                    "soort = { column = \"Soort\", codes = { PERIODIEK = \"norm\", VT = \"toeslag\" } }",
                    "soort = { when = [{ if = { Soort = \"V\" }, constant = \"vt_uitbetaling\" }, { constant = \"norm\" }] }",
                ),
            ],
        ],
    ),
    (
        "table_not_read",
        &[&[(
            "[delivery.kalender]",
            "[delivery.feesten]\nfiles = [\"feesten.csv\"]\ndestination-by = \"everywhere\"\n\n[delivery.kalender]",
        )]],
    ),
    (
        "taken_and_left_out",
        &[
            &[(
                "where = { Regeling = { is = \"present\" } }",
                "where = { Regeling = [\"PW\", \"1\"] }\nleft-out = { Regeling = [\"1\", \"2\"] }",
            )],
            &[(
                "where = { Regeling = { is = \"present\" } }",
                "where = { Vanaf = { from = 2000-01-01 } }\nleft-out = { Vanaf = { to = 2000-01-01 } }",
            )],
        ],
    ),
];

/// Mappings that look like those, and of which no rule should speak.
pub(super) const KEPT: &[&[Change]] = &[
    &[],
    // A narrow case before a wider one, and every value of the map in a case.
    &[(
        PAYMENT_KIND,
        "soort = { when = [{ if = { Soort = \"VT\" }, constant = \"eenmalig\" }, { if = { Soort = { like = \"V*\" } }, constant = \"vakantiegeld\" }, { constant = \"periodiek\" }] }",
    )],
    &[(
        PAYMENT_KIND,
        "soort = { when = [{ if = { Soort = { from = 15, to = 16 } }, constant = \"eenmalig\" }, { if = { Soort = { from = 10, to = 29 } }, constant = \"vakantiegeld\" }, { constant = \"periodiek\" }] }",
    )],
    &[(
        PAYMENT_KIND,
        "soort = { when = [{ if = { Soort = { is = \"empty\" } }, constant = \"eenmalig\" }, { if = { Soort = { is = \"present\" } }, constant = \"periodiek\" }] }",
    )],
    &[
        (
            "where = { Regeling = { is = \"present\" } }",
            "where = { Regeling = [\"PW\", \"1\"] }\nleft-out = { Regeling = \"2\" }",
        ),
        (
            "regeling = { column = \"Regeling\", codes = \"codes/regeling.csv\" }",
            "regeling = { when = [{ if = { Regeling = \"1\" }, constant = \"IOAW\" }, { if = { Regeling = \"PW\" }, constant = \"PW\" }] }",
        ),
    ],
    &[
        (
            "where = { Regeling = { is = \"present\" } }",
            "where = { Regeling = { from = 10, to = 59 } }\nleft-out = { Regeling = { from = 60 } }",
        ),
        (
            "regeling = { column = \"Regeling\", codes = \"codes/regeling.csv\" }",
            "regeling = { when = [{ if = { Regeling = { from = 10, to = 29 } }, constant = \"IOAW\" }, { if = { Regeling = { from = 30, to = 59 } }, constant = \"PW\" }] }",
        ),
    ],
    // Zeros that are put back, a default that a code is for, and a code that another column sees.
    &[
        ("regeling = { column = \"Regeling\"", "regeling = { column = \"Regeling\", pad = 2, empty = [\"1\"]"),
        ("1,IOAW,former,until 2015", "02,IOAW,,"),
    ],
    &[("geblokkeerd = { column = \"Stop\", default", "geblokkeerd = { column = \"Stop\", empty = [\"N\"], default")],
    &[
        (
            "where = { Regeling = { is = \"present\" } }",
            "where = { Regeling = \"PW\" }\nleft-out = { Regeling = \"1\" }",
        ),
        ("regeling = \"no\", ", ""),
        ("persoon = \"BSN\"", "persoon = \"BSN\"\nregeling = { column = \"Soort\", codes = \"codes/regeling.csv\" }"),
        ("where = { Status = \"BETAALD\", Soort = \"PERIODIEK\" }", "where = { Status = \"BETAALD\", Soort = \"PW\" }"),
    ],
    // What is replaced can be what is put in.
    &[(
        "regeling = { column = \"Regeling\"",
        "regeling = { column = \"Regeling\", replace = { PW = \"1\", \"1\" = \"PW\" }",
    )],
    // Different columns may well both hold.
    &[
        (
            "where = { Regeling = { is = \"present\" } }",
            "where = { Regeling = \"PW\" }\nleft-out = [{ Regeling = \"1\" }, { Stop = \"J\" }]",
        ),
        ("1,IOAW,former,until 2015\n", ""),
    ],
    // An end that lies far ahead is none for the promise either, and one that cannot be read is none.
    &[("empty = [\"31-12-9999\"] }", "empty = [\"31-12-9999\", \"01-01-2099\", \"00-00-0000\"] }")],
    // Reserves without components, components without reserves, and a component that reserves.
    &[RESERVE],
    &[("[[rule]]", COMPONENTS)],
    &[RESERVE, ("[[rule]]", COMPONENTS), ("VT = \"toeslag\"", "VT = \"vt_reservering\"")],
    &[
        RESERVE,
        ("[[rule]]", COMPONENTS),
        (
            "soort = { column = \"Soort\", codes = { PERIODIEK = \"norm\", VT = \"toeslag\" } }",
            "soort = { when = [{ if = { Soort = \"V\" }, constant = \"vt_reservering\" }, { constant = \"norm\" }] }",
        ),
    ],
    // A part of a key may name several rows.
    &[
        (
            "columns = [\"Maand\", \"Soort\", \"Datum\"]",
            "columns = [\"Maand\", \"Soort\", \"Datum\"]\nkey = [\"Maand\", \"Soort\"]",
        ),
        ("regeling = \"no\", ", ""),
        (
            "persoon = \"BSN\"",
            "persoon = \"BSN\"\nregeling = { lookup = { in = \"kalender\", by = \"Maand\", match = \"Maand\", column = \"Soort\" }, codes = \"codes/regeling.csv\" }",
        ),
    ],
];

/// How the kind of a payment is made in the mapping that is right.
const PAYMENT_KIND: &str = "soort = { constant = \"periodiek\" }";

/// A promise of what is reserved.
const RESERVE: Change =
    ("payees = {", "reserve = { from = \"betalingen\", key = \"Dossier\", amount = \"Bedrag\" }\npayees = {");

/// A map of components of which none reserves.
const COMPONENTS: &str = r#"[[map]]
leaves-empty = { omschrijving = "no", tot = "no" }
from = "betalingen"
to = "component"
[map.columns]
inkomensvoorziening = "Dossier"
soort = { column = "Soort", codes = { PERIODIEK = "norm", VT = "toeslag" } }
bedrag_cent = { column = "Bedrag", unit = "cent" }
van = "Datum"
debet_credit = { constant = "credit" }
per = { constant = "maand" }

[[rule]]"#;

/// A map that makes rows of columns, and knows codes of headings and cells that are none of these.
const UNPIVOTING: &str = r#"[[map]]
leaves-empty = { omschrijving = "no", tot = "no" }
from = "betalingen"
to = "component"
unpivot = { columns = ["Bedrag"], skip = ["0"] }
[map.columns]
inkomensvoorziening = "Dossier"
soort = { unpivoted = "heading", codes = { Bedrag = "norm", Toeslag = "toeslag" } }
bedrag_cent = { unpivoted = "value", unit = "cent" }
van = "Datum"
debet_credit = { unpivoted = "value", default = "1", codes = { 0 = "debet", 1 = "credit" } }
per = { constant = "maand" }

[[rule]]"#;
