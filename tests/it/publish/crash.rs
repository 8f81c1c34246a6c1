//! Publishers that are killed, and publishers that come at once.

use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::*;

/// How often a publisher is killed.
const KILLS: u32 = 20;

fn begin(run: &Path, municipality: &Municipality) -> Child {
    let mut command = publish(run, &municipality.database());
    command.args(["--destination", "lochem", "--format", "json"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program")
}

#[test]
fn whenever_a_publisher_is_killed_the_database_is_the_old_one_or_the_new_one() {
    let municipality = Municipality::new();
    municipality.publish(&LABORIJN.run(), &[]).expect(0);
    let old = municipality.bytes();
    let began = Instant::now();
    municipality.publish(&HET_PLEIN.run(), &["--destination", "lochem"]).expect(0);
    let whole = began.elapsed();
    let new = municipality.bytes();
    let (mut kept, mut replaced) = (0, 0);
    for attempt in 0..KILLS {
        fs::write(municipality.database(), &old).expect("the old database");
        let mut publisher = begin(&HET_PLEIN.run(), &municipality);
        // The first moments are spread over all that a publisher does, in steps that hit another one every time.
        thread::sleep(whole * (attempt * 7 % KILLS) / KILLS + Duration::from_micros(u64::from(attempt) * 37));
        publisher.kill().expect("a publisher that can be killed");
        publisher.wait().expect("its end");
        let found = municipality.bytes();
        assert!(found == old || found == new, "the database is neither the old one nor the new one");
        assert_whole(&municipality.database());
        let is_new = found == new;
        *(if is_new { &mut replaced } else { &mut kept }) += 1;
        // The lock died with its holder, and the next publisher takes away what was left.
        let told = municipality.publish(&HET_PLEIN.run(), &["--destination", "lochem", "--format", "json"]);
        let state = if is_new { "unchanged" } else { "published" };
        assert_eq!(told.expect(0).json()["state"], state);
        assert!(municipality.bytes() == new);
        assert!(municipality.left().iter().all(|name| !name.starts_with('.')), "{:?}", municipality.left());
    }
    assert!(kept > 0, "{kept} of {KILLS} were killed in time, {replaced} were not");
}

#[test]
fn of_two_publishers_at_once_one_publishes_and_the_other_says_why_not() {
    let municipality = Municipality::new();
    municipality.publish(&LABORIJN.run(), &[]).expect(0);
    let publishers = [begin(&HET_PLEIN.run(), &municipality), begin(&HET_PLEIN.run(), &municipality)];
    let answers = publishers.map(|publisher| Answer::of(publisher.wait_with_output().expect("its end")));
    let mut published = 0;
    for answer in &answers {
        match answer.code {
            Some(0) => published += i32::from(answer.json()["state"] == "published"),
            // The one that comes second may also come late enough to find everything done.
            code => {
                assert_eq!(code, Some(5), "{}", answer.stderr);
                assert!(answer.stderr.contains("is publishing into it"), "{}", answer.stderr);
            }
        }
    }
    assert_eq!(published, 1);
    assert_whole(&municipality.database());
    assert_eq!(municipality.ask("SELECT dienst FROM publicatie ORDER BY nummer"), ["laborijn", "het-plein"]);
}

#[cfg(unix)]
#[test]
fn a_user_who_interrupts_is_answered_and_nothing_is_left() {
    let municipality = Municipality::new();
    municipality.publish(&LABORIJN.run(), &[]).expect(0);
    let old = municipality.bytes();
    let began = Instant::now();
    municipality.publish(&HET_PLEIN.run(), &["--destination", "lochem"]).expect(0);
    let whole = began.elapsed();
    let mut interrupted = 0;
    for part in 1..8 {
        fs::write(municipality.database(), &old).expect("the old database");
        let publisher = begin(&HET_PLEIN.run(), &municipality);
        thread::sleep(whole * part / 8);
        Command::new("kill").args(["-INT", &publisher.id().to_string()]).status().expect("a signal");
        let output = publisher.wait_with_output().expect("its end");
        // A signal that comes before anybody listens for it ends the program as any other.
        if output.status.code() == Some(0) {
            assert!(municipality.bytes() != old);
            continue;
        }
        assert!(municipality.bytes() == old);
        if output.status.code() == Some(130) {
            interrupted += 1;
            assert!(municipality.left().iter().all(|name| !name.starts_with('.')), "{:?}", municipality.left());
        }
    }
    assert!(interrupted > 0, "nobody was interrupted in time");
}
