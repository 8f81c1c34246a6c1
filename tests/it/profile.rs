//! The shipped deliveries, profiled, and held against what their mappings declare.

use std::path::{Path, PathBuf};

use overdracht::profile::{self, Profile};
use overdracht::source::Cancel;

#[test]
fn dump() {
    for service in ["laborijn", "sdoa", "tuc", "het-plein"] {
        println!("==== {service}");
        let profile = of(service);
        for table in &profile.tables {
            println!(
                "{} {:?} {:?} {:?} {:?} rows {} footer {:?} keys {:?}",
                table.name, table.form, table.date, table.month, table.notation, table.rows, table.footer, table.keys
            );
            println!("   {:#?} {:#?}", table.evidence, table.doubts);
            for column in &table.columns {
                println!(
                    "  {} {:?} {:?} {}+{} {:?} {:?} {:?} {:?} {} {:?}",
                    column.heading,
                    column.kind,
                    column.kinds,
                    column.filled,
                    column.empty,
                    column.distinct,
                    column.patterns.first(),
                    column.common.first(),
                    column.range,
                    column.rare,
                    column.doubts
                );
            }
        }
        println!("{:?}", profile.others);
    }
}

fn of(service: &str) -> Profile {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(service).join("clean/delivery");
    profile::profile(&[PathBuf::from(folder)], &Cancel::default(), &|_, _| {}).expect("a profile")
}
