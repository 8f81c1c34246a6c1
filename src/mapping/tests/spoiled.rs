//! One small mapping that is right, and every way to spoil it.

/// A mapping without anything wrong.
pub(crate) const RIGHT: &str = r#"mapping-version = 1

[transfer]
service = "laborijn"
cutover = 2021-01-01
language = "nl"

[[destination]]
name = "oude-ijsselstreek"
kind = "municipality"
when = { Gemeente = ["1509", "0295"] }

[[destination]]
name = "stoer"
kind = "partner"
of = "oude-ijsselstreek"
tables = ["persoon"]
without = ["persoon.bsn"]

[[stays-behind]]
when = { Gemeente = "0222" }
reason = "remains"

[delivery]
format = "csv"
delimiter = ";"
encoding = "windows-1252"
date = "dd-mm-yyyy"
month = "mm-yyyy"
decimal = ","
thousands = "."
control = "levering.csv"

[delivery.clienten]
files = ["clienten*.csv"]
columns = ["Nummer", "BSN", "Geheim", "Fax"]
ignore = ["Fax"]
because = "nobody has one"
key = ["Nummer"]
destination-by = { via = "dossiers", on = "Nummer", matching = ["Client"] }

[delivery.dossiers]
files = ["dossiers*.csv"]
columns = ["Dossier", "Client", "Regeling", "Vanaf", "Einde", "Stop", "Gemeente"]
headings = { Gemeente = ["Gem.code"] }
key = ["Dossier"]
footer = { Dossier = "TOTAAL" }
footer-count = 2
destination-by = { column = "Gemeente" }

[delivery.betalingen]
files = ["betalingen*.csv"]
columns = ["Nummer", "Dossier", "BSN", "Soort", "Maand", "Datum", "Bedrag", "IBAN", "Status"]
key = ["Nummer"]
destination-by = { via = "dossiers", on = "Dossier" }

[delivery.kalender]
files = ["kalender.csv"]
columns = ["Maand", "Soort", "Datum"]
destination-by = "everywhere"

[[map]]
leaves-empty = {
  a_nummer = "no", geslachtsnaam = "no", voorvoegsel = "no", voorletters = "no", geboortedatum = "no",
  overlijdensdatum = "no", geslacht = "no", straat = "no", huisnummer = "no", huisletter = "no", toevoeging = "no",
  postcode = "no", woonplaats = "no", gemeentecode = "no",
}
from = "clienten"
to = "persoon"
merge-on = "bsn"
[map.columns]
bsn = { column = "BSN", repair = "left-pad", because = "a spreadsheet took the zeros off" }
clientnummer = "Nummer"
indicatie_geheim = { column = "Geheim", codes = { J = true, N = false } }

[[map]]
leaves-empty = { juridische_status = "it is not delivered" }
from = "clienten"
to = "client"
[map.columns]
clientnummer = "Nummer"
persoon = { column = "BSN", refers-to = "persoon.bsn" }
begeleider = { template = "{Nummer} {{x}}" }

[[map]]
leaves-empty = {
  leefvorm = "no", aantal_kostendelers = "no", reden_uitstroom = "no", toekenningsdatum = "no",
  verwerkt_tot_en_met = "no", betalingsmoment = "no",
}
from = "dossiers"
to = "inkomensvoorziening"
where = { Regeling = { is = "present" } }
because = "no scheme, no case"
[map.columns]
dossiernummer = "Dossier"
client = "Client"
regeling = { column = "Regeling", codes = "codes/regeling.csv" }
ingangsdatum = "Vanaf"
einddatum = { column = "Einde", empty = ["31-12-9999"] }
geblokkeerd = { column = "Stop", default = "N", codes = { J = true, N = false } }
gemeentecode = "Gemeente"

[[map]]
leaves-empty = { client = "no", soort_begunstigde = "no", regeling = "no", tenaamstelling = "no", omschrijving = "no" }
from = "betalingen"
to = "betaling"
[map.columns]
betaalnummer = "Nummer"
inkomensvoorziening = "Dossier"
persoon = "BSN"
soort = { constant = "periodiek" }
rechtmaand = "Maand"
datum_betaling = "Datum"
bedrag_cent = { column = "Bedrag", unit = "cent" }
iban = "IBAN"
status = { column = "Status", codes = { BETAALD = "betaald" } }

[[rule]]
name = "ends-after-start"
on = "inkomensvoorziening"
require = "einddatum IS NULL OR einddatum >= ingangsdatum"
severity = "error"
message = { nl = "eindigt voor begin", en = "ends before start" }

[promise]
from = "betalingen"
recipient = "BSN"
case = "Dossier"
date = "Datum"
month = "Maand"
amount = "Bedrag"
account = "IBAN"
where = { Status = "BETAALD", Soort = "PERIODIEK" }
calendar = "kalender"
window = { months = 3 }
at-most = "150%"
ceiling = "4.609,02"
case-facts = { from = "dossiers", key = "Dossier", ended = "Einde", blocked = "Stop", place = "Gemeente" }
payees = { from = "betalingen", key = "Dossier", account = "IBAN", kind = "Soort" }
balances = [{ from = "betalingen", to = "betaling", amounts = { Bedrag = "bedrag_cent" } }]

[[example]]
name = "an open case"
map = "dossiers -> inkomensvoorziening"
given = { Einde = "31-12-9999" }
expect = { einddatum = "" }
"#;

/// Its code file.
pub(crate) const CODES: &str = "from,to,status,remark\nPW,PW,current,\n1,IOAW,former,until 2015\n";

/// A map that reads in euros what another one reads in cents.
const SECOND_MAP: &str = r#"[[map]]
from = "betalingen"
to = "vakantiegeld_reservering"
[map.columns]
inkomensvoorziening = "Dossier"
opgebouwd_van = "Datum"
bedrag_cent = "Bedrag"

[[rule]]"#;

/// One way to spoil the mapping: replace the first text by the second; the code comes at the line of the third.
pub(super) type Spoiled = (&'static str, &'static str, &'static str, &'static str);

/// Every way to spoil it that has a code of its own.
pub(super) const SPOILED: [Spoiled; 83] = [
    ("OV0101", "mapping-version = 1", "mapping-version = ", "mapping-version"),
    ("OV0101", "footer-count = 2", "footer-count = 2\nfooter-count = 3", "footer-count = 3"),
    ("OV0102", "language = \"nl\"", "langage = \"nl\"", "langage"),
    ("OV0102", "control = \"lev", "contrl = \"lev", "contrl ="),
    ("OV0102", "repair = \"left-pad\", because = ", "repare = \"left-pad\", because = ", "repare"),
    ("OV0102", "[[rule]]", "[[rules]]", "[[rules]]"),
    ("OV0103", "cutover = 2021-01-01", "cutover = \"2021-01-01\"", "cutover"),
    ("OV0103", "footer-count = 2", "footer-count = \"2\"", "footer-count"),
    ("OV0103", "Gemeente = \"0222\"", "Gemeente = 222", "= 222"),
    ("OV0104", "encoding = \"windows-1252\"\n", "", "[delivery]"),
    ("OV0104", "destination-by = \"everywhere\"", "", "[delivery.kalender]"),
    ("OV0104", "month = \"mm-yyyy\"\n", "", "[delivery]"),
    ("OV0104", "reason = \"remains\"", "", "[[stays-behind]]"),
    ("OV0104", "mapping-version = 1", "", "\n"),
    ("OV0104", "to = \"betaling\"\n[map", "to = \"betaling\"\nleft-out = { Status = \"X\" }\n[map", "left-out"),
    ("OV0105", "mapping-version = 1", "mapping-version = 2", "mapping-version"),
    ("OV0105", "windows-1252", "windows-1525", "encoding"),
    ("OV0105", "delimiter = \";\"", "delimiter = \";;\"", "delimiter"),
    ("OV0105", "thousands = \".\"", "thousands = \",\"", "thousands"),
    ("OV0105", "\"clienten*.csv\"", "\"[.csv\"", "[.csv"),
    ("OV0105", "footer-count = 2", "footer-count = 0", "footer-count"),
    ("OV0105", "\"everywhere\"", "\"nowhere\"", "nowhere"),
    ("OV0105", "ignore = [\"Fax\"]", "ignore = [\"Fax\", \"BSN\"]", "ignore"),
    ("OV0105", "without = [\"persoon.bsn\"]", "without = []", "tables = [\"persoon\"]"),
    ("OV0105", "tables = [\"persoon\"]", "tables = [\"persoon\", \"client\"]", "tables ="),
    (
        "OV0105",
        "destination-by = { via = \"dossiers\", on = \"Dossier\" }",
        "destination-by = { via = \"clienten\", on = \"BSN\" }",
        "via = \"clienten\"",
    ),
    ("OV0105", "where = { Regeling = { is = \"present\" } }", "where = []", "where = []"),
    ("OV0105", "is = \"present\"", "is = \"absent\"", "absent"),
    ("OV0105", "default = \"N\"", "default = \"X\"", "default"),
    ("OV0105", "{Nummer} {{x}}", "{Nummer} {{x}", "{{x}"),
    ("OV0105", "months = 3", "months = 30", "months"),
    ("OV0105", "150%", "90%", "90%"),
    ("OV0105", "4.609,02", "4609.02", "ceiling"),
    ("OV0105", "place = \"Gemeente\"", "place = \"Regeling\"", "case-facts"),
    ("OV0105", "require = \"einddatum IS NULL OR einddatum >= ingangsdatum\"", "require = \" \"", "require"),
    ("OV0105", "service = \"laborijn\"", "service = \"../x\"", "service"),
    ("OV0105", "without = [\"persoon.bsn\"]", "without = [\"bsn\"]", "without"),
    ("OV0105", "\"it is not delivered\"", "\" \"", "{ juridische_status ="),
    ("OV0105", "{ constant = \"periodiek\" }", "{ constant = \"periodiek\", column = \"Soort\" }", "soort ="),
    ("OV0107", "because = \"nobody has one\"", "", "ignore"),
    ("OV0107", "because = \"no scheme, no case\"", "", "where = { Regeling"),
    ("OV0108", "name = \"stoer\"", "name = \"oude-ijsselstreek\"", "name = \"oude-ijsselstreek\"\nkind = \"partner\""),
    ("OV0108", "\"Geheim\", \"Fax\"]", "\"Geheim\", \"Fax\", \"BSN\"]", "columns"),
    ("OV0108", "[\"Gem.code\"]", "[\"Client\"]", "headings"),
    ("OV0110", "from = \"clienten\"", "from = \"clientem\"", "clientem"),
    ("OV0110", "calendar = \"kalender\"", "calendar = \"calender\"", "calender"),
    ("OV0111", "ingangsdatum = \"Vanaf\"", "ingangsdatum = \"Vanf\"", "Vanf"),
    ("OV0111", "given = { Einde", "given = { Ende", "Ende"),
    ("OV0111", "{Nummer} {{x}}", "{Numer}", "{Numer}"),
    ("OV0112", "on = \"inkomensvoorziening\"", "on = \"inkomensvoorzienin\"", "inkomensvoorzienin\""),
    ("OV0113", "einddatum = { column", "einddatm = { column", "einddatm"),
    ("OV0113", "juridische_status =", "juridisch_status =", "juridisch_status"),
    ("OV0113", "expect = { einddatum", "expect = { leefvorm", "expect = { leefvorm"),
    ("OV0114", "footer-count = 2", "footer-count = 2\nonly = [\"aalten\"]", "only ="),
    ("OV0114", "footer-count = 2", "footer-count = 2\nonly = \"stoer\"", "only ="),
    ("OV0105", "footer-count = 2", "footer-count = 2\nonly = []", "only ="),
    ("OV0114", "of = \"oude-ijsselstreek\"", "of = \"stoer\"", "of = \"stoer\""),
    ("OV0114", "of = \"oude-ijsselstreek\"", "of = [\"oude-ijsselstreek\", \"aalten\"]", "of = ["),
    ("OV0108", "of = \"oude-ijsselstreek\"", "of = [\"oude-ijsselstreek\", \"oude-ijsselstreek\"]", "of = ["),
    ("OV0105", "of = \"oude-ijsselstreek\"", "of = []", "of = []"),
    ("OV0115", "dossiers -> inkomensvoorziening", "dossiers -> client", "-> client"),
    ("OV0120", "to = \"betaling\"\n[map", "to = \"betaalopdracht\"\n[map", "betaalopdracht"),
    ("OV0120", "on = \"inkomensvoorziening\"", "on = \"betaalopdracht\"", "on = \"betaalopdracht\""),
    ("OV0121", "iban = \"IBAN\"\n", "", "to = \"betaling\""),
    (
        "OV0122",
        "clientnummer = \"Nummer\"\nind",
        "clientnummer = { column = \"Nummer\", unit = \"cent\" }\nind",
        "unit =",
    ),
    ("OV0122", "einddatum = { column", "einddatum = { repair = \"left-pad\", column", "einddatum = { repair"),
    ("OV0122", "repair = \"left-pad\", because", "because", "bsn = { column"),
    (
        "OV0122",
        "clientnummer = \"Nummer\"\nind",
        "clientnummer = { column = \"Nummer\", because = \"so\" }\nind",
        "because = \"so\"",
    ),
    ("OV0122", "amounts = { Bedrag = \"bedrag_cent\" }", "amounts = { Bedrag = \"iban\" }", "amounts"),
    ("OV0123", "refers-to = \"persoon.bsn\"", "refers-to = \"client.clientnummer\"", "refers-to"),
    ("OV0124", "merge-on = \"bsn\"", "merge-on = \"clientnummer\"", "merge-on"),
    ("OV0130", "constant = \"periodiek\"", "constant = \"periodeik\"", "periodeik"),
    ("OV0130", "BETAALD = \"betaald\"", "BETAALD = \"betald\"", "betald"),
    ("OV0130", "J = true, N = false } }\ngemeente", "J = true, N = \"nee\" } }\ngemeente", "\"nee\""),
    ("OV0131", "codes/regeling.csv", "codes/regelingen.csv", "regelingen.csv"),
    ("OV0131", "codes/regeling.csv", "../regeling.csv", "../regeling.csv"),
    ("OV0140", "Gemeente = \"0222\"", "Gemeente = \"0295\"", "= \"0295\" }"),
    (
        "OV0141",
        "{ via = \"dossiers\", on = \"Dossier\" }",
        "{ via = \"betalingen\", on = \"Dossier\" }",
        "via = \"betalingen\"",
    ),
    ("OV0142", "key = [\"Dossier\"]", "", "[delivery.dossiers]"),
    (
        "OV0142",
        "destination-by = \"everywhere\"",
        "key = [\"Maand\"]\ndestination-by = { column = \"Soort\" }",
        "[delivery.kalender]",
    ),
    (
        "OV0143",
        "when = { Gemeente = \"0222\" }",
        "when = { Gemeente = \"0222\", Regeling = \"PW\" }",
        "Regeling = \"PW\"",
    ),
    ("OV0144", "[[rule]]", SECOND_MAP, "bedrag_cent = \"Bedrag\""),
    ("OV0150", "\"Geheim\", \"Fax\"]", "\"Geheim\", \"Fax\", \"Telefoon\"]", "Telefoon"),
];
