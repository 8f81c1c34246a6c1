//! Words about deviations from the promise that two people accepted.

use super::{Phrase, phrases};

phrases! {
    TITLE: "Vooraf geaccepteerde afwijkingen", "Deviations accepted beforehand";
    LEAD:
        "Een waiver laat een oordeel door dat anders de overdracht tegenhoudt, zolang zij op de betaaldatum van kracht is \
         en niet meer afwijkt dan zij toestaat. Wat zij niet dekt, wordt in elke run gemeld.",
        "A waiver lets a verdict pass that would stop the transfer, as long as it is in force on the payment date and no \
         more deviates than it allows. What does not cover anything is reported in every run.";
    WAIVERS_OF: "De waivers", "The waivers";
    WAIVER: "Waiver", "Waiver";
    WHOSE: "Voor", "For";
    CASE: "dossier {0}", "case {0}";
    PERSON: "ontvanger {0}", "recipient {0}";
    DEVIATION: "Afwijking", "Deviation";
    IN_MONTHS: "{0} in {1}, {2}", "{0} in {1}, {2}";
    AT_MOST_CENTS: "ten hoogste € {0} per betaaldatum", "at most € {0} on a payment date";
    AT_MOST_DAYS: "ten hoogste {0} dagen later", "at most {0} days later";
    REASON_AND_DECISION: "Reden (besluit)", "Reason (decision)";
    BY_DECISION: "{0} ({1})", "{0} ({1})";
    PEOPLE: "Gevraagd en goedgekeurd door", "Requested and approved by";
    TWO_PEOPLE: "{0}; {1}", "{0}; {1}";
    IN_FORCE: "Van kracht", "In force";
    FROM_TO: "van {0} tot en met {1}", "from {0} to {1}";
}
