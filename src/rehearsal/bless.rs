//! What a fixture comes to, written down as what it must come to.

use std::fs;
use std::path::Path;

use super::fixture::Fixture;
use super::outcome::Outcome;
use crate::pipeline::PipelineError;

/// Writes what is expected of a fixture anew, beside it first and then in its place, and says which files are new, other
/// or gone.
///
/// # Errors
/// Fails where the folder cannot be written to; then what was expected stays.
pub fn bless(fixture: &Fixture, expected: &Outcome, found: &Outcome) -> Result<Vec<String>, PipelineError> {
    let place = &fixture.expected;
    let failed = PipelineError::output(place);
    let parent = place.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".expected-");
    // Unlike a run, what is expected of a made-up delivery is for everyone to read.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    let beside = builder.tempdir_in(parent).map_err(&failed)?;
    let new = beside.path().join("new");
    for (name, content) in &found.0 {
        let path = new.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&new)).and_then(|()| fs::write(&path, content)).map_err(&failed)?;
    }
    let old = beside.path().join("old");
    if place.exists() {
        fs::rename(place, &old).map_err(&failed)?;
    }
    if let Err(error) = fs::rename(&new, place) {
        let _ = fs::rename(&old, place);
        return Err(failed(error));
    }
    Ok(changed(expected, found))
}

fn changed(expected: &Outcome, found: &Outcome) -> Vec<String> {
    let mut names: Vec<&String> = expected.0.keys().chain(found.0.keys()).collect();
    names.sort();
    names.dedup();
    names.into_iter().filter(|name| expected.0.get(*name) != found.0.get(*name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::rehearsal::outcome;

    fn outcome(files: &[(&str, &str)]) -> Outcome {
        Outcome(files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect())
    }

    #[test]
    fn what_is_blessed_is_expected_and_nothing_else_is() {
        let folder = TempDir::new().expect("a folder");
        let case = folder.path().join("clean");
        fs::create_dir(&case).expect("a folder");
        let (delivery, expected) = (case.join("delivery"), case.join("expected"));
        let fixture = Fixture { name: "clean".to_owned(), delivery, expected };
        let first = outcome(&[("summary.json", "{}"), ("rejected/a.csv", "a"), ("targets/x/b.csv", "b")]);
        let second = outcome(&[("summary.json", "{}"), ("rejected/a.csv", "b"), ("targets/y/b.csv", "b")]);
        let none = Outcome::default();
        let table: [(&Outcome, &Outcome, &[&str]); 3] = [
            (&none, &first, &["rejected/a.csv", "summary.json", "targets/x/b.csv"]),
            (&first, &second, &["rejected/a.csv", "targets/x/b.csv", "targets/y/b.csv"]),
            (&second, &second, &[]),
        ];
        for (before, now, written) in table {
            assert_eq!(bless(&fixture, before, now).expect("a folder that can be written to"), written);
            assert_eq!(&outcome::expected(&fixture).expect("files"), now);
            let left: Vec<_> =
                fs::read_dir(&case).expect("a folder").map(|entry| entry.expect("x").file_name()).collect();
            assert_eq!(left, ["expected"]);
        }
    }
}
