//! Small files, read as a delivery is.

use insta::assert_snapshot;
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};

use super::*;
use crate::mapping::model::Encoding;
use crate::source::blocks::BLOCK;
use crate::source::decode::encode;
use crate::source::opening::hexadecimal;
use crate::source::sample::{FILE, Sample, row};

const PLAIN: &str = "Nummer;Naam;Bedrag\r\n1;Ans;10,00\r\n2;Bé;-2,50\r\n";

/// Returns bytes in Windows-1252.
fn latin(text: &str) -> Vec<u8> {
    encode(Encoding::Windows1252, text)
}

#[test]
fn rows_come_with_their_lines_and_sums() {
    let (rows, facts) = Sample::new().read(latin(PLAIN)).expect("a good file");
    assert_eq!(rows, [row(2, ["1", "Ans", "10,00"]), row(3, ["2", "Bé", "-2,50"])]);
    assert_eq!((facts.rows, facts.sums), (2, vec![Total::from_cents(750)]));
    assert_eq!(facts.magnitude, Total::from_cents(1250));
    assert_eq!(facts.sha256, hexadecimal(&Sha256::digest(latin(PLAIN))));
    assert_eq!((facts.bytes, facts.footer.is_none()), (latin(PLAIN).len() as u64, true));
}

#[test]
fn other_spellings_of_a_file_are_the_same_delivery() {
    let expected = Sample::new().read(latin(PLAIN)).expect("a good file").0;
    let table = [
        ("line ends are LF", "Nummer;Naam;Bedrag\n1;Ans;10,00\n2;Bé;-2,50\n"),
        ("the last line does not end", "Nummer;Naam;Bedrag\r\n1;Ans;10,00\r\n2;Bé;-2,50"),
        ("blank lines at the end", "Nummer;Naam;Bedrag\r\n1;Ans;10,00\r\n2;Bé;-2,50\r\n\r\n\r\n"),
        ("all cells quoted", "\"Nummer\";\"Naam\";\"Bedrag\"\r\n\"1\";\"Ans\";\"10,00\"\r\n\"2\";\"Bé\";\"-2,50\"\r\n"),
        ("a quote is the last byte", "Nummer;Naam;Bedrag\n1;Ans;10,00\n2;Bé;\"-2,50\""),
        ("white space around cells", "Nummer ; Naam;Bedrag\n 1;Ans ;10,00\n2;\" Bé \"; -2,50 \n"),
        ("other column orders", "Bedrag;Nummer;Naam\n10,00;1;Ans\n-2,50;2;Bé\n"),
        ("more columns", "Extra;Nummer;Naam;Bedrag;Leeg\nx;1;Ans;10,00;\nx;2;Bé;-2,50;\n"),
    ];
    for (name, content) in table {
        let (rows, facts) = Sample::new().read(latin(content)).expect(name);
        assert_eq!(rows, expected, "{name}");
        assert_eq!(facts.sums, [Total::from_cents(750)], "{name}");
    }
}

#[test]
fn blank_lines_are_counted_and_are_no_rows() {
    let (rows, facts) =
        Sample::new().read("\n\nNummer;Naam;Bedrag\n\n1;Ans;1,00\n\n\n2;Ben;2,00").expect("a good file");
    assert_eq!(rows, [row(5, ["1", "Ans", "1,00"]), row(8, ["2", "Ben", "2,00"])]);
    assert_eq!(facts.rows, 2);
}

#[test]
fn a_cell_may_hold_delimiters_quotes_and_line_ends() {
    let content = "Nummer;Naam;Bedrag\n1;\"A;\"\"b\"\"\r\nc\";1,00\n2;d\"e;2,00\n3;\"x\";\"3,00\"\n";
    let (rows, _) = Sample::new().read(content).expect("a good file");
    assert_eq!(
        rows,
        [row(2, ["1", "A;\"b\"\r\nc", "1,00"]), row(4, ["2", "d\"e", "2,00"]), row(5, ["3", "x", "3,00"])]
    );
}

#[test]
fn a_carriage_return_in_a_cell_ends_no_record() {
    let (rows, _) = Sample::new().read("Nummer;Naam;Bedrag;Slot\n\"1\";a\rb;1,00;c\rd\n").expect("a good file");
    assert_eq!(rows, [row(2, ["1", "a\rb", "1,00"])]);
    let mut sample = Sample::new();
    sample.table().columns[1] = "Slot".to_owned();
    let (rows, _) = sample.read("Nummer;Bedrag;Slot\n\"1\";1,00;c\rd\n").expect("a good file");
    assert_eq!(rows, [row(2, ["1", "c\rd", "1,00"])]);
}

#[test]
fn rows_with_too_many_or_too_few_cells_are_told() {
    let sample = Sample::new();
    sample.write(FILE, "Nummer;Naam;Bedrag\n1;Ans;1,00\n2;Ben\n3;Cor;3,00;x\n");
    let (file, cancel) = (sample.file(), Cancel::default());
    let mut widths = Vec::new();
    Reading { delivery: &sample.delivery, file: &file, cancel: &cancel }
        .each_block(
            |block| {
                let mut widths = Vec::new();
                while let Some(row) = block.next_row() {
                    widths.push((row.width(), row.is_ragged(), row.text(2).into_owned()));
                }
                widths
            },
            |block| {
                widths = block;
                Ok::<_, SourceError>(())
            },
        )
        .expect("ragged rows are findings");
    assert_eq!(widths, [(3, false, "1,00".to_owned()), (2, true, String::new()), (4, true, "3,00".to_owned())]);
}

#[test]
fn many_blocks_are_handed_over_in_the_order_of_the_file() {
    let mut content = "Nummer;Naam;Bedrag\n".to_owned();
    let rows = 60_000_u32;
    content.extend((1..=rows).map(|number| format!("{number};\"een naam;\n met een regeleinde\";0,01\n")));
    assert!(content.len() > 3 * BLOCK);
    let (read, facts) = Sample::in_encoding(Encoding::Utf8).read(&content).expect("a good file");
    for (number, (line, texts)) in (1..).zip(&read) {
        assert_eq!((*line, texts[0].parse()), (number * 2, Ok(number)));
    }
    assert_eq!((facts.rows, facts.sums), (u64::from(rows), vec![Total::from_cents(i128::from(rows))]));
    assert_eq!((facts.sha256, facts.bytes), (hexadecimal(&Sha256::digest(&content)), content.len() as u64));
}

#[test]
fn headings_alone_can_be_read() {
    let sample = Sample::new();
    sample.write(FILE, latin("\nNaam;Nummer;Één;Bedrag\nnonsense"));
    let (file, cancel) = (sample.file(), Cancel::default());
    let layout = Reading { delivery: &sample.delivery, file: &file, cancel: &cancel }.layout().expect("headings");
    assert_eq!(layout.headings(), ["Naam", "Nummer", "Één", "Bedrag"]);
    assert_eq!(layout.unknown(), ["Één"]);
    assert_eq!(layout.raw(), latin("Naam;Nummer;Één;Bedrag"));
}

#[test]
fn each_byte_that_windows_1252_leaves_undefined_is_refused() {
    for byte in [0x81, 0x8D, 0x8F, 0x90, 0x9D] {
        let mut content = latin("Nummer;Naam;Bedrag\n1;Ans;1,00\n2;B");
        content.extend([byte, b'n', b';', b'2', b'\n']);
        let message = Sample::new().refusal(content);
        let expected = format!("betalingen.csv:3: byte {byte:#04x} at offset 33 is not windows-1252");
        assert!(message.starts_with(&expected), "{message}");
    }
    let message = Sample::new().refusal(b"Nummer;Na\x81m;Bedrag\n");
    assert_snapshot!(message, @"betalingen.csv:1: byte 0x81 at offset 9 is not windows-1252; declare the encoding that the file has, or have it delivered again");
}

#[test]
fn utf_8_in_a_file_declared_windows_1252_is_refused() {
    assert_snapshot!(Sample::new().refusal("Nummer;Naam;Bedrag\n1;Ans;1,00\n2;Bé;2,00\n"), @"betalingen.csv:3: declared windows-1252, but the file is utf-8; declare `encoding = \"utf-8\"` or have it delivered again");
    assert_snapshot!(Sample::new().refusal("\u{feff}Nummer;Naam;Bedrag\n"), @"betalingen.csv:1: declared windows-1252, but the file is utf-8; declare `encoding = \"utf-8\"` or have it delivered again");
}

#[test]
fn utf_8_in_the_headings_alone_gives_a_file_away_too() {
    let message = Sample::new().refusal("Nummer;Naam;Bedrag;Cliënt\n1;Ans;1,00;x\n");
    assert!(message.starts_with("betalingen.csv:1: declared windows-1252, but the file is utf-8"), "{message}");
    let mut sample = Sample::new();
    sample.table().columns[1] = "Cliënt".to_owned();
    let message = sample.refusal("Nummer;Cliënt;Bedrag\n1;Ans;1,00\n");
    assert!(message.starts_with("betalingen.csv:1: declared windows-1252, but the file is utf-8"), "{message}");
}

#[test]
fn one_byte_that_is_no_utf_8_shows_that_windows_1252_was_meant() {
    let mut content = latin("Nummer;Naam;Bedrag;Één\n1;");
    content.extend("é".bytes());
    content.extend(b";1,00;\n");
    let (rows, _) = Sample::new().read(content).expect("a file in Windows-1252");
    assert_eq!(rows, [row(2, ["1", "Ã©", "1,00"])]);
}

#[test]
fn utf_8_is_read_with_and_without_a_mark() {
    let sample = Sample::in_encoding(Encoding::Utf8);
    for mark in ["", "\u{feff}"] {
        let content = format!("{mark}{PLAIN}");
        let (rows, facts) = sample.read(&content).expect("a good file");
        assert_eq!(rows[1], row(3, ["2", "Bé", "-2,50"]));
        assert_eq!((facts.sha256, facts.bytes), (hexadecimal(&Sha256::digest(&content)), content.len() as u64));
    }
    assert_snapshot!(sample.refusal(latin(PLAIN)), @"betalingen.csv:3: byte 0xe9 at offset 36 is not utf-8; declare the encoding that the file has, or have it delivered again");
    let marked = [b"\xEF\xBB\xBF".as_slice(), &latin(PLAIN)].concat();
    assert_snapshot!(sample.refusal(marked), @"betalingen.csv:3: byte 0xe9 at offset 39 is not utf-8; declare the encoding that the file has, or have it delivered again");
}

#[test]
fn utf_16_is_read_in_both_orders_with_and_without_a_mark() {
    for encoding in [Encoding::Utf16Le, Encoding::Utf16Be] {
        for mark in ["", "\u{feff}"] {
            let content = encode(encoding, &format!("{mark}{PLAIN}"));
            let (rows, facts) = Sample::in_encoding(encoding).read(&content).expect("a good file");
            assert_eq!(rows, [row(2, ["1", "Ans", "10,00"]), row(3, ["2", "Bé", "-2,50"])]);
            assert_eq!((facts.sha256, facts.bytes), (hexadecimal(&Sha256::digest(&content)), content.len() as u64));
        }
    }
}

#[test]
fn a_mark_of_another_encoding_is_refused() {
    let content = encode(Encoding::Utf16Be, "\u{feff}Nummer;Naam;Bedrag\n");
    assert_snapshot!(Sample::in_encoding(Encoding::Utf16Le).refusal(&content), @"betalingen.csv:1: declared utf-16le, but the file is utf-16be; declare `encoding = \"utf-16be\"` or have it delivered again");
    assert_snapshot!(Sample::in_encoding(Encoding::Utf8).refusal(&content), @"betalingen.csv:1: declared utf-8, but the file is utf-16be; declare `encoding = \"utf-16be\"` or have it delivered again");
}

#[test]
fn half_a_character_of_utf_16_is_refused_on_its_line() {
    let sample = Sample::in_encoding(Encoding::Utf16Le);
    let good = encode(Encoding::Utf16Le, "Nummer;Naam;Bedrag\n1;Ans;1,00\n2;B");
    let lone = [good.as_slice(), &[0x3D, 0xD8], &encode(Encoding::Utf16Le, "n;2,00\n")].concat();
    assert_snapshot!(sample.refusal(lone), @"betalingen.csv:3: half a character of utf-16le at offset 66; declare the encoding that the file has, or have it delivered again");
    let second_half = [good.as_slice(), &[0x00, 0xDC], &encode(Encoding::Utf16Le, "n;2,00\n")].concat();
    assert_snapshot!(sample.refusal(second_half), @"betalingen.csv:3: half a character of utf-16le at offset 66; declare the encoding that the file has, or have it delivered again");
    let odd = [good.as_slice(), b"n"].concat();
    assert_snapshot!(sample.refusal(odd), @"betalingen.csv:3: half a character of utf-16le at offset 66; declare the encoding that the file has, or have it delivered again");
    assert!(sample.refusal(b"\xFF").starts_with("betalingen.csv:1: half a character of utf-16le at offset 0"));
    assert!(sample.refusal(b"\xFF\xFEN").starts_with("betalingen.csv:1: half a character of utf-16le at offset 2"));
    let cut = [good.as_slice(), &[0x3D, 0xD8]].concat();
    assert_snapshot!(sample.refusal(cut), @"betalingen.csv:3: half a character of utf-16le at offset 66; declare the encoding that the file has, or have it delivered again");
}

#[test]
fn a_nul_is_refused_in_every_encoding() {
    let text = "Nummer;Naam;Bedrag\n1;Ans;1,00\n2;B\0n;2,00\n";
    for (_, encoding) in Encoding::NAMES {
        let message = Sample::in_encoding(encoding).refusal(encode(encoding, text));
        assert!(message.starts_with("betalingen.csv:3: a NUL character: "), "{message}");
    }
}

#[test]
fn a_file_that_ends_inside_quotes_was_cut_off() {
    let expected =
        "betalingen.csv:3: the file ends inside a quoted cell that begins here: it is cut off; have it delivered again";
    let head = "Nummer;Naam;Bedrag\n1;Ans;1,00\n";
    for tail in ["2;\"Ben;2,00\n3;Cor;3,00\n", "2;Ben;\"", "2;Ben;\"\"\"", "\"2;Ben"] {
        assert_eq!(Sample::new().refusal(format!("{head}{tail}")), expected, "{tail}");
    }
}

#[test]
fn a_record_that_does_not_end_is_refused_before_it_fills_the_memory() {
    let content = format!("Nummer;Naam;Bedrag\n1;Ans;1,00\n2;\"{}", "Ben;2,00\n".repeat(200_000));
    assert_snapshot!(Sample::new().refusal(content), @"betalingen.csv:3: a record of more than 1048576 bytes begins here; expected one line per record: look for a quote that is never closed");
}

#[test]
fn a_file_without_headings_is_empty() {
    let expected =
        "betalingen.csv: the file is empty: expected a line of headings; ask the service to deliver it again";
    for content in ["", "\n", "\r\n\r\n"] {
        assert_eq!(Sample::new().refusal(content), expected, "{content:?}");
    }
    assert_eq!(Sample::in_encoding(Encoding::Utf8).refusal("\u{feff}"), expected);
    assert_eq!(Sample::in_encoding(Encoding::Utf16Le).refusal(b"\xFF\xFE"), expected);
}

#[test]
fn headings_without_rows_are_a_table_without_rows() {
    let (rows, facts) = Sample::new().read("Nummer;Naam;Bedrag").expect("a good file");
    assert_eq!((rows.len(), facts.rows, facts.sums), (0, 0, vec![Total::default()]));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let sample = Sample::new();
    let (file, cancel) = (sample.file(), Cancel::default());
    let error = Reading { delivery: &sample.delivery, file: &file, cancel: &cancel }.layout().expect_err("no file");
    let message = error.to_string();
    assert!(message.starts_with("betalingen.csv: cannot be read: "), "{message}");
    assert!(message.ends_with("; check that it exists and that you may read it"), "{message}");
}

#[test]
fn amounts_that_cannot_be_read_matter_only_where_totals_are_checked() {
    let content = "Nummer;Naam;Bedrag\n1;Ans;1.05\n2;Ben;\n3;Cor;3,00\n";
    let (rows, facts) = Sample::new().read(content).expect("a finding, and no error");
    assert_eq!((rows.len(), facts.sums), (3, vec![Total::from_cents(300)]));
    let refused = Sample::with_footer().refusal(format!("{content}TOTAAL;3;4,05\n"));
    assert_snapshot!(refused, @r#"betalingen.csv:2 [Bedrag]: "1.05" is not an amount (a thousands mark that does not part groups of three digits, or a zero before it), so the control totals cannot be checked; have the delivery made again, or correct how the mapping says amounts are written (decimal, thousands, unit)"#);
}

#[test]
fn texts_that_mean_nothing_are_no_amounts() {
    let mut sample = Sample::with_footer();
    sample.table().dialect.empty.push("nvt".to_owned());
    let (_, facts) = sample.read("Nummer;Naam;Bedrag\n1;Ans;nvt\n2;Ben;2,00\nTOTAAL;2;2,00\n").expect("a good file");
    assert_eq!(facts.sums, [Total::from_cents(200)]);
}

#[test]
fn whoever_wants_to_stop_is_heard() {
    let sample = Sample::new();
    sample.write(FILE, PLAIN);
    let (file, cancel) = (sample.file(), Cancel::default());
    let reading = Reading { delivery: &sample.delivery, file: &file, cancel: &cancel };
    let stopped = reading.each_block(|_| cancel.request(), |()| Ok::<_, SourceError>(())).expect_err("stopped");
    assert_snapshot!(stopped, @"interrupted; nothing was written");
    let again = reading.each_block(|_| panic!("nothing is begun"), |()| Ok::<_, SourceError>(()));
    assert!(matches!(again, Err(SourceError::Interrupted)));
}

#[test]
fn of_several_things_that_are_wrong_in_a_file_the_first_is_told() {
    let end = "2;Ben;2,00\n".repeat(100_000) + "3;Cor;3,\u{0}\n";
    let table = [
        ("1;Ans;1,00\n", 100_003),
        ("1;A\u{81}s;1,00\n", 2),
        ("1;A\0s;1,00\n", 2),
        ("1;A\u{81}s;1,00\n1;\0;1,00\n", 2),
        ("1;\"A\ns\";1,00\n1;\"\n\0\";1,00\n1;\u{81};1,00\n", 5),
    ];
    for (first, line) in table {
        let content = latin(&format!("Nummer;Naam;Bedrag\n{first}{end}"));
        for _ in 0..8 {
            let error = Sample::new().read(content.as_slice()).expect_err("a file that is refused").to_string();
            assert!(error.starts_with(&format!("{FILE}:{line}")), "{first}: {error}");
        }
    }
}

#[test]
fn the_error_of_whoever_takes_the_rows_ends_the_reading() {
    let sample = Sample::new();
    sample.write(FILE, "Nummer;Naam;Bedrag\n1;Ans;1,00\n".to_owned() + &"2;Ben;2,00\n".repeat(100_000));
    let (file, cancel) = (sample.file(), Cancel::default());
    let mut taken = 0;
    let refused = Reading { delivery: &sample.delivery, file: &file, cancel: &cancel }.each_block(
        |_| (),
        |()| {
            taken += 1;
            Err(SourceError::Changed { place: Place::file(FILE) })
        },
    );
    assert!(matches!(refused, Err(SourceError::Changed { .. })));
    assert_eq!(taken, 1);
}

#[test]
fn a_file_that_somebody_wrote_to_is_not_taken_for_the_one_that_was_read_before() {
    let sample = Sample::new();
    sample.write(FILE, PLAIN);
    let cancel = Cancel::default();
    let written = std::fs::metadata(sample.folder().join(FILE)).and_then(|file| file.modified()).expect("a moment");
    let file = DeliveredFile { modified: Some(written), ..sample.file() };
    let again = || {
        Reading { delivery: &sample.delivery, file: &file, cancel: &cancel }
            .each_block_again(|_| (), |()| Ok::<_, SourceError>(()))
    };
    assert!(again().is_ok());
    let later = written + std::time::Duration::from_secs(1);
    let opened = std::fs::File::options().write(true).open(&file.path).expect("the file");
    opened.set_modified(later).expect("another moment");
    let refused = again().expect_err("it changed").to_string();
    assert_eq!(refused, "betalingen.csv: the file changed while it was read; run again when nobody writes to it");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_encoding_gives_the_same_cells(names in prop::collection::vec("[a-zéïü;\" ]{0,6}", 0..8), mark: bool) {
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        writer.write_record(["Nummer", "Naam", "Bedrag"]).expect("headings");
        for name in &names {
            writer.write_record(["1", name, "1,00"]).expect("a row");
        }
        let text = String::from_utf8(writer.into_inner().expect("the text")).expect("UTF-8");
        for (_, encoding) in Encoding::NAMES {
            let marked = mark && encoding != Encoding::Windows1252;
            let content = encode(encoding, &format!("{}{text}", if marked { "\u{feff}" } else { "" }));
            let (rows, _) = Sample::in_encoding(encoding).read(content).expect("a good file");
            let read: Vec<&str> = rows.iter().map(|(_, texts)| texts[1].as_str()).collect();
            prop_assert_eq!(read, names.iter().map(|name| name.trim()).collect::<Vec<_>>());
        }
    }
}
