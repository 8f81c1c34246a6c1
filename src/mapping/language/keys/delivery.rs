//! What the delivery looks like, and what must add up in it.

use super::{Block, Choice, Key, Need, Takes, choice, needed, optional};

const FORMATS: &[Choice] = &[
    choice("csv", "Text with a delimiter between cells."),
    choice("excel", "Sheets of workbooks: .xlsx, .xlsm, .xlsb, .xls or .ods."),
];
const ENCODINGS: &[Choice] = &[
    choice("utf-8", "UTF-8, with or without a byte order mark."),
    choice("utf-16le", "UTF-16, the low byte first."),
    choice("utf-16be", "UTF-16, the high byte first."),
    choice("windows-1252", "Windows-1252; a byte that it leaves undefined is an error."),
];
const DATES: &[Choice] = &[
    choice("dd-mm-yyyy", "The last day of 2020 is 31-12-2020."),
    choice("yyyy-mm-dd", "The last day of 2020 is 2020-12-31."),
    choice("yyyymmdd", "The last day of 2020 is 20201231."),
];
const MONTHS: &[Choice] = &[
    choice("mm-yyyy", "The last month of 2020 is 12-2020."),
    choice("yyyy-mm", "The last month of 2020 is 2020-12."),
    choice("yyyymm", "The last month of 2020 is 202012."),
];
const MERGED: &[Choice] = &[choice("repeat", "The value of a merged cell holds for each cell that it covers.")];
const EVERYWHERE: &[Choice] = &[choice("everywhere", "Every municipality gets every row.")];

const FORMAT: Key = optional("format", Takes::Choice(FORMATS), "The kind of files.");
const DELIMITER: Key = optional("delimiter", Takes::Mark, "The character between cells, such as ; or a tab.");
const QUOTE: Key =
    optional("quote", Takes::Mark, "The character around cells that hold the delimiter; \" unless said.");
const ENCODING: Key = optional("encoding", Takes::Choice(ENCODINGS), "The encoding: declared, never guessed.");
const DATE: Key = optional("date", Takes::Choice(DATES), "How dates are written.");
const MONTH: Key = optional("month", Takes::Choice(MONTHS), "How months are written.");
const DECIMAL: Key = optional("decimal", Takes::Mark, "The mark before the cents.");
const THOUSANDS: Key = optional("thousands", Takes::Mark, "The mark between thousands, where there is one.");
const EMPTY: Key = optional("empty", Takes::Texts, "Texts that mean \"nothing\"; an empty cell always does.");

pub(super) static BLOCKS: &[Block] = &[
    Block {
        name: "delivery",
        english: "What the delivery looks like. What it says of how cells are written holds for every table that says \
                  nothing else; every other key is a table of the delivery.",
        keys: &[
            FORMAT,
            DELIMITER,
            QUOTE,
            ENCODING,
            DATE,
            MONTH,
            DECIMAL,
            THOUSANDS,
            EMPTY,
            optional("control", Takes::Text, "The file with counts of rows and sums of amounts, which are checked."),
            optional(
                "control-headings",
                Takes::Block("control-headings"),
                "The headings of the control file, where they are other ones.",
            ),
        ],
        others: Some(Takes::Block("delivered-table")),
    },
    Block {
        name: "control-headings",
        english: "The headings of the control file.",
        keys: &[
            optional("file", Takes::Text, "The heading over the names of files; Bestand unless said."),
            optional("count", Takes::Text, "The heading over the counts of rows; Aantal unless said."),
            optional("column", Takes::Text, "The heading over the names of amount columns; Kolom unless said."),
            optional("total", Takes::Text, "The heading over the sums; Controletotaal unless said."),
        ],
        others: None,
    },
    Block {
        name: "delivered-table",
        english: "A table of the delivery, under the name that the mapping gives it.",
        keys: &[
            needed("files", Takes::Texts, "Patterns of file names, such as betalingen_*.csv."),
            optional(
                "columns",
                Takes::Texts,
                "The headings that the table has. Where they are listed, any other heading is an error, and one that nothing uses is reported.",
            ),
            optional("key", Takes::Texts, "The columns that name a row."),
            optional(
                "headings",
                Takes::Headings,
                "Other headings under which a column may be delivered, by its first name.",
            ),
            optional("ignore", Takes::Texts, "Headings that are known and not used."),
            optional("because", Takes::Text, "Why they are not used.").need(Need::Beside("ignore")),
            optional("footer", Takes::Marker, "How the totals line is known: a column and the text in it."),
            optional(
                "footer-count",
                Takes::Number(1, i64::MAX),
                "Which cell of the totals line holds the count of rows, from 1.",
            ),
            needed(
                "destination-by",
                Takes::ChoiceOr(EVERYWHERE, "destination-by"),
                "Where rows go: by a column of their own (the table of cases), after the rows of another table, or everywhere.",
            ),
            optional("only", Takes::Texts, "The only municipalities that rows may go to; any other is an error."),
            optional("sheet", Takes::Sheet, "Which sheet of the workbook: its name, or its place from 1."),
            optional("merged", Takes::Choice(MERGED), "What holds for merged cells."),
            FORMAT,
            DELIMITER,
            QUOTE,
            ENCODING,
            DATE,
            MONTH,
            DECIMAL,
            THOUSANDS,
            EMPTY,
        ],
        others: None,
    },
    Block {
        name: "destination-by",
        english: "Where rows go.",
        keys: &[
            optional(
                "column",
                Takes::Text,
                "This is the table of cases: the column that the destinations' conditions read.",
            ),
            optional("via", Takes::Text, "The delivered table whose rows are followed.").need(Need::Without("column")),
            optional("on", Takes::Text, "The column here that names a row there.").need(Need::Without("column")),
            optional(
                "matching",
                Takes::Texts,
                "The columns there of which any may hold that name; the one called as here unless said.",
            ),
        ],
        others: None,
    },
    Block {
        name: "identity",
        english: "What the lines of a block add up to stands elsewhere in the delivery.",
        keys: &[
            needed("name", Takes::Text, "What must add up, in words."),
            needed("from", Takes::Text, "The delivered table with the lines."),
            needed("block", Takes::Texts, "The columns that name a block."),
            needed("amount", Takes::Text, "The column with the amounts."),
            needed("plus", Takes::Condition, "The lines that add."),
            optional("minus", Takes::Condition, "The lines that take off; a line that does neither does not count."),
            needed("equals", Takes::Block("equals"), "What the blocks come to."),
        ],
        others: None,
    },
    Block {
        name: "equals",
        english: "What the blocks of an identity come to.",
        keys: &[
            needed("from", Takes::Text, "The delivered table with the sums."),
            needed("block", Takes::Texts, "The columns that name a block there, in the same order."),
            needed("amount", Takes::Text, "The column with the sums."),
            optional("where", Takes::Condition, "Which lines count; all of them unless said."),
        ],
        others: None,
    },
];
