//! The public rules of a credit transfer: ISO 20022 pain.001.001.03 and .09, and the SEPA rules for their use.
//!
//! Written down on their own, next to the program: the order and number of elements as the schemas have them, also those
//! that nobody writes, and the lengths, characters and codes of what stands in them.

use std::collections::BTreeSet;

use super::tree::Node;

/// An element's children in their order, each with the least and the most that there may be.
type Sequence = &'static [(&'static str, usize, usize)];

const MANY: usize = usize::MAX;

/// The children of an element in both versions, of the older one, or of the newer one.
const CHILDREN: &[(&str, &str, Sequence)] = &[
    ("Document", "", &[("CstmrCdtTrfInitn", 1, 1)]),
    ("CstmrCdtTrfInitn", "03", &[("GrpHdr", 1, 1), ("PmtInf", 1, MANY)]),
    ("CstmrCdtTrfInitn", "09", &[("GrpHdr", 1, 1), ("PmtInf", 1, MANY), ("SplmtryData", 0, MANY)]),
    (
        "GrpHdr",
        "03",
        &[
            ("MsgId", 1, 1),
            ("CreDtTm", 1, 1),
            ("Authstn", 0, 2),
            ("NbOfTxs", 1, 1),
            ("CtrlSum", 0, 1),
            ("InitgPty", 1, 1),
            ("FwdgAgt", 0, 1),
        ],
    ),
    (
        "GrpHdr",
        "09",
        &[
            ("MsgId", 1, 1),
            ("CreDtTm", 1, 1),
            ("Authstn", 0, 2),
            ("NbOfTxs", 1, 1),
            ("CtrlSum", 0, 1),
            ("InitgPty", 1, 1),
            ("FwdgAgt", 0, 1),
            ("InitnSrc", 0, 1),
        ],
    ),
    (
        "PmtInf",
        "03",
        &[
            ("PmtInfId", 1, 1),
            ("PmtMtd", 1, 1),
            ("BtchBookg", 0, 1),
            ("NbOfTxs", 0, 1),
            ("CtrlSum", 0, 1),
            ("PmtTpInf", 0, 1),
            ("ReqdExctnDt", 1, 1),
            ("PoolgAdjstmntDt", 0, 1),
            ("Dbtr", 1, 1),
            ("DbtrAcct", 1, 1),
            ("DbtrAgt", 1, 1),
            ("DbtrAgtAcct", 0, 1),
            ("UltmtDbtr", 0, 1),
            ("ChrgBr", 0, 1),
            ("ChrgsAcct", 0, 1),
            ("ChrgsAcctAgt", 0, 1),
            ("CdtTrfTxInf", 1, MANY),
        ],
    ),
    (
        "PmtInf",
        "09",
        &[
            ("PmtInfId", 1, 1),
            ("PmtMtd", 1, 1),
            ("ReqdAdvcTp", 0, 1),
            ("BtchBookg", 0, 1),
            ("NbOfTxs", 0, 1),
            ("CtrlSum", 0, 1),
            ("PmtTpInf", 0, 1),
            ("ReqdExctnDt", 1, 1),
            ("PoolgAdjstmntDt", 0, 1),
            ("Dbtr", 1, 1),
            ("DbtrAcct", 1, 1),
            ("DbtrAgt", 1, 1),
            ("DbtrAgtAcct", 0, 1),
            ("InstrForDbtrAgt", 0, 1),
            ("UltmtDbtr", 0, 1),
            ("ChrgBr", 0, 1),
            ("ChrgsAcct", 0, 1),
            ("ChrgsAcctAgt", 0, 1),
            ("CdtTrfTxInf", 1, MANY),
        ],
    ),
    ("PmtTpInf", "", &[("InstrPrty", 0, 1), ("SvcLvl", 0, 1), ("LclInstrm", 0, 1), ("CtgyPurp", 0, 1)]),
    ("SvcLvl", "", &[("Cd", 1, 1)]),
    ("CtgyPurp", "", &[("Cd", 1, 1)]),
    ("ReqdExctnDt", "03", &[]),
    ("ReqdExctnDt", "09", &[("Dt", 1, 1)]),
    ("InitgPty", "", &[("Nm", 1, 1), ("PstlAdr", 0, 1), ("Id", 0, 1)]),
    ("Dbtr", "", &[("Nm", 1, 1), ("PstlAdr", 0, 1), ("Id", 0, 1)]),
    ("Cdtr", "", &[("Nm", 1, 1), ("PstlAdr", 0, 1), ("Id", 0, 1)]),
    ("DbtrAcct", "", &[("Id", 1, 1), ("Tp", 0, 1), ("Ccy", 0, 1)]),
    ("CdtrAcct", "", &[("Id", 1, 1), ("Tp", 0, 1), ("Ccy", 0, 1)]),
    ("Id", "", &[("IBAN", 1, 1)]),
    ("DbtrAgt", "", &[("FinInstnId", 1, 1)]),
    ("FinInstnId", "03", &[("BIC", 0, 1), ("Othr", 0, 1)]),
    ("FinInstnId", "09", &[("BICFI", 0, 1), ("Othr", 0, 1)]),
    ("Othr", "", &[("Id", 1, 1)]),
    (
        "CdtTrfTxInf",
        "",
        &[
            ("PmtId", 1, 1),
            ("PmtTpInf", 0, 1),
            ("Amt", 1, 1),
            ("ChrgBr", 0, 1),
            ("UltmtDbtr", 0, 1),
            ("CdtrAgt", 0, 1),
            ("Cdtr", 1, 1),
            ("CdtrAcct", 1, 1),
            ("UltmtCdtr", 0, 1),
            ("Purp", 0, 1),
            ("RmtInf", 0, 1),
        ],
    ),
    ("PmtId", "", &[("InstrId", 0, 1), ("EndToEndId", 1, 1)]),
    ("Amt", "", &[("InstdAmt", 1, 1)]),
    ("RmtInf", "", &[("Ustrd", 0, 1), ("Strd", 0, 1)]),
];

/// Tells everything that is wrong with a message.
pub(super) fn complaints(document: &Node) -> Vec<String> {
    let mut found = Vec::new();
    let namespace = document.attribute("xmlns").unwrap_or_default();
    let version = namespace.strip_prefix("urn:iso:std:iso:20022:tech:xsd:pain.001.001.").unwrap_or_default();
    if document.name != "Document" || !matches!(version, "03" | "09") {
        found.push(format!("a document {} of {namespace}", document.name));
    }
    judge(document, "", version, &mut found);
    judge_totals(document, &mut found);
    judge_identifications(document, &mut found);
    found
}

fn judge(node: &Node, parent: &str, version: &str, found: &mut Vec<String>) {
    // The identification of a bank without a code of its own is a text.
    let is_text = parent == "Othr" && node.name == "Id";
    let rule =
        CHILDREN.iter().find(|(name, of, _)| !is_text && *name == node.name && (of.is_empty() || *of == version));
    match rule {
        Some((_, _, sequence)) if !sequence.is_empty() => judge_children(node, sequence, found),
        _ if !node.children.is_empty() => found.push(format!("{} has children", node.name)),
        _ => {
            if let Some(reason) = wrong_text(node, parent) {
                found.push(format!("{} \"{}\": {reason}", node.name, node.text));
            }
        }
    }
    for child in &node.children {
        judge(child, &node.name, version, found);
    }
}

fn judge_children(node: &Node, sequence: Sequence, found: &mut Vec<String>) {
    if !node.text.trim().is_empty() {
        found.push(format!("{} holds text", node.name));
    }
    let places: Vec<Option<usize>> =
        node.children.iter().map(|child| sequence.iter().position(|(name, ..)| *name == child.name)).collect();
    if !places.is_sorted() || places.contains(&None) {
        let names: Vec<&str> = node.children.iter().map(|child| child.name.as_str()).collect();
        found.push(format!("{} has {names:?}", node.name));
    }
    for (name, least, most) in sequence {
        let count = node.children.iter().filter(|child| child.name == *name).count();
        if !(*least..=*most).contains(&count) {
            found.push(format!("{} has {count} {name}", node.name));
        }
    }
}

/// Tells what is wrong with a value.
fn wrong_text(node: &Node, parent: &str) -> Option<&'static str> {
    let text = node.text.as_str();
    let fits = |longest| (1..=longest).contains(&text.chars().count()) && text.chars().all(is_sepa);
    let right = match (parent, node.name.as_str()) {
        (_, "MsgId" | "PmtInfId" | "EndToEndId") => {
            fits(35) && !text.starts_with('/') && !text.ends_with('/') && !text.contains("//")
        }
        ("Othr", "Id") => text == "NOTPROVIDED",
        (_, "Nm") => fits(70) && text.trim() == text,
        (_, "Ustrd") => fits(140),
        (_, "CreDtTm") => is_moment(text),
        (_, "Dt" | "ReqdExctnDt") => is_day(text),
        (_, "NbOfTxs") => (1..=15).contains(&text.len()) && is_digits(text),
        (_, "CtrlSum") => amount(text).is_some() && text.len() <= 19,
        (_, "InstdAmt") => {
            node.attribute("Ccy") == Some("EUR")
                && amount(text).is_some_and(|cents| (1..=99_999_999_999).contains(&cents))
        }
        (_, "IBAN") => is_iban(text),
        (_, "BIC" | "BICFI") => is_bic(text),
        (_, "PmtMtd") => text == "TRF",
        ("SvcLvl", "Cd") => text == "SEPA",
        ("CtgyPurp", "Cd") => text == "SSBE",
        (_, "ChrgBr") => text == "SLEV",
        _ => return Some("is not known"),
    };
    (!right).then_some("is not as prescribed")
}

/// Counts and adds the payments up, and holds that against what the message says.
fn judge_totals(document: &Node, found: &mut Vec<String>) {
    let Some(initiation) = document.child("CstmrCdtTrfInitn") else { return };
    let sums = |node: &Node| {
        let amounts = node.all("InstdAmt").into_iter().map(|node| amount(&node.text).unwrap_or_default());
        amounts.fold((0, 0), |(count, sum), cents| (count + 1, sum + cents))
    };
    let said = |node: &Node| {
        let text = |name| node.child(name).map_or("", |node| node.text.as_str());
        (text("NbOfTxs").parse::<u64>().unwrap_or_default(), amount(text("CtrlSum")).unwrap_or_default())
    };
    let header = initiation.child("GrpHdr").map(said).unwrap_or_default();
    if header != sums(initiation) {
        found.push(format!("the message says {header:?}"));
    }
    for batch in initiation.children.iter().filter(|node| node.name == "PmtInf") {
        if said(batch) != sums(batch) {
            found.push(format!("a batch says {:?}", said(batch)));
        }
    }
}

/// No identification stands there twice, and nothing tells the number of a person.
fn judge_identifications(document: &Node, found: &mut Vec<String>) {
    for name in ["EndToEndId", "PmtInfId"] {
        let mut seen = BTreeSet::new();
        let again = document.all(name).into_iter().filter(|node| !seen.insert(&node.text));
        found.extend(again.map(|node| format!("{name} \"{}\" twice", node.text)));
    }
    for name in ["EndToEndId", "Ustrd", "Nm", "MsgId"] {
        for node in document.all(name) {
            let words = node.text.split(|character: char| !character.is_ascii_digit());
            if words.filter(|word| word.len() == 9).any(is_bsn) {
                found.push(format!("{name} \"{}\" tells a BSN", node.text));
            }
        }
    }
}

fn is_sepa(character: char) -> bool {
    character.is_ascii_alphanumeric() || "/-?:().,'+ ".contains(character)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads an amount with two decimals, in cents.
fn amount(text: &str) -> Option<i128> {
    let (euros, cents) = text.split_once('.')?;
    let fits = !euros.is_empty() && is_digits(euros) && is_digits(cents) && cents.len() == 2;
    fits.then(|| format!("{euros}{cents}").parse().ok()).flatten()
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

fn is_moment(text: &str) -> bool {
    text.len() == 20 && text.ends_with('Z') && text.parse::<jiff::Timestamp>().is_ok()
}

fn is_bic(text: &str) -> bool {
    let bytes = text.as_bytes();
    matches!(bytes.len(), 8 | 11)
        && bytes[..6].iter().all(u8::is_ascii_uppercase)
        && bytes[6..].iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

fn is_iban(text: &str) -> bool {
    let shape = text.len() > 4 && text.len() <= 34 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let turned = text.get(4..).zip(text.get(..4)).map(|(rest, start)| format!("{rest}{start}")).unwrap_or_default();
    let rest = turned.chars().fold(0, |rest, character| {
        let value = character.to_digit(36).unwrap_or_default();
        (rest * if value > 9 { 100 } else { 10 } + value) % 97
    });
    shape && rest == 1
}

fn is_bsn(digits: &str) -> bool {
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i32 = digits.bytes().zip(weights).map(|(byte, weight)| i32::from(byte - b'0') * weight).sum();
    sum % 11 == 0 && digits != "000000000"
}

#[test]
fn a_message_that_breaks_a_rule_is_complained_about() {
    let right = include_str!("right.xml");
    assert_eq!(complaints(&Node::parse(right)), Vec::<String>::new());
    let table = [
        (">TRF<", ">CHK<"),
        ("<NbOfTxs>1<", "<NbOfTxs>2<"),
        ("<CtrlSum>629.71<", "<CtrlSum>629.7<"),
        (">629.71</InstdAmt", ">629,71</InstdAmt"),
        ("Ccy=\"EUR\"", "Ccy=\"USD\""),
        (">100001/2021-01/1<", ">/2021-01/1<"),
        (">100001/2021-01/1<", ">111222333<"),
        (">100001/2021-01/1<", ">0123456789012345678901234567890123456<"),
        ("L. van", "Zoë"),
        ("<ChrgBr>SLEV</ChrgBr>", "<ChrgBr>SHAR</ChrgBr>"),
        ("<PmtMtd>TRF</PmtMtd>", ""),
        ("NL44RABO0123456789", "NL02RABO0123456789"),
        ("<Cd>SSBE</Cd>", "<Cd>SALA</Cd>"),
        ("2021-01-29", "29-01-2021"),
        ("pain.001.001.03", "pain.001.001.09"),
        ("<InitgPty><Nm>Gemeente Proef</Nm></InitgPty>", ""),
        ("<Ustrd>", "<Ustrd>x</Ustrd><Ustrd>"),
    ];
    for (old, new) in table {
        assert!(right.contains(old), "{old}");
        assert_ne!(complaints(&Node::parse(&right.replacen(old, new, 1))), Vec::<String>::new(), "{old} → {new}");
    }
}
