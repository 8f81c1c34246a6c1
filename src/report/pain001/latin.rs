//! Text in the characters that every bank of SEPA takes: letters and digits without marks, space, and `/-?:().,'+`.
//!
//! A letter loses its marks, a sign becomes the nearest that there is, and what has no likeness becomes a full stop.

/// Returns a text in the characters of SEPA, with single spaces, cut at a number of characters.
#[must_use]
pub fn fit(text: &str, longest: usize) -> String {
    let mut fitted = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            ' ' | '\t' | '\n' | '\r' | '\u{a0}' => fitted.push(' '),
            _ if is_taken(character) => fitted.push(character),
            // Marks that stand behind the letter that they belong to.
            '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => {}
            other => fitted.push_str(likeness(other)),
        }
    }
    let single: Vec<&str> = fitted.split(' ').filter(|word| !word.is_empty()).collect();
    let cut: String = single.join(" ").chars().take(longest).collect();
    cut.trim_end().to_owned()
}

fn is_taken(character: char) -> bool {
    character.is_ascii_alphanumeric() || "/-?:().,'+".contains(character)
}

fn likeness(character: char) -> &'static str {
    letter(character).unwrap_or(match character {
        '&' => "+",
        '"' | '`' | '´' | '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | 'ʼ' | '′' => "'",
        '_' | '‐'..='―' | '−' | '~' | '=' => "-",
        ';' => ",",
        '[' | '{' | '<' => "(",
        ']' | '}' | '>' => ")",
        '\\' | '|' => "/",
        '€' => "EUR",
        '½' => "1/2",
        '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => " ",
        _ => ".",
    })
}

/// Returns a letter without its marks.
fn letter(character: char) -> Option<&'static str> {
    Some(match character {
        'À'..='Å' | 'Ā' | 'Ă' | 'Ą' | 'Ǎ' | 'Ạ' | 'Ả' => "A",
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' | 'ª' => "a",
        'Æ' | 'Ǽ' => "AE",
        'æ' | 'ǽ' => "ae",
        'Ç' | 'Ć' | 'Ĉ' | 'Ċ' | 'Č' => "C",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'Ð' | 'Ď' | 'Đ' => "D",
        'ð' | 'ď' | 'đ' => "d",
        'È'..='Ë' | 'Ē' | 'Ĕ' | 'Ė' | 'Ę' | 'Ě' | 'Ə' | 'Ẽ' | 'Ẹ' => "E",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' | 'ẽ' | 'ẹ' => "e",
        'Ĝ' | 'Ğ' | 'Ġ' | 'Ģ' | 'Ǧ' => "G",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ǧ' => "g",
        'Ĥ' | 'Ħ' | 'Ḩ' => "H",
        'ĥ' | 'ħ' | 'ḩ' => "h",
        'Ì'..='Ï' | 'Ĩ' | 'Ī' | 'Ĭ' | 'Į' | 'İ' | 'Ị' => "I",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ị' => "i",
        'Ĳ' => "IJ",
        'ĳ' => "ij",
        'Ĵ' => "J",
        'ĵ' => "j",
        'Ķ' | 'Ǩ' => "K",
        'ķ' | 'ĸ' | 'ǩ' => "k",
        'Ĺ' | 'Ļ' | 'Ľ' | 'Ŀ' | 'Ł' => "L",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'Ñ' | 'Ń' | 'Ņ' | 'Ň' | 'Ŋ' => "N",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŉ' | 'ŋ' => "n",
        'Ò'..='Ö' | 'Ø' | 'Ō' | 'Ŏ' | 'Ő' | 'Ǒ' | 'Ơ' | 'Ọ' => "O",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǒ' | 'ơ' | 'ọ' | 'º' => "o",
        'Œ' => "OE",
        'œ' => "oe",
        'Ŕ' | 'Ŗ' | 'Ř' => "R",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'Ś' | 'Ŝ' | 'Ş' | 'Š' | 'Ș' | 'Ṣ' => "S",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṣ' => "s",
        'ẞ' => "SS",
        'ß' => "ss",
        'Ţ' | 'Ť' | 'Ŧ' | 'Ț' | 'Ṭ' => "T",
        'ţ' | 'ť' | 'ŧ' | 'ț' | 'ṭ' => "t",
        'Þ' => "TH",
        'þ' => "th",
        'Ù'..='Ü' | 'Ũ' | 'Ū' | 'Ŭ' | 'Ů' | 'Ű' | 'Ų' | 'Ǔ' | 'Ư' | 'Ụ' => "U",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ǔ' | 'ư' | 'ụ' => "u",
        'Ŵ' | 'Ẁ' | 'Ẃ' | 'Ẅ' => "W",
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => "w",
        'Ý' | 'Ŷ' | 'Ÿ' | 'Ỳ' => "Y",
        'ý' | 'ŷ' | 'ÿ' | 'ỳ' => "y",
        'Ź' | 'Ż' | 'Ž' | 'Ẓ' => "Z",
        'ź' | 'ż' | 'ž' | 'ẓ' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_written_without_marks() {
        let table = [
            ("J. de Vries", "J. de Vries"),
            ("U. Žilber-Proef", "U. Zilber-Proef"),
            ("L.S. Liëdonk", "L.S. Liedonk"),
            ("Wonen Proefërland; afdeling Huur", "Wonen Proeferland, afdeling Huur"),
            ("Kantoor Zoë & Proef", "Kantoor Zoe + Proef"),
            ("Proef \"Energie\"", "Proef 'Energie'"),
            ("Øster Ĳssel ÆON Straße", "Oster IJssel AEON Strasse"),
            ("Lie\u{308}donk", "Liedonk"),
            ("  a \t b\u{a0}c  ", "a b c"),
            ("Иван", "...."),
            ("100 € <x_y> [z]", "100 EUR (x-y) (z)"),
            ("", ""),
        ];
        for (text, expected) in table {
            assert_eq!(fit(text, 70), expected, "{text}");
        }
    }

    #[test]
    fn a_long_text_is_cut_and_does_not_end_with_a_space() {
        assert_eq!(fit("abc def", 5), "abc d");
        assert_eq!(fit("abc def", 4), "abc");
        assert_eq!(fit("ßß", 3), "sss");
    }

    proptest! {
        #[test]
        fn whatever_is_written_a_bank_can_take_it(text: String, longest in 1_usize..80) {
            let fitted = fit(&text, longest);
            prop_assert!(fitted.chars().count() <= longest);
            prop_assert!(fitted.chars().all(|c| c.is_ascii_alphanumeric() || "/-?:().,'+ ".contains(c)), "{fitted}");
            prop_assert_eq!(fit(&fitted, longest), fitted.clone());
        }
    }
}
