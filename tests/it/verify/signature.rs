//! Runs that were signed, by the right one and by others.

use std::fs;
use std::io::Cursor;

use minisign::{KeyPair, PublicKey};

use super::Kept;
use super::reports::drilled;

/// Signs the manifest of a run as `minisign -Sm` does.
fn sign(kept: &Kept, pair: &KeyPair) {
    let manifest = fs::read(kept.file("manifest.json")).expect("a manifest");
    let signed = minisign::sign(Some(&pair.pk), &pair.sk, Cursor::new(manifest), Some("signed by the auditor"), None);
    fs::write(kept.file("manifest.json.minisig"), signed.expect("a signature").into_string()).expect("a file");
}

fn pair() -> KeyPair {
    KeyPair::generate_unencrypted_keypair().expect("keys")
}

fn base64(key: &PublicKey) -> String {
    key.to_base64()
}

#[test]
fn a_signature_is_held_against_the_key_and_the_manifest() {
    let kept = Kept::spoiled();
    let (pair, other) = (pair(), pair());
    let key = base64(&pair.pk);
    kept.verify(&["--public-key", &key]).assert_differs("signature", "manifest.json.minisig");
    sign(&kept, &pair);
    let (_, shown, _) = kept.ask("verify", &[]);
    assert!(shown.contains("the run is signed: name the signer's key with --public-key"), "{shown}");
    let file = kept.folder.path().join("minisign.pub");
    fs::write(&file, pair.pk.to_box().expect("a key").into_string()).expect("a file");
    for given in [&key, &file.display().to_string()] {
        let answer = kept.verify(&["--public-key", given]);
        answer.assert_agrees();
        assert_eq!(answer.checks()["signature"], "passed");
        assert_eq!(answer.answer["checks"][0]["note"], "signed by the auditor");
    }
    let answer = kept.verify(&["--public-key", &base64(&other.pk)]);
    answer.assert_differs("signature", "manifest.json.minisig");
    assert!(answer.answer.to_string().contains("another key"), "{:#}", answer.answer);
}

#[test]
fn every_byte_of_a_signed_manifest_counts_its_clock_included() {
    let kept = Kept::spoiled();
    let pair = pair();
    sign(&kept, &pair);
    let original = fs::read(kept.file("manifest.json")).expect("a manifest");
    let clock = original.windows(9).position(|part| part == b"\"made_at\"").expect("a clock");
    for at in [0, clock + 14, original.len() / 2, original.len() - 1] {
        let mut changed = original.clone();
        changed[at] ^= 1;
        fs::write(kept.file("manifest.json"), changed).expect("a manifest");
        let answer = kept.verify(&["--public-key", &base64(&pair.pk)]);
        answer.assert_differs("signature", "manifest.json.minisig");
    }
}

#[test]
fn what_is_no_signature_and_what_is_no_key_is_told() {
    let kept = Kept::spoiled();
    fs::write(kept.file("manifest.json.minisig"), "signed, really").expect("a file");
    kept.verify(&["--public-key", &base64(&pair().pk)]).assert_differs("signature", "manifest.json.minisig");
    for given in ["RWQ", "/nowhere/minisign.pub", &kept.file("summary.json").display().to_string()] {
        let (code, _, stderr) = kept.ask("verify", &["--public-key", given]);
        assert!(code == 2 && stderr.contains("is no public key of minisign"), "{stderr}");
    }
}

#[test]
fn a_signed_run_is_not_rendered_anew() {
    let kept = Kept::spoiled();
    sign(&kept, &pair());
    assert_eq!(kept.ask("report", &[]).0, 0, "nothing would change");
    kept.change("report.html", |_| b"x".to_vec());
    let (code, _, stderr) = kept.ask("report", &[]);
    assert!(code == 5 && stderr.contains("is signed, and report.html would change"), "{stderr}");
    assert_eq!(fs::read(kept.file("report.html")).expect("a report"), b"x");
}

#[test]
fn a_run_that_was_signed_with_its_drill_is_not_drilled_anew() {
    let kept = Kept::spoiled();
    drilled(&kept);
    assert_eq!(kept.ask("report", &[]).0, 0);
    let pair = pair();
    sign(&kept, &pair);
    let before = fs::read(kept.file("drill.json")).expect("a drill");
    let (code, _, stderr) = kept.ask("drill", &["--times", "1"]);
    assert!(code == 5 && stderr.contains("is signed, and drill.json would change"), "{stderr}");
    assert_eq!(fs::read(kept.file("drill.json")).expect("a drill"), before);
    kept.verify(&["--public-key", &base64(&pair.pk)]).assert_agrees();
}
