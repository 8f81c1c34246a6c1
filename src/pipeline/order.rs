//! The order in which delivered tables are loaded: what others refer to and follow first.

use crate::mapping::Mapping;
use crate::mapping::model::{Routing, TableIndex};

/// Returns the delivered tables, each after those that bring the rows it refers to, and after the one that it follows.
#[must_use]
pub(super) fn loading_order(mapping: &Mapping) -> Vec<TableIndex> {
    let mut order = Vec::new();
    let mut begun = vec![false; mapping.delivery.tables.len()];
    for table in 0..mapping.delivery.tables.len() {
        visit(mapping, table, &mut begun, &mut order);
    }
    order
}

fn visit(mapping: &Mapping, table: TableIndex, begun: &mut [bool], order: &mut Vec<TableIndex>) {
    if std::mem::replace(&mut begun[table], true) {
        return;
    }
    if let Routing::Via { table: followed, .. } = mapping.delivery.tables[table].routing
        && !matches!(mapping.delivery.tables[followed].routing, Routing::Cases { .. })
    {
        visit(mapping, followed, begun, order);
    }
    for map in mapping.maps.iter().filter(|map| map.from == table) {
        let parents = map.to.columns.iter().filter_map(|column| column.references).map(|(parent, _)| parent);
        for parent in parents {
            for other in mapping.maps.iter().filter(|other| other.to.name == parent) {
                visit(mapping, other.from, begun, order);
            }
        }
    }
    order.push(table);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::sample::Sample;

    #[test]
    fn what_is_referred_to_is_loaded_before_what_refers_wherever_it_is_declared() {
        let cases = "[delivery.dossiers]\nfiles = [\"dossiers*.csv\"]\nkey   = [\"Dossier\"]\n\
            destination-by = { column = \"Gemeente\" }\n";
        let sample =
            Sample::new().declare(cases, "").declare("[delivery.clienten]", &format!("{cases}\n[delivery.clienten]"));
        for mapping in [Sample::new().mapping(), sample.mapping()] {
            let names = loading_order(&mapping).into_iter().map(|table| mapping.delivery.tables[table].name.clone());
            let names: Vec<String> = names.collect();
            assert_eq!(names[..2], ["clienten", "dossiers"]);
            assert_eq!(names.len(), 8);
        }
    }
}
