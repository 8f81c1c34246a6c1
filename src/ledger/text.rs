//! Short texts kept in place: numbers of persons and cases, and accounts.
//!
//! A caseload holds millions of them. What fits is kept where it is used and takes no memory besides; every Dutch
//! account and most others fit.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

/// How many bytes are kept in place.
const PLACE: usize = 22;

/// A text, kept in place where it is short.
#[derive(Clone, PartialEq, Eq)]
pub struct Text(Kept);

#[derive(Clone, PartialEq, Eq)]
enum Kept {
    Here { length: u8, bytes: [u8; PLACE] },
    Apart(Box<str>),
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        let mut bytes = [0; PLACE];
        match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(place), Ok(length)) => {
                place.copy_from_slice(text.as_bytes());
                Self(Kept::Here { length, bytes })
            }
            _ => Self(Kept::Apart(text.into())),
        }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            Kept::Here { length, bytes } => std::str::from_utf8(&bytes[..usize::from(*length)]).unwrap_or_default(),
            Kept::Apart(text) => text,
        }
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        str::hash(self, state);
    }
}

impl fmt::Display for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, out)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rustc_hash::FxHashMap;

    use super::*;

    #[test]
    fn an_account_takes_no_more_memory_than_its_place() {
        assert_eq!((size_of::<Text>(), size_of::<Option<Text>>()), (24, 24));
        let table = [("", true), ("NL91ABNA0417164300", true), ("DE89370400440532013000", true), ("x€", true)];
        let others = [("GB29NWBK60161331926819 1", false), ("MT84MALT011000012345MTLCAST001S", false)];
        for (text, here) in table.into_iter().chain(others) {
            assert_eq!(matches!(Text::from(text).0, Kept::Here { .. }), here, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_text_is_what_it_was_and_found_by_that(one in ".{0,24}", other in ".{0,24}") {
            let text = Text::from(one.as_str());
            prop_assert_eq!(&*text, &one);
            prop_assert_eq!(text.to_string(), one.clone());
            prop_assert_eq!(text == Text::from(other.as_str()), one == other);
            let known: FxHashMap<Text, u8> = [(text, 1)].into_iter().collect();
            prop_assert_eq!(known.get(one.as_str()), Some(&1));
        }
    }
}
