//! A delivered file as headings and rows, found and changed by heading.

/// Cells to look for or to write: headings with their values.
pub(crate) type Cells<'a> = &'a [(&'a str, &'a str)];

/// A delivered file.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    file: String,
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
    /// The columns that are added up in the totals line.
    amounts: Vec<String>,
    totals: bool,
}

impl Sheet {
    /// Reads a file in Windows-1252; a totals line at its end is taken off.
    pub(crate) fn read(file: &str, bytes: &[u8], amounts: Vec<String>) -> Self {
        let (text, _, replaced) = encoding_rs::WINDOWS_1252.decode(bytes);
        assert!(!replaced, "{file} is Windows-1252");
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
        let texts = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let headings = texts(reader.headers().expect("headings"));
        let mut rows: Vec<_> = reader.records().map(|record| texts(&record.expect("a row"))).collect();
        let totals = rows.pop_if(|row| row[0] == "TOTAAL").is_some();
        Self { file: file.to_owned(), headings, rows, amounts, totals }
    }

    /// Writes the file with totals that agree with its rows.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut writer =
            csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        for row in std::iter::once(&self.headings).chain(&self.rows).chain(&self.totals()) {
            writer.write_record(row).expect("memory can be written");
        }
        let text = String::from_utf8(writer.into_inner().expect("memory can be written")).expect("UTF-8");
        encoding_rs::WINDOWS_1252.encode(&text).0.into_owned()
    }

    /// Returns the rows of the control file about this one: count, column and sum.
    pub(crate) fn control(&self) -> Vec<[String; 4]> {
        let line = |column: &str, sum| [self.file.clone(), self.rows.len().to_string(), column.to_owned(), sum];
        if self.amounts.is_empty() {
            return vec![line("", String::new())];
        }
        self.amounts.iter().map(|column| line(column, amount(self.sum(column)))).collect()
    }

    fn totals(&self) -> Option<Vec<String>> {
        let mut totals = vec![String::new(); self.headings.len()];
        for column in &self.amounts {
            totals[self.column(column)] = amount(self.sum(column));
        }
        "TOTAAL".clone_into(&mut totals[0]);
        totals[1] = self.rows.len().to_string();
        self.totals.then_some(totals)
    }

    fn sum(&self, column: &str) -> i64 {
        let cells = (0..self.rows.len()).map(|row| self.get(row, column));
        cells.filter(|text| !text.is_empty()).map(cents).sum()
    }

    fn column(&self, heading: &str) -> usize {
        let found = self.headings.iter().position(|known| known == heading);
        found.unwrap_or_else(|| panic!("{} has no column {heading}", self.file))
    }

    /// Returns the rows with these cells.
    pub(crate) fn all(&self, cells: Cells<'_>) -> Vec<usize> {
        let fits = |row: &usize| cells.iter().all(|(heading, value)| self.get(*row, heading) == *value);
        (0..self.rows.len()).filter(fits).collect()
    }

    /// Returns the one row with these cells.
    pub(crate) fn one(&self, cells: Cells<'_>) -> usize {
        let found = self.all(cells);
        assert_eq!(found.len(), 1, "{} has one row with {cells:?}", self.file);
        found[0]
    }

    /// Returns the rows with these cells that have no end.
    pub(crate) fn all_open(&self, cells: Cells<'_>) -> Vec<usize> {
        let rows = self.all(cells).into_iter();
        rows.filter(|row| is_open(self.get(*row, "Tot"))).collect()
    }

    /// Returns the one row with these cells that has no end.
    pub(crate) fn open(&self, cells: Cells<'_>) -> usize {
        let found = self.all_open(cells);
        assert_eq!(found.len(), 1, "{} has one row without end with {cells:?}", self.file);
        found[0]
    }

    /// Returns the file's name.
    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    /// Returns the same file under another name.
    pub(crate) fn renamed(self, file: &str) -> Self {
        Self { file: file.to_owned(), ..self }
    }

    /// Returns how many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns a cell.
    pub(crate) fn get(&self, row: usize, heading: &str) -> &str {
        &self.rows[row][self.column(heading)]
    }

    /// Writes a cell.
    pub(crate) fn set(&mut self, row: usize, heading: &str, value: &str) {
        let column = self.column(heading);
        value.clone_into(&mut self.rows[row][column]);
    }

    /// Writes a cell of every row with these cells, and returns how many.
    pub(crate) fn set_all(&mut self, cells: Cells<'_>, heading: &str, value: &str) -> usize {
        let rows = self.all(cells);
        for row in &rows {
            self.set(*row, heading, value);
        }
        rows.len()
    }

    /// Changes an amount.
    pub(crate) fn change(&mut self, row: usize, heading: &str, change: impl Fn(i64) -> i64) {
        let changed = amount(change(cents(self.get(row, heading))));
        self.set(row, heading, &changed);
    }

    /// Exchanges the cells of two rows.
    pub(crate) fn swap(&mut self, one: usize, other: usize, heading: &str) {
        let (first, second) = (self.get(one, heading).to_owned(), self.get(other, heading).to_owned());
        self.set(one, heading, &second);
        self.set(other, heading, &first);
    }

    /// Removes the rows with these cells, and returns how many.
    pub(crate) fn remove(&mut self, cells: Cells<'_>) -> usize {
        let rows = self.all(cells);
        for row in rows.iter().rev() {
            self.rows.remove(*row);
        }
        rows.len()
    }

    /// Removes every row.
    pub(crate) fn keep_none(&mut self) {
        self.rows.clear();
    }

    /// Adds a copy of a row, with some cells changed, and returns its place.
    pub(crate) fn add_like(&mut self, row: usize, cells: Cells<'_>) -> usize {
        self.rows.push(self.rows[row].clone());
        let added = self.rows.len() - 1;
        for (heading, value) in cells {
            self.set(added, heading, value);
        }
        added
    }

    /// Adds a row.
    pub(crate) fn add(&mut self, row: Vec<String>) {
        assert_eq!(row.len(), self.headings.len(), "{} has as many columns", self.file);
        self.rows.push(row);
    }

    /// Moves the first column to the end, headings and all.
    pub(crate) fn put_first_column_last(&mut self) {
        self.headings.rotate_left(1);
        for row in &mut self.rows {
            row.rotate_left(1);
        }
    }

    /// Adds a column with the same value in every row.
    pub(crate) fn add_column(&mut self, heading: &str, value: &str) {
        self.headings.push(heading.to_owned());
        for row in &mut self.rows {
            row.push(value.to_owned());
        }
    }

    /// Returns where a row stands once the file is written: `componenten.csv:12`.
    pub(crate) fn place(&self, row: usize) -> String {
        format!("{}:{}", self.file, row + 2)
    }
}

/// Tells whether a row with this end goes on.
pub(crate) fn is_open(end: &str) -> bool {
    matches!(end, "" | "31-12-9999")
}

/// Reads an amount in Dutch notation.
pub(crate) fn cents(text: &str) -> i64 {
    let (euros, rest) = text.split_once(',').unwrap_or((text, "00"));
    let digits = format!("{}{rest:0<2}", euros.replace('.', ""));
    digits.parse().unwrap_or_else(|_| panic!("{text} is an amount"))
}

/// Writes an amount in Dutch notation, without marks between thousands.
pub(crate) fn amount(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{},{:02}", cents.abs() / 100, cents.abs() % 100)
}
