//! Every trap that delivered workbooks hold, one test each.

mod binary;
mod damaged;
mod open_document;
mod several;
mod sheet;
mod value;
