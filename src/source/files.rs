//! The files of a delivery: which belong to which table, and which to none.

use std::fs;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};

use super::error::SourceError;
use crate::domain::FileId;
use crate::mapping::model::{DeliveredTable, Delivery, TableIndex};

/// One delivered file.
#[derive(Clone, Debug)]
pub struct DeliveredFile {
    /// Its number.
    pub id: FileId,
    /// The table whose rows it holds.
    pub table: TableIndex,
    /// Its name within the delivery.
    pub name: String,
    /// Where it stands.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
}

/// All files of a delivery, in the order of the mapping's tables and of their names.
#[derive(Debug)]
pub struct Files {
    /// The files that belong to a table.
    pub data: Vec<DeliveredFile>,
    /// The control file, where the mapping declares one.
    pub control: Option<PathBuf>,
    /// Names of files that belong to nothing.
    pub unused: Vec<String>,
}

impl Files {
    /// Lists a delivery, given as its folder or as its files, and sorts the files to the tables.
    ///
    /// # Errors
    /// Fails where a folder or file cannot be read, two files have one name, a table has no file, or a file belongs to
    /// two tables.
    pub fn find(paths: &[PathBuf], delivery: &Delivery) -> Result<Self, SourceError> {
        let listed = list(paths)?;
        let matchers: Vec<GlobSet> = delivery.tables.iter().map(matcher).collect::<Result<_, _>>()?;
        let control_name = delivery.control.as_ref().map(|control| control.file.as_str());
        let mut data = Vec::new();
        let mut taken = vec![None; listed.len()];
        for (index, table) in delivery.tables.iter().enumerate() {
            let before = data.len();
            for (place, Listed { name, path, bytes }) in listed.iter().enumerate() {
                if !matchers[index].is_match(name) || Some(name.as_str()) == control_name {
                    continue;
                }
                if let Some(first) = taken[place].replace(index) {
                    let (first, second) = (delivery.tables[first].name.clone(), table.name.clone());
                    return Err(SourceError::Ambiguous { file: name.clone(), first, second });
                }
                let (id, name, path) = (number_after(data.len())?, name.clone(), path.clone());
                data.push(DeliveredFile { id, table: index, name, path, bytes: *bytes });
            }
            if data.len() == before {
                let patterns = table.files.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(" or ");
                return Err(SourceError::NoFile { table: table.name.clone(), patterns });
            }
        }
        let is_control = |file: &Listed| Some(file.name.as_str()) == control_name;
        let unused = listed.iter().zip(&taken).filter(|(file, taken)| taken.is_none() && !is_control(file));
        let unused = unused.map(|(file, _)| file.name.clone()).collect();
        // A control file that was not delivered is missed when it is read.
        let found = listed.iter().find(|file| is_control(file)).map(|file| file.path.clone());
        let control = control_name.map(|name| found.unwrap_or_else(|| PathBuf::from(name)));
        Ok(Self { data, control, unused })
    }

    /// Returns the files of one table.
    pub fn of(&self, table: TableIndex) -> impl Iterator<Item = &DeliveredFile> {
        self.data.iter().filter(move |file| file.table == table)
    }

    /// Returns a file's name by its number.
    #[must_use]
    pub fn name(&self, id: FileId) -> &str {
        self.data.get(usize::from(id.number()).wrapping_sub(1)).map_or("", |file| file.name.as_str())
    }
}

/// Numbers the file that follows so many others.
fn number_after(files: usize) -> Result<FileId, SourceError> {
    u16::try_from(files + 1).map(FileId::new).map_err(|_| SourceError::TooManyFiles)
}

/// A file that was delivered.
struct Listed {
    name: String,
    path: PathBuf,
    bytes: u64,
}

/// Lists plain files and those in folders, in order of name; hidden files in folders are left out.
fn list(paths: &[PathBuf]) -> Result<Vec<Listed>, SourceError> {
    let mut listed = Vec::new();
    for path in paths {
        if fs::metadata(path).map_err(unreadable(path))?.is_file() {
            listed.extend(describe(path)?);
            continue;
        }
        for entry in fs::read_dir(path).map_err(unreadable(path))? {
            let entry = entry.map_err(unreadable(path))?;
            if !entry.file_name().to_string_lossy().starts_with('.') {
                listed.extend(describe(&entry.path())?);
            }
        }
    }
    listed.sort_by(|one, other| one.name.cmp(&other.name));
    match listed.windows(2).find(|pair| pair[0].name == pair[1].name) {
        None => Ok(listed),
        Some(pair) => Err(SourceError::SameName {
            file: pair[0].name.clone(),
            first: pair[0].path.display().to_string(),
            second: pair[1].path.display().to_string(),
        }),
    }
}

/// Describes a path where it is a plain file.
fn describe(path: &Path) -> Result<Option<Listed>, SourceError> {
    let metadata = fs::metadata(path).map_err(unreadable(path))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(metadata.is_file().then(|| Listed { name, path: path.to_owned(), bytes: metadata.len() }))
}

fn unreadable(path: &Path) -> impl Fn(std::io::Error) -> SourceError + use<> {
    let path = path.display().to_string();
    move |source| SourceError::Unreadable { path: path.clone(), source }
}

fn matcher(table: &DeliveredTable) -> Result<GlobSet, SourceError> {
    let invalid = |pattern: &str, error: &globset::Error| SourceError::Pattern {
        table: table.name.clone(),
        pattern: pattern.to_owned(),
        reason: error.kind().to_string(),
    };
    let mut builder = GlobSetBuilder::new();
    for pattern in &table.files {
        builder.add(Glob::new(pattern).map_err(|error| invalid(pattern, &error))?);
    }
    builder.build().map_err(|error| invalid("", &error))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::mapping::model::Control;
    use crate::source::sample::Sample;

    fn find(sample: &Sample) -> Result<Files, SourceError> {
        Files::find(&[sample.folder().to_owned()], &sample.delivery)
    }

    fn refusal(sample: &Sample) -> String {
        find(sample).expect_err("a delivery that is refused").to_string()
    }

    #[test]
    fn files_are_numbered_in_the_order_of_their_names() {
        let sample = Sample::new();
        for name in
            ["betalingen_2020.csv", "notitie.txt", "betalingen_2019.csv", ".betalingen.csv.swp", "betalingen.csv"]
        {
            sample.write(name, "x;y");
        }
        std::fs::create_dir(sample.folder().join("betalingen_oud.csv")).expect("a folder");
        let files = find(&sample).expect("files");
        let found: Vec<_> = files.data.iter().map(|file| (file.id.number(), file.name.as_str(), file.bytes)).collect();
        assert_eq!(found, [(1, "betalingen.csv", 3), (2, "betalingen_2019.csv", 3), (3, "betalingen_2020.csv", 3)]);
        assert_eq!(files.unused, ["notitie.txt"]);
        assert_eq!(files.name(FileId::new(2)), "betalingen_2019.csv");
        assert_eq!((files.name(FileId::new(0)), files.name(FileId::new(9))), ("", ""));
        assert_eq!((files.of(0).count(), files.of(1).count()), (3, 0));
    }

    #[test]
    fn the_control_file_is_no_data_whatever_it_is_called() {
        let mut sample = Sample::new();
        let names = ["betalingen_levering.csv", "Bestand", "Aantal", "Kolom", "Totaal"].map(str::to_owned);
        let [file, file_heading, count_heading, column_heading, total_heading] = names;
        let dialect = sample.table().dialect.clone();
        sample.delivery.control =
            Some(Control { file, file_heading, count_heading, column_heading, total_heading, dialect });
        sample.write("betalingen.csv", "x");
        sample.write("betalingen_levering.csv", "x");
        let files = find(&sample).expect("files");
        assert_eq!((files.data.len(), files.unused.len()), (1, 0));
        assert_eq!(files.control, Some(sample.folder().join("betalingen_levering.csv")));
    }

    #[test]
    fn a_table_without_a_file_is_named() {
        let mut sample = Sample::new();
        sample.table().files.push("payments.csv".to_owned());
        assert_snapshot!(refusal(&sample), @r#"no file for table "betalingen": expected "betalingen*.csv" or "payments.csv" in the delivery; ask the service for it"#);
    }

    #[test]
    fn a_file_belongs_to_one_table() {
        let mut sample = Sample::new();
        let mut second = Sample::new();
        second.table().name = "uitkeringen".to_owned();
        sample.delivery.tables.append(&mut second.delivery.tables);
        sample.write("betalingen.csv", "x");
        assert_snapshot!(refusal(&sample), @r#"betalingen.csv: belongs to table "betalingen" and to "uitkeringen"; make the patterns of the mapping exclude each other"#);
    }

    #[test]
    fn a_pattern_that_is_none_is_named() {
        let mut sample = Sample::new();
        sample.table().files = vec!["betalingen[.csv".to_owned()];
        assert_snapshot!(refusal(&sample), @r#"the pattern "betalingen[.csv" of table "betalingen" is not valid: unclosed character class; missing ']'; correct it in the mapping"#);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let sample = Sample::new();
        let error = Files::find(&[sample.folder().join("leeg")], &sample.delivery).expect_err("no folder").to_string();
        assert!(error.contains("leeg: cannot be read: "), "{error}");
    }

    #[test]
    fn a_delivery_can_be_given_as_files() {
        let sample = Sample::new();
        sample.write("betalingen.csv", b"");
        let paths = [sample.folder().join("betalingen.csv")];
        let files = Files::find(&paths, &sample.delivery).expect("a delivery");
        assert_eq!(files.data.len(), 1);
        let twice = [paths[0].clone(), sample.folder().to_owned()];
        let error = Files::find(&twice, &sample.delivery).expect_err("two of one name").to_string();
        assert!(error.contains("betalingen.csv: delivered twice"), "{error}");
    }

    #[test]
    fn there_are_as_many_files_as_there_are_numbers() {
        assert_eq!(number_after(65_534).expect("the last number"), FileId::new(u16::MAX));
        let error = number_after(65_535).expect_err("no number is left").to_string();
        assert_eq!(error, "more files than can be numbered (65,535); deliver them in fewer, larger files");
    }
}
