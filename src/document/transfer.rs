//! What is moved and when, and by which files of which mapping.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::Writer;
use super::model::{Section, Text};
use super::words::general;

/// How many bytes of a digest are shown.
const SHOWN: usize = 6;

impl Writer<'_> {
    /// Names the document.
    pub(super) fn title(self) -> Text {
        let transfer = &self.mapping.transfer;
        self.voice.tell(general::TITLE, [Text::words(&transfer.service), self.voice.date(transfer.cutover)])
    }

    /// Says what is moved.
    pub(super) fn transfer(self) -> Section {
        let (voice, transfer) = (self.voice, &self.mapping.transfer);
        let cutover = voice.tell(general::CUTOVER_ON, [voice.date(transfer.cutover)]);
        let facts = self.facts([(general::SERVICE, Text::code(&transfer.service)), (general::CUTOVER, cutover)]);
        let rows = self.mapping.files.iter().map(|(name, content)| {
            vec![Text::code(name), Text::words(&content.len().to_string()), Text::code(&digest(content))]
        });
        let heads = [general::FILE, general::BYTES, general::DIGEST];
        let files = self.listing(voice.say(general::FILES_OF_MAPPING), heads, rows.collect());
        Section::new("transfer", voice.say(general::TRANSFER)).with(facts).with(files.if_any())
    }
}

/// Returns the beginning of a file's digest.
fn digest(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    digest.iter().take(SHOWN).fold("sha256:".to_owned(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
