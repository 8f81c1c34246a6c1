//! The rules of a mapping, run by SQLite where they can read and do nothing else.

use rusqlite::Connection;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};

use super::error::StoreError;
use super::target::Target;
use crate::catalog::{Shape, ddl};
use crate::diag::codes::mapping::BROKEN_RULE;
use crate::diag::{Diagnostic, Span};
use crate::domain::Origin;
use crate::mapping::Mapping;
use crate::mapping::model::Rule;

/// Functions that would make a run differ from the next one, or reach beyond the database.
const FORBIDDEN: [&str; 6] =
    ["load_extension", "random", "randomblob", "current_date", "current_time", "current_timestamp"];

/// Finds the rules of a mapping that are no predicates over their tables, without any data.
///
/// # Errors
/// Fails where SQLite does.
pub fn check(mapping: &Mapping) -> Result<Vec<Diagnostic>, StoreError> {
    check_each(&mapping.rules)
}

/// Finds the rules that are no predicates over their tables, whatever mapping they belong to.
///
/// # Errors
/// Fails where SQLite does.
pub fn check_each(rules: &[Rule]) -> Result<Vec<Diagnostic>, StoreError> {
    let failed = StoreError::sqlite("rules".as_ref(), "checking rules");
    let mut connection = Connection::open_in_memory().map_err(&failed)?;
    connection.execute_batch(&ddl::create_tables(&Shape::municipality())).map_err(&failed)?;
    connection.authorizer(Some(only_reading)).map_err(&failed)?;
    let broken = |rule: &Rule| {
        let error = connection.prepare(&Question::of(rule).sql).err()?;
        Some(diagnose(rule, &error))
    };
    Ok(rules.iter().filter_map(broken).collect())
}

/// Returns the delivered rows whose target row does not meet a rule. A predicate that yields neither true nor false
/// is not met.
///
/// # Errors
/// Fails where the predicate cannot be run, or would do anything but read.
pub fn breaches(target: &mut Target, rule: &Rule) -> Result<Vec<Origin>, StoreError> {
    let failed = target.error("checking rules");
    let keys = breaking_keys(&mut target.connection, rule, failed)?;
    Ok(keys.into_iter().map(Origin::from_row_key).collect())
}

/// Returns the keys of the rows in a database that do not meet a rule, in order.
pub(super) fn breaking_keys(
    connection: &mut Connection,
    rule: &Rule,
    failed: impl Fn(rusqlite::Error) -> StoreError,
) -> Result<Vec<i64>, StoreError> {
    connection.authorizer(Some(only_reading)).map_err(&failed)?;
    let found = connection.prepare(&Question::of(rule).sql).and_then(|mut statement| {
        let keys = statement.query_map([], |row| row.get::<_, i64>(0))?;
        keys.collect::<Result<Vec<_>, _>>()
    });
    connection.authorizer(None::<fn(AuthContext<'_>) -> Authorization>).map_err(&failed)?;
    found.map_err(|error| match failed(error) {
        StoreError::Sqlite { source, .. } => StoreError::Rule(Box::new(diagnose(rule, &source))),
        interrupted => interrupted,
    })
}

/// A rule as a question to SQLite: which rows do not meet it?
struct Question {
    sql: String,
    /// Where the predicate begins in it.
    predicate: usize,
}

impl Question {
    fn of(rule: &Rule) -> Self {
        let before = format!("SELECT id FROM {} WHERE CASE WHEN (", rule.on.name);
        let sql = format!("{before}{}\n) THEN 0 ELSE 1 END ORDER BY id", rule.require);
        Self { sql, predicate: before.len() }
    }
}

fn only_reading(context: AuthContext<'_>) -> Authorization {
    match context.action {
        AuthAction::Function { function_name } if FORBIDDEN.contains(&function_name) => Authorization::Deny,
        AuthAction::Read { table_name, .. } if is_inner(table_name) => Authorization::Deny,
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Function { .. } | AuthAction::Recursive => {
            Authorization::Allow
        }
        _ => Authorization::Deny,
    }
}

/// Tells whether a table is one of SQLite's own, which says more about the database than about the rows in it.
fn is_inner(table: &str) -> bool {
    ["sqlite_", "pragma_"].iter().any(|prefix| table.starts_with(prefix))
}

/// Says what is wrong with a rule, at the word where SQLite stumbles, or else at the whole predicate.
fn diagnose(rule: &Rule, error: &rusqlite::Error) -> Diagnostic {
    let (reason, offset) = match error {
        rusqlite::Error::SqlInputError { msg, offset, .. } => (msg.clone(), usize::try_from(*offset).ok()),
        rusqlite::Error::MultipleStatement => ("more than one statement".to_owned(), None),
        other => (other.to_string(), None),
    };
    let word = offset.and_then(|offset| word_at(rule, offset.checked_sub(Question::of(rule).predicate)?));
    Diagnostic {
        code: &BROKEN_RULE,
        span: Some(word.unwrap_or_else(|| rule.span.clone())),
        message: format!("the rule \"{}\" cannot be run: {reason}", rule.name),
        help: None,
    }
}

/// Finds a word of the predicate in the text of the mapping; nowhere where the text there is written otherwise.
fn word_at(rule: &Rule, at: usize) -> Option<Span> {
    let rest = rule.require.get(at..).filter(|rest| !rest.is_empty())?;
    let written = rule.span.source.text.get(rule.span.range.clone())?;
    let start = rule.span.range.start + written.find(&rule.require)? + at;
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let length = rest.find(|character| !is_word(character)).unwrap_or(rest.len());
    let length = if length > 0 { length } else { rest.chars().next().map_or(1, char::len_utf8) };
    Some(Span { source: rule.span.source.clone(), range: start..start + length })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::sample::Sample;
    use crate::diag::render::render;

    fn mapping(require: &str) -> Mapping {
        let rule = format!(
            "\n[[rule]]\nname = \"it\"\non = \"component\"\nrequire = '''\n{require}'''\nseverity = \"error\"\n\
             message = {{ nl = \"x\", en = \"x\" }}\n"
        );
        Sample::new().declare_more(&rule).mapping()
    }

    fn broken(require: &str) -> Option<String> {
        let found = check(&mapping(require)).expect("a database in memory");
        found.first().map(|problem| problem.message.replace("the rule \"it\" cannot be run: ", ""))
    }

    #[test]
    fn a_predicate_that_reads_is_fine() {
        for require in [
            "tot IS NULL OR tot >= van",
            "bedrag_cent > 0 -- always",
            "EXISTS (SELECT 1 FROM inkomensvoorziening WHERE dossiernummer = component.inkomensvoorziening)",
            "length(soort) > 0",
            "bedrag_cent = (WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 3) SELECT max(x) FROM n)",
        ] {
            assert_eq!(broken(require), None, "{require}");
        }
    }

    #[test]
    fn a_predicate_that_would_do_anything_else_is_refused() {
        let refused = [
            ("1) THEN 0 ELSE 1 END; DELETE FROM component; SELECT (1", "not authorized"),
            ("1) THEN 0 ELSE 1 END; SELECT 1 AS id, CASE WHEN (1", "more than one statement"),
            ("1) THEN 0 ELSE 1 END; ATTACH 'x.sqlite' AS x; SELECT (1", "not authorized"),
            ("1) THEN 0 ELSE 1 END; PRAGMA writable_schema = 1; SELECT (1", "not authorized"),
            ("1); SELECT (1", "syntax error"),
            ("load_extension('x')", "not authorized to use function: load_extension"),
            ("random() > 0", "not authorized to use function: random"),
            ("EXISTS (SELECT 1 FROM pragma_database_list)", "not authorized"),
            ("EXISTS (SELECT 1 FROM sqlite_schema)", "not authorized"),
            ("bedrag_cent > 0 /*", "incomplete input"),
            ("tot >= von", "no such column: von"),
        ];
        for (require, reason) in refused {
            let found = broken(require).unwrap_or_default();
            assert!(found.contains(reason), "{require}: {found}");
        }
    }

    #[test]
    fn two_halves_of_a_predicate_mean_what_they_say_together() {
        let question = Question::of(&mapping("bedrag_cent < 0) OR (tot IS NULL").rules[0]);
        assert!(question.sql.contains("CASE WHEN (bedrag_cent < 0) OR (tot IS NULL\n) THEN 0 ELSE 1 END"));
    }

    #[test]
    fn a_broken_rule_is_shown_at_the_word_where_it_breaks() {
        let mapping = mapping("tot IS NULL\n  OR tot >= von");
        insta::assert_snapshot!(render(&check(&mapping).expect("a database in memory"), false));
    }
}
