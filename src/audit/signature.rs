//! The signature over a manifest, made with minisign by whoever keeps the key.
//!
//! `minisign -Sm RUN/manifest.json` puts it beside the manifest, which names every other file by its digest. The tool
//! never has a secret key. The first line of a signature, a comment, is not signed; nothing is taken from it.

use std::fs;
use std::io;
use std::path::Path;

use minisign_verify::{Error, PublicKey, Signature};

use crate::pipeline::manifest::MANIFEST;

/// The file of the signature.
pub const SIGNATURE: &str = "manifest.json.minisig";

/// The key that signatures are held against.
#[derive(Clone, Debug)]
pub struct Key(PublicKey);

/// What a signature says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signed {
    /// It was made with the key, over these bytes; the comment that was signed with them.
    Valid(String),
    /// There is none.
    Absent,
    /// It was made with another key.
    OtherKey,
    /// It is not one of these bytes, or was changed itself.
    Invalid,
    /// It cannot be read.
    Unreadable(String),
}

impl Key {
    /// Reads a public key: the file that minisign made, or the text of the key in it.
    ///
    /// # Errors
    /// Says why it is none.
    pub fn read(given: &str) -> Result<Self, String> {
        if let Ok(key) = PublicKey::from_base64(given.trim()) {
            return Ok(Self(key));
        }
        let text = fs::read_to_string(given).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => "it is neither a key nor a file".to_owned(),
            io::ErrorKind::InvalidData => "the file is no text".to_owned(),
            _ => error.to_string(),
        })?;
        // A key without the comment above it does as well.
        let key = PublicKey::decode(&text).or_else(|_| PublicKey::from_base64(text.trim()));
        key.map(Self).map_err(|_| "the file holds no public key".to_owned())
    }

    /// Holds the signature in a run's folder against this key and the manifest as it is now.
    #[must_use]
    pub fn check(&self, folder: &Path) -> Signed {
        let text = match fs::read_to_string(folder.join(SIGNATURE)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Signed::Absent,
            Err(error) => return Signed::Unreadable(error.to_string()),
        };
        let Ok(signature) = Signature::decode(&text) else {
            return Signed::Unreadable("it is no signature of minisign".to_owned());
        };
        let manifest = match fs::read(folder.join(MANIFEST)) {
            Ok(manifest) => manifest,
            Err(error) => return Signed::Unreadable(format!("there is no manifest that it could be of: {error}")),
        };
        // Signatures that older versions made over the bytes themselves are as good as those over their hash.
        match self.0.verify(&manifest, &signature, true) {
            Ok(()) => Signed::Valid(signature.trusted_comment().to_owned()),
            Err(Error::UnexpectedKeyId) => Signed::OtherKey,
            Err(_) => Signed::Invalid,
        }
    }
}

/// Tells whether a run was signed, by whomever.
#[must_use]
pub fn is_signed(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(SIGNATURE)).is_ok()
}
