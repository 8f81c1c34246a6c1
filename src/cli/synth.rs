//! `overdracht synth`: a synthetic delivery of any size.
//!
//! The delivery is written beside its folder and made visible by one rename, so that no half delivery is ever seen.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use super::folder::{cannot_write, create_beside, refuse_if_taken, reveal};
use super::run::date;
use super::{CliError, Ui};
use crate::domain::Date;
use crate::synth::{Options, SynthError, Tally, het_plein, laborijn, sdoa, tuc};

const EXAMPLES: &str = "\
What is made:
  All files of a delivery, with control totals: clients, cases, decisions, obligations,
  components, payees, payments, holiday allowance, debts, attachments, programmes and the
  payment calendar. Surnames end in -Proef or -Voorbeeld; numbers and accounts are made up, and
  pass the checks of real ones. Of Laborijn's 2500 households 400 leave, of TUC's 900 200; the
  others stay behind. Of Het Plein's 2200 all leave, with care provisions and local schemes
  besides, and so do SDOA's 1600, on a day that can be chosen. The caseload holds together, so
  that its transfer can be proven, untidy or not.

Examples:
  A delivery of the size of Laborijn's
    overdracht synth laborijn --households 2500 --seed 7 --out delivery
  A larger one over two years, untidy as real exports are
    overdracht synth laborijn --households 50000 --payments-months 24 --mess --out delivery-large";

/// What `overdracht synth` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The shared service in whose form the delivery is
    service: Service,
    /// How many households, each with one case
    ///
    /// As many as the service has, unless said: 2500 for Laborijn, 900 for TUC, 2200 for Het Plein, 1600 for SDOA.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=2_000_000))]
    households: Option<u32>,
    /// What decides every choice: the same seed gives the same bytes
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// The folder of the delivery; it must be empty or not exist yet
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Over how many months before the cut-over payments are delivered
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::value_parser!(u16).range(1..=240))]
    payments_months: u16,
    /// The first day on which the destinations pay, such as 2020-07-01 [default: the service's]
    #[arg(long, value_name = "DATE", value_parser = date)]
    cutover: Option<Date>,
    /// Write the same caseload untidily: other layouts, lost zeros, spaces in accounts, unreadable small fields
    #[arg(long)]
    mess: bool,
}

/// The shared services whose deliveries can be made up.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Service {
    /// Three municipalities, of which one leaves at 1 January 2021: delimited files
    Laborijn,
    /// Two municipalities that pay in arrears, of which one leaves at 1 January 2020
    Tuc,
    /// Two municipalities, which both leave at 1 January 2019: a workbook
    HetPlein,
    /// Three municipalities, which all leave at 1 January 2020 unless another day is asked for: tab-separated files
    Sdoa,
}

impl Service {
    /// Returns what is made up unless something else is asked for.
    const fn options(self) -> Options {
        match self {
            Self::Laborijn => laborijn::options(),
            Self::Tuc => tuc::options(),
            Self::HetPlein => het_plein::options(),
            Self::Sdoa => sdoa::options(),
        }
    }

    /// Names who leaves.
    const fn leaving(self) -> &'static str {
        match self {
            Self::Laborijn => "Oude IJsselstreek",
            Self::Tuc => "Ommen",
            Self::HetPlein => "Zutphen and Lochem",
            Self::Sdoa => "Berkelland, Oost Gelre and Winterswijk",
        }
    }

    /// Writes a delivery in the service's form.
    fn write(self, options: &Options, folder: &Path) -> Result<Tally, SynthError> {
        match self {
            Self::Laborijn => laborijn::write(options, folder),
            Self::Tuc => tuc::write(options, folder),
            Self::HetPlein => het_plein::write(options, folder),
            Self::Sdoa => sdoa::write(options, folder),
        }
    }
}

/// Writes a delivery.
///
/// # Errors
/// Fails where the folder holds something or cannot be written.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    refuse_if_taken(&args.out)?;
    let draft = create_beside(&args.out)?;
    let usual = args.service.options();
    let options = Options {
        households: args.households.unwrap_or(usual.households),
        months: args.payments_months,
        seed: args.seed,
        mess: args.mess,
        cutover: args.cutover.unwrap_or(usual.cutover),
    };
    let tally = args.service.write(&options, draft.path()).map_err(|error| explain(error, &args.out))?;
    reveal(draft, &args.out)?;
    ui.say(&format!(
        "{} households ({} in {}) with {} payments: {} rows in {}, in {}",
        tally.households,
        tally.leaving,
        args.service.leaving(),
        tally.payments,
        tally.rows,
        if tally.files == 1 { "1 file".to_owned() } else { format!("{} files", tally.files) },
        args.out.display()
    ));
    Ok(ExitCode::SUCCESS)
}

fn explain(error: SynthError, out: &Path) -> CliError {
    match error {
        SynthError::Write { file, source } => cannot_write(&out.join(file), source),
        impossible => CliError::Synthesis { source: impossible },
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn args(out: PathBuf) -> Args {
        Args {
            service: Service::Laborijn,
            households: Some(20),
            seed: 1,
            out,
            payments_months: 2,
            cutover: None,
            mess: false,
        }
    }

    #[test]
    fn a_delivery_appears_under_its_name_and_nothing_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("levering");
        fs::create_dir(&out).expect("an empty folder");
        run(&args(out.clone()), &Ui::new(true)).expect("a delivery");
        assert!(out.join("levering.csv").is_file());
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(&out).expect("the delivery").permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
    }

    #[test]
    fn a_folder_that_holds_something_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("brief.txt"), "x").expect("a file");
        let error = run(&args(folder.path().to_owned()), &Ui::new(true)).expect_err("it is taken");
        assert!(matches!(error, CliError::Taken { .. }));
        assert_eq!(error.exit_code(), 5);
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
    }
}
