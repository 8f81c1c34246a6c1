-- What an able engineer would write by hand to move the caseload of Laborijn: from the delivery, imported into `main`, to
-- typed tables of the municipality in `target`, and what must be the same counted on both sides.
--
-- It maps as mappings/laborijn does. It does less: the partner gets no file of its own, no digit of a BSN or IBAN is
-- checked, no row is accounted for, no finding is told, no total of the delivery is held against what was read, no title
-- is proven, nothing is reported.

-- ---------------------------------------------------------------------------------------------------------------------
-- The target

BEGIN;
CREATE TABLE target.gemeente (id INTEGER PRIMARY KEY, code TEXT NOT NULL, naam TEXT) STRICT;
CREATE TABLE target.componentsoort (id INTEGER PRIMARY KEY, code TEXT NOT NULL, omschrijving TEXT) STRICT;
CREATE TABLE target.persoon (
  id INTEGER PRIMARY KEY, bsn TEXT NOT NULL, clientnummer TEXT NOT NULL, a_nummer TEXT, geslachtsnaam TEXT,
  voorvoegsel TEXT, voorletters TEXT, geboortedatum TEXT, overlijdensdatum TEXT, geslacht TEXT, straat TEXT,
  huisnummer INTEGER, huisletter TEXT, toevoeging TEXT, postcode TEXT, woonplaats TEXT, gemeentecode TEXT,
  indicatie_geheim INTEGER NOT NULL
) STRICT;
CREATE TABLE target.client (
  id INTEGER PRIMARY KEY, clientnummer TEXT NOT NULL, persoon TEXT NOT NULL REFERENCES persoon (bsn),
  juridische_status TEXT, begeleider TEXT
) STRICT;
CREATE TABLE target.inkomensvoorziening (
  id INTEGER PRIMARY KEY, dossiernummer TEXT NOT NULL, client TEXT NOT NULL REFERENCES client (clientnummer),
  regeling TEXT NOT NULL, leefvorm TEXT, aantal_kostendelers INTEGER, ingangsdatum TEXT NOT NULL, einddatum TEXT,
  reden_uitstroom TEXT, toekenningsdatum TEXT, verwerkt_tot_en_met TEXT, betalingsmoment TEXT,
  geblokkeerd INTEGER NOT NULL, gemeentecode TEXT NOT NULL REFERENCES gemeente (code)
) STRICT;
CREATE TABLE target.huishoudlid (
  id INTEGER PRIMARY KEY, inkomensvoorziening TEXT NOT NULL REFERENCES inkomensvoorziening (dossiernummer),
  client TEXT NOT NULL REFERENCES client (clientnummer), rol TEXT NOT NULL
) STRICT;
CREATE TABLE target.beschikking (
  id INTEGER PRIMARY KEY, kenmerk TEXT NOT NULL,
  inkomensvoorziening TEXT NOT NULL REFERENCES inkomensvoorziening (dossiernummer), soort TEXT NOT NULL, datum TEXT,
  wet TEXT NOT NULL, artikel TEXT, geldig_van TEXT NOT NULL, geldig_tot TEXT
) STRICT;
CREATE TABLE target.verplichting (
  id INTEGER PRIMARY KEY, inkomensvoorziening TEXT NOT NULL REFERENCES inkomensvoorziening (dossiernummer),
  client TEXT NOT NULL REFERENCES client (clientnummer), soort TEXT, van TEXT, tot TEXT, ontheffing INTEGER,
  reden_ontheffing TEXT
) STRICT;
CREATE TABLE target.component (
  id INTEGER PRIMARY KEY, inkomensvoorziening TEXT NOT NULL REFERENCES inkomensvoorziening (dossiernummer),
  soort TEXT NOT NULL REFERENCES componentsoort (code), omschrijving TEXT, debet_credit TEXT NOT NULL,
  bedrag_cent INTEGER NOT NULL, van TEXT NOT NULL, tot TEXT, per TEXT
) STRICT;
CREATE TABLE target.begunstigde (
  id INTEGER PRIMARY KEY, inkomensvoorziening TEXT NOT NULL REFERENCES inkomensvoorziening (dossiernummer),
  volgnummer INTEGER NOT NULL, soort TEXT NOT NULL, naam TEXT, iban TEXT NOT NULL, verdeling TEXT NOT NULL,
  bedrag_cent INTEGER, van TEXT NOT NULL, tot TEXT
) STRICT;
CREATE TABLE target.betaalkalender (
  id INTEGER PRIMARY KEY, dienst TEXT NOT NULL, rechtmaand TEXT NOT NULL, soort TEXT NOT NULL, datum TEXT NOT NULL
) STRICT;
CREATE TABLE target.betaling (
  id INTEGER PRIMARY KEY, betaalnummer TEXT NOT NULL,
  inkomensvoorziening TEXT NOT NULL REFERENCES inkomensvoorziening (dossiernummer),
  client TEXT REFERENCES client (clientnummer), persoon TEXT NOT NULL REFERENCES persoon (bsn), soort_begunstigde TEXT,
  regeling TEXT, soort TEXT NOT NULL, rechtmaand TEXT NOT NULL, datum_betaling TEXT NOT NULL,
  bedrag_cent INTEGER NOT NULL, iban TEXT NOT NULL, tenaamstelling TEXT, omschrijving TEXT, status TEXT NOT NULL
) STRICT;
CREATE TABLE target.betaalopdracht (
  id INTEGER PRIMARY KEY, inkomensvoorziening TEXT NOT NULL REFERENCES inkomensvoorziening (dossiernummer),
  persoon TEXT NOT NULL REFERENCES persoon (bsn), volgnummer INTEGER NOT NULL, soort_begunstigde TEXT NOT NULL,
  naam TEXT, iban TEXT NOT NULL, rechtmaand TEXT NOT NULL, datum TEXT NOT NULL, bedrag_cent INTEGER NOT NULL
) STRICT;
CREATE TABLE target.vakantiegeld_reservering (
  id INTEGER PRIMARY KEY, inkomensvoorziening TEXT NOT NULL REFERENCES inkomensvoorziening (dossiernummer),
  opgebouwd_van TEXT NOT NULL, opgebouwd_tot TEXT, bedrag_cent INTEGER NOT NULL
) STRICT;
CREATE TABLE target.vordering (
  id INTEGER PRIMARY KEY, vorderingnummer TEXT NOT NULL,
  inkomensvoorziening TEXT NOT NULL REFERENCES inkomensvoorziening (dossiernummer), soort TEXT, datum_besluit TEXT,
  oorspronkelijk_bedrag_cent INTEGER NOT NULL, saldo_cent INTEGER NOT NULL, saldodatum TEXT, status TEXT
) STRICT;
CREATE TABLE target.aflossingsafspraak (
  id INTEGER PRIMARY KEY, vordering TEXT NOT NULL REFERENCES vordering (vorderingnummer), bedrag_cent INTEGER NOT NULL
) STRICT;
CREATE TABLE target.beslag (
  id INTEGER PRIMARY KEY, inkomensvoorziening TEXT NOT NULL REFERENCES inkomensvoorziening (dossiernummer),
  beslaglegger TEXT, iban TEXT, bedrag_cent INTEGER NOT NULL, beslagvrije_voet_cent INTEGER, van TEXT, tot TEXT
) STRICT;
CREATE TABLE target.reintegratievoorziening (
  id INTEGER PRIMARY KEY, trajectnummer TEXT NOT NULL, client TEXT NOT NULL REFERENCES client (clientnummer),
  soort TEXT, omschrijving TEXT, begindatum TEXT, einddatum TEXT, uitvoerder TEXT
) STRICT;

-- ---------------------------------------------------------------------------------------------------------------------
-- Who moves, and in what order: a row stands in the target in the order of its delivery

CREATE TEMP TABLE moved_case (number TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO moved_case
SELECT Dossiernummer FROM main.dossiers WHERE Gemeentecode IN ('1509', '0237', '0295') AND Dossiernummer <> 'TOTAAL';
CREATE TEMP TABLE moved_client (number TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT OR IGNORE INTO moved_client
SELECT Clientnummer FROM main.dossiers WHERE Dossiernummer IN moved_case
UNION SELECT Partnernummer FROM main.dossiers WHERE Dossiernummer IN moved_case AND Partnernummer <> '';

-- ---------------------------------------------------------------------------------------------------------------------
-- People

INSERT INTO target.gemeente (code, naam) VALUES
  ('1509', 'Oude IJsselstreek'), ('0222', 'Doetinchem'), ('0197', 'Aalten'), ('0160', 'Hardenberg'), ('0175', 'Ommen'),
  ('0262', 'Lochem'), ('0301', 'Zutphen'), ('0294', 'Winterswijk'), ('1586', 'Oost Gelre'), ('1859', 'Berkelland');
INSERT INTO target.componentsoort (code) VALUES
  ('norm'), ('toeslag'), ('inkomsten'), ('vt_reservering'), ('vt_uitbetaling'), ('inhouding'), ('doorbetaling'),
  ('subtotaal'), ('informatief');

-- One person may have several client numbers: the first that is delivered brings the person.
INSERT INTO target.persoon (
  bsn, clientnummer, a_nummer, geslachtsnaam, voorvoegsel, voorletters, geboortedatum, overlijdensdatum, geslacht,
  straat, huisnummer, huisletter, toevoeging, postcode, woonplaats, gemeentecode, indicatie_geheim)
SELECT
  substr('000000000' || BSN, -9), Clientnummer, nullif("A-nummer", ''), nullif(Achternaam, ''),
  nullif(Voorvoegsel, ''), nullif(Voorletters, ''),
  CASE WHEN Geboortedatum NOT IN ('', '00-00-0000', '99-99-9999')
    THEN substr(Geboortedatum, 7, 4) || '-' || substr(Geboortedatum, 4, 2) || '-' || substr(Geboortedatum, 1, 2) END,
  CASE WHEN Overlijdensdatum <> '' THEN
    substr(Overlijdensdatum, 7, 4) || '-' || substr(Overlijdensdatum, 4, 2) || '-' || substr(Overlijdensdatum, 1, 2)
  END,
  CASE Geslacht WHEN 'M' THEN 'man' WHEN 'V' THEN 'vrouw' END,
  nullif(Straat, ''), CAST(nullif(Huisnummer, '') AS INTEGER), nullif(Huisletter, ''), nullif(Toevoeging, ''),
  nullif(replace(Postcode, ' ', ''), ''), nullif(Woonplaats, ''),
  CASE WHEN Gemeentecode IN ('0237', '0295') THEN '1509' ELSE Gemeentecode END,
  CASE Geheim WHEN 'J' THEN 1 WHEN 'N' THEN 0 END
FROM main.clienten
WHERE Clientnummer IN moved_client AND rowid IN (
  SELECT min(rowid) FROM main.clienten WHERE Clientnummer IN moved_client GROUP BY substr('000000000' || BSN, -9))
ORDER BY rowid;

INSERT INTO target.client (clientnummer, persoon, juridische_status)
SELECT Clientnummer, substr('000000000' || BSN, -9),
  CASE "Juridische status" WHEN 'BEWIND' THEN 'bewind' WHEN 'CURATELE' THEN 'curatele' END
FROM main.clienten WHERE Clientnummer IN moved_client ORDER BY rowid;

-- ---------------------------------------------------------------------------------------------------------------------
-- Cases

INSERT INTO target.inkomensvoorziening (
  dossiernummer, client, regeling, leefvorm, aantal_kostendelers, ingangsdatum, einddatum, reden_uitstroom,
  toekenningsdatum, verwerkt_tot_en_met, betalingsmoment, geblokkeerd, gemeentecode)
SELECT
  Dossiernummer, Clientnummer, Regeling, nullif(Leefvorm, ''), CAST(nullif(Kostendelers, '') AS INTEGER),
  substr(Ingangsdatum, 7, 4) || '-' || substr(Ingangsdatum, 4, 2) || '-' || substr(Ingangsdatum, 1, 2),
  CASE WHEN Einddatum NOT IN ('', '31-12-9999')
    THEN substr(Einddatum, 7, 4) || '-' || substr(Einddatum, 4, 2) || '-' || substr(Einddatum, 1, 2) END,
  nullif("Reden einde", ''),
  CASE WHEN Toekenningsdatum <> '' THEN
    substr(Toekenningsdatum, 7, 4) || '-' || substr(Toekenningsdatum, 4, 2) || '-' || substr(Toekenningsdatum, 1, 2)
  END,
  CASE WHEN "Verwerkt tot en met" <> '' THEN substr("Verwerkt tot en met", 7, 4) || '-' ||
    substr("Verwerkt tot en met", 4, 2) || '-' || substr("Verwerkt tot en met", 1, 2) END,
  CASE Betaalmoment WHEN 'ULTIMO' THEN 'ultimo' END,
  CASE Geblokkeerd WHEN 'J' THEN 1 WHEN 'N' THEN 0 END,
  CASE WHEN Gemeentecode IN ('0237', '0295') THEN '1509' ELSE Gemeentecode END
FROM main.dossiers WHERE Dossiernummer IN moved_case ORDER BY rowid;

INSERT INTO target.huishoudlid (inkomensvoorziening, client, rol)
SELECT Dossiernummer, Clientnummer, 'aanvrager' FROM main.dossiers WHERE Dossiernummer IN moved_case ORDER BY rowid;
INSERT INTO target.huishoudlid (inkomensvoorziening, client, rol)
SELECT Dossiernummer, Partnernummer, 'partner' FROM main.dossiers
WHERE Dossiernummer IN moved_case AND Partnernummer <> '' ORDER BY rowid;

INSERT INTO target.beschikking (kenmerk, inkomensvoorziening, soort, datum, wet, artikel, geldig_van, geldig_tot)
SELECT
  Beschikkingnummer, Dossiernummer,
  CASE WHEN Soort IN ('TOEKENNING', 'WIJZIGING', 'VOORTZETTING', 'BEEINDIGING', 'OPSCHORTING', 'AFWIJZING', 'INTREKKING')
    THEN lower(Soort) END,
  CASE WHEN Datum <> '' THEN substr(Datum, 7, 4) || '-' || substr(Datum, 4, 2) || '-' || substr(Datum, 1, 2) END,
  Wet, nullif(Artikel, ''),
  substr("Geldig van", 7, 4) || '-' || substr("Geldig van", 4, 2) || '-' || substr("Geldig van", 1, 2),
  CASE WHEN "Geldig tot" NOT IN ('', '31-12-9999')
    THEN substr("Geldig tot", 7, 4) || '-' || substr("Geldig tot", 4, 2) || '-' || substr("Geldig tot", 1, 2) END
FROM main.beschikkingen WHERE Dossiernummer IN moved_case AND Beschikkingnummer <> 'TOTAAL' ORDER BY rowid;

INSERT INTO target.verplichting (inkomensvoorziening, client, soort, van, tot, ontheffing, reden_ontheffing)
SELECT
  Dossiernummer, Clientnummer,
  CASE WHEN Soort IN ('ARBEIDSPLICHT', 'INLICHTINGENPLICHT', 'TEGENPRESTATIE') THEN lower(Soort) END,
  CASE WHEN Van <> '' THEN substr(Van, 7, 4) || '-' || substr(Van, 4, 2) || '-' || substr(Van, 1, 2) END,
  CASE WHEN Tot NOT IN ('', '31-12-9999')
    THEN substr(Tot, 7, 4) || '-' || substr(Tot, 4, 2) || '-' || substr(Tot, 1, 2) END,
  CASE Ontheffing WHEN 'J' THEN 1 WHEN 'N' THEN 0 END, nullif("Reden ontheffing", '')
FROM main.verplichtingen WHERE Dossiernummer IN moved_case ORDER BY rowid;

-- ---------------------------------------------------------------------------------------------------------------------
-- Money. An amount without decimals is whole euros; points part thousands.

INSERT INTO target.component (inkomensvoorziening, soort, omschrijving, debet_credit, bedrag_cent, van, tot, per)
SELECT
  Dossiernummer, lower(Componentcode), nullif(Omschrijving, ''), CASE Soort WHEN '+' THEN 'credit' ELSE 'debet' END,
  CAST(replace(replace(Bedrag, '.', ''), ',', '') AS INTEGER) * CASE substr(Bedrag, -3, 1) WHEN ',' THEN 1 ELSE 100 END,
  substr(Van, 7, 4) || '-' || substr(Van, 4, 2) || '-' || substr(Van, 1, 2),
  CASE WHEN Tot NOT IN ('', '31-12-9999')
    THEN substr(Tot, 7, 4) || '-' || substr(Tot, 4, 2) || '-' || substr(Tot, 1, 2) END,
  'maand'
FROM main.componenten WHERE Dossiernummer IN moved_case AND Soort IN ('+', '-') ORDER BY rowid;

INSERT INTO target.begunstigde (inkomensvoorziening, volgnummer, soort, naam, iban, verdeling, bedrag_cent, van, tot)
SELECT
  Dossiernummer, CAST(Volgnummer AS INTEGER),
  CASE Soort
    WHEN 'CLIENT' THEN 'client' WHEN 'PARTNER' THEN 'partner' WHEN 'BEWIND' THEN 'bewindvoerder' WHEN 'DERDE' THEN 'derde'
  END,
  nullif(Naam, ''), replace(IBAN, ' ', ''), CASE Verdeling WHEN 'REST' THEN 'rest' WHEN 'VAST' THEN 'vast' END,
  CASE WHEN Bedrag <> '' THEN CAST(replace(replace(Bedrag, '.', ''), ',', '') AS INTEGER)
    * CASE substr(Bedrag, -3, 1) WHEN ',' THEN 1 ELSE 100 END END,
  substr(Van, 7, 4) || '-' || substr(Van, 4, 2) || '-' || substr(Van, 1, 2),
  CASE WHEN Tot NOT IN ('', '31-12-9999')
    THEN substr(Tot, 7, 4) || '-' || substr(Tot, 4, 2) || '-' || substr(Tot, 1, 2) END
FROM main.begunstigden WHERE Dossiernummer IN moved_case ORDER BY rowid;

INSERT INTO target.betaalkalender (dienst, rechtmaand, soort, datum)
SELECT 'laborijn', substr(Rechtmaand, 4, 4) || '-' || substr(Rechtmaand, 1, 2), lower(Soort),
  substr(Betaaldatum, 7, 4) || '-' || substr(Betaaldatum, 4, 2) || '-' || substr(Betaaldatum, 1, 2)
FROM main.betaalkalender WHERE Rechtmaand <> 'TOTAAL' ORDER BY rowid;

INSERT INTO target.betaling (
  betaalnummer, inkomensvoorziening, client, persoon, regeling, soort, rechtmaand, datum_betaling, bedrag_cent, iban,
  tenaamstelling, omschrijving, status)
SELECT
  Betaalnummer, Dossiernummer, Clientnummer, substr('000000000' || BSN, -9), Regeling,
  CASE WHEN Soort IN ('PERIODIEK', 'VAKANTIEGELD', 'EENMALIG', 'CORRECTIE') THEN lower(Soort) END,
  substr(Rechtmaand, 4, 4) || '-' || substr(Rechtmaand, 1, 2),
  substr(Betaaldatum, 7, 4) || '-' || substr(Betaaldatum, 4, 2) || '-' || substr(Betaaldatum, 1, 2),
  CAST(replace(replace(Bedrag, '.', ''), ',', '') AS INTEGER) * CASE substr(Bedrag, -3, 1) WHEN ',' THEN 1 ELSE 100 END,
  replace(IBAN, ' ', ''), nullif(Tenaamstelling, ''), nullif(Omschrijving, ''),
  CASE Status WHEN 'BETAALD' THEN 'betaald' WHEN 'RETOUR' THEN 'retour' END
FROM main.betalingen WHERE Dossiernummer IN moved_case AND Betaalnummer <> 'TOTAAL' ORDER BY rowid;

INSERT INTO target.vakantiegeld_reservering (inkomensvoorziening, opgebouwd_van, opgebouwd_tot, bedrag_cent)
SELECT Dossiernummer,
  substr("Opgebouwd vanaf", 7, 4) || '-' || substr("Opgebouwd vanaf", 4, 2) || '-' || substr("Opgebouwd vanaf", 1, 2),
  CASE WHEN "Opgebouwd tot en met" <> '' THEN substr("Opgebouwd tot en met", 7, 4) || '-' ||
    substr("Opgebouwd tot en met", 4, 2) || '-' || substr("Opgebouwd tot en met", 1, 2) END,
  CAST(replace(replace(Bedrag, '.', ''), ',', '') AS INTEGER) * CASE substr(Bedrag, -3, 1) WHEN ',' THEN 1 ELSE 100 END
FROM main.vakantiegeld WHERE Dossiernummer IN moved_case ORDER BY rowid;

INSERT INTO target.vordering (
  vorderingnummer, inkomensvoorziening, soort, datum_besluit, oorspronkelijk_bedrag_cent, saldo_cent, saldodatum, status)
SELECT
  Vorderingnummer, Dossiernummer, CASE WHEN Soort IN ('TERUGVORDERING', 'BOETE', 'LEENBIJSTAND') THEN lower(Soort) END,
  CASE WHEN "Datum besluit" <> '' THEN
    substr("Datum besluit", 7, 4) || '-' || substr("Datum besluit", 4, 2) || '-' || substr("Datum besluit", 1, 2) END,
  CAST(replace(replace("Oorspronkelijk bedrag", '.', ''), ',', '') AS INTEGER)
    * CASE substr("Oorspronkelijk bedrag", -3, 1) WHEN ',' THEN 1 ELSE 100 END,
  CAST(replace(replace(Saldo, '.', ''), ',', '') AS INTEGER) * CASE substr(Saldo, -3, 1) WHEN ',' THEN 1 ELSE 100 END,
  CASE WHEN Saldodatum <> ''
    THEN substr(Saldodatum, 7, 4) || '-' || substr(Saldodatum, 4, 2) || '-' || substr(Saldodatum, 1, 2) END,
  nullif(Status, '')
FROM main.vorderingen WHERE Dossiernummer IN moved_case AND Vorderingnummer <> 'TOTAAL' ORDER BY rowid;

INSERT INTO target.aflossingsafspraak (vordering, bedrag_cent)
SELECT Vorderingnummer, CAST(replace(replace("Aflossing per maand", '.', ''), ',', '') AS INTEGER)
  * CASE substr("Aflossing per maand", -3, 1) WHEN ',' THEN 1 ELSE 100 END
FROM main.vorderingen
WHERE Dossiernummer IN moved_case AND Vorderingnummer <> 'TOTAAL' AND "Aflossing per maand" <> '' ORDER BY rowid;

INSERT INTO target.beslag (inkomensvoorziening, beslaglegger, iban, bedrag_cent, beslagvrije_voet_cent, van, tot)
SELECT
  Dossiernummer, nullif(Beslaglegger, ''), nullif(replace(IBAN, ' ', ''), ''),
  CAST(replace(replace(Bedrag, '.', ''), ',', '') AS INTEGER) * CASE substr(Bedrag, -3, 1) WHEN ',' THEN 1 ELSE 100 END,
  CASE WHEN "Beslagvrije voet" <> '' THEN CAST(replace(replace("Beslagvrije voet", '.', ''), ',', '') AS INTEGER)
    * CASE substr("Beslagvrije voet", -3, 1) WHEN ',' THEN 1 ELSE 100 END END,
  CASE WHEN Van <> '' THEN substr(Van, 7, 4) || '-' || substr(Van, 4, 2) || '-' || substr(Van, 1, 2) END,
  CASE WHEN Tot NOT IN ('', '31-12-9999')
    THEN substr(Tot, 7, 4) || '-' || substr(Tot, 4, 2) || '-' || substr(Tot, 1, 2) END
FROM main.beslagen WHERE Dossiernummer IN moved_case ORDER BY rowid;

INSERT INTO target.reintegratievoorziening (trajectnummer, client, soort, omschrijving, begindatum, einddatum, uitvoerder)
SELECT
  Trajectnummer, Clientnummer, nullif(Type, ''), nullif(Omschrijving, ''),
  CASE WHEN Start <> '' THEN substr(Start, 7, 4) || '-' || substr(Start, 4, 2) || '-' || substr(Start, 1, 2) END,
  CASE WHEN Einde NOT IN ('', '31-12-9999')
    THEN substr(Einde, 7, 4) || '-' || substr(Einde, 4, 2) || '-' || substr(Einde, 1, 2) END,
  nullif(Uitvoerder, '')
FROM main.trajecten WHERE Clientnummer IN moved_client AND Trajectnummer <> 'TOTAAL' ORDER BY rowid;

-- ---------------------------------------------------------------------------------------------------------------------
-- Keys and indexes, once all rows stand there

CREATE UNIQUE INDEX target.gemeente_code ON gemeente (code);
CREATE UNIQUE INDEX target.componentsoort_code ON componentsoort (code);
CREATE UNIQUE INDEX target.persoon_bsn ON persoon (bsn);
CREATE UNIQUE INDEX target.client_clientnummer ON client (clientnummer);
CREATE UNIQUE INDEX target.inkomensvoorziening_dossiernummer ON inkomensvoorziening (dossiernummer);
CREATE UNIQUE INDEX target.huishoudlid_key ON huishoudlid (inkomensvoorziening, client, rol);
CREATE UNIQUE INDEX target.beschikking_kenmerk ON beschikking (kenmerk);
CREATE UNIQUE INDEX target.begunstigde_key ON begunstigde (inkomensvoorziening, volgnummer, van);
CREATE UNIQUE INDEX target.betaalkalender_key ON betaalkalender (dienst, rechtmaand, soort);
CREATE UNIQUE INDEX target.betaling_betaalnummer ON betaling (betaalnummer);
CREATE UNIQUE INDEX target.vakantiegeld_key ON vakantiegeld_reservering (inkomensvoorziening, opgebouwd_van);
CREATE UNIQUE INDEX target.vordering_vorderingnummer ON vordering (vorderingnummer);
CREATE UNIQUE INDEX target.aflossingsafspraak_vordering ON aflossingsafspraak (vordering);
CREATE UNIQUE INDEX target.reintegratievoorziening_key ON reintegratievoorziening (trajectnummer);
CREATE INDEX target.client_by_persoon ON client (persoon);
CREATE INDEX target.inkomensvoorziening_by_client ON inkomensvoorziening (client);
CREATE INDEX target.inkomensvoorziening_by_gemeentecode ON inkomensvoorziening (gemeentecode);
CREATE INDEX target.vordering_by_inkomensvoorziening ON vordering (inkomensvoorziening);
CREATE INDEX target.component_by_inkomensvoorziening ON component (inkomensvoorziening);

-- ---------------------------------------------------------------------------------------------------------------------
-- What is planned: components in force, fixed amounts first, the rest in equal parts, the odd cent to the lowest number

CREATE TEMP TABLE due (month TEXT, date TEXT);
INSERT INTO due SELECT rechtmaand, datum FROM target.betaalkalender
WHERE soort = 'periodiek' AND datum >= '2021-01-01' AND datum < '2021-04-01';

INSERT INTO target.betaalopdracht (
  inkomensvoorziening, persoon, volgnummer, soort_begunstigde, naam, iban, rechtmaand, datum, bedrag_cent)
WITH
  total (number, month, date, client, partner, cents) AS (
    SELECT i.dossiernummer, d.month, d.date, c.persoon,
      (SELECT p.persoon FROM target.huishoudlid h JOIN target.client p ON p.clientnummer = h.client
        WHERE h.inkomensvoorziening = i.dossiernummer AND h.rol = 'partner'),
      (SELECT sum(CASE o.debet_credit WHEN 'credit' THEN o.bedrag_cent ELSE -o.bedrag_cent END) FROM target.component o
        WHERE o.inkomensvoorziening = i.dossiernummer AND o.soort NOT IN ('subtotaal', 'informatief')
          AND o.van <= d.date AND (o.tot IS NULL OR o.tot >= d.date))
    FROM target.inkomensvoorziening i JOIN target.client c ON c.clientnummer = i.client
      JOIN target.persoon p ON p.bsn = c.persoon CROSS JOIN due d
    WHERE i.geblokkeerd = 0 AND i.ingangsdatum <= d.date AND (i.einddatum IS NULL OR i.einddatum >= d.date)
      AND (p.overlijdensdatum IS NULL OR p.overlijdensdatum >= d.date)),
  share AS (
    SELECT t.*, b.volgnummer, b.soort, b.naam, b.iban, b.verdeling, b.bedrag_cent,
      coalesce(sum(CASE b.verdeling WHEN 'vast' THEN b.bedrag_cent END) OVER before, 0) AS served,
      coalesce(sum(CASE b.verdeling WHEN 'vast' THEN b.bedrag_cent END) OVER whole, 0) AS fixed,
      sum(b.verdeling = 'rest') OVER whole AS rests, sum(b.verdeling = 'rest') OVER before AS place
    FROM total t JOIN target.begunstigde b ON b.inkomensvoorziening = t.number
      AND b.van <= t.date AND (b.tot IS NULL OR b.tot >= t.date)
    WHERE t.cents > 0
    WINDOW whole AS (PARTITION BY t.number, t.date),
      before AS (PARTITION BY t.number, t.date ORDER BY b.volgnummer ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
  paid AS (
    SELECT *, CASE verdeling
      WHEN 'vast' THEN max(0, min(bedrag_cent, cents - served))
      ELSE max(0, cents - fixed) / rests + (coalesce(place, 0) < max(0, cents - fixed) % rests) END AS part
    FROM share)
SELECT number, CASE WHEN soort = 'partner' THEN coalesce(partner, client) ELSE client END, volgnummer, soort, naam, iban,
  month, date, part
FROM paid WHERE part > 0;

CREATE TEMP TABLE broken AS SELECT "table" FROM pragma_foreign_key_check(NULL, 'target');

-- ---------------------------------------------------------------------------------------------------------------------
-- What was delivered against what stands there, payment by payment

CREATE TEMP TABLE difference (betaalnummer TEXT);
INSERT INTO difference
SELECT d.Betaalnummer
FROM main.betalingen d LEFT JOIN target.betaling b ON b.betaalnummer = d.Betaalnummer
WHERE d.Dossiernummer IN moved_case AND d.Betaalnummer <> 'TOTAAL' AND (
  b.id IS NULL OR b.inkomensvoorziening <> d.Dossiernummer OR b.persoon <> substr('000000000' || d.BSN, -9)
  OR b.iban <> replace(d.IBAN, ' ', '')
  OR b.rechtmaand <> substr(d.Rechtmaand, 4, 4) || '-' || substr(d.Rechtmaand, 1, 2)
  OR b.datum_betaling <>
    substr(d.Betaaldatum, 7, 4) || '-' || substr(d.Betaaldatum, 4, 2) || '-' || substr(d.Betaaldatum, 1, 2)
  OR b.bedrag_cent <> CAST(replace(replace(d.Bedrag, '.', ''), ',', '') AS INTEGER)
    * CASE substr(d.Bedrag, -3, 1) WHEN ',' THEN 1 ELSE 100 END);

-- ---------------------------------------------------------------------------------------------------------------------
-- What was promised: what each account got in its case's last paid month, again on every date. The payments above are
-- known to be the delivered ones, so they are read where they are typed already.

CREATE TEMP TABLE last_month AS
SELECT inkomensvoorziening AS number, max(rechtmaand) AS month FROM target.betaling
WHERE soort = 'periodiek' AND status = 'betaald' GROUP BY 1;
CREATE UNIQUE INDEX temp.last_month_number ON last_month (number);
CREATE TEMP TABLE promise (bsn TEXT, account TEXT, date TEXT, cents INTEGER);
INSERT INTO promise
SELECT s.persoon, s.iban, d.date, s.cents
FROM (
    SELECT b.inkomensvoorziening AS number, b.persoon, b.iban, sum(b.bedrag_cent) AS cents
    FROM target.betaling b JOIN last_month l ON l.number = b.inkomensvoorziening AND l.month = b.rechtmaand
    WHERE b.status = 'betaald' AND b.soort IN ('periodiek', 'correctie')
    GROUP BY 1, 2, 3 HAVING sum(b.bedrag_cent) > 0) s
  JOIN target.inkomensvoorziening i ON i.dossiernummer = s.number
  JOIN last_month l ON l.number = s.number
  CROSS JOIN due d
WHERE (i.einddatum IS NULL OR i.einddatum >= d.date)
  AND NOT (i.geblokkeerd = 1 AND l.month < (SELECT max(month) FROM last_month));

CREATE TEMP TABLE verdict AS
WITH
  promised AS (SELECT bsn, account, date, sum(cents) AS cents FROM promise GROUP BY 1, 2, 3),
  planned AS (SELECT persoon AS bsn, iban AS account, datum AS date, sum(bedrag_cent) AS cents
    FROM target.betaalopdracht GROUP BY 1, 2, 3)
SELECT a.cents AS promised, coalesce(b.cents, 0) AS planned
FROM promised a LEFT JOIN planned b USING (bsn, account, date)
UNION ALL
SELECT 0, b.cents FROM planned b LEFT JOIN promised a USING (bsn, account, date) WHERE a.cents IS NULL;

COMMIT;

-- ---------------------------------------------------------------------------------------------------------------------
-- The totals, as name and number

.mode list
.separator " " "\n"
SELECT 'cases', count(*) FROM target.inkomensvoorziening;
SELECT 'persons', count(*) FROM target.persoon;
SELECT 'components', count(*) FROM target.component;
SELECT 'component_cents', sum(abs(bedrag_cent)) FROM target.component;
SELECT 'broken_references', count(*) FROM broken;
SELECT 'payments', count(*) FROM target.betaling;
SELECT 'payment_cents', sum(abs(bedrag_cent)) FROM target.betaling;
SELECT 'different_payments', count(*) FROM difference;
SELECT 'promised_lines', count(*) FROM verdict WHERE promised > 0;
SELECT 'promised_cents', sum(promised) FROM verdict;
SELECT 'planned_cents', sum(planned) FROM verdict;
SELECT 'less_than_promised', count(*) FROM verdict WHERE planned < promised;
