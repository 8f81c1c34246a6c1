//! Whose accounts are: the payees of cases in scope, and what kind of payee holds an account.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::facts::CaseIndex;
use super::names::Names;
use crate::domain::Origin;

/// Whose an account of a case is.
#[derive(Clone, Debug)]
pub struct PayeeFact {
    case: CaseIndex,
    /// The account, in electronic form where it is an IBAN.
    pub account: CompactString,
    kind: usize,
    /// Where it was delivered.
    pub origin: Origin,
}

/// All payees.
#[derive(Debug, Default)]
pub(super) struct Payees {
    /// Those of cases in scope, in order of case.
    list: Vec<PayeeFact>,
    kinds: Names,
    /// The kind of payee that holds an account, whatever the case; none where cases differ.
    accounts: FxHashMap<CompactString, Option<usize>>,
}

impl Payees {
    /// Notes a payee, of a case in scope or of another.
    pub(super) fn add(&mut self, case: Option<CaseIndex>, account: CompactString, kind: &str, origin: Origin) {
        let kind = self.kinds.place(kind);
        if let Some(case) = case {
            self.list.push(PayeeFact { case, account: account.clone(), kind, origin });
        }
        let known = self.accounts.entry(account).or_insert(Some(kind));
        if *known != Some(kind) {
            *known = None;
        }
    }

    /// Ends the reading.
    pub(super) fn put_in_order(&mut self) {
        self.list.sort_by_key(|payee| payee.case);
        self.list.shrink_to_fit();
    }

    /// Returns the payees of a case, in the order of the delivery.
    pub(super) fn of(&self, case: CaseIndex) -> &[PayeeFact] {
        let first = self.list.partition_point(|payee| payee.case < case);
        let count = self.list[first..].iter().take_while(|payee| payee.case == case).count();
        &self.list[first..first + count]
    }

    /// Returns the kind of a payee, as delivered.
    pub(super) fn kind(&self, payee: &PayeeFact) -> &str {
        self.kinds.at(payee.kind)
    }

    /// Returns the kind of payee that holds an account: as its case says, else as all others that name it do.
    pub(super) fn kind_of(&self, case: CaseIndex, account: &str) -> Option<&str> {
        match self.of(case).iter().find(|payee| *payee.account == *account) {
            Some(payee) => Some(self.kind(payee)),
            None => self.accounts.get(account)?.map(|kind| self.kinds.at(kind)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::FileId;

    #[test]
    fn an_account_is_of_whom_its_case_says_else_of_whom_all_others_say() {
        let mut payees = Payees::default();
        let rows =
            [(Some(1), "x", "CLIENT"), (Some(0), "y", "VERHUURDER"), (None, "z", "BEWIND"), (Some(0), "x", "PARTNER")];
        for (line, (case, account, kind)) in (2..).zip(rows) {
            payees.add(case, account.into(), kind, Origin::new(FileId::new(1), line));
        }
        payees.put_in_order();
        let of = |case| payees.of(case).iter().map(|payee| payees.kind(payee)).collect::<Vec<_>>();
        assert_eq!([of(0), of(1), of(2)], [vec!["VERHUURDER", "PARTNER"], vec!["CLIENT"], vec![]]);
        let table = [
            (1, "x", Some("CLIENT")),
            (0, "x", Some("PARTNER")),
            (2, "x", None),
            (1, "y", Some("VERHUURDER")),
            (0, "z", Some("BEWIND")),
            (0, "nobody's", None),
        ];
        for (case, account, kind) in table {
            assert_eq!(payees.kind_of(case, account), kind, "{case} {account}");
        }
    }
}
