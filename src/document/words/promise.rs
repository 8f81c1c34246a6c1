//! Words about what residents were promised.

use super::{Phrase, phrases};

phrases! {
    PROMISE_LEAD:
        "Iedereen krijgt ten minste hetzelfde bedrag, op dezelfde datum, op dezelfde rekening. Wat iemand gewend was, wordt \
         uit de levering zelf gelezen, buiten de vertalingen hierboven om, en vergeleken met wat na de overgang gepland is.",
        "Everyone gets at least the same amount, on the same date, on the same account. What somebody was used to is read \
         from the delivery itself, past the translations above, and compared with what is planned after the cut-over.";
    COUNTS: "Welke betalingen tellen", "Which payments count";
    RETURNED: "Teruggekomen betalingen", "Payments that came back";
    CORRECTIONS: "Correcties van een maand", "Corrections of a month";
    ONE_OFF: "Van de andere, eenmalige betalingen", "Of the others, one-off payments";
    HOLIDAY: "Daarna, vakantiegeld", "Then, holiday allowance";
    LEFT_OUT:
        "Daarna, betalingen zonder betekenis voor de toezegging",
        "Then, payments that mean nothing for the promise";
    UNCLASSIFIED: "Alle andere betalingen", "All other payments";
    NOT_PROVEN:
        "zijn niet ingedeeld, worden vermeld, en houden het bewijs tegen",
        "are not classified, are listed, and stop the proof";
    NOT_TOLD: "worden niet apart geleverd", "are not delivered apart";
    RECIPIENT: "Wiens geld", "Whose money";
    CASE: "Dossier", "Case";
    CLIENT: "Cliëntnummer", "Client's number";
    SCHEME: "Regeling", "Scheme";
    DATE: "Betaaldatum", "Payment date";
    MONTH: "Maand", "Month";
    AMOUNT: "Bedrag", "Amount";
    EUROS: "{0}, in euro's", "{0}, in euros";
    CENTS: "{0}, in hele centen", "{0}, in whole cents";
    SIGNED: "{0}; {1}", "{0}; {1}";
    ACCOUNT: "Rekening", "Account";
    WINDOW: "Vergeleken betaaldatums", "Payment dates that are compared";
    WINDOW_OF: "van {0} tot en met {1} ({2} maanden)", "from {0} to {1} ({2} months)";
    CALENDAR: "Betaalkalender", "Payment calendar";
    CALENDAR_OF: "de maand in {0} en de datum in {1}, van {2}", "the month in {0} and the date in {1}, of {2}";
    NO_CALENDAR:
        "wordt niet geleverd; de datums volgen uit wat men gewend was, en wat daar niet uit volgt is niet bewezen",
        "is not delivered; the dates follow from what people were used to, and what does not is not proven";
    AT_MOST: "Hoogstens", "At most";
    AT_MOST_OF:
        "{0}% van de toezegging; meer is een vergissing",
        "{0}% of the promise; more is a mistake";
    CEILING: "Plafond", "Ceiling";
    CEILING_SET: "€ {0} per betaling; meer is een vergissing", "€ {0} for a payment; more is a mistake";
    CEILING_NORM:
        "€ {0} per betaling, drie keer de norm voor een paar op de dag van overgang; meer is een vergissing",
        "€ {0} for a payment, three times the norm of a couple on the day of the cut-over; more is a mistake";
    CASE_FACTS: "Of een dossier loopt", "Whether a case runs";
    CASE_FACTS_OF:
        "{0}, per {1}: de laatste dag in {2}, de blokkering in {3}, de gemeente in {4}",
        "{0}, by {1}: the last day in {2}, the blocking in {3}, the municipality in {4}";
    PAYEES: "Van wie een rekening is", "Whose an account is";
    PAYEES_OF:
        "{0}, per {1}: de rekening in {2}, de soort begunstigde in {3}",
        "{0}, by {1}: the account in {2}, the kind of payee in {3}";
    RESERVE: "Gereserveerd vakantiegeld", "Reserved holiday allowance";
    RESERVE_OF: "{0}, per {1}: het bedrag in {2}", "{0}, by {1}: the amount in {2}";
    NO_RESERVE: "wordt niet vergeleken", "is not compared";
    BALANCES: "Bedragen die ongewijzigd moeten aankomen", "Amounts that must arrive unchanged";
}
