//! The codes `OV01..`: what can be wrong with a mapping.

use super::{error, warning};
use crate::diag::Code;

/// Every code of this file, in order.
pub static ALL: [&Code; 29] = [
    &SYNTAX,
    &UNKNOWN_KEY,
    &WRONG_TYPE,
    &MISSING_KEY,
    &BAD_VALUE,
    &MISSING_BECAUSE,
    &DUPLICATE,
    &UNKNOWN_TABLE,
    &UNKNOWN_HEADING,
    &UNKNOWN_TARGET_TABLE,
    &UNKNOWN_TARGET_COLUMN,
    &UNKNOWN_DESTINATION,
    &UNKNOWN_MAP,
    &NOT_FILLED_BY_MAPPINGS,
    &MISSING_TARGET_COLUMN,
    &DOES_NOT_FIT,
    &WRONG_REFERENCE,
    &WRONG_MERGE,
    &BROKEN_RULE,
    &UNKNOWN_CODE,
    &CODE_FILE,
    &CODE_LINE,
    &CORRECTION,
    &OVERLAP,
    &CIRCLE,
    &CASE_TABLE,
    &WRONG_ROUTING_COLUMN,
    &TWO_UNITS,
    &UNUSED_COLUMN,
];

/// The text is not TOML.
pub static SYNTAX: Code = error("OV0101", "not TOML", "mend the syntax; nothing after it can be relied on");
/// A key that the language does not have.
pub static UNKNOWN_KEY: Code = error("OV0102", "unknown key", "remove the key, or spell it as the language does");
/// A value of another type than the key takes.
pub static WRONG_TYPE: Code = error("OV0103", "wrong type", "write the value as the key expects; identifiers are text");
/// A key that must be there.
pub static MISSING_KEY: Code = error("OV0104", "missing key", "add the key");
/// A value that the key does not take.
pub static BAD_VALUE: Code = error("OV0105", "value not allowed", "choose a value that the key takes");
/// A decision without its reason.
pub static MISSING_BECAUSE: Code =
    error("OV0107", "missing reason", "rows and columns are left out by a decision: say why in \"because\"");
/// One name for two things.
pub static DUPLICATE: Code = error("OV0108", "defined twice", "give each its own name");
/// A delivered table that the mapping does not describe.
pub static UNKNOWN_TABLE: Code =
    error("OV0110", "unknown delivered table", "describe the table as [delivery.<name>], or use the name it has there");
/// A heading that the delivered table does not have.
pub static UNKNOWN_HEADING: Code =
    error("OV0111", "unknown heading", "use a heading that the table lists under \"columns\", or add it there");
/// A table that the target does not have.
pub static UNKNOWN_TARGET_TABLE: Code =
    error("OV0112", "unknown target table", "use the name of a table of the target; `overdracht schema` lists them");
/// A column that the target table does not have.
pub static UNKNOWN_TARGET_COLUMN: Code =
    error("OV0113", "unknown target column", "use the name of a column of the target; `overdracht schema` lists them");
/// A destination that the mapping does not have.
pub static UNKNOWN_DESTINATION: Code =
    error("OV0114", "unknown destination", "use the name of a municipality among the destinations");
/// An example of a map that is not there.
pub static UNKNOWN_MAP: Code =
    error("OV0115", "unknown map", "name the map as \"<delivered table> -> <target table>\"");
/// A target table that no mapping fills.
pub static NOT_FILLED_BY_MAPPINGS: Code =
    error("OV0120", "table not filled by mappings", "leave the table out: its rows come from elsewhere");
/// A target column that no row can do without.
pub static MISSING_TARGET_COLUMN: Code =
    error("OV0121", "required column not mapped", "map the column, or give it a constant");
/// An operation or option on a column of a type that it is not meant for.
pub static DOES_NOT_FIT: Code = error(
    "OV0122",
    "operation does not fit the column",
    "remove it, or use it on a column of the type it is meant for",
);
/// A reference to something else than the target's own.
pub static WRONG_REFERENCE: Code =
    error("OV0123", "wrong reference", "refer to what the target column refers to, and fill that table too");
/// Merging on something that does not name one thing.
pub static WRONG_MERGE: Code =
    error("OV0124", "not a natural key", "merge on a column that is unique in the target table, and map it");
/// A rule that SQLite cannot run, or may not.
pub static BROKEN_RULE: Code = error(
    "OV0125",
    "not a predicate",
    "write one SQL predicate over the rule's table, which reads and does nothing else",
);
/// A value that the target column cannot hold.
pub static UNKNOWN_CODE: Code =
    error("OV0130", "value unknown to the target", "translate to a value that the target column can hold");
/// A code file that cannot be read.
pub static CODE_FILE: Code =
    error("OV0131", "code file cannot be read", "put the file into the mapping's folder, as UTF-8 text");
/// A line of a code file that is not right.
pub static CODE_LINE: Code =
    error("OV0132", "code file line not right", "write each line as from,to,status,remark, and each code once");
/// A line of corrections.csv that is not right.
pub static CORRECTION: Code = error(
    "OV0133",
    "correction not right",
    "write each line as table,key,column,old,new,reason,by; only old or new may be empty",
);
/// A case that two destinations would get.
pub static OVERLAP: Code =
    error("OV0140", "claimed twice", "each case goes to one place: leave the value with one of the two");
/// Tables that follow each other in a circle.
pub static CIRCLE: Code = error("OV0141", "circular routing", "let every chain of \"via\" end at the table of cases");
/// No table of cases, or several.
pub static CASE_TABLE: Code = error(
    "OV0142",
    "not one table of cases",
    "give one table destination-by = { column = … }, and a key of one column",
);
/// A destination chosen by something else than the routing column.
pub static WRONG_ROUTING_COLUMN: Code =
    error("OV0143", "not the routing column", "choose destinations by the column that the table of cases names");
/// One amount read in euros and in cents.
pub static TWO_UNITS: Code =
    error("OV0144", "one amount in two units", "give the column the same unit wherever it is read");
/// A delivered column that nothing uses.
pub static UNUSED_COLUMN: Code =
    warning("OV0150", "column not used", "map the column, or name it under \"ignore\" and say why in \"because\"");
