//! Lines of a terminal: cut at its width, styled only where asked, without control characters.

use anstyle::Style;

/// The width of the smallest terminal that is served.
const WIDTH: usize = 80;

/// What will stand on the terminal.
pub(super) struct Screen {
    text: String,
    styled: bool,
}

impl Screen {
    pub(super) const fn new(styled: bool) -> Self {
        Self { text: String::new(), styled }
    }

    /// Adds one line of pieces, each in its own style.
    pub(super) fn line(&mut self, pieces: &[(Style, &str)]) {
        let mut left = WIDTH;
        for (style, piece) in pieces {
            let piece = cut(&plain(piece), left);
            left -= piece.chars().count();
            self.piece(*style, &piece);
        }
        self.text.push('\n');
    }

    /// Adds one line in no style.
    pub(super) fn text(&mut self, text: &str) {
        self.line(&[(Style::new(), text)]);
    }

    /// Adds an empty line.
    pub(super) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// Adds one line that may be wider than the terminal.
    pub(super) fn uncut(&mut self, label: &str, value: &str) {
        self.text.push_str(label);
        self.text.push_str(&plain(value));
        self.text.push('\n');
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    fn piece(&mut self, style: Style, text: &str) {
        if self.styled {
            self.text.extend([&style.render().to_string(), text, &style.render_reset().to_string()]);
        } else {
            self.text.push_str(text);
        }
    }
}

/// Returns a text of which every control character, line ends too, became a visible mark.
#[must_use]
pub fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { char::REPLACEMENT_CHARACTER } else { letter }).collect()
}

/// Breaks a list behind its commas and semicolons into lines of a width.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in text.split_inclusive(", ").flat_map(|part| part.split_inclusive("; ")) {
        let last = lines.len() - 1;
        if lines[last].is_empty() || lines[last].chars().count() + piece.trim_end().chars().count() <= width {
            lines[last].push_str(piece);
        } else {
            lines.push(piece.to_owned());
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Cuts a text at a number of characters; the last one then says that there was more.
#[must_use]
pub fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let mut kept: String = text.chars().take(width.saturating_sub(1)).collect();
    if width > 0 {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_breaks_behind_its_marks_and_never_inside_an_amount() {
        let lines = wrap("recipients 28, promises 90; € 1.074.990,25", 26);
        assert_eq!(lines, ["recipients 28,", "promises 90;", "€ 1.074.990,25"]);
    }

    #[test]
    fn a_text_is_cut_by_characters_and_says_so() {
        for (text, width, expected) in
            [("één", 3, "één"), ("één twee", 4, "één…"), ("", 0, ""), ("a", 0, ""), ("ab", 1, "…")]
        {
            assert_eq!(cut(text, width), expected);
        }
    }

    #[test]
    fn a_line_never_grows_past_the_terminal() {
        let mut screen = Screen::new(false);
        screen.line(&[(Style::new(), &"a".repeat(79)), (Style::new(), "bc"), (Style::new(), "d")]);
        assert_eq!(screen.finish(), format!("{}…\n", "a".repeat(79)));
    }
}
