//! The records of an Excel 97 workbook (BIFF8): a number, a length, and a body, all in little-endian order.
//!
//! Owns what each record looks like, and nothing about their order.

use super::cell::Visibility;

/// The most bytes that the body of a record may have.
pub(super) const LONGEST: usize = 8224;

/// The styles of cells: the first ones are those of the format itself.
pub(super) const PLAIN: u16 = 15;
pub(super) const BOLD: u16 = 16;
pub(super) const AMOUNT: u16 = 17;
pub(super) const DATE: u16 = 18;

/// The number format of a date, and that of an amount, which every reader knows.
const DATE_FORMAT: u16 = 164;
const AMOUNT_FORMAT: u16 = 4;
/// The fifth font; number 4 never exists.
const BOLD_FONT: u16 = 5;

/// Appends a record.
pub(super) fn push(out: &mut Vec<u8>, record: u16, body: &[u8]) {
    out.extend(record.to_le_bytes());
    out.extend(u16::try_from(body.len()).unwrap_or(u16::MAX).to_le_bytes());
    out.extend_from_slice(body);
}

/// Appends the beginning of a part: the workbook itself or a sheet.
pub(super) fn push_beginning(out: &mut Vec<u8>, is_sheet: bool) {
    let kind = if is_sheet { 0x0010 } else { 0x0005 };
    push(out, 0x0809, &words(&[0x0600, kind, 0x0DBB, 0x07CC, 0, 0, 0x0006, 0]));
}

/// Appends the end of a part.
pub(super) fn push_end(out: &mut Vec<u8>) {
    push(out, 0x000A, &[]);
}

/// Appends what every workbook says about itself: code page, window, day numbers, fonts, formats and styles.
pub(super) fn push_preamble(out: &mut Vec<u8>) {
    push(out, 0x0042, &words(&[1200]));
    push(out, 0x003D, &words(&[0, 0, 0x4000, 0x2000, 0x0038, 0, 0, 1, 600]));
    push(out, 0x0022, &words(&[0]));
    for weight in [400, 400, 400, 400, 700] {
        let mut font = words(&[200, 0, 0x7FFF, weight, 0, 0, 0]);
        push_text(&mut font, "Arial", false);
        push(out, 0x0031, &font);
    }
    let mut format = words(&[DATE_FORMAT]);
    push_text(&mut format, "dd\\-mm\\-yyyy", true);
    push(out, 0x041E, &format);
    for _ in 0..PLAIN {
        push_style(out, 0, 0, 0xFFF5);
    }
    for (font, format) in [(0, 0), (BOLD_FONT, 0), (0, AMOUNT_FORMAT), (0, DATE_FORMAT)] {
        push_style(out, font, format, 0x0001);
    }
    push(out, 0x0293, &[0x00, 0x80, 0x00, 0xFF]);
}

/// Appends where a sheet begins, whether it is seen, and its name.
pub(super) fn push_sheet_place(out: &mut Vec<u8>, offset: u32, visibility: Visibility, name: &str) {
    let mut body = offset.to_le_bytes().to_vec();
    body.extend(words(&[u16::from(visibility == Visibility::Hidden)]));
    push_text(&mut body, name, false);
    push(out, 0x0085, &body);
}

/// Appends how many rows and columns a sheet has.
pub(super) fn push_dimensions(out: &mut Vec<u8>, rows: u32, columns: u16) {
    let mut body = 0_u32.to_le_bytes().to_vec();
    body.extend(rows.to_le_bytes());
    body.extend(words(&[0, columns, 0]));
    push(out, 0x0200, &body);
}

/// Appends how wide the columns of a sheet are.
pub(super) fn push_widths(out: &mut Vec<u8>, columns: u16) {
    push(out, 0x007D, &words(&[0, columns.saturating_sub(1), 14 * 256, PLAIN, 0, 0]));
}

/// Appends that a row is hidden; it stands before the row's cells.
pub(super) fn push_hidden_row(out: &mut Vec<u8>, row: u16, columns: u16) {
    push(out, 0x0208, &words(&[row, 0, columns, 255, 0, 0, 0x0120, PLAIN]));
}

/// Appends how a sheet is shown; the first one is the one in front.
pub(super) fn push_view(out: &mut Vec<u8>, in_front: bool) {
    push(out, 0x023E, &words(&[if in_front { 0x06B6 } else { 0x00B6 }, 0, 0, 64, 0, 0, 0, 0, 0]));
}

/// Appends the merged ranges of a sheet: first and last row, first and last column.
pub(super) fn push_merges(out: &mut Vec<u8>, merges: &[[u16; 4]]) {
    for merges in merges.chunks(1000) {
        let mut body = u16::try_from(merges.len()).unwrap_or(u16::MAX).to_le_bytes().to_vec();
        body.extend(words(merges.as_flattened()));
        push(out, 0x00E5, &body);
    }
}

/// Appends the texts that cells refer to, of which no one is longer than a record; each begins and ends in one.
pub(super) fn push_texts(out: &mut Vec<u8>, uses: u32, texts: &[String]) {
    let count = u32::try_from(texts.len()).unwrap_or(u32::MAX);
    let mut body = [uses.to_le_bytes(), count.to_le_bytes()].concat();
    let mut record = 0x00FC;
    for text in texts {
        let mut encoded = Vec::with_capacity(text.len() + 3);
        push_text(&mut encoded, text, true);
        if body.len() + encoded.len() > LONGEST {
            push(out, record, &body);
            (record, body) = (0x003C, Vec::new());
        }
        body.extend(encoded);
    }
    push(out, record, &body);
}

/// Appends a cell that refers to a text.
pub(super) fn push_text_cell(out: &mut Vec<u8>, place: [u16; 2], style: u16, text: u32) {
    push_cell(out, 0x00FD, place, style, &text.to_le_bytes());
}

/// Appends a number.
pub(super) fn push_number_cell(out: &mut Vec<u8>, place: [u16; 2], style: u16, number: f64) {
    push_cell(out, 0x0203, place, style, &number.to_le_bytes());
}

/// Appends a truth value.
pub(super) fn push_boolean_cell(out: &mut Vec<u8>, place: [u16; 2], truth: bool) {
    push_cell(out, 0x0205, place, PLAIN, &[u8::from(truth), 0]);
}

fn push_cell(out: &mut Vec<u8>, record: u16, [row, column]: [u16; 2], style: u16, value: &[u8]) {
    let mut body = words(&[row, column, style]);
    body.extend_from_slice(value);
    push(out, record, &body);
}

fn push_style(out: &mut Vec<u8>, font: u16, format: u16, kind: u16) {
    push(out, 0x00E0, &words(&[font, format, kind, 0x0020, 0, 0, 0, 0, 0, 0x20C0]));
}

/// Appends a text: its length in one byte or two, whether it is wide, and its letters.
fn push_text(out: &mut Vec<u8>, text: &str, long: bool) {
    let letters: Vec<u16> = text.encode_utf16().collect();
    let [low, high] = u16::try_from(letters.len()).unwrap_or(u16::MAX).to_le_bytes();
    out.push(low);
    if long {
        out.push(high);
    }
    let wide = letters.iter().any(|letter| *letter > 0xFF);
    out.push(u8::from(wide));
    for [low, high] in letters.into_iter().map(u16::to_le_bytes) {
        out.push(low);
        if wide {
            out.push(high);
        }
    }
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}
