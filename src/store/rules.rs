//! The rules of a mapping, run by SQLite where they can read and do nothing else.

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};

use super::error::StoreError;
use super::target::Target;
use crate::domain::Origin;
use crate::mapping::model::Rule;

/// Returns the delivered rows whose target row does not meet a rule. A predicate that yields neither true nor false
/// is not met.
///
/// # Errors
/// Fails where the predicate is no SQL, or would do anything but read.
pub fn breaches(target: &mut Target, rule: &Rule) -> Result<Vec<Origin>, StoreError> {
    let broken = |error: rusqlite::Error| StoreError::Rule {
        name: rule.name.clone(),
        span: Box::new(rule.span.clone()),
        reason: error.to_string(),
    };
    let connection = &mut target.connection;
    connection.authorizer(Some(only_reading)).map_err(broken)?;
    let sql = format!("SELECT id FROM {} WHERE ({}\n) IS NOT TRUE ORDER BY id", rule.on.name, rule.require);
    let found = connection.prepare(&sql).and_then(|mut statement| {
        let keys = statement.query_map([], |row| row.get::<_, i64>(0))?;
        keys.map(|key| key.map(Origin::from_row_key)).collect::<Result<Vec<_>, _>>()
    });
    connection.authorizer(None::<fn(AuthContext<'_>) -> Authorization>).map_err(broken)?;
    found.map_err(broken)
}

fn only_reading(context: AuthContext<'_>) -> Authorization {
    match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Function { .. } | AuthAction::Recursive => {
            Authorization::Allow
        }
        _ => Authorization::Deny,
    }
}
