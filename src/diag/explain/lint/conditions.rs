//! Conditions: what can hold, what always does, and which of several cases comes up.

use crate::diag::codes::lint as codes;
use crate::diag::explain::Explanation;

pub(super) const EMPTY_AS_VALUE: Explanation = Explanation {
    code: &codes::EMPTY_AS_VALUE,
    checks: "No condition lists a text that means \"nothing\" in its table, because `empty` of the delivery says so.",
    why: "Such a test sees one of the ways in which nothing is written and not the others: rows with an empty cell go \
          another way than rows with a hyphen, though both say the same.",
    example: r#"empty = ["", "-"]
# and in a map
where = { Partner = ["-", "geen"] }"#,
    mend: concat!(
        "Test for nothing as such.",
        "\n\n",
        r#"empty = ["", "-"]
# and in a map
where = [{ Partner = { is = "empty" } }, { Partner = "geen" }]"#
    ),
};

pub(super) const CONDITION_NEVER_HOLDS: Explanation = Explanation {
    code: &codes::CONDITION_NEVER_HOLDS,
    checks: "Every condition, and every value in one, can hold for some row: no value has white space around it, `where` \
             lets rows with it through, and a destination takes such cases or a decision leaves them behind.",
    why: "A test that never holds does nothing, and reads as if it did. Often the value is misspelt, or `where` leaves \
          out more than was meant.",
    example: r#"where = { Soort = ["+", "-"] }
# and in a column of that map
when = [{ if = { Soort = "=" }, constant = "subtotaal" }, { constant = "norm" }]"#,
    mend: concat!(
        "Take the test out, or let `where` take such rows.",
        "\n\n",
        r#"where = { Soort = ["+", "-", "="] }
# and in a column of that map
when = [{ if = { Soort = "=" }, constant = "subtotaal" }, { constant = "norm" }]"#
    ),
};

pub(super) const CONDITION_ALWAYS_HOLDS: Explanation = Explanation {
    code: &codes::CONDITION_ALWAYS_HOLDS,
    checks: "No condition holds for every row that comes to it: neither by itself, nor because `where` took only such rows \
             before. Of a `when` the last case may.",
    why: "A filter that takes everything filters nothing, and after a case that always holds no other one comes up.",
    example: r#"where = { Partner = { is = "present" } }
# and in a column of that map
when = [{ if = { Partner = { is = "present" } }, constant = "partner" }, { constant = "aanvrager" }]"#,
    mend: concat!(
        "Say what is true of every row without a condition.",
        "\n\n",
        r#"where = { Partner = { is = "present" } }
# and the column of that map
rol = { constant = "partner" }"#
    ),
};

pub(super) const LISTED_TWICE: Explanation = Explanation {
    code: &codes::LISTED_TWICE,
    checks: "No condition lists one value twice for a column, or has two tables that test the same.",
    why: "It does no harm by itself. But one of the two was probably meant to be another value, and that one is missing.",
    example: r#"where = { Soort = ["PERIODIEK", "EENMALIG", "PERIODIEK"] }"#,
    mend: concat!(
        "Look in the delivery's specification which values there are.",
        "\n\n",
        r#"where = { Soort = ["PERIODIEK", "EENMALIG", "VAKANTIEGELD"] }"#
    ),
};

pub(super) const CASE_COVERED: Explanation = Explanation {
    code: &codes::CASE_COVERED,
    checks: "No case of a `when` is for rows that an earlier case takes already: by the same values, by a range around \
             its own, or by a pattern that its own values are like.",
    why: "The first case that holds decides. A narrow case after a wide one never comes up, and its rows get the value of \
          the wide one.",
    example: r#"when = [
  { if = { Soort = { like = "VT*" } }, constant = "vakantiegeld" },
  { if = { Soort = "VT_CORR" }, constant = "correctie" },
  { constant = "periodiek" },
]"#,
    mend: concat!(
        "Put the narrow case first.",
        "\n\n",
        r#"when = [
  { if = { Soort = "VT_CORR" }, constant = "correctie" },
  { if = { Soort = { like = "VT*" } }, constant = "vakantiegeld" },
  { constant = "periodiek" },
]"#
    ),
};

pub(super) const RANGES_OVERLAP: Explanation = Explanation {
    code: &codes::RANGES_OVERLAP,
    checks: "Ranges of two cases of one `when` share nothing, unless one lies within the other. Both bounds belong to a \
             range.",
    why: "What lies in both goes by the earlier case. Where neither lies in the other, a bound is most likely off by one, \
          and one code adds where it should take off.",
    example: r#"when = [
  { if = { Code = { from = 10, to = 30 } }, constant = "credit" },
  { if = { Code = { from = 30, to = 59 } }, constant = "debet" },
  { constant = "credit" },
]"#,
    mend: concat!(
        "Let the one begin where the other has ended.",
        "\n\n",
        r#"when = [
  { if = { Code = { from = 10, to = 29 } }, constant = "credit" },
  { if = { Code = { from = 30, to = 59 } }, constant = "debet" },
  { constant = "credit" },
]"#
    ),
};

pub(super) const NO_LAST_CASE: Explanation = Explanation {
    code: &codes::NO_LAST_CASE,
    checks: "The cases of a `when` leave no row over: the last has no `if`, or together they cover all that `where` takes.",
    why: "A row for which no case holds has no value in that column. It is found, and rejected where the column decides a \
          payment, but only when it is delivered.",
    example: r#"when = [{ if = { Verdeling = "VAST" }, constant = "vast" }, { if = { Verdeling = "REST" }, constant = "rest" }]"#,
    mend: concat!(
        "Say what holds for all others; where nothing should, name with `where` and `left-out` which rows there are.",
        "\n\n",
        r#"when = [{ if = { Verdeling = "VAST" }, constant = "vast" }, { constant = "rest" }]"#
    ),
};
