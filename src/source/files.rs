//! The files of a delivery: which belong to which table, and which to none.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use globset::{Glob, GlobSet, GlobSetBuilder};

use super::cancel::Cancel;
use super::error::SourceError;
use super::opening::digest_of;
use super::sheets;
use super::workbook::{self, Extract};
use crate::domain::{FileId, position};
use crate::mapping::model::{DeliveredTable, Delivery, TableIndex};

/// One delivered file, or a sheet of a delivered workbook.
#[derive(Clone, Debug)]
pub struct DeliveredFile {
    /// Its number.
    pub id: FileId,
    /// The table whose rows it holds.
    pub table: TableIndex,
    /// Its name within the delivery; of a sheet `[book.xlsx]Sheet`.
    pub name: String,
    /// Where it stands.
    pub path: PathBuf,
    /// Its size in bytes; of a sheet that of its spooled text.
    pub bytes: u64,
    /// When it was last written, where that is known.
    pub modified: Option<SystemTime>,
    /// The sheet, where it is one.
    pub sheet: Option<Arc<DeliveredSheet>>,
}

/// A sheet of a delivered workbook, spooled.
#[derive(Debug)]
pub struct DeliveredSheet {
    /// The workbook.
    pub book: Arc<Book>,
    /// Its text, and what is to be told of it.
    pub extract: Extract,
}

/// A delivered workbook.
#[derive(Debug)]
pub struct Book {
    /// Its name within the delivery.
    pub name: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
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
    /// Names of files, and of sheets of the workbooks that are read, that belong to nothing.
    pub unused: Vec<String>,
}

impl Files {
    /// Lists a delivery, given as its folder or as its files, sorts the files to the tables, and spools the sheets that
    /// tables stand in.
    ///
    /// # Errors
    /// Fails where a folder or file cannot be read, two files have one name, a table has no file, a file or sheet
    /// belongs to two tables, and where a workbook cannot be used.
    pub fn find(paths: &[PathBuf], delivery: &Delivery, cancel: &Cancel) -> Result<Self, SourceError> {
        let listed = list(paths)?;
        let control_name = delivery.control.as_ref().map(|control| control.file.as_str());
        let is_control = |file: &Listed| Some(file.name.as_str()) == control_name;
        let mut pairs = Vec::new();
        for (index, table) in delivery.tables.iter().enumerate() {
            let matcher = matcher(table)?;
            let before = pairs.len();
            let files = listed.iter().filter(|file| matcher.is_match(&file.name) && !is_control(file));
            pairs.extend(files.map(|file| (index, file)));
            if pairs.len() == before {
                let patterns = table.files.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(" or ");
                return Err(SourceError::NoFile { table: table.name.clone(), patterns });
            }
        }
        let mut sheets = sheets::spool(&listed, &pairs, delivery, cancel)?;
        let mut finding = Finding { delivery, listed: &listed, data: Vec::new() };
        for (index, file) in pairs {
            finding.take(index, file, sheets.remove(&(index, file.path.as_path())))?;
        }
        let is_taken = |file: &Listed| finding.data.iter().any(|found| found.path == file.path);
        let unused = listed.iter().filter(|file| !is_taken(file) && !is_control(file));
        let mut unused: Vec<String> = unused.map(|file| file.name.clone()).collect();
        unused.extend(finding.unused_sheets()?);
        // A control file that was not delivered is missed when it is read.
        let found = listed.iter().find(|file| is_control(file)).map(|file| file.path.clone());
        let control = control_name.map(|name| found.unwrap_or_else(|| PathBuf::from(name)));
        Ok(Self { data: finding.data, control, unused })
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

/// A delivery whose files are being sorted to its tables.
struct Finding<'a> {
    delivery: &'a Delivery,
    listed: &'a [Listed],
    data: Vec<DeliveredFile>,
}

impl Finding<'_> {
    /// Gives a listed file to a table, or a sheet of it, spooled.
    fn take(&mut self, index: TableIndex, file: &Listed, sheet: Option<Extract>) -> Result<(), SourceError> {
        let id = number_after(self.data.len())?;
        let mut found = DeliveredFile {
            id,
            table: index,
            name: file.name.clone(),
            path: file.path.clone(),
            bytes: file.bytes,
            modified: modified(&file.path),
            sheet: None,
        };
        if let Some(extract) = sheet {
            found.name = position::sheet(&file.name, &extract.sheet);
            found.bytes = extract.spooled_bytes;
            found.sheet = Some(Arc::new(DeliveredSheet { book: self.book(file)?, extract }));
        }
        let shared = self.data.iter().find(|other| other.path == found.path && other.clashes_with(&found));
        if let Some(first) = shared {
            let [first, second] = [first.table, index].map(|table| self.delivery.tables[table].name.clone());
            return Err(SourceError::Ambiguous { file: found.name, first, second });
        }
        self.data.push(found);
        Ok(())
    }

    /// Returns the workbook that a file is, digested once.
    fn book(&self, file: &Listed) -> Result<Arc<Book>, SourceError> {
        let known = self.data.iter().filter(|other| other.path == file.path).find_map(|other| other.sheet.as_ref());
        if let Some(sheet) = known {
            return Ok(Arc::clone(&sheet.book));
        }
        let (sha256, bytes) = digest_of(&file.path).map_err(unreadable(&file.path))?;
        Ok(Arc::new(Book { name: file.name.clone(), sha256, bytes }))
    }

    /// Names the sheets that no table stands in, of the workbooks that are read.
    fn unused_sheets(&self) -> Result<Vec<String>, SourceError> {
        let mut unused = Vec::new();
        for file in self.listed {
            if !self.data.iter().any(|found| found.path == file.path && found.sheet.is_some()) {
                continue;
            }
            let names = workbook::sheets(&file.path, &file.name)?;
            let names = names.into_iter().map(|sheet| position::sheet(&file.name, &sheet.name));
            unused.extend(names.filter(|name| !self.data.iter().any(|found| found.name == *name)));
        }
        Ok(unused)
    }
}

impl DeliveredFile {
    /// Returns the line of its headings, from 1.
    #[must_use]
    pub fn heading_line(&self) -> u32 {
        self.sheet.as_ref().map_or(1, |sheet| sheet.extract.heading_row)
    }

    /// Tells whether somebody wrote to it since it was listed. Of a workbook that does not matter any more.
    #[must_use]
    pub(super) fn has_changed(&self) -> bool {
        self.sheet.is_none() && self.modified.is_some() && modified(&self.path) != self.modified
    }

    /// Tells whether another table's file is the same file and not another sheet of it.
    fn clashes_with(&self, other: &Self) -> bool {
        self.name == other.name || self.sheet.is_none() || other.sheet.is_none()
    }
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|metadata| metadata.modified()).ok()
}

/// Numbers the file that follows so many others.
fn number_after(files: usize) -> Result<FileId, SourceError> {
    u16::try_from(files + 1).map(FileId::new).map_err(|_| SourceError::TooManyFiles)
}

/// A file that was delivered, before anything is known of it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its name within the delivery.
    pub name: String,
    /// Where it stands.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Lists plain files and those in folders, in order of name; hidden files in folders are left out.
///
/// # Errors
/// Fails where a folder or file cannot be read, or two files have one name.
pub fn list(paths: &[PathBuf]) -> Result<Vec<Listed>, SourceError> {
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

/// Says that a delivered file, or a sheet of one, belongs to nothing.
#[must_use]
pub fn unused_in_words(name: &str) -> String {
    format!("{name} belongs to no table")
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
        Files::find(&[sample.folder().to_owned()], &sample.delivery, &Cancel::default())
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
        let error = Files::find(&[sample.folder().join("leeg")], &sample.delivery, &Cancel::default())
            .expect_err("no folder")
            .to_string();
        assert!(error.contains("leeg: cannot be read: "), "{error}");
    }

    #[test]
    fn a_delivery_can_be_given_as_files() {
        let sample = Sample::new();
        sample.write("betalingen.csv", b"");
        let paths = [sample.folder().join("betalingen.csv")];
        let files = Files::find(&paths, &sample.delivery, &Cancel::default()).expect("a delivery");
        assert_eq!(files.data.len(), 1);
        let twice = [paths[0].clone(), sample.folder().to_owned()];
        let error = Files::find(&twice, &sample.delivery, &Cancel::default()).expect_err("two of one name").to_string();
        assert!(error.contains("betalingen.csv: delivered twice"), "{error}");
    }

    #[test]
    fn there_are_as_many_files_as_there_are_numbers() {
        assert_eq!(number_after(65_534).expect("the last number"), FileId::new(u16::MAX));
        let error = number_after(65_535).expect_err("no number is left").to_string();
        assert_eq!(error, "more files than can be numbered (65,535); deliver them in fewer, larger files");
    }
}
