//! The machine on which was measured.

use std::env;
use std::fs;
use std::process::Command;
use std::thread;

/// Describes what a figure means nothing without, each with its name; the moment is the last.
pub(crate) fn describe() -> Vec<(&'static str, String)> {
    let cores = thread::available_parallelism().map_or(0, usize::from);
    vec![
        ("processor", line("/proc/cpuinfo", "model name").unwrap_or_else(|| env::consts::ARCH.to_owned())),
        ("cores", cores.to_string()),
        ("memory", memory().unwrap_or_else(|| "unknown".to_owned())),
        ("system", system()),
        ("rustc", version(&env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned()))),
        ("sqlite3", version("sqlite3")),
        ("measured", jiff::Timestamp::now().to_string().chars().take(19).collect()),
    ]
}

fn system() -> String {
    let name = line("/etc/os-release", "PRETTY_NAME").map(|name| name.trim_matches(['=', '"']).to_owned());
    let name = name.unwrap_or_else(|| env::consts::OS.to_owned());
    match fs::read_to_string("/proc/sys/kernel/osrelease") {
        Ok(kernel) => format!("{name}, kernel {}", kernel.trim()),
        Err(_) => name,
    }
}

fn memory() -> Option<String> {
    let kib: u64 = line("/proc/meminfo", "MemTotal")?.trim_end_matches("kB").trim().parse().ok()?;
    Some(format!("{} MiB", kib / 1024))
}

/// Returns what follows a name in the first line of a file that begins with it.
fn line(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let rest = text.lines().find_map(|line| line.strip_prefix(name))?;
    Some(rest.trim_start_matches([' ', '\t', ':']).trim().to_owned())
}

/// Returns the version that a program says it has: the first word with a digit.
fn version(program: &str) -> String {
    let said = Command::new(program).arg("--version").output();
    let said = said.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let version = said.split_whitespace().find(|word| word.contains(|letter: char| letter.is_ascii_digit()));
    version.unwrap_or("not here").to_owned()
}
