//! The document as a whole: of a small mapping that uses every word of the language, and of those that are shipped.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::words::operations::TOLD;
use super::words::{Phrase, Voice};
use super::{build, html, markdown};
use crate::mapping::language::WORDS;
use crate::mapping::model::Language;
use crate::mapping::{self, Mapping};

/// A small mapping that uses every word of the language, and holds names that are marks elsewhere.
const SAMPLE: &str = include_str!("sample.toml");
const CODES: &str = "from,to,status,remark\n2,PW,,\"the <b>law</b> | since 2015\"\n1,IOAW,former,\n";
const CORRECTIONS: &str = "table,key,column,old,new,reason,by\n\
    personen,4711,BSN,10002546,010002546,typed without zeros,J. de Vries\n\
    dossiers,61913,Einde,,20201231,ended | by letter,afdeling Inkomen\n";
const WAIVERS: &str = "id,bsn,case,verdict,months,at_most_cents,at_most_days,reason,decision,requested_by,\
    approved_by,approved_on,expires_on\n\
    W-1,010002546,,lower,2021-01..2021-03,1200,,income | since December,Z-2020-118,J. de Vries,K. Smit,2020-12-14,\
    2021-03-31\n\
    W-2,,61913,later,2021-02,,3,new calendar,Z-2020-121,J. de Vries,K. Smit,2020-12-14,2021-02-28\n";
const LANGUAGES: [Language; 2] = [Language::Dutch, Language::English];

fn sample() -> Mapping {
    let files = [
        ("mapping.toml", SAMPLE),
        ("codes/regeling.csv", CODES),
        ("corrections.csv", CORRECTIONS),
        ("waivers.csv", WAIVERS),
    ];
    mapping::parse(&BTreeMap::from(files)).expect("the mapping is right")
}

fn shipped(service: &str) -> Mapping {
    mapping::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings").join(service)).expect("the mapping is right")
}

/// Returns the words of a phrase that stand outside its slots.
fn literals(phrase: Phrase, language: Language) -> Vec<&'static str> {
    let text = match language {
        Language::Dutch => phrase.dutch,
        Language::English => phrase.english,
    };
    text.split(['{', '}']).step_by(2).map(str::trim).filter(|text| !text.is_empty()).collect()
}

#[test]
fn a_document_in_markdown_reads_well_in_dutch() {
    insta::assert_snapshot!(markdown::render(&build(&sample(), Language::Dutch)));
}

#[test]
fn a_document_in_markdown_reads_well_in_english() {
    insta::assert_snapshot!(markdown::render(&build(&sample(), Language::English)));
}

#[test]
fn a_page_holds_the_same_in_dutch() {
    insta::assert_snapshot!(page(Language::Dutch));
}

#[test]
fn a_page_holds_the_same_in_english() {
    insta::assert_snapshot!(page(Language::English));
}

/// Returns a page without its style, an element to a line.
fn page(language: Language) -> String {
    let page = html::render(&build(&sample(), language));
    let (head, rest) = page.split_once("<style>").expect("a style");
    let (_, body) = rest.split_once("</style>").expect("its end");
    let mut lines = format!("{head}{body}");
    for end in [
        "</h1>",
        "</h2>",
        "</h3>",
        "</h4>",
        "</p>",
        "</div>",
        "</tr>",
        "</caption>",
        "</thead>",
        "</table>",
        "</li>",
        "</section>",
    ] {
        lines = lines.replace(end, &format!("{end}\n"));
    }
    lines
}

#[test]
fn every_word_of_the_language_is_told_in_both_languages_and_no_other_is() {
    let told: BTreeSet<&str> = TOLD.iter().map(|(name, _)| *name).collect();
    assert_eq!(told, WORDS.iter().map(|word| word.name).collect());
    for language in LANGUAGES {
        let text = markdown::render(&build(&sample(), language));
        for (name, phrases) in TOLD {
            let is_used = [" ", "]"].iter().any(|end| SAMPLE.contains(&format!("{name}{end}")));
            assert!(is_used, "the sample uses {name}");
            for literal in phrases.iter().flat_map(|phrase| literals(*phrase, language)) {
                assert!(text.contains(literal), "{name}, {language:?}: {literal}");
            }
        }
    }
}

#[test]
fn what_a_mapping_holds_comes_out_as_text() {
    for language in LANGUAGES {
        let document = build(&sample(), language);
        let (page, text) = (html::render(&document), markdown::render(&document));
        for mark in ["<script", "<b>", "<begin>", "<start>", "</code>\n"] {
            assert!(!page.contains(mark), "{mark}");
        }
        assert!(page.contains("&lt;script&gt;alert('staff')&lt;/script&gt;"));
        for line in text.lines().filter(|line| line.starts_with('|')) {
            let unmarked = line.replace("\\|", "").replace("\\<", "");
            assert!((3..=7).contains(&unmarked.matches('|').count()), "{line}");
            assert!(!unmarked.contains("<b>") && !unmarked.contains("<script"), "{line}");
        }
    }
}

#[test]
fn a_burgerservicenummer_is_never_shown_in_full() {
    for language in LANGUAGES {
        let document = build(&sample(), language);
        for form in [html::render(&document), markdown::render(&document)] {
            assert!(!form.contains("10002546"));
            assert!(form.contains("*****546") && form.contains("******546"));
        }
    }
}

#[test]
fn shipped_mappings_are_told_whole_and_the_same_every_time() {
    for service in ["het-plein", "laborijn", "sdoa", "tuc"] {
        let mapping = shipped(service);
        for language in LANGUAGES {
            let document = build(&mapping, language);
            let (page, text) = (html::render(&document), markdown::render(&document));
            let again = build(&shipped(service), language);
            assert_eq!((&page, &text), (&html::render(&again), &markdown::render(&again)), "{service}");
            for form in [&page, &text] {
                assert!(!form.contains(env!("CARGO_MANIFEST_DIR")), "{service}");
                for slot in ["{0}", "{1}", "{2}"] {
                    assert!(!form.contains(slot), "{service} has an empty slot {slot}");
                }
            }
            let voice = Voice(language);
            for map in &mapping.maps {
                for column in map.columns.iter().map(|entry| &map.to.columns[entry.target]) {
                    let row = format!("| `{}` | {} |", column.name, voice.choose(column.dutch, column.english));
                    assert!(text.contains(&row), "{service}: {row}");
                }
            }
        }
    }
}

#[test]
fn every_entry_of_the_contents_leads_to_a_section() {
    for service in ["laborijn", "tuc"] {
        let page = html::render(&build(&shipped(service), Language::Dutch));
        let targets: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(targets.len() > 30);
        for target in targets {
            assert_eq!(page.matches(&format!(" id=\"{target}\"")).count(), 1, "{target}");
        }
    }
}

#[test]
fn a_page_needs_nothing_outside_itself_and_its_headings_stand_in_order() {
    let page = html::render(&build(&sample(), Language::English));
    for forbidden in ["http://", "https://", "src=", "<link", "@import", "url("] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    let levels: Vec<usize> = page
        .split("<h")
        .skip(1)
        .filter_map(|rest| rest.chars().next()?.to_digit(10))
        .map(|level| level as usize)
        .collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    for pair in levels.windows(2) {
        assert!(pair[1] <= pair[0] + 1, "{levels:?}");
    }
    for table in page.split("<table>").skip(1) {
        let table = table.split("</table>").next().expect("its end");
        assert!(table.starts_with("<caption>") && table.contains("scope=\"col\"") && table.contains("scope=\"row\""));
    }
}
