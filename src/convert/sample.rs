//! A small delivery with its mapping for tests: two municipalities, a partner, and a case that stays behind.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::domain::{DateFormat, MonthFormat, Notation};
use crate::mapping::model::{Delimited, Dialect, Encoding, Form};
use crate::mapping::{self, DOCUMENT, Mapping};
use crate::source::{Files, decode};

/// A delivery and its mapping, which a test changes before it uses them.
pub(crate) struct Sample {
    mapping: String,
    codes: BTreeMap<String, String>,
    tables: BTreeMap<String, String>,
    encoding: Encoding,
    folder: TempDir,
}

impl Sample {
    /// Starts with three cases in which nothing is wrong: 1 in Zutphen, 2 in Lochem, 3 stays behind.
    pub(crate) fn new() -> Self {
        let tables = TABLES.map(|(name, content)| (name.to_owned(), content.trim_start().to_owned()));
        Self {
            mapping: MAPPING.to_owned(),
            codes: BTreeMap::new(),
            tables: tables.into_iter().collect(),
            encoding: Encoding::Utf8,
            folder: TempDir::new().expect("a folder"),
        }
    }

    /// Writes something else in the mapping, in the first place where it stands.
    pub(crate) fn declare(mut self, old: &str, new: &str) -> Self {
        assert!(self.mapping.contains(old), "{old} stands in the mapping");
        self.mapping = self.mapping.replacen(old, new, 1);
        self
    }

    /// Adds to the end of the mapping.
    pub(crate) fn declare_more(mut self, more: &str) -> Self {
        self.mapping.push_str(more);
        self
    }

    /// Declares another encoding, and writes the delivery so.
    pub(crate) fn written_in(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self.declare("\"utf-8\"", &format!("\"{}\"", decode::name(encoding)))
    }

    /// Puts a code file beside the mapping.
    pub(crate) fn code_file(mut self, name: &str, content: &str) -> Self {
        self.codes.insert(name.to_owned(), content.to_owned());
        self
    }

    /// Adds rows to a table.
    pub(crate) fn deliver(mut self, table: &str, rows: &[&str]) -> Self {
        let content = self.tables.entry(table.to_owned()).or_default();
        for row in rows {
            content.push_str(row);
            content.push('\n');
        }
        self
    }

    /// Writes something else in a table, in the first place where it stands.
    pub(crate) fn correct(mut self, table: &str, old: &str, new: &str) -> Self {
        let content = self.tables.get_mut(table).expect("a table of the delivery");
        assert!(content.contains(old), "{old} stands in {table}");
        *content = content.replacen(old, new, 1);
        self
    }

    /// Returns the mapping.
    pub(crate) fn mapping(&self) -> Mapping {
        let mut files: BTreeMap<&str, &str> = BTreeMap::from([(DOCUMENT, self.mapping.as_str())]);
        files.extend(self.codes.iter().map(|(name, content)| (name.as_str(), content.as_str())));
        match mapping::parse(&files) {
            Ok(mapping) => mapping,
            Err(mapping::LoadError::Invalid(problems)) => {
                panic!("{}", crate::diag::render::render(&problems, false))
            }
            Err(error) => panic!("{error}"),
        }
    }

    /// Writes the delivery and returns its folder.
    pub(crate) fn folder(&self) -> PathBuf {
        let folder = self.path().join("delivery");
        fs::create_dir_all(&folder).expect("a folder");
        for (name, content) in &self.tables {
            let content = decode::encode(self.encoding, content);
            fs::write(folder.join(format!("{name}.csv")), content).expect("a file that can be written");
        }
        folder
    }

    /// Writes the delivery and lists its files.
    pub(crate) fn files(&self, mapping: &Mapping) -> Files {
        Files::find(&[self.folder()], &mapping.delivery, &crate::source::Cancel::default())
            .expect("a file for every table")
    }

    /// Returns a folder of the sample's own, for whatever a test makes.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Returns how the sample is written, with texts that mean "nothing".
pub(crate) fn dialect(empty: &[&str]) -> Dialect {
    Dialect {
        form: Form::Delimited(Delimited { delimiter: b';', quote: b'"', encoding: Encoding::Utf8 }),
        date: DateFormat::DayMonthYear,
        month: MonthFormat::MonthYear,
        notation: Notation::DUTCH,
        empty: empty.iter().map(|text| (*text).to_owned()).collect(),
    }
}

const MAPPING: &str = r#"mapping-version = 1

[transfer]
service  = "proef"
cutover  = 2021-01-01
language = "en"

[[destination]]
name = "zutphen"
kind = "municipality"
when = { Gemeente = ["0301", "0291"] }

[[destination]]
name = "lochem"
kind = "municipality"
when = { Gemeente = "0262" }

[[destination]]
name    = "partner"
kind    = "partner"
of      = "zutphen"
tables  = ["persoon", "reintegratievoorziening"]
without = ["persoon.bsn"]

[[stays-behind]]
when   = { Gemeente = ["0222", "0197"] }
reason = "they remain"

[delivery]
format    = "csv"
delimiter = ";"
encoding  = "utf-8"
date      = "dd-mm-yyyy"
month     = "mm-yyyy"
decimal   = ","
thousands = "."

[delivery.clienten]
files = ["clienten*.csv"]
key   = ["Client"]
destination-by = { via = "dossiers", on = "Client", matching = ["Client", "Partner"] }

[delivery.dossiers]
files = ["dossiers*.csv"]
key   = ["Dossier"]
destination-by = { column = "Gemeente" }

[delivery.beschikkingen]
files = ["beschikkingen*.csv"]
key   = ["Nummer"]
destination-by = { via = "dossiers", on = "Dossier" }

[delivery.componenten]
files = ["componenten*.csv"]
destination-by = { via = "dossiers", on = "Dossier" }

[delivery.begunstigden]
files = ["begunstigden*.csv"]
key   = ["Dossier", "Nr"]
destination-by = { via = "dossiers", on = "Dossier" }

[delivery.betalingen]
files = ["betalingen*.csv"]
key   = ["Nummer"]
destination-by = { via = "dossiers", on = "Dossier" }

[delivery.trajecten]
files = ["trajecten*.csv"]
key   = ["Traject"]
destination-by = { via = "clienten", on = "Client" }

[delivery.kalender]
files = ["kalender*.csv"]
destination-by = "everywhere"

[[map]]
from     = "clienten"
to       = "persoon"
merge-on = "bsn"
[map.columns]
bsn              = { column = "BSN", repair = "left-pad" }
clientnummer     = "Client"
geslachtsnaam    = "Naam"
geboortedatum    = { column = "Geboren", empty = ["99-99-9999"] }
geslacht         = { column = "Geslacht", codes = { M = "man", V = "vrouw" } }
huisnummer       = "Huisnr"
indicatie_geheim = { column = "Geheim", codes = { J = true, N = false } }

[[map]]
from = "clienten"
to   = "client"
[map.columns]
clientnummer = "Client"
persoon      = { column = "BSN", repair = "left-pad" }

[[map]]
from = "dossiers"
to   = "inkomensvoorziening"
[map.columns]
dossiernummer = "Dossier"
client        = "Client"
regeling      = "Regeling"
ingangsdatum  = "Van"
einddatum     = { column = "Tot", empty = ["31-12-9999"] }
geblokkeerd   = { column = "Stop", default = "N", codes = { J = true, N = false } }
[map.columns.gemeentecode]
column = "Gemeente"
codes  = { "0301" = "0301", "0291" = "0301", "0262" = "0262" }

[[map]]
from = "dossiers"
to   = "huishoudlid"
[map.columns]
inkomensvoorziening = "Dossier"
client              = "Client"
rol                 = { constant = "aanvrager" }

[[map]]
from    = "dossiers"
to      = "huishoudlid"
where   = { Partner = { is = "present" } }
because = "a case without a partner has one member"
[map.columns]
inkomensvoorziening = "Dossier"
client              = "Partner"
rol                 = { constant = "partner" }

[[map]]
from = "beschikkingen"
to   = "beschikking"
[map.columns]
kenmerk             = "Nummer"
inkomensvoorziening = "Dossier"
soort               = { column = "Soort", codes = { T = "toekenning", B = "beeindiging" } }
wet                 = "Wet"
geldig_van          = "Van"

[[map]]
from    = "componenten"
to      = "component"
where   = { Teken = ["+", "-"] }
because = "subtotals repeat other lines"
[map.columns]
inkomensvoorziening = "Dossier"
soort               = { column = "Soort", codes = { NORM = "norm", INH = "inhouding" } }
debet_credit        = { column = "Teken", codes = { "+" = "credit", "-" = "debet" } }
bedrag_cent         = "Bedrag"
van                 = "Van"
per                 = { constant = "maand" }

[[map]]
from = "begunstigden"
to   = "begunstigde"
[map.columns]
inkomensvoorziening = "Dossier"
volgnummer          = "Nr"
soort               = { column = "Soort", codes = { C = "client", P = "partner" } }
iban                = "IBAN"
verdeling           = { column = "Verdeling", codes = { REST = "rest", VAST = "vast" } }
bedrag_cent         = "Bedrag"
van                 = "Van"

[[map]]
from = "betalingen"
to   = "betaling"
[map.columns]
betaalnummer        = "Nummer"
inkomensvoorziening = "Dossier"
persoon             = "BSN"
soort               = { column = "Soort", codes = { P = "periodiek", V = "vakantiegeld" } }
rechtmaand          = "Maand"
datum_betaling      = "Datum"
bedrag_cent         = "Bedrag"
iban                = "IBAN"
status              = { constant = "betaald" }

[[map]]
from = "trajecten"
to   = "reintegratievoorziening"
[map.columns]
trajectnummer = "Traject"
client        = "Client"
omschrijving  = "Wat"

[[map]]
from = "kalender"
to   = "betaalkalender"
[map.columns]
dienst     = { constant = "proef" }
rechtmaand = "Maand"
soort      = { constant = "periodiek" }
datum      = "Datum"

[promise]
from       = "betalingen"
recipient  = "BSN"
case       = "Dossier"
date       = "Datum"
month      = "Maand"
amount     = "Bedrag"
account    = "IBAN"
where      = { Soort = "P" }
calendar   = { from = "kalender", month = "Maand", date = "Datum", where = { Maand = { is = "present" } } }
window     = { months = 1 }
case-facts = { from = "dossiers", key = "Dossier", ended = "Tot", blocked = "Stop", place = "Gemeente" }
payees     = { from = "begunstigden", key = "Dossier", account = "IBAN", kind = "Soort" }
"#;

const TABLES: [(&str, &str); 8] = [
    (
        "clienten",
        "
Client;BSN;Naam;Geboren;Geslacht;Huisnr;Geheim
11;111222333;Jansen;00-07-1958;M;1;N
12;123456782;Smit;01-02-1970;V;2;J
13;111111110;Visser;03-04-1980;V;3;N
",
    ),
    (
        "dossiers",
        "
Dossier;Client;Partner;Regeling;Van;Tot;Stop;Gemeente
1;11;;PW;01-01-2018;;N;0301
2;12;;PW;01-01-2018;31-12-9999;;0262
3;13;;PW;01-01-2018;;N;0222
",
    ),
    (
        "beschikkingen",
        "\nNummer;Dossier;Soort;Wet;Van\nb1;1;T;PW;01-01-2018\nb2;2;T;PW;01-01-2018\nb3;3;T;PW;01-01-2018\n",
    ),
    (
        "componenten",
        "
Dossier;Soort;Teken;Bedrag;Van
1;NORM;+;1.000,00;01-01-2020
1;INH;-;50,00;01-01-2020
1;SUB;=;950,00;01-01-2020
2;NORM;+;900,00;01-01-2020
3;NORM;+;800,00;01-01-2020
",
    ),
    (
        "begunstigden",
        "
Dossier;Nr;Soort;IBAN;Verdeling;Bedrag;Van
1;1;C;NL91ABNA0417164300;REST;;01-01-2018
2;1;C;NL02ABNA0123456789;REST;;01-01-2018
3;1;C;NL44RABO0123456789;REST;;01-01-2018
",
    ),
    (
        "betalingen",
        "
Nummer;Dossier;BSN;Soort;Maand;Datum;Bedrag;IBAN
p1;1;111222333;P;12-2020;31-12-2020;950,00;NL91ABNA0417164300
p2;2;123456782;P;12-2020;31-12-2020;900,00;NL02ABNA0123456789
p3;3;111111110;P;12-2020;31-12-2020;800,00;NL44RABO0123456789
",
    ),
    ("trajecten", "\nTraject;Client;Wat\nt2;12;scholing\n"),
    ("kalender", "\nMaand;Datum\n12-2020;31-12-2020\n01-2021;29-01-2021\n"),
];
