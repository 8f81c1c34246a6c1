//! A message of two batches, changed in one way, and what becomes of its reading.

use std::io::Read;

use proptest::prelude::*;

use super::*;
use crate::domain::DateFormat;

const MESSAGE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03">
  <CstmrCdtTrfInitn>
    <GrpHdr>
      <MsgId>PROEF-1</MsgId>
      <CreDtTm>2021-01-04T09:00:00</CreDtTm>
      <NbOfTxs>3</NbOfTxs>
      <CtrlSum>1000.30</CtrlSum>
      <InitgPty><Nm>Gemeente Proef</Nm></InitgPty>
    </GrpHdr>
    <PmtInf>
      <PmtInfId>PROEF-1-1</PmtInfId>
      <PmtMtd>TRF</PmtMtd>
      <NbOfTxs>2</NbOfTxs>
      <CtrlSum>1000.20</CtrlSum>
      <ReqdExctnDt>2021-01-29</ReqdExctnDt>
      <Dbtr><Nm>Gemeente Proef</Nm></Dbtr>
      <DbtrAcct><Id><IBAN>NL02ABNA0123456789</IBAN></Id></DbtrAcct>
      <CdtTrfTxInf>
        <PmtId><EndToEndId>100001/2021-01/1</EndToEndId></PmtId>
        <Amt><InstdAmt Ccy="EUR">999.70</InstdAmt></Amt>
        <Cdtr><Nm>Zo&#235; &amp; Proef</Nm></Cdtr>
        <CdtrAcct><Id><IBAN>NL91ABNA0417164300</IBAN></Id></CdtrAcct>
        <RmtInf><Ustrd>Uitkering</Ustrd></RmtInf>
      </CdtTrfTxInf>
      <CdtTrfTxInf>
        <PmtId><EndToEndId>NOTPROVIDED</EndToEndId></PmtId>
        <Amt><InstdAmt Ccy="EUR">0.5</InstdAmt></Amt>
        <CdtrAcct><Id><IBAN>NL44RABO0123456789</IBAN></Id></CdtrAcct>
      </CdtTrfTxInf>
    </PmtInf>
    <PmtInf>
      <PmtInfId>PROEF-1-2</PmtInfId>
      <PmtMtd>TRF</PmtMtd>
      <ReqdExctnDt>2021-02-26</ReqdExctnDt>
      <CdtTrfTxInf>
        <PmtId><InstrId>x</InstrId><EndToEndId>P100001-3</EndToEndId></PmtId>
        <Amt><InstdAmt Ccy="EUR">0.10</InstdAmt></Amt>
        <CdtrAcct><Id><IBAN>NL91ABNA0417164300</IBAN></Id></CdtrAcct>
      </CdtTrfTxInf>
    </PmtInf>
  </CstmrCdtTrfInitn>
</Document>
"#;

/// Reads a message, and shows its payments or what is wrong with it.
fn read_bytes(bytes: impl Read) -> Result<(Message, Vec<Payment>), String> {
    let mut payments = Vec::new();
    let read = message::read(bytes, "x.xml", &Cancel::default(), &mut |payment| {
        payments.push(payment.clone());
        Ok::<(), SourceError>(())
    });
    read.map(|message| (message, payments)).map_err(|error| error.to_string())
}

fn read_text(text: &str) -> Result<(Message, Vec<Payment>), String> {
    read_bytes(text.as_bytes())
}

/// Changes the message in the first place where a text stands.
fn changed(old: &str, new: &str) -> String {
    assert!(MESSAGE.contains(old), "the message says {old}");
    MESSAGE.replacen(old, new, 1)
}

#[test]
fn a_message_is_read_payment_by_payment() {
    let (message, payments) = read_text(MESSAGE).expect("a message");
    assert_eq!(
        (message.id.as_str(), message.version, message.payments, message.cents),
        ("PROEF-1", Version::V03, 3, 100_030)
    );
    let payment = |end_to_end: Option<&str>, date: &str, account: &str, cents, name: Option<&str>, line| Payment {
        end_to_end: end_to_end.map(str::to_owned),
        date: DateFormat::YearMonthDay.parse(date).expect("a date"),
        account: Iban::parse(account).expect("an account"),
        amount: Money::from_cents(cents),
        name: name.map(str::to_owned),
        line,
    };
    let expected = [
        payment(Some("100001/2021-01/1"), "2021-01-29", "NL91ABNA0417164300", 99_970, Some("Zoë & Proef"), 19),
        payment(None, "2021-01-29", "NL44RABO0123456789", 50, None, 26),
        payment(Some("P100001-3"), "2021-02-26", "NL91ABNA0417164300", 10, None, 36),
    ];
    assert_eq!(payments, expected);
}

#[test]
fn the_message_of_2019_says_dates_in_an_element_of_their_own() {
    let newer = |date: &str| {
        let text = MESSAGE.replace("pain.001.001.03", "pain.001.001.09");
        let text = text.replace("<ReqdExctnDt>2021-01-29<", &format!("<ReqdExctnDt>{date}<"));
        text.replace("<ReqdExctnDt>2021-02-26<", "<ReqdExctnDt><DtTm>2021-02-26T10:00:00+01:00</DtTm><")
    };
    let (message, payments) = read_text(&newer("<Dt>2021-01-29</Dt>")).expect("a message");
    assert_eq!(message.version, Version::V09);
    let dates: Vec<String> = payments.iter().map(|payment| payment.date.to_string()).collect();
    assert_eq!(dates, ["2021-01-29", "2021-01-29", "2021-02-26"]);
    let error = read_text(&newer("2021-01-29")).expect_err("a date of the older message");
    assert!(error.starts_with("x.xml:16: is no well-formed XML (text where elements are expected)"), "{error}");
}

#[test]
fn prefixes_comments_and_line_ends_do_not_matter() {
    let prefixed = MESSAGE.replace("<Document xmlns=", "<Document xmlns:p=");
    let prefixed = prefixed.replace('<', "<p:").replace("<p:/", "</p:").replace("<p:?", "<?");
    let table = [
        ("with a prefix", prefixed),
        ("with comments", changed("<PmtInf>", "<!-- <PmtInf> --><?x y?><PmtInf>")),
        ("with Windows line ends", MESSAGE.replace('\n', "\r\n")),
        ("on one line", MESSAGE.replace('\n', "")),
        ("behind a byte order mark", format!("\u{feff}{MESSAGE}")),
        ("without declaration", MESSAGE.replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "")),
        ("with spaces around values", changed(">999.70<", ">\n 999.70 <")),
        ("with an amount as character data", changed(">999.70<", "><![CDATA[999.70]]><")),
        (
            "with more after the payments",
            changed(
                "</CstmrCdtTrfInitn>",
                "<SplmtryData><Envlp><a:x xmlns:a=\"b\">1</a:x></Envlp></SplmtryData></CstmrCdtTrfInitn>",
            ),
        ),
    ];
    for (what, text) in table {
        let (message, payments) = read_text(&text).unwrap_or_else(|error| panic!("{what}: {error}\n{text}"));
        assert_eq!((message.cents, payments.len()), (100_030, 3), "{what}");
    }
}

#[test]
fn what_leaves_doubt_is_refused_with_its_line() {
    let table: [(&str, &str, &str); 41] = [
        ("Ccy=\"EUR\">999", "Ccy=\"USD\">999", "21: an amount in USD, where euros"),
        (" Ccy=\"EUR\">999", ">999", "21: an amount in no currency"),
        (">NL91ABNA0417164300<", ">NL02RABO0123456789<", "23: \"NL02RABO0123456789\" is no IBAN (the check digits"),
        (">NL91ABNA0417164300<", ">NL91 ABNA 0417 1643 00<", "23: \"NL91 ABNA 0417 1643 00\" is no IBAN (spaces"),
        ("<IBAN>NL91ABNA0417164300</IBAN>", "<Othr><Id>1</Id></Othr>", "23: \"Othr\" does not belong in CdtrAcct"),
        (
            "<CdtrAcct><Id><IBAN>NL91ABNA0417164300</IBAN></Id></CdtrAcct>",
            "",
            "19: CdtTrfTxInf has no \"IBAN\", so nobody",
        ),
        ("<Amt><InstdAmt Ccy=\"EUR\">999.70</InstdAmt></Amt>", "", "19: CdtTrfTxInf has no \"InstdAmt\""),
        ("<InstdAmt Ccy=\"EUR\">999.70</InstdAmt>", "<EqvtAmt/>", "21: \"EqvtAmt\" does not belong in Amt"),
        ("<PmtId><EndToEndId>100001/2021-01/1</EndToEndId></PmtId>", "", "19: CdtTrfTxInf has no \"EndToEndId\""),
        (">100001/2021-01/1<", "><", "20: \"\" is no identification"),
        (">999.70<", ">999.701<", "21: \"999.701\" is no amount (3 decimals)"),
        (">999.70<", ">999,70<", "21: \"999,70\" is no amount"),
        (">999.70<", ">0.00<", "21: an amount of 0.00"),
        (">999.70<", ">-999.70<", "21: an amount of -999.70"),
        (
            ">999.70<",
            ">999.71<",
            "15: CtrlSum says € 1.000,20 for PmtInf \"PROEF-1-1\", and the payments add up to € 1.000,21",
        ),
        (">0.10<", ">0.11<", "8: CtrlSum says € 1.000,30 for the message, and the payments add up to € 1.000,31"),
        ("<NbOfTxs>3<", "<NbOfTxs>4<", "7: NbOfTxs says 4 payments in the message, and 3 are there"),
        ("<NbOfTxs>2<", "<NbOfTxs>1<", "14: NbOfTxs says 1 payments in PmtInf \"PROEF-1-1\", and 2"),
        ("<NbOfTxs>3<", "<NbOfTxs>drie<", "7: \"drie\" is no NbOfTxs"),
        ("<NbOfTxs>3</NbOfTxs>", "", "4: GrpHdr has no \"NbOfTxs\""),
        ("<CtrlSum>1000.30</CtrlSum>", "", "4: GrpHdr has no \"CtrlSum\""),
        ("<MsgId>PROEF-1</MsgId>", "", "4: GrpHdr has no \"MsgId\""),
        ("<NbOfTxs>3</NbOfTxs>", "<NbOfTxs>3</NbOfTxs><NbOfTxs>3</NbOfTxs>", "7: GrpHdr has a second \"NbOfTxs\""),
        ("<ReqdExctnDt>2021-01-29</ReqdExctnDt>", "", "11: PmtInf has no \"ReqdExctnDt\""),
        (">2021-01-29<", ">2021-01-32<", "16: \"2021-01-32\" is no date"),
        (">2021-01-29<", ">111222333<", "16: \"******333\" is no date"),
        (">NL91ABNA0417164300<", ">111222333<", "23: \"******333\" is no IBAN"),
        (">NL91ABNA0417164300<", ">BSN111222333<", "23: \"BSN******333\" is no IBAN"),
        ("Ccy=\"EUR\">999.70<", "Ccy=\"EUR\">x111222333<", "21: \"x******333\" is no amount"),
        ("<PmtMtd>TRF", "<PmtMtd>CHK", "13: payment method \"CHK\""),
        ("<PmtMtd>TRF</PmtMtd>", "", "11: PmtInf has no \"PmtMtd\""),
        (
            "pain.001.001.03",
            "pain.001.001.12",
            "2: is pain.001.001.12, and pain.001.001.03 and pain.001.001.09 are read",
        ),
        ("urn:iso:std:iso:20022:tech:xsd:pain.001.001.03", "x", "2: is in namespace x, and"),
        ("pain.001.001.03", "camt.053.001.02", "2: is no credit transfer but \"camt.053.001.02\""),
        ("CstmrCdtTrfInitn>", "CstmrDrctDbtInitn>", "3: is no credit transfer but \"CstmrDrctDbtInitn\""),
        ("encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\"", "1: is written in ISO-8859-1"),
        ("<Document", "<!DOCTYPE x [<!ENTITY y \"z\">]>\n<Document", "2: a document type (DOCTYPE)"),
        ("&amp;", "&x;", "22: \"&x;\" stands for nothing"),
        ("&#235;", "&#7;", "22: \"&#7;\" stands for nothing"),
        ("<Nm>Zo", "<Nm><b/>Zo", "22: \"b\" does not belong in an element that holds a value"),
        ("<PmtId>", "<PmtId xmlns=\"x\">", "20: \"PmtId\" does not belong in this message"),
    ];
    for (old, new, expected) in table {
        let error = read_text(&changed(old, new)).expect_err(new);
        assert!(error.starts_with(&format!("x.xml:{expected}")), "{old} → {new}: {error}");
    }
}

#[test]
fn what_is_no_message_is_refused() {
    let bytes: [(&str, &[u8], &str); 9] = [
        ("empty", b"", "x.xml: the file is empty"),
        ("spaces", b" \n ", "x.xml: the file is empty"),
        ("text", b"Dossiernummer;Bedrag", "x.xml:1: is no XML"),
        ("a page", b"<html/>", "x.xml:1: is no credit transfer but \"html\""),
        ("no namespace", b"<Document/>", "x.xml:1: is in no namespace"),
        ("UTF-16", b"\xFF\xFE<\0", "x.xml:1: is written in UTF-16"),
        ("wide", b"<\0?\0", "x.xml:1: is written in UTF-16"),
        ("Windows-1252", b"<Document>\xEB</Document>", "x.xml:1: is in no namespace"),
        ("a picture", b"\x89PNG\r\n\x1a\n\xff<", "x.xml:1: bytes that are no UTF-8"),
    ];
    for (what, bytes, expected) in bytes {
        let error = read_bytes(bytes).expect_err(what);
        assert!(error.starts_with(expected), "{what}: {error}");
    }
    let text = MESSAGE.as_bytes();
    let at = MESSAGE.find("Uitkering").expect("the words");
    let windows = [&text[..at], b"Uitk\xE9ring", &text[at + 9..]].concat();
    let error = read_bytes(windows.as_slice()).expect_err("Windows-1252");
    assert!(error.starts_with("x.xml:24: bytes that are no UTF-8"), "{error}");
    let twice = format!("{MESSAGE}{}", &MESSAGE[MESSAGE.find("<Document").expect("the root")..]);
    let error = read_text(&twice).expect_err("two documents");
    assert!(error.contains("a second document"), "{error}");
}

#[test]
fn a_message_that_is_cut_off_anywhere_is_refused() {
    let end = MESSAGE.find("</Document>").expect("the end") + "</Document>".len();
    for length in 0..end {
        let error = read_text(&MESSAGE[..length]).expect_err("cut off");
        assert!(error.starts_with("x.xml:") || length < 40, "{length}: {error}");
    }
    let error = read_text(&MESSAGE[..1200]).expect_err("cut off");
    assert!(error.contains("it is cut off"), "{error}");
}

#[test]
fn a_message_or_batch_without_payments_is_refused() {
    let head = &MESSAGE[..MESSAGE.find("    <PmtInf>").expect("a batch")];
    let end = "</CstmrCdtTrfInitn></Document>";
    let table = [
        (format!("{head}{end}"), "x.xml:11: the message has no payments"),
        (format!("{head}<PmtInf><PmtInfId>A</PmtInfId></PmtInf>{end}"), "x.xml:11: PmtInf \"A\" has no payments"),
    ];
    for (text, expected) in table {
        let error = read_text(&text).expect_err("no payments");
        assert!(error.starts_with(expected), "{error}");
    }
}

#[test]
fn nothing_grows_without_end() {
    let long = format!("<Document>{}", "x".repeat(3 << 20));
    let deep = changed("<RmtInf>", &format!("<RmtInf>{}", "<a>".repeat(1000)));
    for (text, expected) in [(long, "in no namespace"), (deep, "does not belong in so many elements")] {
        let error = read_text(&text).expect_err("no end");
        assert!(error.contains(expected), "{error}");
    }
    let error = read_text(&changed("Uitkering", &"x".repeat(3 << 20))).expect_err("a long text");
    assert!(error.starts_with("x.xml:24: a text or tag of more than 1048576 bytes begins here"), "{error}");
}

#[test]
fn the_same_file_or_message_twice_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.xml");
    std::fs::write(&path, MESSAGE).expect("a file");
    let again = folder.path().join(".").join("a.xml");
    let error = refuse_same_files(&[&path, &again]).expect_err("one file").to_string();
    assert!(error.contains("is given twice"), "{error}");
    let read = || read_text(MESSAGE).expect("a message").0;
    let messages = [read(), Message { file: "y.xml".to_owned(), ..read() }];
    let error = refuse_same_messages(&messages).expect_err("one message").to_string();
    assert!(error.starts_with("y.xml: has the message identification \"PROEF-1\" of x.xml"), "{error}");
}

proptest! {
    #[test]
    fn no_change_breaks_the_reading_or_goes_unnoticed_in_an_amount(
        at in 0_usize..MESSAGE.len(), length in 0_usize..40, bytes in proptest::collection::vec(any::<u8>(), 0..8),
    ) {
        let end = (at + length).min(MESSAGE.len());
        let changed = [&MESSAGE.as_bytes()[..at], &bytes, &MESSAGE.as_bytes()[end..]].concat();
        if let Ok((message, payments)) = read_bytes(changed.as_slice()) {
            let sum: i128 = payments.iter().map(|payment| i128::from(payment.amount.cents())).sum();
            prop_assert_eq!((message.payments, message.cents), (payments.len() as u64, sum));
        }
    }

    #[test]
    fn nothing_that_is_typed_breaks_the_reading(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read_bytes(bytes.as_slice()).is_err());
    }
}
