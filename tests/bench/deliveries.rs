//! The deliveries that are measured, and where everything stands: made once, below the target folder, and used again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::measure::{Task, tell};

/// The households on social assistance in a whole country, roughly.
pub(crate) const COUNTRY: u32 = 400_000;

/// The seed of every delivery.
const SEED: &str = "7";

/// What is measured, how often, and where.
pub(crate) struct Bench {
    /// How often each task is measured.
    pub(crate) rounds: u32,
    /// The households of a whole country.
    pub(crate) households: u32,
    /// The folder of all that the bench makes.
    pub(crate) root: PathBuf,
}

impl Bench {
    /// Takes a place below the target folder.
    pub(crate) fn new(rounds: u32, households: u32) -> Self {
        let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let root = scratch.parent().expect("the target folder").join("bench");
        fs::create_dir_all(&root).expect("a folder for the bench");
        Self { rounds, households, root }
    }

    /// Returns the delivery of a service over a number of months, made if it is not there, and read once.
    pub(crate) fn delivery(&self, service: &str, households: u32, months: u32) -> PathBuf {
        let folder = self.root.join(format!("{service}-{households}-households-{months}-months"));
        if !folder.exists() {
            tell(&format!("making {}", folder.display()));
            let (households, months) = (households.to_string(), months.to_string());
            let task = program().args(["synth", service, "--seed", SEED]);
            let task = task.args(["--households", &households, "--payments-months", &months]);
            task.arg("--out").arg(&folder).measure();
        }
        for file in files(&folder) {
            let mut file = fs::File::open(file).expect("a delivered file");
            io::copy(&mut file, &mut io::sink()).expect("a delivered file");
        }
        folder
    }

    /// Returns an empty folder for what a measured process writes.
    pub(crate) fn scratch(&self) -> PathBuf {
        let folder = self.root.join("scratch");
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("what was written before goes");
        }
        fs::create_dir(&folder).expect("a folder");
        folder
    }

    /// Returns Laborijn's mapping with every municipality as a destination: nobody stays behind.
    pub(crate) fn mapping_of_everybody(&self) -> PathBuf {
        let shipped = mapping("laborijn");
        let folder = self.root.join("mapping-of-everybody");
        let codes = folder.join("codes");
        fs::create_dir_all(&codes).expect("a folder");
        for file in files(&shipped.join("codes")) {
            fs::copy(&file, codes.join(file.file_name().expect("a name"))).expect("a code table");
        }
        let text = fs::read_to_string(shipped.join("mapping.toml")).expect("a mapping");
        let start = text.find("[[stays-behind]]").expect("somebody stays behind");
        let end = start + text[start..].find("\n\n").expect("something follows");
        let others = [("doetinchem", "0222"), ("aalten", "0197")].map(|(name, code)| {
            format!("[[destination]]\nname = {name:?}\nkind = \"municipality\"\nwhen = {{ Gemeentecode = [{code:?}] }}")
        });
        let text = format!("{}{}{}", &text[..start], others.join("\n\n"), &text[end..]);
        fs::write(folder.join("mapping.toml"), text).expect("a mapping");
        folder
    }
}

/// Returns the program that is measured.
pub(crate) fn program() -> Task {
    Task::new(env!("CARGO_BIN_EXE_overdracht"))
}

/// Returns the folder of a shipped mapping.
pub(crate) fn mapping(service: &str) -> PathBuf {
    repository().join("mappings").join(service)
}

/// Returns the delivery of a shipped fixture.
pub(crate) fn fixture(service: &str) -> PathBuf {
    repository().join("fixtures").join(service).join("clean/delivery")
}

/// Returns the shipped mappings in order of their names.
pub(crate) fn mappings() -> Vec<PathBuf> {
    files(&repository().join("mappings")).into_iter().filter(|path| path.join("mapping.toml").exists()).collect()
}

/// Returns what stands in a folder, in order of names.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
