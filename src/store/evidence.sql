CREATE TABLE run (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE mapping (name TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE file (number INTEGER PRIMARY KEY, table_name TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL, rows INTEGER NOT NULL, cents INTEGER) STRICT;
CREATE TABLE heading (file INTEGER NOT NULL REFERENCES file(number), heading TEXT NOT NULL, cell INTEGER NOT NULL,
  PRIMARY KEY (file, heading)) STRICT, WITHOUT ROWID;
CREATE TABLE filter (number INTEGER PRIMARY KEY, rule TEXT NOT NULL, because TEXT NOT NULL) STRICT;
CREATE TABLE account (file INTEGER NOT NULL REFERENCES file(number), fate TEXT NOT NULL,
  filter INTEGER REFERENCES filter(number), place TEXT NOT NULL, month TEXT, rows INTEGER NOT NULL,
  cents INTEGER NOT NULL) STRICT;
CREATE TABLE change (file INTEGER NOT NULL REFERENCES file(number), heading TEXT NOT NULL, change TEXT NOT NULL,
  rows INTEGER NOT NULL) STRICT;
CREATE TABLE correction (file INTEGER NOT NULL REFERENCES file(number), line INTEGER NOT NULL, key TEXT NOT NULL,
  heading TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL, reason TEXT NOT NULL, decided_by TEXT NOT NULL,
  cents INTEGER NOT NULL) STRICT;
CREATE TABLE finding (code TEXT NOT NULL, severity TEXT NOT NULL, file INTEGER, line INTEGER, heading TEXT,
  value TEXT, subject TEXT, message TEXT NOT NULL) STRICT;
CREATE VIEW unmapped_code AS SELECT f.table_name, n.heading, n.value, count(*) AS rows
  FROM finding n JOIN file f ON f.number = n.file WHERE n.code = 'OV0206' GROUP BY 1, 2, 3;
CREATE TABLE rejected (file INTEGER NOT NULL, line INTEGER NOT NULL, code TEXT NOT NULL, heading TEXT,
  message TEXT NOT NULL, key TEXT NOT NULL, dossiernummer TEXT, raw BLOB NOT NULL) STRICT;
CREATE TABLE merged (file INTEGER NOT NULL, line INTEGER NOT NULL, destination TEXT NOT NULL,
  into_file INTEGER NOT NULL, into_line INTEGER NOT NULL) STRICT;
CREATE TABLE partition_sum (scheme TEXT NOT NULL, month TEXT NOT NULL, whole_cents INTEGER NOT NULL,
  parts TEXT NOT NULL, stays_cents INTEGER NOT NULL, difference_cents INTEGER NOT NULL) STRICT;
CREATE TABLE payment_digest (destination TEXT NOT NULL, rows INTEGER NOT NULL, digest TEXT NOT NULL) STRICT;
CREATE TABLE record_digest (destination TEXT NOT NULL, table_name TEXT NOT NULL, digest TEXT NOT NULL) STRICT;
CREATE TABLE digest_check (destination TEXT NOT NULL, table_name TEXT NOT NULL, converted TEXT NOT NULL,
  stored TEXT NOT NULL) STRICT;
CREATE TABLE delivered_total (source TEXT NOT NULL, file INTEGER NOT NULL REFERENCES file(number), line INTEGER NOT NULL,
  heading TEXT, stated TEXT, stated_value INTEGER, counted INTEGER NOT NULL) STRICT;
CREATE TABLE identity (name TEXT PRIMARY KEY, blocks INTEGER NOT NULL, lines INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE closed_day (date TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE hard_stop (name TEXT NOT NULL, count INTEGER NOT NULL) STRICT;
CREATE TABLE proof (name TEXT NOT NULL, status TEXT NOT NULL, reason TEXT) STRICT;
CREATE TABLE promise (bsn TEXT NOT NULL, clientnummer TEXT, dossiernummer TEXT NOT NULL, month TEXT NOT NULL,
  date TEXT NOT NULL, account TEXT NOT NULL, payee TEXT, cents INTEGER NOT NULL, payments INTEGER NOT NULL,
  basis_month TEXT NOT NULL, rule TEXT NOT NULL, file INTEGER NOT NULL, line INTEGER NOT NULL) STRICT;
CREATE TABLE custom (dossiernummer TEXT NOT NULL, bsn TEXT NOT NULL, account TEXT NOT NULL, date TEXT NOT NULL,
  rule TEXT NOT NULL, payments INTEGER NOT NULL, first_date TEXT NOT NULL, last_date TEXT NOT NULL,
  rests_on TEXT NOT NULL) STRICT;
CREATE TABLE last_paid (dossiernummer TEXT NOT NULL, month TEXT NOT NULL, file INTEGER NOT NULL,
  line INTEGER NOT NULL) STRICT;
CREATE TABLE payment_class (class TEXT NOT NULL, rows INTEGER NOT NULL, cents INTEGER NOT NULL) STRICT;
CREATE TABLE payee (dossiernummer TEXT NOT NULL, account TEXT NOT NULL, kind TEXT NOT NULL, file INTEGER NOT NULL,
  line INTEGER NOT NULL) STRICT;
CREATE TABLE reserve (dossiernummer TEXT NOT NULL, cents INTEGER NOT NULL, file INTEGER NOT NULL,
  line INTEGER NOT NULL) STRICT;
CREATE TABLE reserve_check (dossiernummer TEXT NOT NULL, reserved_cents INTEGER NOT NULL,
  carried_cents INTEGER NOT NULL, paid_out_cents INTEGER NOT NULL, short_cents INTEGER NOT NULL) STRICT;
CREATE TABLE obligation (dossiernummer TEXT PRIMARY KEY, rows INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE note (kind TEXT NOT NULL, subject TEXT NOT NULL, message TEXT NOT NULL, file INTEGER,
  line INTEGER) STRICT;
CREATE TABLE not_planned (destination TEXT NOT NULL, dossiernummer TEXT NOT NULL, month TEXT NOT NULL,
  reason TEXT NOT NULL) STRICT;
CREATE TABLE verdict (verdict TEXT NOT NULL, bsn TEXT NOT NULL, clientnummer TEXT, dossiernummer TEXT NOT NULL,
  date TEXT NOT NULL, account TEXT NOT NULL, payee TEXT, promised_cents INTEGER NOT NULL,
  planned_cents INTEGER NOT NULL, elsewhere_cents INTEGER NOT NULL, explanation TEXT NOT NULL,
  delivered TEXT NOT NULL, waived_by TEXT, verdict_before TEXT) STRICT;
CREATE TABLE waiver (id TEXT PRIMARY KEY, bsn TEXT, dossiernummer TEXT, verdict TEXT NOT NULL, first_month TEXT NOT NULL,
  last_month TEXT NOT NULL, at_most_cents INTEGER, at_most_days INTEGER, reason TEXT NOT NULL, decision TEXT NOT NULL,
  requested_by TEXT NOT NULL, approved_by TEXT NOT NULL, approved_on TEXT NOT NULL, expires_on TEXT NOT NULL,
  file_line INTEGER NOT NULL, state TEXT NOT NULL, lines INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE observation (proof TEXT NOT NULL, subject TEXT NOT NULL, message TEXT NOT NULL, file INTEGER,
  line INTEGER) STRICT;
CREATE TABLE failure (proof TEXT NOT NULL, subject TEXT NOT NULL, message TEXT NOT NULL, file INTEGER,
  line INTEGER) STRICT;
