//! Several sheets of one workbook at once.

use crate::mapping::model::SheetChoice;
use crate::source::workbook::sample::{Asked, Xlsx, ods, row};

/// How many rows of data the sheets have.
const ROWS: [u32; 5] = [3, 2000, 0, 700, 5000];

/// A workbook with sheets of different sizes, which share a text.
fn book(spoil: impl Fn(usize, String) -> String) -> Vec<u8> {
    let sheets: Vec<(String, String)> = (0..)
        .zip(ROWS)
        .map(|(place, rows)| {
            let data =
                (2..2 + rows).map(|number| row(number, &[&format!("{place}-{number}"), r#"<c t="s"><v>0</v></c>"#]));
            let data = row(1, &["Nummer", "Bedrag"]) + &data.collect::<String>();
            (format!("Blad{place}"), spoil(place, format!("<sheetData>{data}</sheetData>")))
        })
        .collect();
    let sheets: Vec<_> = sheets.iter().map(|(name, xml)| (name.as_str(), "visible", xml.as_str())).collect();
    Xlsx::new(&sheets).part("xl/sharedStrings.xml", r#"<sst uniqueCount="1"><si><t>twaalf</t></si></sst>"#).bytes()
}

fn sheets(places: &[usize]) -> Vec<Asked> {
    let sheet = |place| SheetChoice::Named(format!("Blad{place}"));
    places.iter().map(|place| Asked { sheet: sheet(place), ..Asked::amounts() }).collect()
}

#[test]
fn sheets_come_in_the_order_in_which_they_are_wanted_each_as_if_it_were_read_alone() {
    let book = book(|_, xml| xml);
    for places in [&[0, 1, 2, 3, 4][..], &[4, 0, 3], &[2, 2, 1], &[3], &[]] {
        let answers = Asked::all(&sheets(places), &book).expect("sheets that can be read");
        assert_eq!(answers.len(), places.len());
        for (place, answer) in places.iter().zip(answers) {
            let data = (2..2 + ROWS[*place]).map(|number| format!("{place}-{number}|twaalf"));
            let lines: Vec<String> = std::iter::once("Nummer|Bedrag".to_owned()).chain(data).collect();
            assert_eq!((answer.sheet, answer.lines), (format!("Blad{place}"), lines));
        }
    }
}

#[test]
fn of_several_sheets_that_cannot_be_used_the_first_that_is_wanted_is_told() {
    let book = book(|place, xml| match place {
        0 | 4 => xml.replace("</sheetData>", ""),
        3 => xml.replace("Bedrag", "Bedrg"),
        _ => xml,
    });
    let truncated = "boek: cannot be read as a workbook";
    let table = [
        (vec![1, 3, 4, 0], "[boek]Blad3!A1: column \"Bedrag\" is missing"),
        (vec![2, 4, 3], truncated),
        (vec![0, 1, 3, 4], truncated),
        (vec![3, 9], "boek: has no sheet \"Blad9\""),
    ];
    for (places, start) in table {
        for _ in 0..8 {
            let message = Asked::all(&sheets(&places), &book).expect_err("a sheet that is refused").to_string();
            assert!(message.starts_with(start), "{places:?}: {message}");
        }
    }
}

#[test]
fn sheets_of_other_formats_are_wanted_together_as_well() {
    let cell = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let line = |cells: [&str; 2]| format!("<table:table-row>{}</table:table-row>", cells.map(cell).concat());
    let table = |place| {
        let rows = line(["Nummer", "Bedrag"]) + &line([place, "12"]);
        format!(r#"<table:table table:name="Blad{place}">{rows}</table:table>"#)
    };
    let answers = Asked::all(&sheets(&[1, 0]), &ods(&["0", "1"].map(table).concat())).expect("sheets");
    let lines: Vec<&str> = answers.iter().map(|answer| answer.lines[1].as_str()).collect();
    assert_eq!(lines, ["1|12", "0|12"]);
}
