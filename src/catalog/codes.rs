//! The code lists of the target.
//!
//! Lists with two-digit or one-digit codes are those of the national statistics: BUS for cases, BDFS for debts, SRG
//! for work programmes. The others are the target's own words.

use super::model::CodeValue;

/// Sex as registered.
pub const GESLACHT: &[CodeValue] = &[
    CodeValue::new("man", "male", "man"),
    CodeValue::new("vrouw", "female", "vrouw"),
    CodeValue::new("onbekend", "not known", "onbekend"),
];

/// Who decides about a client's money in the client's stead.
pub const JURIDISCHE_STATUS: &[CodeValue] = &[
    CodeValue::new("bewind", "property under administration", "onder bewind"),
    CodeValue::new("curatele", "under guardianship", "onder curatele"),
];

/// The schemes under which benefits are paid.
pub const REGELING: &[CodeValue] = &[
    CodeValue::new("PW", "Participation Act", "Participatiewet"),
    CodeValue::new("IOAW", "older unemployed workers", "oudere werkloze werknemers"),
    CodeValue::new("IOAZ", "older former self-employed", "oudere gewezen zelfstandigen"),
    CodeValue::new("BBZ", "assistance for the self-employed", "bijstandverlening zelfstandigen"),
    CodeValue::new(
        "TOZO",
        "temporary bridging measure for the self-employed",
        "tijdelijke overbruggingsregeling zelfstandig ondernemers",
    ),
    CodeValue::new("BB_PER", "special assistance, periodic", "periodieke bijzondere bijstand"),
    CodeValue::new("BB_EEN", "special assistance, one-off", "eenmalige bijzondere bijstand"),
];

/// The laws on which decisions rest.
pub const WET: &[CodeValue] = &[
    CodeValue::new("PW", "Participation Act, special assistance included", "Participatiewet, met bijzondere bijstand"),
    CodeValue::new("IOAW", "older unemployed workers", "oudere werkloze werknemers"),
    CodeValue::new("IOAZ", "older former self-employed", "oudere gewezen zelfstandigen"),
    CodeValue::new("BBZ", "assistance for the self-employed", "bijstandverlening zelfstandigen"),
    CodeValue::new(
        "TOZO",
        "temporary bridging measure for the self-employed",
        "tijdelijke overbruggingsregeling zelfstandig ondernemers",
    ),
];

/// Forms of living together (BUS).
pub const LEEFVORM: &[CodeValue] = &[
    CodeValue::new("1", "single", "alleenstaande"),
    CodeValue::new("2", "single parent", "alleenstaande ouder"),
    CodeValue::new("3", "married or living together", "gehuwd of samenwonend"),
    CodeValue::new("4", "otherwise", "anders"),
];

/// Reasons why a benefit ended (BUS).
pub const REDEN_UITSTROOM: &[CodeValue] = &[
    CodeValue::new("01", "study", "studie"),
    CodeValue::new("02", "relationship", "relatie"),
    CodeValue::new("03", "state pension age", "AOW-leeftijd"),
    CodeValue::new("04", "death", "overlijden"),
    CodeValue::new("05", "detention", "detentie"),
    CodeValue::new("06", "education", "onderwijs"),
    CodeValue::new("07", "stay abroad", "verblijf buitenland"),
    CodeValue::new("11", "work", "arbeid"),
    CodeValue::new("13", "self-employment", "zelfstandig"),
    CodeValue::new("14", "unemployment benefit", "WW"),
    CodeValue::new("15", "incapacity for work", "arbeidsongeschiktheid"),
    CodeValue::new("17", "maintenance", "alimentatie"),
    CodeValue::new("18", "capital", "vermogen"),
    CodeValue::new("19", "other income", "ander inkomen"),
    CodeValue::new("31", "no information given", "geen inlichtingen"),
    CodeValue::new("32", "moved to another municipality", "verhuizing"),
    CodeValue::new("33", "moved abroad", "buitenland"),
    CodeValue::new("34", "did not appear", "niet verschenen"),
    CodeValue::new("35", "did not appear", "niet verschenen"),
    CodeValue::new("97", "partner's reason", "partner"),
    CodeValue::new("98", "other reason", "andere"),
];

/// When in its month a benefit is paid.
pub const BETALINGSMOMENT: &[CodeValue] = &[
    CodeValue::new("ultimo", "at the end of the month", "aan het einde van de maand"),
    CodeValue::new("vaste_dag", "on a fixed day of the month", "op een vaste dag van de maand"),
    CodeValue::new("achteraf", "in arrears, in the next month", "achteraf, in de volgende maand"),
];

/// Roles in a case.
pub const ROL: &[CodeValue] = &[
    CodeValue::new("aanvrager", "applicant", "aanvrager"),
    CodeValue::new("partner", "partner", "partner"),
    CodeValue::new("kind", "child", "kind"),
    CodeValue::new("kostendeler", "adult who shares the costs", "kostendeler"),
];

/// Kinds of decision. The first three grant, the others do not.
pub const SOORT_BESCHIKKING: &[CodeValue] = &[
    CodeValue::new("toekenning", "grant", "toekenning"),
    CodeValue::new("wijziging", "change", "wijziging"),
    CodeValue::new("voortzetting", "continuation", "voortzetting"),
    CodeValue::new("beeindiging", "termination", "beëindiging"),
    CodeValue::new("opschorting", "suspension", "opschorting"),
    CodeValue::new("afwijzing", "rejection", "afwijzing"),
    CodeValue::new("intrekking", "withdrawal", "intrekking"),
];

/// Kinds of duty.
pub const SOORT_VERPLICHTING: &[CodeValue] = &[
    CodeValue::new("arbeidsplicht", "duty to seek work", "arbeidsplicht"),
    CodeValue::new("inlichtingenplicht", "duty to inform", "inlichtingenplicht"),
    CodeValue::new("tegenprestatie", "service in return", "tegenprestatie"),
];

/// Exemptions from the duty to seek work (BUS).
pub const REDEN_ONTHEFFING: &[CodeValue] = &[
    CodeValue::new("2", "none", "nee"),
    CodeValue::new("4", "article 9a", "artikel 9a"),
    CodeValue::new("5", "article 9, paragraph 1a", "artikel 9, lid 1a"),
    CodeValue::new("6", "article 9, paragraph 5", "artikel 9, lid 5"),
];

/// Kinds of component.
pub const COMPONENTSOORT: &[CodeValue] = &[
    CodeValue::new("norm", "statutory norm", "norm"),
    CodeValue::new("toeslag", "supplement", "toeslag"),
    CodeValue::new("inkomsten", "income set off", "inkomsten"),
    CodeValue::new("vt_reservering", "holiday allowance reserved", "reservering vakantietoeslag"),
    CodeValue::new("vt_uitbetaling", "holiday allowance paid out", "uitbetaling vakantietoeslag"),
    CodeValue::new("inhouding", "deduction", "inhouding"),
    CodeValue::new("doorbetaling", "payment on behalf of the client", "doorbetaling"),
    CodeValue::new("subtotaal", "subtotal, which is never counted", "subtotaal, telt nooit mee"),
    CodeValue::new("informatief", "for information, which is never counted", "informatief, telt nooit mee"),
];

/// Which way a component works.
pub const DEBET_CREDIT: &[CodeValue] = &[
    CodeValue::new("credit", "adds to what is paid", "komt bij de uitkering"),
    CodeValue::new("debet", "is taken off what is paid", "gaat van de uitkering af"),
];

/// Over what period a component's amount runs.
pub const PER: &[CodeValue] = &[
    CodeValue::new("maand", "month", "maand"),
    CodeValue::new("vier_weken", "four weeks", "vier weken"),
    CodeValue::new("week", "week", "week"),
];

/// Kinds of payee.
pub const SOORT_BEGUNSTIGDE: &[CodeValue] = &[
    CodeValue::new("client", "the client", "cliënt"),
    CodeValue::new("partner", "the client's partner", "partner"),
    CodeValue::new("bewindvoerder", "the client's administrator", "bewindvoerder"),
    CodeValue::new("derde", "a third party, such as a landlord", "derde, zoals een verhuurder"),
];

/// How a payee shares in what is paid.
pub const VERDELING: &[CodeValue] = &[
    CodeValue::new("rest", "what the fixed amounts leave", "wat de vaste bedragen overlaten"),
    CodeValue::new("vast", "a fixed amount", "een vast bedrag"),
];

/// Kinds of payment.
pub const SOORT_BETALING: &[CodeValue] = &[
    CodeValue::new("periodiek", "regular", "periodiek"),
    CodeValue::new("vakantiegeld", "holiday allowance", "vakantiegeld"),
    CodeValue::new("eenmalig", "one-off", "eenmalig"),
    CodeValue::new("correctie", "correction", "correctie"),
];

/// What became of a payment.
pub const STATUS_BETALING: &[CodeValue] =
    &[CodeValue::new("betaald", "paid", "betaald"), CodeValue::new("retour", "came back from the bank", "retour")];

/// Kinds of debt.
pub const SOORT_VORDERING: &[CodeValue] = &[
    CodeValue::new("terugvordering", "benefit to be paid back", "terugvordering"),
    CodeValue::new("boete", "fine", "boete"),
    CodeValue::new("leenbijstand", "assistance given as a loan", "leenbijstand"),
];

/// How the collection of a debt stands (BDFS).
pub const STATUS_VORDERING: &[CodeValue] = &[
    CodeValue::new("51", "being collected", "lopend"),
    CodeValue::new("52", "collection suspended", "tijdelijk geen invordering"),
    CodeValue::new("53", "no longer collected", "definitief buiten invordering"),
    CodeValue::new("54", "repaid", "afgelost"),
];

/// Kinds of work programme (SRG).
pub const SOORT_REINTEGRATIE: &[CodeValue] = &[
    CodeValue::new("01", "temporary wage subsidy", "tijdelijke loonkostensubsidie"),
    CodeValue::new("02", "subsidised job under the former WIW or ID schemes", "WIW- of ID-baan"),
    CodeValue::new("03", "participation placement", "participatieplaats"),
    CodeValue::new("04", "wage-cost subsidy", "loonkostensubsidie (LKS)"),
    CodeValue::new("05", "sheltered work", "beschut werk"),
    CodeValue::new("06", "job coach", "jobcoach"),
    CodeValue::new("07", "transport", "vervoer"),
    CodeValue::new("08", "other provision for a disability", "andere voorziening bij arbeidsbeperking"),
    CodeValue::new("99", "other", "overig"),
];

/// The municipalities of the four services, those that were merged into them included.
pub const GEMEENTE: &[CodeValue] = &[
    CodeValue::new("0160", "Hardenberg", "Hardenberg"),
    CodeValue::new("0175", "Ommen", "Ommen"),
    CodeValue::new("0197", "Aalten", "Aalten"),
    CodeValue::new("0222", "Doetinchem", "Doetinchem"),
    CodeValue::new("0237", "Gendringen", "Gendringen"),
    CodeValue::new("0239", "Gorssel", "Gorssel"),
    CodeValue::new("0240", "Groenlo", "Groenlo"),
    CodeValue::new("0260", "Lichtenvoorde", "Lichtenvoorde"),
    CodeValue::new("0262", "Lochem", "Lochem"),
    CodeValue::new("0291", "Warnsveld", "Warnsveld"),
    CodeValue::new("0294", "Winterswijk", "Winterswijk"),
    CodeValue::new("0295", "Wisch", "Wisch"),
    CodeValue::new("0301", "Zutphen", "Zutphen"),
    CodeValue::new("1509", "Oude IJsselstreek", "Oude IJsselstreek"),
    CodeValue::new("1586", "Oost Gelre", "Oost Gelre"),
    CodeValue::new("1859", "Berkelland", "Berkelland"),
];
