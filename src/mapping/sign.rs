//! `sign-from`: the column that holds the sign of an amount, for a map and for what is read past the maps.

use super::document::{Node, Text};
use super::model::{SignFrom, TableIndex};
use super::problems::Problems;
use super::tables::Tables;

/// Reads where a sign stands: a heading, or a table that says how signs are written there.
pub(super) fn read(
    node: &Node<'_>,
    from: TableIndex,
    tables: &mut Tables<'_>,
    problems: &mut Problems,
) -> Option<SignFrom> {
    if node.is_text() {
        let heading = node.text(problems)?;
        let column = tables.heading(from, &heading, problems)?;
        return Some(SignFrom { column, plus: vec!["+".to_owned()], minus: vec!["-".to_owned()] });
    }
    let mut block = node.table(problems)?;
    let heading = block.need("column", problems).and_then(|node| node.text(problems));
    let plus = block.need("plus", problems).and_then(|node| node.texts(problems));
    let minus = block.need("minus", problems).and_then(|node| node.texts(problems));
    block.finish(problems);
    let column = heading.and_then(|heading| tables.heading(from, &heading, problems));
    let (plus, minus) = (plus?, minus?);
    for text in &minus {
        if plus.iter().any(|known| known.text == text.text) {
            let message = format!("\"{}\" is both plus and minus", text.text);
            problems.refuse(text.at.clone(), message, "leave it with one of the two");
        }
    }
    let owned = |texts: Vec<Text<'_>>| texts.into_iter().map(|text| text.text.trim().to_owned()).collect();
    Some(SignFrom { column: column?, plus: owned(plus), minus: owned(minus) })
}
