//! The `[[identity]]` blocks: arithmetic of the delivery itself.

use super::condition;
use super::document::{Node, Table};
use super::model::{Condition, Identity, Lines, TableIndex};
use super::problems::{Place, Problems};
use super::tables::Tables;
use crate::diag::codes::mapping as codes;

/// Reads every identity. The maps were read before: what they read in cents is in cents here.
pub(super) fn read(document: &mut Table<'_>, tables: &mut Tables<'_>, problems: &mut Problems) -> Vec<Identity> {
    let blocks = document.take("identity").map(|node| node.tables(problems)).unwrap_or_default();
    let mut identities: Vec<Identity> = Vec::new();
    for block in blocks {
        identities.extend(identity(block, &identities, tables, problems));
    }
    identities
}

fn identity(
    mut block: Table<'_>,
    before: &[Identity],
    tables: &mut Tables<'_>,
    problems: &mut Problems,
) -> Option<Identity> {
    let span = problems.span(block.at.clone());
    let name = block.need("name", problems).and_then(|node| node.filled(problems));
    let lines = lines(&mut block, tables, problems);
    let (plus, minus) = (block.need("plus", problems), block.take("minus"));
    let equals = block.need("equals", problems).and_then(|node| node.table(problems));
    block.finish(problems);
    let from = lines.from;
    let plus = plus.and_then(|node| condition(&node, from, tables, problems));
    let minus = minus.and_then(|node| condition(&node, from, tables, problems));
    let mut equals = equals?;
    let paid = self::lines(&mut equals, tables, problems);
    let filter = equals.take("where");
    equals.finish(problems);
    let filter = filter.and_then(|node| condition(&node, paid.from, tables, problems));
    if lines.headings != paid.headings && lines.headings != 0 && paid.headings != 0 {
        let message = format!("blocks have {} headings on one side and {} here", lines.headings, paid.headings);
        problems.refuse(paid.at.clone(), message, "name as many headings here as there, in the same order");
    }
    let name = name?;
    if before.iter().any(|known| known.name == name.text) {
        problems.report(&codes::DUPLICATE, name.at, format!("there are two identities \"{}\"", name.text));
    }
    let (lines, equals) = (lines.whole?, paid.whole?);
    Some(Identity { name: name.text.to_owned(), lines, plus: plus?, minus, equals, filter, span })
}

/// What a side of an identity says of its lines, right or wrong.
struct Side {
    from: Option<TableIndex>,
    /// Where the block's headings stand.
    at: Place,
    /// How many there are.
    headings: usize,
    whole: Option<Lines>,
}

fn lines(table: &mut Table<'_>, tables: &mut Tables<'_>, problems: &mut Problems) -> Side {
    let from = table.need("from", problems).and_then(|node| node.text(problems));
    let from = from.and_then(|name| tables.named(&name, problems));
    let block = table.need("block", problems);
    let amount = table.need("amount", problems).and_then(|node| node.text(problems));
    let at = block.as_ref().map_or_else(|| table.at.clone(), |node| node.at.clone());
    let headings = block.as_ref().and_then(|node| node.texts(problems)).unwrap_or_default();
    if let (Some(node), true) = (&block, headings.is_empty()) {
        problems.refuse(node.at.clone(), "a block without a heading", "list the headings that name a block");
    }
    let whole = from.zip(amount).and_then(|(from, amount)| {
        let block: Vec<_> = headings.iter().map(|heading| tables.heading(from, heading, problems)).collect();
        let amount = tables.amount_as_mapped(from, &amount, problems);
        Some(Lines { from, block: block.into_iter().collect::<Option<_>>()?, amount: amount? })
    });
    Side { from, at, headings: headings.len(), whole }
}

fn condition(
    node: &Node<'_>,
    from: Option<TableIndex>,
    tables: &mut Tables<'_>,
    problems: &mut Problems,
) -> Option<Condition> {
    condition::read(node, from?, tables, problems)
}
