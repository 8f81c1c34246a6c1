//! The columns of every file of an SDOA delivery, as headed, and how they are written.

use crate::domain::{DateFormat, Notation};
use crate::synth::sheet::Layout;
use crate::synth::style::{Charset, LineEnd, Style};

pub(super) static STYLE: Style = Style {
    delimiter: b'\t',
    charset: Charset::Utf8,
    line_end: LineEnd::Lf,
    notation: Notation::PLAIN,
    dates: DateFormat::Compact,
};

pub(super) static PERSONS: Layout = Layout {
    headings: &[
        "CLTNR",
        "BSN",
        "A_NR",
        "GESLNAAM",
        "VOORV",
        "VOORL",
        "GEBDAT",
        "DAT_OVERL",
        "GESLACHT",
        "STRAAT",
        "NAAM_OR",
        "HUISNR",
        "POSTCODE",
        "WOONPLAATS",
        "GEM_INSCHR",
        "IND_GEHEIM",
        "JUR_STATUS",
    ],
    amounts: &[],
};
pub(super) static CASES: Layout = Layout {
    headings: &[
        "DOSSIERNR",
        "CLTNR",
        "PRTNR",
        "STATISTIEKCODE",
        "LEEFVORM",
        "HUISVESTING",
        "AANT_KD",
        "DAT_AANV",
        "DAT_EINDE",
        "RED_EINDE",
        "DAT_TOEK",
        "DAT_VERW",
        "CODE_BLOK",
        "GEMCODE",
    ],
    amounts: &[],
};
pub(super) static MEMBERS: Layout = Layout { headings: &["DOSSIERNR", "RECTYPE", "CLTNR", "BSN"], amounts: &[] };
pub(super) static DECISIONS: Layout = Layout {
    headings: &[
        "BESLUITNR",
        "DOSSIERNR",
        "BESLUITCODE",
        "DAT_BESL",
        "STATISTIEKCODE",
        "ARTIKEL",
        "DAT_BEGIN",
        "DAT_EIND",
    ],
    amounts: &[],
};
pub(super) static OBLIGATIONS: Layout =
    Layout { headings: &["DOSSIERNR", "SRT_VERPL", "ONTH_CLT", "ONTH_PRT", "DAT_BEGIN", "DAT_EIND"], amounts: &[] };
pub(super) static COMPONENTS: Layout = Layout {
    headings: &["DOSSIERNR", "COMPCODE", "OMSCHR", "BEDRAG", "PERIODE_CD", "DAT_BEGIN", "DAT_EIND"],
    amounts: &[3],
};
pub(super) static PAYEES: Layout = Layout {
    headings: &[
        "DOSSIERNR",
        "VOLGNR",
        "SRT_BEGUNST",
        "NAAM_REK",
        "IBAN",
        "VERDEELCODE",
        "BEDRAG",
        "DAT_BEGIN",
        "DAT_EIND",
    ],
    amounts: &[6],
};
pub(super) static PAYMENTS: Layout = Layout {
    headings: &[
        "BETNR",
        "DOSSIERNR",
        "CLTNR",
        "BSN_ONTV",
        "SRT_BEGUNST",
        "STATISTIEKCODE",
        "BETSRT",
        "BETR_MND",
        "DAT_BET",
        "BEDRAG",
        "IBAN",
        "NAAM_REK",
        "OMSCHR",
        "STATUS_BET",
    ],
    amounts: &[9],
};
pub(super) static RESERVES: Layout =
    Layout { headings: &["DOSSIERNR", "DAT_OPB_BEGIN", "DAT_OPB_EIND", "BEDRAG"], amounts: &[3] };
pub(super) static DEBTS: Layout = Layout {
    headings: &[
        "VORDNR",
        "DOSSIERNR",
        "SRT_VORD",
        "DAT_BESL",
        "BEDRAG_HFD",
        "SALDO",
        "DAT_SALDO",
        "STATUS_VORD",
        "AFL_MND",
    ],
    amounts: &[4, 5, 8],
};
pub(super) static ATTACHMENTS: Layout = Layout {
    headings: &["DOSSIERNR", "NAAM_BESL", "IBAN_BESL", "BEDRAG", "BVV", "DAT_BEGIN", "DAT_EIND"],
    amounts: &[3, 4],
};
pub(super) static PROGRAMMES: Layout = Layout {
    headings: &["TRAJNR", "CLTNR", "VRZ_CODE", "OMSCHR", "DAT_BEGIN", "DAT_EIND", "UITVOERDER"],
    amounts: &[],
};
pub(super) static CALENDAR: Layout = Layout { headings: &["BETR_MND", "BETSRT", "DAT_BET"], amounts: &[] };
pub(super) static CONTROL: Layout = Layout { headings: &["BESTAND", "RECORDS", "RUBRIEK", "SOM"], amounts: &[] };
