//! The names of people who ask and decide, as far as they tell people apart.
//!
//! Deliberately absent: letters of other scripts that look alike.

/// Tells whether two names are one person's, however they are written: with or without marks on the letters, in any
/// order of the words, and with or without what stands between brackets.
#[must_use]
pub fn is_same_person(one: &str, other: &str) -> bool {
    let [(one, one_sorted), (other, other_sorted)] = [one, other].map(|name| {
        let words = words(name);
        let mut sorted = words.clone();
        sorted.sort_unstable();
        (words.concat(), sorted.concat())
    });
    one == other || one_sorted == other_sorted
}

/// Tells whether a text names nobody: has no letter and no digit.
#[must_use]
pub fn is_nobody(name: &str) -> bool {
    !name.chars().any(char::is_alphanumeric)
}

/// Returns the words of a name in small letters without marks.
fn words(name: &str) -> Vec<String> {
    let outside = without_brackets(name);
    let name = if is_nobody(&outside) { name } else { &outside };
    let mut folded = String::new();
    for character in name.chars().filter(|character| !is_mark(*character)).flat_map(char::to_lowercase) {
        match PLAIN.iter().find(|(_, marked)| marked.contains(character)) {
            Some((plain, _)) => folded.push_str(plain),
            None if is_mark(character) => {}
            None => folded.push(character),
        }
    }
    let words = folded.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn without_brackets(name: &str) -> String {
    let mut depth = 0_u32;
    let mut outside = String::new();
    for character in name.chars() {
        match character {
            '(' | '[' | '{' | '<' => {
                depth += 1;
                outside.push(' ');
            }
            ')' | ']' | '}' | '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(character),
            _ => {}
        }
    }
    outside
}

/// Tells marks that stand behind their letter, and characters that cannot be seen.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Small Latin letters with marks, by what they are without.
const PLAIN: [(&str, &str); 28] = [
    ("a", "àáâãäåāăąǎǻạảấầẩẫậắằẳẵặª"),
    ("ae", "æǽ"),
    ("c", "çćĉċč"),
    ("d", "ďđð"),
    ("e", "èéêëēĕėęěẹẻẽếềểễệ"),
    ("f", "ƒ"),
    ("g", "ĝğġģǧ"),
    ("h", "ĥħ"),
    ("i", "ìíîïĩīĭįıǐịỉ"),
    ("ij", "ĳ"),
    ("j", "ĵǰ"),
    ("k", "ķĸǩ"),
    ("l", "ĺļľŀł"),
    ("n", "ñńņňŉŋǹ"),
    ("o", "òóôõöøōŏőơǒǿọỏốồổỗộớờởỡợº"),
    ("oe", "œ"),
    ("r", "ŕŗř"),
    ("s", "śŝşšșſ"),
    ("ss", "ß"),
    ("t", "ţťŧț"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűųưǔụủứừửữự"),
    ("w", "ŵẁẃẅ"),
    ("y", "ýÿŷỳỵỷỹ"),
    ("z", "źżžƶ"),
    ("fi", "ﬁ"),
    ("fl", "ﬂ"),
    ("dz", "ǆ"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_apart_by_the_words_of_their_names() {
        let table = [
            ("J. Bos", "j bos", true),
            ("J. Bos", " J.BOS ", true),
            ("j.bos@doesburg.nl", "J. Bos, Doesburg NL", true),
            ("J. Bos", "J. Bosch", false),
            ("Team 1", "Team 2", false),
            ("Team 12", "Team 21", false),
            ("É. Smit", "é. smit", true),
            ("J.B. Os", "JB Os", true),
            ("J. Proëf", "J. Proe\u{308}f", true),
            ("J. Proef", "Proef; J.", true),
            ("J. Proef", "J. Proef (secretaris)", true),
            ("J. Proef", "[secretaris] Proëf, J.", true),
            ("J. Proef (teamleider)", "J. Proef (secretaris", true),
            ("(J. Proef)", "J. Proef", true),
            ("(J. Proef)", "(K. Proef)", false),
            ("J.Proef", "J. Próef", true),
            ("J. Proef", "J. Pro\u{200b}ef\u{feff}", true),
            ("Straße", "STRASSE", true),
            ("STRAẞE", "strasse", true),
            ("İ. Ĳssel", "i ijssel", true),
            ("Ł. Øst", "l ost", true),
            ("李", "王", false),
        ];
        for (one, other, same) in table {
            assert_eq!(is_same_person(one, other), same, "{one} {other}");
            assert_eq!(is_same_person(other, one), same, "{other} {one}");
        }
        assert!(is_nobody(" -. "));
        assert!(!is_nobody("(J)"));
    }
}
