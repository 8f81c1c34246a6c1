//! What is taken of a text and done to it, before its type is read.

/// What is taken of a text, or done to it; counted where it changes the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextStep {
    /// One of the pieces between separators.
    Piece {
        /// The separator.
        separator: String,
        /// Which piece, from 1; from the end where negative.
        place: i64,
    },
    /// Some of its characters, from 1, the last one included.
    Characters {
        /// The first.
        first: usize,
        /// The last.
        last: usize,
    },
    /// Texts that are replaced by others, all at once; where two begin at one place, the longer.
    Replace(Vec<(String, String)>),
    /// Capitals.
    Upper,
}

impl TextStep {
    /// Returns what it makes of a text.
    #[must_use]
    pub fn made_of(&self, text: &str) -> String {
        match self {
            Self::Piece { separator, place } => piece(text, separator, *place).to_owned(),
            Self::Characters { first, last } => characters(text, *first, *last),
            Self::Replace(pairs) => replaced(text, pairs),
            Self::Upper => text.to_uppercase(),
        }
    }
}

/// Puts leading zeros before a text of digits alone that is not as wide.
#[must_use]
pub fn widened(text: &str, width: usize) -> Option<String> {
    let is_narrow = (1..width).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_narrow.then(|| format!("{text:0>width$}"))
}

/// Returns a piece between separators, from 1, or from the end where negative; a text without it has nothing.
fn piece<'t>(text: &'t str, separator: &str, place: i64) -> &'t str {
    let steps = usize::try_from(place.unsigned_abs()).ok().and_then(|place| place.checked_sub(1));
    let Some(steps) = steps else { return "" };
    let found = if place > 0 { text.split(separator).nth(steps) } else { text.rsplit(separator).nth(steps) };
    found.unwrap_or_default().trim()
}

fn characters(text: &str, first: usize, last: usize) -> String {
    let part: String = text.chars().skip(first.saturating_sub(1)).take(last + 1 - first).collect();
    part.trim().to_owned()
}

/// Replaces texts by others, from left to right; what was put in is not looked at again.
fn replaced(text: &str, pairs: &[(String, String)]) -> String {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let longest =
            pairs.iter().filter(|(from, _)| rest.starts_with(from.as_str())).max_by_key(|(from, _)| from.len());
        let taken = if let Some((from, to)) = longest {
            made.push_str(to);
            from.len()
        } else {
            made.push(next);
            next.len_utf8()
        };
        rest = &rest[taken..];
    }
    made.trim().to_owned()
}
