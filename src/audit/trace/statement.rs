//! Statements that are run as they are printed: texts and names quoted for SQL, and the whole for a shell.

use serde::Serialize;

use crate::catalog::ddl::literal;
use crate::pipeline::manifest::EVIDENCE;

/// A statement on a database of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The database, from the run's folder.
    pub database: String,
    /// The statement.
    pub sql: String,
}

impl Statement {
    /// Asks the evidence.
    pub(super) fn evidence(sql: &str) -> Self {
        Self { database: EVIDENCE.to_owned(), sql: one_line(sql) }
    }

    /// Asks a target.
    pub(super) fn target(name: &str, sql: &str) -> Self {
        Self { database: format!("targets/{name}.sqlite"), sql: one_line(sql) }
    }

    /// Returns the command that runs it, for a run in a folder.
    #[must_use]
    pub fn command(&self, run: &str) -> String {
        let path = format!("{}/{}", run.trim_end_matches('/'), self.database);
        format!("sqlite3 {} {}", word(&path), quoted(&self.sql))
    }
}

/// Lists texts for SQL, between brackets.
pub(super) fn literals<'t>(texts: impl IntoIterator<Item = &'t String>) -> String {
    let texts: Vec<String> = texts.into_iter().map(|text| literal(text)).collect();
    format!("({})", texts.join(", "))
}

/// Writes that a value is among some texts.
pub(super) fn among<'t>(texts: impl IntoIterator<Item = &'t String>) -> String {
    let texts: Vec<&String> = texts.into_iter().collect();
    match texts[..] {
        [text] => format!("= {}", literal(text)),
        _ => format!("IN {}", literals(texts)),
    }
}

/// Puts a statement that is written over several lines on one; nothing that it quotes has two spaces in it.
fn one_line(sql: &str) -> String {
    let mut line = String::with_capacity(sql.len());
    let mut in_text = false;
    for letter in sql.chars() {
        in_text ^= letter == '\'';
        let is_space = !in_text && letter.is_whitespace();
        if !is_space {
            line.push(letter);
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line.trim().to_owned()
}

/// Writes a text as one word of a shell.
pub(in crate::audit) fn word(text: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "/._-+,:@".contains(letter);
    if !text.is_empty() && text.chars().all(plain) { text.to_owned() } else { quoted(text) }
}

/// Quotes a text for a shell, so that it stands for itself.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        if matches!(letter, '"' | '\\' | '$' | '`') {
            quoted.push('\\');
        }
        quoted.push(letter);
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_can_be_run_as_it_stands_whatever_it_quotes() {
        let table = [
            ("runs/a-1", "SELECT 1\n    FROM t", r#"sqlite3 runs/a-1/evidence.sqlite "SELECT 1 FROM t""#),
            ("my runs/", "SELECT 'a  \"b\"'", r#"sqlite3 "my runs/evidence.sqlite" "SELECT 'a  \"b\"'""#),
            ("", "", r#"sqlite3 /evidence.sqlite """#),
            ("$HOME", "SELECT '`x` $y \\'", r#"sqlite3 "\$HOME/evidence.sqlite" "SELECT '\`x\` \$y \\'""#),
        ];
        for (run, sql, expected) in table {
            assert_eq!(Statement::evidence(sql).command(run), expected);
        }
    }

    #[test]
    fn texts_are_quoted_for_sql() {
        let texts = ["a'b".to_owned(), "1".to_owned()];
        assert_eq!(literals(&texts), "('a''b', '1')");
        assert_eq!((among(&texts), among(&texts[1..])), ("IN ('a''b', '1')".to_owned(), "= '1'".to_owned()));
        assert_eq!(Statement::target("zutphen", "x").database, "targets/zutphen.sqlite");
    }
}
