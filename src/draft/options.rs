//! What is done to a cell on its way to a target column, as far as the profile shows that something must be.

use super::codes::{self, Proposal};
use super::fit::Fit;
use super::matching::Match;
use super::model::{Line, Read, Sign, Source, Sureness};
use super::vocabulary::Vocabulary;
use super::words::Word;
use super::{meaning, sentinels, words};
use crate::catalog::{Column, Domain, Table};
use crate::domain::MonthForm;
use crate::profile::model::{Kind, TableProfile};

/// What is known of a delivered table when its lines are written.
pub(super) struct Context<'c> {
    /// The delivered table.
    pub(super) profile: &'c TableProfile,
    /// Its headings, taken apart.
    pub(super) headings: &'c [Vec<Word>],
    /// Whether its amounts are whole cents.
    pub(super) cents: bool,
    /// The words that there are.
    pub(super) vocabulary: &'c Vocabulary,
}

/// Turns a match into a line of a map.
pub(super) fn line(found: &Match, table: &'static Table, pairs: &[Match], context: &Context<'_>) -> Line {
    let column = &table.columns[found.target];
    let profile = &context.profile.columns[found.heading];
    let mut read = Read { heading: found.heading, empty: sentinels::of(column, profile), ..Read::default() };
    let mut todo = None;
    let proposal = codes::propose(column, profile, context.vocabulary.lexicon());
    if let Proposal::FirstPiece(mark, _) = proposal {
        read.piece = Some((mark, 1));
    }
    match proposal {
        Proposal::Padded(width) => read.pad = Some(width),
        Proposal::FirstPiece(_, Some(translation)) | Proposal::Translated(translation) => {
            let open = translation.unknown.len();
            todo = match (open, translation.rare) {
                (0, 0) if translation.is_guess => Some("TODO check the codes".to_owned()),
                (0, 0) => None,
                (0, 1) => Some("TODO a rarer code".to_owned()),
                (0, rare) => Some(format!("TODO {rare} rarer codes")),
                _ => Some("TODO codes below".to_owned()),
            };
            read.codes = Some(translation);
        }
        Proposal::Unseen if matches!(column.domain, Domain::Code(_)) && profile.filled > 0 => {
            todo = Some("TODO codes: all are rare".to_owned());
        }
        Proposal::AsTheyAre | Proposal::FirstPiece(_, None) | Proposal::Unseen => {}
    }
    if column.domain == Domain::Municipality && read.codes.is_none() {
        todo = Some("TODO codes of former municipalities".to_owned());
    }
    // The bounds within which zeros were lost and not the number itself.
    read.left_pad = column.domain == Domain::Bsn && profile.kind == Kind::Bsn && (7..=8).contains(&profile.shortest);
    if column.domain == Domain::Money {
        read.cents = context.cents && profile.kind != Kind::Amount;
        read.sign = sign(table, pairs, context);
        if read.cents {
            todo = Some("TODO check that these are cents".to_owned());
        }
        if read.sign.is_some() {
            let cents = if read.cents { "cents, and " } else { "" };
            todo = Some(format!("TODO check {cents}which way the sign works"));
        }
    }
    if column.domain == Domain::Month {
        read.month = told_by_date(profile.kind, context.profile);
    }
    let (sureness, because) = sureness(found, column);
    Line { target: found.target, source: Source::Column(read), sureness, because, todo }
}

/// Finds the column beside an amount that holds its sign, where the target has no column for that.
fn sign(table: &Table, pairs: &[Match], context: &Context<'_>) -> Option<Sign> {
    let has_own = table.column("debet_credit").is_some();
    let is_free =
        |place: &usize| !context.headings[*place].is_empty() && !pairs.iter().any(|pair| pair.heading == *place);
    let mut found = (0..context.profile.columns.len()).filter(is_free).filter_map(|column| {
        let (plus, minus) = meaning::signs(&context.profile.columns[column], &context.headings[column])?;
        Some(Sign { column, plus: vec![plus], minus: vec![minus] })
    });
    found.next().filter(|_| !has_own)
}

/// Says how a month is told, where dates stand in its place.
fn told_by_date(kind: Kind, profile: &TableProfile) -> Option<MonthForm> {
    match profile.month {
        _ if kind == Kind::Date => profile.date.map(MonthForm::Date),
        Some(form @ MonthForm::Date(_)) => Some(form),
        _ => None,
    }
}

/// Says how sure a match is, and why.
fn sureness(found: &Match, column: &Column) -> (Sureness, String) {
    const NEAR: words::Likeness = 700;
    let own = column.name.trim_end_matches("_cent").replace('_', " ");
    let cells = match found.fit {
        Fit::Proven => " and type",
        Fit::Doubtful | Fit::Contradicts => ", another type",
        Fit::Possible => "",
    };
    let because = match found.likeness {
        0 => return (Sureness::Guess, "the only one of its type".to_owned()),
        words::SAME if column.references.is_some() && found.confirmed => "headed as what it refers to".to_owned(),
        words::SAME if found.known_as == own => format!("same name{cells}"),
        words::SAME => format!("a word for it{cells}"),
        _ => format!("near \"{}\"{cells}", found.known_as),
    };
    let sureness = match (found.likeness, found.fit) {
        (_, Fit::Doubtful | Fit::Contradicts) => Sureness::Guess,
        (words::SAME.., Fit::Proven) => Sureness::Sure,
        (words::SAME.., Fit::Possible) if found.known_as == own || found.confirmed => Sureness::Sure,
        (NEAR.., _) => Sureness::Likely,
        _ => Sureness::Guess,
    };
    (sureness, because)
}
