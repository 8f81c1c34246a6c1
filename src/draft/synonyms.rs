//! The words that deliveries use for the tables and columns of the target.
//!
//! They are the field's own: those of benefit systems, of the population register, of the exchange of data in the chain
//! of work and income, and of the national statistics. A column is known by its own name besides; one that refers to
//! another table is known by the words for what it refers to. Short forms are not repeated here: those stand in
//! [`super::lexicon`].

/// Words for the tables.
pub(super) static TABLES: &[(&str, &[&str])] = &[
    (
        "persoon",
        &["personen", "cliënten", "klanten", "natuurlijke personen", "persoonsgegevens", "inwoners", "relaties"],
    ),
    ("client", &["clientnummers", "klantnummers"]),
    (
        "inkomensvoorziening",
        &["dossiers", "uitkeringen", "zaken", "rechten", "uitkeringsdossiers", "bijstand", "inkomensvoorzieningen"],
    ),
    ("huishoudlid", &["huishoudens", "huishoudleden", "gezinsleden", "gezinssamenstelling", "leefeenheid"]),
    ("beschikking", &["beschikkingen", "besluiten", "beslissingen"]),
    ("verplichting", &["verplichtingen", "arbeidsverplichtingen", "plichten"]),
    (
        "component",
        &["componenten", "specificaties", "uitkeringsspecificaties", "berekeningen", "opbouw uitkering", "elementen"],
    ),
    (
        "begunstigde",
        &["begunstigden", "betaaladressen", "rekeningen", "bankrekeningen", "crediteuren", "betaalrekeningen"],
    ),
    ("betaalkalender", &["betaalkalender", "kalender", "betaaldata", "betaaldagen"]),
    ("betaling", &["betalingen", "betaalregels", "uitbetalingen", "betaalhistorie", "mutaties"]),
    (
        "vakantiegeld_reservering",
        &["vakantiegeld", "vakantietoeslag", "vakantiegeldreserveringen", "reserveringen", "reservering vt"],
    ),
    ("vordering", &["vorderingen", "debiteuren", "schulden", "terugvorderingen", "invordering"]),
    ("aflossingsafspraak", &["aflossingen", "aflossingsafspraken", "betalingsregelingen"]),
    ("beslag", &["beslagen", "beslagleggingen", "derdenbeslagen"]),
    ("maatregel", &["maatregelen", "verlagingen", "sancties"]),
    ("boete", &["boetes", "boeten"]),
    ("inkomsten", &["inkomsten", "verdiensten", "loongegevens", "inkomstenverrekening"]),
    (
        "reintegratievoorziening",
        &["trajecten", "voorzieningen", "reintegratie", "reintegratietrajecten", "instrumenten"],
    ),
    ("wmo_voorziening", &["wmo", "wmo voorzieningen", "zorgvoorzieningen", "maatwerkvoorzieningen"]),
    ("minimaregeling", &["minima", "minimaregelingen", "minimabeleid", "tegemoetkomingen", "meedoen"]),
    ("aanmelding", &["aanmeldingen", "loket", "intake", "hulpvragen", "klantvragen"]),
    ("verzuimmelding", &["verzuim", "verzuimmeldingen", "leerplicht", "schoolverzuim"]),
    ("inburgeringstraject", &["inburgering", "inburgeringstrajecten", "inburgeraars"]),
    (
        "schuldhulptraject",
        &["schuldhulp", "schuldhulpverlening", "schulddienstverlening", "schuldregelingen", "schuldhulptrajecten"],
    ),
];

const FROM: &[&str] = &["begin", "begindatum", "startdatum", "ingangsdatum", "datum vanaf", "geldig van"];
const UNTIL: &[&str] = &["einde", "einddatum", "datum tot", "geldig tot", "beëindigingsdatum"];
const DECIDED: &[&str] = &["datum besluit", "besluitdatum", "beschikkingsdatum", "dagtekening", "besluit per"];
const WHICH: &[&str] = &["soort", "soortcode", "omschrijving soort"];
const STATE: &[&str] = &["status", "statuscode", "fase"];
const NUMBER: &[&str] = &["nummer", "volgnummer", "meldingsnummer", "zaaknummer"];
const GUIDE: &[&str] =
    &["begeleider", "consulent", "klantmanager", "casemanager", "regisseur", "contactpersoon", "behandelaar"];
const HOLDER: &[&str] = &["tenaamstelling", "rekeninghouder", "naam rekening", "naam begunstigde", "naam ontvanger"];
const ACCOUNT: &[&str] = &["iban", "rekening", "rekeningnummer", "bankrekening", "iban rekening"];

/// Words for the columns, as `table.column`.
pub(super) static COLUMNS: &[(&str, &[&str])] = &[
    // People.
    ("persoon.bsn", &["burgerservicenummer", "sofinummer", "sociaal fiscaal nummer", "fiscaal nummer"]),
    ("persoon.clientnummer", CLIENT),
    ("persoon.a_nummer", &["a nummer", "anr", "anummer", "administratienummer"]),
    ("persoon.geslachtsnaam", &["achternaam", "naam", "significant deel achternaam", "eigen naam", "naam eigen"]),
    ("persoon.voorvoegsel", &["voorvoegsel", "voorvoegsel achternaam"]),
    ("persoon.voorletters", &["voorletters", "voornamen"]),
    ("persoon.geboortedatum", &["geboren", "geboren op", "geboortedag"]),
    ("persoon.overlijdensdatum", &["overleden", "overleden op", "sterfdatum"]),
    ("persoon.geslacht", &["geslachtsaanduiding", "geslachtscode", "man vrouw"]),
    ("persoon.straat", &["straatnaam", "naam openbare ruimte", "adres straat"]),
    ("persoon.huisnummer", &["huisnummer", "nummer huis"]),
    ("persoon.huisletter", &["huisletter"]),
    ("persoon.toevoeging", &["huisnummertoevoeging", "toevoeging huisnummer"]),
    ("persoon.woonplaats", &["plaats", "woonplaatsnaam", "plaatsnaam"]),
    (
        "persoon.gemeentecode",
        &["gemeente", "woongemeente", "gemeente van inschrijving", "gemeente inschrijving", "gemeentenummer"],
    ),
    ("persoon.indicatie_geheim", &["geheim", "geheim adres", "geheimhouding", "verstrekkingsbeperking"]),
    ("client.clientnummer", CLIENT),
    ("client.juridische_status", &["bewind", "bewindcode", "bewindvoering", "curatele", "handelingsbekwaamheid"]),
    ("client.begeleider", GUIDE),
    // Cases.
    ("inkomensvoorziening.dossiernummer", CASE),
    ("inkomensvoorziening.client", &["aanvrager", "clientnummer aanvrager"]),
    (
        "inkomensvoorziening.regeling",
        &["regelingscode", "wet", "wetcode", "soort uitkering", "uitkeringssoort", "soort regeling", "soort bijstand"],
    ),
    ("inkomensvoorziening.leefvorm", &["leefvormcode", "leefsituatie", "soort huishouden", "woonsituatie"]),
    ("inkomensvoorziening.aantal_kostendelers", &["kostendelers", "aantal kostendelende medebewoners"]),
    ("inkomensvoorziening.ingangsdatum", &["begin", "startdatum", "aanvangsdatum", "ingang recht", "ingang uitkering"]),
    ("inkomensvoorziening.einddatum", &["einde", "beëindigingsdatum", "einde recht", "einde uitkering"]),
    (
        "inkomensvoorziening.reden_uitstroom",
        &["reden einde", "reden beëindiging", "beëindigingsreden", "uitstroomreden", "reden uitstroom"],
    ),
    ("inkomensvoorziening.toekenningsdatum", &["datum toekenning", "toegekend", "toegekend op"]),
    ("inkomensvoorziening.verwerkt_tot_en_met", &["verwerkt tot en met", "datum verwerkt", "betaald tot en met"]),
    (
        "inkomensvoorziening.betalingsmoment",
        &["betaalmoment", "betaaldag", "betaalwijze", "betaalritme", "betaling vooraf achteraf"],
    ),
    ("inkomensvoorziening.geblokkeerd", &["blokkering", "blokkeringscode", "indicatie blokkering", "opgeschort"]),
    ("inkomensvoorziening.gemeentecode", &["gemeente", "gemeentenummer", "verantwoordelijke gemeente"]),
    ("huishoudlid.rol", &["rol", "relatie", "soort relatie", "hoedanigheid", "gezinsrelatie"]),
    ("beschikking.kenmerk", &["besluitnummer", "beschikkingnummer", "besluitkenmerk", "beschikking", "zaakkenmerk"]),
    ("beschikking.soort", &["soort besluit", "besluitcode", "besluit", "soort beschikking"]),
    ("beschikking.datum", DECIDED),
    ("beschikking.wet", &["regeling", "wetcode", "wettelijke grondslag", "grondslag"]),
    ("beschikking.artikel", &["wetsartikel", "artikelnummer", "lid"]),
    ("beschikking.geldig_van", FROM),
    ("beschikking.geldig_tot", UNTIL),
    ("verplichting.soort", &["soort verplichting", "verplichtingcode", "verplichting"]),
    ("verplichting.van", FROM),
    ("verplichting.tot", UNTIL),
    ("verplichting.ontheffing", &["ontheffing", "ontheven", "vrijgesteld", "indicatie ontheffing"]),
    ("verplichting.reden_ontheffing", &["reden ontheffing", "grond ontheffing", "ontheffingsgrond"]),
    ("maatregel.soort", WHICH),
    ("maatregel.datum_besluit", DECIDED),
    ("maatregel.percentage", &["percentage", "verlagingspercentage", "procent"]),
    ("maatregel.van", FROM),
    ("maatregel.tot", UNTIL),
    ("boete.datum_besluit", DECIDED),
    ("boete.bedrag_cent", &["bedrag", "boetebedrag"]),
    ("boete.status", STATE),
    // Money.
    ("component.soort", &["componentcode", "soort component", "componentsoort", "looncode", "elementcode"]),
    ("component.omschrijving", &["omschrijving component", "componentomschrijving"]),
    ("component.debet_credit", &["debet credit", "teken", "plus min", "soort", "bij af", "mutatieteken"]),
    ("component.bedrag_cent", &["bedrag", "maandbedrag", "componentbedrag"]),
    ("component.van", FROM),
    ("component.tot", UNTIL),
    ("component.per", &["periode", "periodecode", "per", "betaalperiode", "tijdvak"]),
    ("inkomsten.soort", WHICH),
    ("inkomsten.bedrag_cent", &["bedrag", "inkomsten", "nettobedrag", "netto inkomsten"]),
    ("inkomsten.vrijgelaten_cent", &["vrijgelaten", "vrijlating", "vrijlatingsbedrag"]),
    ("inkomsten.van", FROM),
    ("inkomsten.tot", UNTIL),
    ("begunstigde.volgnummer", &["volgnummer", "nummer", "volgorde", "rangorde"]),
    ("begunstigde.soort", &["soort begunstigde", "soort adres", "soort rekening", "soort ontvanger"]),
    ("begunstigde.naam", HOLDER),
    ("begunstigde.iban", ACCOUNT),
    ("begunstigde.verdeling", &["verdeelsleutel", "verdeelcode", "verdeling", "wijze van verdeling"]),
    ("begunstigde.bedrag_cent", &["bedrag", "vast bedrag", "deelbedrag"]),
    ("begunstigde.van", FROM),
    ("begunstigde.tot", UNTIL),
    ("betaalkalender.rechtmaand", MONTH),
    ("betaalkalender.soort", PAYMENT),
    ("betaalkalender.datum", PAID),
    ("betaling.betaalnummer", &["betaalnummer", "betaalregelnummer", "betalingskenmerk", "mutatienummer", "nummer"]),
    ("betaling.persoon", &["bsn ontvanger", "bsn client"]),
    ("betaling.soort_begunstigde", &["soort begunstigde", "soort ontvanger", "soort adres"]),
    (
        "betaling.regeling",
        &["regelingscode", "wet", "wetcode", "soort uitkering", "uitkeringssoort", "soort regeling", "soort bijstand"],
    ),
    ("betaling.soort", PAYMENT),
    ("betaling.rechtmaand", MONTH),
    ("betaling.datum_betaling", PAID),
    ("betaling.bedrag_cent", &["bedrag", "nettobedrag", "betaald bedrag", "uitbetaald"]),
    ("betaling.iban", ACCOUNT),
    ("betaling.tenaamstelling", HOLDER),
    ("betaling.omschrijving", &["omschrijving betaling", "betalingsomschrijving", "mededeling"]),
    ("betaling.status", &["status", "statuscode", "verwerking", "verwerkingsstatus", "retour"]),
    ("vakantiegeld_reservering.opgebouwd_van", &["opgebouwd vanaf", "begin opbouw", "vanaf", "begindatum"]),
    ("vakantiegeld_reservering.opgebouwd_tot", &["opgebouwd tot en met", "einde opbouw", "tot", "einddatum"]),
    (
        "vakantiegeld_reservering.bedrag_cent",
        &["gereserveerd bedrag", "gereserveerd", "reservering", "bedrag", "saldo"],
    ),
    // Debts.
    ("vordering.vorderingnummer", &["vorderingsnummer", "debiteurnummer", "nummer", "debiteurennummer"]),
    ("vordering.soort", &["soort vordering", "vorderingsoort", "aard", "ontstaansgrond"]),
    ("vordering.datum_besluit", DECIDED),
    (
        "vordering.oorspronkelijk_bedrag_cent",
        &["oorspronkelijk bedrag", "hoofdsom", "bedrag hoofdsom", "beginbedrag", "bruto vordering", "bedrag"],
    ),
    ("vordering.saldo_cent", &["saldo", "restant", "restantbedrag", "restschuld", "openstaand", "openstaand bedrag"]),
    ("vordering.saldodatum", &["datum saldo", "peildatum", "stand per", "saldo per"]),
    ("vordering.status", &["invorderingsstatus", "status", "statuscode", "invordering", "incassostatus"]),
    (
        "aflossingsafspraak.bedrag_cent",
        &["aflossing per maand", "maandtermijn", "termijnbedrag", "aflossing", "per maand"],
    ),
    ("beslag.beslaglegger", &["beslaglegger", "naam beslaglegger", "deurwaarder", "crediteur", "schuldeiser"]),
    ("beslag.iban", ACCOUNT),
    ("beslag.bedrag_cent", &["bedrag", "beslagbedrag", "per maand", "maandbedrag", "inhouding"]),
    ("beslag.beslagvrije_voet_cent", &["beslagvrije voet", "vrije voet"]),
    ("beslag.van", FROM),
    ("beslag.tot", UNTIL),
    // Programmes, care, front office.
    ("reintegratievoorziening.trajectnummer", &["voorzieningnummer", "trajectnummer", "nummer"]),
    (
        "reintegratievoorziening.soort",
        &["soort voorziening", "voorzieningcode", "voorziening", "soort traject", "soort instrument"],
    ),
    ("reintegratievoorziening.begindatum", FROM),
    ("reintegratievoorziening.einddatum", UNTIL),
    ("reintegratievoorziening.uitvoerder", &["uitvoerder", "aanbieder", "reïntegratiebedrijf", "werkbedrijf"]),
    ("wmo_voorziening.beschikkingnummer", &["beschikking", "beschikkingnummer", "besluitnummer", "toewijzingsnummer"]),
    ("wmo_voorziening.soort", &["voorziening", "product", "productcode", "soort voorziening"]),
    ("wmo_voorziening.omvang", &["omvang", "volume", "aantal uren", "aantal"]),
    ("wmo_voorziening.begindatum", FROM),
    ("wmo_voorziening.einddatum", UNTIL),
    ("wmo_voorziening.aanbieder", &["aanbieder", "zorgaanbieder", "leverancier"]),
    ("minimaregeling.nummer", &["nummer", "toekenningsnummer", "toekenning", "aanvraagnummer"]),
    ("minimaregeling.regeling_naam", &["regeling", "naam regeling", "soort regeling", "product"]),
    ("minimaregeling.bedrag_cent", &["bedrag", "toegekend bedrag", "vergoeding"]),
    ("minimaregeling.datum_toekenning", &["toegekend op", "datum toekenning", "toekenningsdatum", "besluitdatum"]),
    ("minimaregeling.einddatum", UNTIL),
    ("aanmelding.nummer", NUMBER),
    ("aanmelding.datum", &["datum melding", "meldingsdatum", "datum aanmelding", "ontvangen op"]),
    ("aanmelding.soort", &["soort vraag", "hulpvraag", "onderwerp", "soort melding"]),
    ("aanmelding.status", STATE),
    ("verzuimmelding.nummer", NUMBER),
    ("verzuimmelding.client", &["leerling", "leerlingnummer", "clientnummer leerling"]),
    ("verzuimmelding.datum", &["datum melding", "meldingsdatum", "verzuimdatum"]),
    ("verzuimmelding.school", &["school", "schoolnaam", "onderwijsinstelling"]),
    ("verzuimmelding.soort", &["soort verzuim", "verzuimsoort", "soort melding"]),
    ("verzuimmelding.status", STATE),
    ("inburgeringstraject.nummer", &["inburgeringsnummer", "trajectnummer", "nummer"]),
    ("inburgeringstraject.startdatum", FROM),
    ("inburgeringstraject.termijn_einddatum", &["einde termijn", "einddatum termijn", "einde inburgeringstermijn"]),
    ("inburgeringstraject.status", STATE),
    ("schuldhulptraject.nummer", &["trajectnummer", "dossiernummer schuldhulp", "nummer"]),
    ("schuldhulptraject.startdatum", FROM),
    ("schuldhulptraject.einddatum", UNTIL),
    ("schuldhulptraject.status", STATE),
];

const CLIENT: &[&str] = &["klantnummer", "persoonsnummer", "relatienummer", "inwonernummer", "clientnummer"];
const CASE: &[&str] = &["zaaknummer", "uitkeringsnummer", "dossiernummer", "uitkeringsdossier", "zaak"];
const MONTH: &[&str] =
    &["betrekkingsperiode", "betrekkingsmaand", "uitkeringsmaand", "periode", "maand", "tijdvak", "uitkeringsperiode"];
const PAYMENT: &[&str] = &["soort betaling", "betaalsoort", "betalingssoort", "soort run", "betaalcode"];
const PAID: &[&str] = &["betaaldatum", "betaald op", "datum uitbetaling", "boekdatum", "uitvoeringsdatum", "datum"];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::catalog::{self, Filled};

    #[test]
    fn every_word_is_for_a_table_or_column_that_mappings_fill() {
        for (name, _) in TABLES {
            assert!(catalog::table(name).is_some_and(|table| table.filled == Filled::Mapped), "{name}");
        }
        for (name, words) in COLUMNS {
            let (table, column) = name.split_once('.').expect("table.column");
            let table = catalog::table(table).filter(|table| table.filled == Filled::Mapped);
            assert!(table.is_some_and(|table| table.column(column).is_some()), "{name}");
            assert!(!words.is_empty(), "{name}");
        }
    }

    #[test]
    fn no_table_or_column_stands_twice() {
        for names in [TABLES, COLUMNS] {
            let unique: BTreeSet<&str> = names.iter().map(|(name, _)| *name).collect();
            assert_eq!(unique.len(), names.len());
        }
    }

    #[test]
    fn every_table_that_mappings_fill_is_known_by_some_word() {
        for table in catalog::tables().iter().filter(|table| table.filled == Filled::Mapped) {
            assert!(TABLES.iter().any(|(name, _)| *name == table.name), "{}", table.name);
        }
    }
}
