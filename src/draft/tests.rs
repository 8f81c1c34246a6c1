//! Drafts from profiles made by hand.

use std::collections::BTreeMap;

use super::hand::{column, table, with_values};
use super::model::{Routing, Source};
use super::{Draft, draft, render};
use crate::domain::DateFormat;
use crate::mapping::{self, LoadError};
use crate::profile::Profile;
use crate::profile::model::{ColumnProfile, Kind, TableProfile};

/// A delivery of another vendor: English camel case here, short forms with underscores there, and words of its own.
fn elsewhere() -> Profile {
    use Kind::{Amount, Bsn, Code, Date, Flag, Iban, Integer, Month, Municipality, Postcode, Text};
    let columns = |columns: &[(&str, Kind)]| -> Vec<ColumnProfile> {
        columns.iter().map(|(heading, kind)| column(heading, *kind)).collect()
    };
    let mut people = columns(&[
        ("RelatieNr", Integer),
        ("SofiNr", Bsn),
        ("Familienaam", Text),
        ("Tussenv", Text),
        ("Initialen", Text),
        ("BirthDate", Date),
        ("Sexe", Code),
        ("AdresStraat", Text),
        ("HuisNr", Integer),
        ("Pc", Postcode),
        ("Wpl", Text),
        ("GeheimJN", Flag),
        ("Contactpersoon", Text),
    ]);
    people[1].shortest = 8;
    people[6] = with_values(column("Sexe", Code), &[("M", 60), ("V", 40)]);
    let mut cases = columns(&[
        ("zaak_nr", Integer),
        ("relatie_nr", Integer),
        ("soort_uitk", Code),
        ("dat_aanvang", Date),
        ("dat_beeindiging", Date),
        ("rdn_beeindiging", Code),
        ("ind_blokkade", Flag),
        ("verantw_gem", Municipality),
        ("kleur_map", Code),
    ]);
    cases[4] = with_values(column("dat_beeindiging", Date), &[("31-12-9999", 70), ("01-01-2020", 30)]);
    cases[7] = with_values(column("verantw_gem", Municipality), &[("0301", 60), ("0262", 40)]);
    let payments = columns(&[
        ("Mutatienr", Integer),
        ("Zaak_nr", Integer),
        ("BSN klant", Bsn),
        ("Boekdatum", Date),
        ("Uitk.maand", Month),
        ("Netto bedrag", Amount),
        ("Bankrek.", Iban),
        ("Rek.houder", Text),
    ]);
    let tables =
        vec![table("Relaties.csv", people), table("zaken_2021.csv", cases), table("uitbetalingen.csv", payments)];
    Profile { tables, ..Profile::default() }
}

/// Lists what is read from where, as target column and heading.
fn pairs(draft: &Draft<'_>) -> BTreeMap<String, String> {
    let mut pairs = BTreeMap::new();
    for map in &draft.maps {
        for line in &map.lines {
            if let Source::Column(read) = &line.source {
                let target = format!("{}.{}", map.to.name, map.to.columns[line.target].name);
                pairs.entry(target).or_insert_with(|| draft.tables[map.from].heading(read.heading).to_owned());
            }
        }
    }
    pairs
}

/// Lists the places of what `check` would complain about, without the last line of each that a `TODO` announces.
fn unannounced(text: &str) -> Vec<String> {
    let files = BTreeMap::from([("mapping.toml", text)]);
    let Err(LoadError::Invalid(problems)) = mapping::parse(&files) else { return Vec::new() };
    let lines: Vec<&str> = text.lines().collect();
    let is_told = |line: usize| lines.get(line).is_some_and(|line| line.contains("TODO"));
    let mut left = Vec::new();
    for problem in problems {
        let line = problem.span.as_ref().map_or(0, |span| span.line_and_column().0 - 1);
        if !is_told(line) && !line.checked_sub(1).is_some_and(is_told) {
            left.push(format!("{}: {} at {}", problem.code.id, problem.message, lines[line]));
        }
    }
    left
}

#[test]
fn headings_of_another_vendor_find_their_columns() {
    let profile = elsewhere();
    let draft = draft(&profile, "elders", None);
    let found = pairs(&draft);
    let expected = [
        ("persoon.clientnummer", "RelatieNr"),
        ("persoon.bsn", "SofiNr"),
        ("persoon.geslachtsnaam", "Familienaam"),
        ("persoon.voorvoegsel", "Tussenv"),
        ("persoon.voorletters", "Initialen"),
        ("persoon.geboortedatum", "BirthDate"),
        ("persoon.geslacht", "Sexe"),
        ("persoon.straat", "AdresStraat"),
        ("persoon.huisnummer", "HuisNr"),
        ("persoon.postcode", "Pc"),
        ("persoon.woonplaats", "Wpl"),
        ("persoon.indicatie_geheim", "GeheimJN"),
        ("client.begeleider", "Contactpersoon"),
        ("inkomensvoorziening.dossiernummer", "zaak_nr"),
        ("inkomensvoorziening.client", "relatie_nr"),
        ("inkomensvoorziening.regeling", "soort_uitk"),
        ("inkomensvoorziening.ingangsdatum", "dat_aanvang"),
        ("inkomensvoorziening.einddatum", "dat_beeindiging"),
        ("inkomensvoorziening.reden_uitstroom", "rdn_beeindiging"),
        ("inkomensvoorziening.geblokkeerd", "ind_blokkade"),
        ("inkomensvoorziening.gemeentecode", "verantw_gem"),
        ("betaling.betaalnummer", "Mutatienr"),
        ("betaling.inkomensvoorziening", "Zaak_nr"),
        ("betaling.persoon", "BSN klant"),
        ("betaling.datum_betaling", "Boekdatum"),
        ("betaling.rechtmaand", "Uitk.maand"),
        ("betaling.bedrag_cent", "Netto bedrag"),
        ("betaling.iban", "Bankrek."),
        ("betaling.tenaamstelling", "Rek.houder"),
    ];
    let missed: Vec<_> = expected
        .iter()
        .filter(|(target, heading)| found.get(*target).map(String::as_str) != Some(heading))
        .map(|(target, heading)| (target, heading, found.get(*target)))
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
    let open: Vec<&str> =
        draft.tables.iter().flat_map(|table| table.open.iter().map(|place| table.heading(*place))).collect();
    assert_eq!(open, ["kleur_map"]);
}

#[test]
fn names_of_files_that_say_nothing_do_no_harm() {
    let known = elsewhere();
    let expected = pairs(&draft(&known, "elders", None));
    let mut profile = elsewhere();
    for (table, name) in profile.tables.iter_mut().zip(["EXP001.csv", "EXP002.csv", "EXP003.csv"]) {
        name.clone_into(&mut table.name);
    }
    assert_eq!(pairs(&draft(&profile, "elders", None)), expected);
}

#[test]
fn what_the_profile_shows_is_proposed() {
    let text = render::mapping(&draft(&elsewhere(), "elders", Some(cutover())));
    for line in [
        "cutover  = 2021-07-01",
        "name = \"zutphen\"",
        "when = { verantw_gem = [\"0262\"] } # 40 cases",
        "files           = [\"zaken_*.csv\"]",
        "destination-by = { column = \"verantw_gem\" }",
        "destination-by = { via = \"zaken\", on = \"RelatieNr\", matching = [\"relatie_nr\"] }",
        "{ column = \"SofiNr\", repair = \"left-pad\", because = \"leading zeros were lost on the way\" }",
        "codes = { M = \"man\", V = \"vrouw\" } }",
        "einddatum       = { column = \"dat_beeindiging\", empty = [\"31-12-9999\"] }",
        "#   kleur_map  code: 100 of 100 filled, 80 different",
        "recipient  = \"BSN klant\"",
    ] {
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(squeezed(&text).contains(&squeezed(line)), "{line}\n{text}");
    }
}

#[test]
fn every_open_point_is_told_where_it_is() {
    let nothing = Profile::default();
    let odd = || {
        let columns = vec![column("", Kind::Text), column("A\"b\\", Kind::Code), column("A\"b\\", Kind::Code)];
        Profile { tables: vec![table("[x] {y}\n.csv", columns)], ..Profile::default() }
    };
    let alone = |name: &str| {
        let tables: Vec<TableProfile> = elsewhere().tables.into_iter().filter(|table| table.name == name).collect();
        Profile { tables, ..Profile::default() }
    };
    let silent = || {
        let mut profile = elsewhere();
        for table in &mut profile.tables {
            (table.date, table.month, table.notation) = (None, None, None);
        }
        profile
    };
    let profiles = [
        nothing,
        odd(),
        alone("Relaties.csv"),
        alone("zaken_2021.csv"),
        alone("uitbetalingen.csv"),
        silent(),
        elsewhere(),
    ];
    for (place, profile) in profiles.iter().enumerate() {
        for cutover in [None, Some(cutover())] {
            let text = render::mapping(&draft(profile, "elders", cutover));
            assert_eq!(unannounced(&text), Vec::<String>::new(), "{place}\n{text}");
        }
    }
}

#[test]
fn the_same_profile_gives_the_same_files() {
    let folder = |profile: &Profile| render::folder(&draft(profile, "elders", None));
    assert_eq!(folder(&elsewhere()), folder(&elsewhere()));
}

#[test]
fn a_table_follows_the_cases_by_the_column_that_names_one() {
    let profile = elsewhere();
    let draft = draft(&profile, "elders", None);
    let routings: Vec<(&str, &Routing)> =
        draft.tables.iter().map(|table| (table.name.as_str(), &table.routing)).collect();
    let expected = [
        ("relaties", &Routing::Via { table: 1, on: 0, matching: vec![1] }),
        ("zaken", &Routing::Cases { column: 7 }),
        ("uitbetalingen", &Routing::Via { table: 1, on: 1, matching: vec![0] }),
    ];
    assert_eq!(routings, expected);
}

#[test]
fn a_long_translation_is_a_file_of_its_own_where_there_are_files() {
    let mut profile = elsewhere();
    let seen =
        ["TOEKENNING", "WIJZIGING", "VOORTZETTING", "BEEINDIGING", "OPSCHORTING", "AFWIJZING", "INTREKKING", "XQ"];
    let seen = seen.map(|text| (text, 9));
    let decisions = vec![
        column("Besluitnr", Kind::Integer),
        column("Zaak_nr", Kind::Integer),
        with_values(column("Soort besluit", Kind::Code), &seen),
        column("Vanaf", Kind::Date),
    ];
    profile.tables.push(table("besluiten.csv", decisions));
    let files = render::folder(&draft(&profile, "elders", None));
    let codes = files.get("codes/soort.csv").expect("a file of codes");
    assert!(codes.starts_with("from,to,status,remark\nTOEKENNING,toekenning,,\n"), "{codes}");
    assert!(files["mapping.toml"].contains("codes = \"codes/soort.csv\""));
    assert!(files["mapping.toml"].contains("# XQ = \"TODO\" # 9 rows"));
}

fn cutover() -> crate::domain::Date {
    DateFormat::YearMonthDay.parse("2021-07-01").expect("a date")
}
