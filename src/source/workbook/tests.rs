//! Every trap that delivered workbooks hold, one test each.

mod binary;
mod damaged;
mod open_document;
mod sheet;
mod value;
