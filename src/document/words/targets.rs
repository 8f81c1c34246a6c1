//! Words about the tables of the target: the rows and columns that fill them, and those that stay empty.

use super::{Phrase, phrases};

phrases! {
    TARGETS_LEAD:
        "De tabellen staan in de volgorde van het doel. Een verplichte kolom kan een rij niet missen. In een kritieke kolom \
         keurt een onleesbare waarde de rij af; elders blijft de waarde leeg, met een bevinding. Wat een waarde verandert \
         of een rij weglaat, wordt in elke run geteld.",
        "The tables stand in the order of the target. A row cannot do without a required column. In a critical column a \
         value that cannot be read rejects the row; elsewhere the value stays empty, with a finding. Whatever changes a \
         value or leaves a row out is counted in every run.";
    GGM: "Object in het GGM", "Object in the GGM";
    UNIQUE: "Eén rij per", "One row for each";
    MAP_FROM: "{0} uit {1}", "{0} from {1}";
    MAP_FROM_AGAIN: "{0} uit {1} ({2})", "{0} from {1} ({2})";
    SOURCE: "Bron", "Source";
    ROWS: "Rijen", "Rows";
    ALL_ROWS: "alle", "all";
    ROWS_WHERE: "waarvoor geldt: {0}", "where {0}";
    LEFT_OUT: "Weggelaten", "Left out";
    LEFT_OUT_OTHERS: "alle andere", "all others";
    LEFT_OUT_WHERE:
        "waarvoor geldt: {0}; een rij die niet is gekozen en hier niet bij hoort, wordt afgekeurd",
        "where {0}; a row that is not taken and does not belong here is rejected";
    BECAUSE: "Reden", "Reason";
    MERGE: "Samenvoegen", "Merging";
    MERGE_ON:
        "rijen met dezelfde {0} worden één; spreken zij elkaar tegen, dan is dat een bevinding",
        "rows with the same {0} become one; where they contradict each other, that is found";
    UNPIVOT: "Eén doelrij per kolom", "One target row for each column";
    UNPIVOT_COLUMNS:
        "{0}, voor zover daar iets staat",
        "{0}, as far as anything stands there";
    UNPIVOT_SKIP: "{0}; geen rij voor {1}", "{0}; no row for {1}";
    COLUMNS_OF_MAP: "De kolommen van {0} uit {1}", "The columns of {0} from {1}";
    TARGET_COLUMN: "Doelkolom", "Target column";
    FROM_COLUMN: "Geleverde kolom", "Delivered column";
    HOW: "Hoe, in deze volgorde", "How, in this order";
    DEMANDS: "Eis", "Demand";
    REQUIRED: "verplicht", "required";
    CRITICAL: "kritiek", "critical";

    TRANSLATION: "Vertaling voor {0}, uit {1}", "Translation for {0}, out of {1}";
    TARGET_CODES: "De codes van {0}, die de levering zelf gebruikt", "The codes of {0}, which the delivery itself uses";
    DELIVERED: "Geleverd", "Delivered";
    IN_TARGET: "In het doel", "In the target";
    STATUS: "Status", "Status";
    FORMER: "voormalig", "former";
    CURRENT: "geldig", "current";
    REMARK: "Opmerking", "Remark";
    CODES_LEAD:
        "Een code die hier niet staat, is een bevinding en wordt nooit geraden. Een voormalige code wordt vertaald, en \
         gemeld in een rij die bij de overgang nog loopt.",
        "A code that does not stand here is found, and never guessed. A former code is translated, and reported in a \
         row that still runs at the cut-over.";
    USED_BY: "Gebruikt voor", "Used for";
    TRANSLATION_FILE: "De vertaling in {0}", "The translation in {0}";

    REPAIRS_LEAD:
        "Een herstelde waarde is anders gelezen dan geleverd; elke keer wordt gemeld.",
        "A repaired value was read otherwise than it was delivered; each time is reported.";
    REPAIRS_OF: "Wat wordt hersteld", "What is repaired";
    REPAIR: "Herstel", "Repair";
    NO_REASON: "geen reden opgegeven", "no reason given";

    EMPTY_LEAD:
        "Deze kolommen van gevulde tabellen krijgen geen waarde.",
        "These columns of filled tables get no value.";
    EMPTY_OF: "Wat leeg blijft", "What stays empty";

    UNFILLED_LEAD:
        "De levering heeft hier niets voor, of een ander vult ze.",
        "The delivery has nothing for these, or something else fills them.";
    UNFILLED_OF: "Wat deze mapping niet vult", "What this mapping does not fill";
    WHY: "Waarom", "Why";
    NOT_MAPPED: "geen map", "no map";
    COMPUTED: "berekend uit de andere tabellen", "computed from the other tables";
    REFERENCE: "codelijst van het doel", "code list of the target";
}
