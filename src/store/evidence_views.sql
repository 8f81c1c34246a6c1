CREATE VIEW aansluiting_per_bestand AS
-- Accounting per delivered file: read = loaded + merged + filtered + rejected + difference, in rows and in cents.
-- Cents are NULL for a table without amounts. What was loaded is counted here as it was loaded; the view
-- doeltelling_per_bestand of a target counts what stands there.
SELECT number, tabel, bestand, brontelling_rijen, brontelling_cent,
  doeltelling_rijen, CASE WHEN heeft_bedrag THEN doeltelling_cent END AS doeltelling_cent,
  samengevoegd_rijen, CASE WHEN heeft_bedrag THEN samengevoegd_cent END AS samengevoegd_cent,
  filter_rijen, CASE WHEN heeft_bedrag THEN filter_cent END AS filter_cent,
  uitval_rijen, CASE WHEN heeft_bedrag THEN uitval_cent END AS uitval_cent,
  brontelling_rijen - doeltelling_rijen - samengevoegd_rijen - filter_rijen - uitval_rijen AS verschil_rijen,
  CASE WHEN heeft_bedrag THEN brontelling_cent - doeltelling_cent - samengevoegd_cent - filter_cent - uitval_cent END
    AS verschil_cent
FROM (SELECT f.number, f.table_name AS tabel, f.name AS bestand, f.cents IS NOT NULL AS heeft_bedrag,
    f.rows AS brontelling_rijen, f.cents AS brontelling_cent,
    coalesce(sum(CASE WHEN a.fate = 'loaded' THEN a.rows END), 0) AS doeltelling_rijen,
    coalesce(sum(CASE WHEN a.fate = 'loaded' THEN a.cents END), 0) AS doeltelling_cent,
    coalesce(sum(CASE WHEN a.fate = 'merged' THEN a.rows END), 0) AS samengevoegd_rijen,
    coalesce(sum(CASE WHEN a.fate = 'merged' THEN a.cents END), 0) AS samengevoegd_cent,
    coalesce(sum(CASE WHEN a.fate = 'filtered' THEN a.rows END), 0) AS filter_rijen,
    coalesce(sum(CASE WHEN a.fate = 'filtered' THEN a.cents END), 0) AS filter_cent,
    coalesce(sum(CASE WHEN a.fate = 'rejected' THEN a.rows END), 0) AS uitval_rijen,
    coalesce(sum(CASE WHEN a.fate = 'rejected' THEN a.cents END), 0) AS uitval_cent
  FROM file f LEFT JOIN account a ON a.file = f.number GROUP BY f.number)
ORDER BY number;
CREATE VIEW aansluiting_per_bestemming_en_maand AS
-- What became of the rows of each delivered table, by destination and month: the same accounting, in more lines.
SELECT f.table_name AS tabel, a.place AS bestemming, a.month AS maand, a.fate AS uitkomst, sum(a.rows) AS rijen,
  CASE WHEN count(f.cents) > 0 THEN sum(a.cents) END AS cent
FROM account a JOIN file f ON f.number = a.file GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4;
CREATE VIEW filter_per_regel AS
-- Rows that were left out, by the rule of the mapping that left them out and its reason.
SELECT f.table_name AS tabel, l.rule AS regel, l.because AS reden, sum(a.rows) AS rijen,
  CASE WHEN count(f.cents) > 0 THEN sum(a.cents) END AS cent
FROM account a JOIN file f ON f.number = a.file JOIN filter l ON l.number = a.filter
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
CREATE VIEW wijziging_per_kolom AS
-- Values that a declared repair, default or translation changed, by delivered column.
SELECT f.table_name AS tabel, c.heading AS kolom, c.change AS wijziging, sum(c.rows) AS rijen
FROM change c JOIN file f ON f.number = c.file GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
CREATE VIEW correctie_op_plaats AS
-- Delivered cells that a correction put right: where, what stood there, what was read, why and by whose decision.
SELECT f.name AS bestand, c.line AS regel, c.heading AS kolom, c.old AS geleverd, c.new AS gecorrigeerd,
  c.reason AS reden, c.decided_by AS door
FROM correction c JOIN file f ON f.number = c.file ORDER BY c.file, c.line, c.rowid;
CREATE VIEW controletotaal AS
-- Totals that came with the delivery, each beside what was counted in the delivered file; heading NULL is the number of
-- rows. A total that differs ends a run before it has an evidence, so that verschil is 0 wherever this can be read.
SELECT CASE d.source WHEN 'control' THEN 'controlebestand' ELSE 'totaalregel' END AS soort, f.name AS bestand, d.line AS regel,
  d.heading AS kolom, d.stated AS opgegeven, d.stated_value AS opgegeven_waarde, d.counted AS geteld,
  coalesce(d.stated_value - d.counted, 0) AS verschil
FROM delivered_total d JOIN file f ON f.number = d.file ORDER BY d.source, d.file, d.line, d.rowid;
CREATE VIEW hashtotaal AS
-- Per target table the digest over the records that were converted and over those that stood there at the end.
SELECT destination AS bestemming, table_name AS doeltabel, converted AS geconverteerd, stored AS aangetroffen,
  converted = stored AS gelijk
FROM digest_check ORDER BY destination, table_name;
CREATE VIEW dossiers_per_plaats AS
-- Delivered cases by where they go: a destination, stays-behind, nowhere; twice counts second rows for one case.
SELECT CASE WHEN name LIKE 'cases^_to.%' ESCAPE '^' THEN substr(name, 10) ELSE replace(substr(name, 7), '_', '-') END AS plaats,
  name LIKE 'cases^_to.%' ESCAPE '^' AS is_bestemming, CAST(value AS INTEGER) AS dossiers
FROM run WHERE name LIKE 'cases^_to.%' ESCAPE '^' OR name IN ('cases_stays_behind', 'cases_nowhere', 'cases_twice');
CREATE VIEW verdeling_per_regeling_en_maand AS
-- The whole of the delivered payments against its parts, by scheme and month; parts are destination=cents.
SELECT scheme AS regeling, month AS maand, whole_cents AS geheel_cent, parts AS delen, stays_cents AS achtergebleven_cent,
  difference_cents AS verschil_cent
FROM partition_sum ORDER BY scheme, month;
CREATE VIEW toegezegd_per_ontvanger AS
-- What every recipient was promised, by date and account, from the delivered payments alone.
SELECT bsn, date AS datum, account AS rekening, sum(cents) AS cent, sum(payments) AS betalingen,
  group_concat(DISTINCT dossiernummer) AS dossiers
FROM promise GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
CREATE VIEW toegezegd_op_plaats AS
-- Every promise with the delivered payment that it rests on, the month that payment was for, and the rule of its date.
SELECT p.dossiernummer, p.bsn, p.month AS maand, p.date AS datum, p.account AS rekening, p.payee AS begunstigde,
  p.cents AS cent, p.basis_month AS berust_op_maand, p.rule AS datumregel, f.name AS bestand, p.line AS regel
FROM promise p JOIN file f ON f.number = p.file ORDER BY p.rowid;
CREATE VIEW oordelen AS
-- How often each verdict was given; the worst first, those that were not given with 0.
WITH soort (ernst, oordeel, gevolg) AS (VALUES (1, 'missing', 'stops'), (2, 'lower', 'stops'), (3, 'other_payee', 'stops'),
  (4, 'other_account', 'stops'), (5, 'later', 'stops'), (6, 'excess', 'stops'), (7, 'double', 'stops'), (8, 'new', 'stops'),
  (9, 'waived', 'listed'), (10, 'earlier', 'listed'), (11, 'higher', 'listed'), (12, 'equal', 'passes'))
SELECT s.ernst, s.oordeel, s.gevolg, count(v.verdict) AS aantal
FROM soort s LEFT JOIN verdict v ON v.verdict = s.oordeel GROUP BY s.ernst ORDER BY s.ernst;
CREATE VIEW oordeel_op_plaats AS
-- Every verdict, the worst first: who, when, on which account, promised and planned, and the first delivered payment
-- that the promise rests on.
SELECT o.ernst, o.oordeel, o.gevolg, v.bsn, '******' || substr(v.bsn, -3) AS bsn_gemaskeerd, v.clientnummer,
  v.dossiernummer, v.date AS datum, v.account AS rekening, v.payee AS begunstigde, v.promised_cents AS toegezegd_cent,
  v.planned_cents AS gepland_cent, v.elsewhere_cents AS elders_cent, v.explanation AS toelichting, f.name AS bestand,
  CASE WHEN v.delivered <> '' THEN CAST(substr(v.delivered, instr(v.delivered, ':') + 1) AS INTEGER) END AS regel
FROM verdict v JOIN oordelen o ON o.oordeel = v.verdict
  LEFT JOIN file f ON f.number = CASE WHEN v.delivered <> '' THEN CAST(v.delivered AS INTEGER) END
ORDER BY o.ernst, v.planned_cents - v.promised_cents, v.rowid;
CREATE VIEW continuiteit AS
-- The sums of continuity as they were judged: recipients, promises, promised and planned.
SELECT count(DISTINCT bsn) AS ontvangers, count(CASE WHEN promised_cents > 0 THEN 1 END) AS toezeggingen,
  coalesce(sum(promised_cents), 0) AS toegezegd_cent, coalesce(sum(planned_cents + elsewhere_cents), 0) AS gepland_cent
FROM verdict;
CREATE VIEW reservering_per_dossier AS
-- Holiday allowance that was reserved, as delivered.
SELECT r.dossiernummer, r.cents AS cent, f.name AS bestand, r.line AS regel
FROM reserve r JOIN file f ON f.number = r.file ORDER BY r.dossiernummer;
CREATE VIEW niet_gepland_per_reden AS
-- Payments that were not planned, by reason.
SELECT reason AS reden, count(*) AS aantal FROM not_planned GROUP BY 1 ORDER BY 1;
CREATE VIEW toelichting_op_plaats AS
-- What the promise left out or took differently: a kind, the case, the reason, and where it was delivered.
SELECT n.kind AS soort, n.subject AS dossier, n.message AS toelichting, f.name AS bestand, n.line AS regel
FROM note n LEFT JOIN file f ON f.number = n.file ORDER BY n.kind, n.rowid;
CREATE VIEW fout_per_bewijs AS
-- What else the proofs found wrong: failures of the comparison, and what was seen while the delivery was read.
SELECT x.proof AS bewijs, x.subject AS betreft, x.message AS wat, f.name AS bestand, x.line AS regel
FROM (SELECT * FROM failure UNION ALL SELECT * FROM observation) x LEFT JOIN file f ON f.number = x.file;
CREATE VIEW bevinding_per_code AS
-- Findings, counted by code.
SELECT code, severity AS ernst, count(*) AS aantal FROM finding GROUP BY code, severity ORDER BY code;
CREATE VIEW bevinding_op_plaats AS
-- Every finding with the delivered cell: file, line, column and what stands there.
SELECT n.severity AS ernst, n.code, f.name AS bestand, n.line AS regel, n.heading AS kolom, n.value AS waarde,
  n.subject AS betreft, n.message AS bevinding
FROM finding n LEFT JOIN file f ON f.number = n.file ORDER BY n.severity, n.code, n.file, n.line, n.rowid;
CREATE VIEW uitval_op_plaats AS
-- Every rejected row: where it was delivered, under which code, its key and case, and the row to the byte.
SELECT f.name AS bestand, r.line AS regel, r.code, r.heading AS kolom, r.message AS reden, r.key AS sleutel,
  r.dossiernummer, r.raw AS rauw
FROM rejected r JOIN file f ON f.number = r.file ORDER BY r.file, r.line;
CREATE VIEW code_zonder_vertaling AS
-- Delivered codes that the mapping does not translate, those in most rows first.
SELECT table_name AS tabel, heading AS kolom, value AS code, rows AS rijen
FROM unmapped_code ORDER BY rows DESC, 1, 2, 3;
