//! A mapping in words: the conversion document, in Dutch or English, as Markdown or HTML.
//!
//! It says what the checked mapping says and nothing else, in a stable order that is made for version control.
