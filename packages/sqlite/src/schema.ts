import type { DatabaseSync } from 'node:sqlite'
import { fail, LedgerError, refuse } from '@taizhang/kernel'
import { listApart } from './earlier-list.ts'
import { fingerprintOf } from './fingerprint.ts'
import { quoted } from '@taizhang/kernel/internal'

/** "TZLG": marks a file as a Taizhang ledger. */
const applicationId = 0x545a_4c47
/**
 * Schema 1. Events, as they were appended: `text` is verbatim. The triggers also refuse REPLACE, which deletes without a word, so ids are
 * looked up before each insertion.
 *
 * `generation` says which definition the tables are made by; `next` ones are being filled beside the current ones.
 */
const eventSchema = `
CREATE TABLE event (
  book TEXT NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  text TEXT NOT NULL,
  type TEXT AS (CASE WHEN json_valid(text) THEN text ->> '$.type' END) VIRTUAL,
  effective_on TEXT AS (CASE WHEN json_valid(text) THEN text ->> '$.effectiveOn' END) VIRTUAL,
  recorded_at TEXT AS (CASE WHEN json_valid(text) THEN text ->> '$.recordedAt' END) VIRTUAL,
  PRIMARY KEY (book, position),
  UNIQUE (book, id)
) STRICT;
CREATE TRIGGER event_is_never_updated BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, '事件不可修改 events are never changed: record a correction instead'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, '事件不可删除 events are never deleted: record a withdrawal instead'); END;
CREATE TRIGGER event_is_only_appended BEFORE INSERT ON event
WHEN NEW.position IS NOT (SELECT coalesce(max(position) + 1, 0) FROM event WHERE book = NEW.book)
  OR EXISTS (SELECT 1 FROM event WHERE book = NEW.book AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, '事件只能追加 events are only appended, never replaced'); END;
CREATE TABLE generation (
  place TEXT PRIMARY KEY CHECK (place IN ('current', 'next')),
  fingerprint TEXT NOT NULL UNIQUE,
  tables TEXT NOT NULL
) STRICT;
CREATE TABLE projection (
  book TEXT NOT NULL,
  place TEXT NOT NULL,
  size INTEGER NOT NULL,
  PRIMARY KEY (book, place)
) STRICT, WITHOUT ROWID;
`

const treeTriggers = `
CREATE TRIGGER tree_only_grows BEFORE UPDATE ON tree
WHEN NEW.book IS NOT OLD.book OR NEW.level IS NOT OLD.level OR NEW.place IS NOT OLD.place
  OR substr(NEW.hashes, 1, length(OLD.hashes)) IS NOT OLD.hashes
BEGIN SELECT RAISE(ABORT, '哈希不可修改 hashes are never changed'); END;
CREATE TRIGGER tree_is_never_deleted BEFORE DELETE ON tree
BEGIN SELECT RAISE(ABORT, '哈希不可删除 hashes are never deleted'); END;
`

/**
 * Schema 2. The Merkle tree over a book's texts, in tiles of up to 256 hashes of 32 bytes (tiles.ts). Hashes are added to a tile
 * at its end and never changed, as the events are not.
 */
const treeSchema = `
CREATE TABLE tree (
  book TEXT NOT NULL,
  level INTEGER NOT NULL,
  place INTEGER NOT NULL,
  hashes BLOB NOT NULL CHECK (length(hashes) % 32 = 0 AND length(hashes) <= 8192),
  PRIMARY KEY (book, level, place)
) STRICT, WITHOUT ROWID;
${treeTriggers}`

/**
 * Schema 3. What stands around an event's data is read from its text when somebody asks: as generated columns it was worked out twice for
 * each event appended. And a row is replaced by its number, too, where one is given.
 */
const envelopeSchema = `
ALTER TABLE event DROP COLUMN type;
ALTER TABLE event DROP COLUMN effective_on;
ALTER TABLE event DROP COLUMN recorded_at;
CREATE VIEW envelope (book, position, id, type, effective_on, recorded_at, text) AS SELECT book, position, id,
  CASE WHEN json_valid(text) THEN text ->> '$.type' END,
  CASE WHEN json_valid(text) THEN text ->> '$.effectiveOn' END,
  CASE WHEN json_valid(text) THEN text ->> '$.recordedAt' END,
  text FROM event;
DROP TRIGGER event_is_only_appended;
CREATE TRIGGER event_is_only_appended BEFORE INSERT ON event
WHEN NEW.position IS NOT (SELECT coalesce(max(position) + 1, 0) FROM event WHERE book = NEW.book)
  OR EXISTS (SELECT 1 FROM event WHERE book = NEW.book AND id = NEW.id)
  OR EXISTS (SELECT 1 FROM event WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, '事件只能追加 events are only appended, never replaced'); END;
`

/**
 * Schema 4. The hashes of leaves lie in rows of up to 16: the row that grows with each event is small then, and lies within its page. One of
 * up to 256 went over three pages, all of which each append wrote anew. Hashes are carried over as they are, not made anew: whatever
 * somebody has changed stays to be found.
 */
const leafRowSchema = `
ALTER TABLE tree RENAME TO tree_before;
CREATE TABLE tree (
  book TEXT NOT NULL,
  level INTEGER NOT NULL,
  place INTEGER NOT NULL,
  hashes BLOB NOT NULL CHECK (length(hashes) % 32 = 0 AND length(hashes) <= CASE level WHEN 0 THEN 512 ELSE 8192 END),
  PRIMARY KEY (book, level, place)
) STRICT, WITHOUT ROWID;
WITH RECURSIVE part(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM part WHERE n < 15)
INSERT OR IGNORE INTO tree SELECT book, level, place * 16 + n, substr(hashes, n * 512 + 1, 512) FROM tree_before CROSS JOIN part
  WHERE level = 0 AND length(hashes) > n * 512
UNION ALL SELECT book, level, place, hashes FROM tree_before WHERE level <> 0;
DROP TABLE tree_before;
${treeTriggers}`

/** Schema 5. At which size tables stand is told by their own table of batches: a row that each append wrote anew is spared. */
const batchesTellSchema = 'DROP TABLE IF EXISTS projection;'

/**
 * Schema 6. Each table of each book stands by itself: by what definition it was made, under which versions of the domain and its extensions,
 * and at which size it stands, where that is not the size of the last batch. Before, one definition made all tables or none.
 */
const keptTableSchema = `
CREATE TABLE kept_table (
  book TEXT NOT NULL,
  name TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  versions TEXT NOT NULL,
  size INTEGER,
  PRIMARY KEY (book, name)
) STRICT, WITHOUT ROWID;
`

/**
 * What makes each schema of the one before. A new ledger goes through all of them, so that it is the same as one that has been brought up to
 * date. A step that was released never changes; one is added when an older program must not write to the file any more.
 */
const steps: readonly string[] = [
  `PRAGMA application_id = ${applicationId}; ${eventSchema}`,
  treeSchema,
  envelopeSchema,
  leafRowSchema,
  batchesTellSchema,
  keptTableSchema,
]
const schemaVersion = steps.length
/** The first schema with a tree, with small rows of leaves, and with a list in which each table stands by itself. */
const [treeSince, leafRowsSince, listSince] = [2, 4, 6]

const pragma = (db: DatabaseSync, name: string): unknown => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0]

/** Whether the file holds a ledger that this program knows; `false` where it is empty. Fails on anything else, and writes nothing. */
export function holdsLedger(db: DatabaseSync, path: string): boolean {
  const version = Number(pragma(db, 'user_version'))
  const application = Number(pragma(db, 'application_id'))
  const tables = Number(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'])
  if (tables === 0 && version === 0) return false
  if (application !== applicationId || version < 1) {
    fail(
      'unavailable',
      'not-a-ledger',
      { zh: `${path} 不是台账文件`, en: `${path} is not a Taizhang ledger` },
      { path },
    )
  }
  if (version > schemaVersion) {
    const words = {
      zh: `${path} 由更新的程序写成（版式 ${version}，本程序到 ${schemaVersion}）：请使用更新的版本`,
      en: `${path} was written by a newer program (schema ${version}, this one knows ${schemaVersion}): use a newer one`,
    }
    const refusal = refuse('newer-schema', words, { path, version })
    throw new LedgerError('unavailable', refusal, { aftermath: 'nothing-recorded' })
  }
  return true
}

/** The schema of a ledger; 0 for an empty file. */
export const schemaOf = (db: DatabaseSync): number => Number(pragma(db, 'user_version'))

/** Whether the ledger has all that this program's schema has. */
export const isCurrent = (db: DatabaseSync): boolean => schemaOf(db) === schemaVersion

export const keepsTree = (db: DatabaseSync): boolean => schemaOf(db) >= treeSince

/** Whether the hashes of leaves lie in small rows: not in older ledgers that are only read. */
export const hasLeafRows = (db: DatabaseSync): boolean => schemaOf(db) >= leafRowsSince

/** Whether definitions of tables are told apart by fingerprints: by their whole texts in older ledgers that are only read. */
export const hasFingerprints = (db: DatabaseSync): boolean => hasLeafRows(db)

/** Whether each table is listed by itself: not in older ledgers that are only read. */
export const listsTables = (db: DatabaseSync): boolean => schemaOf(db) >= listSince

function shortenFingerprints(db: DatabaseSync): void {
  const shorten = db.prepare('UPDATE generation SET fingerprint = ? WHERE place = ?')
  for (const { place, fingerprint } of db.prepare('SELECT place, fingerprint FROM generation').all())
    shorten.run(fingerprintOf(String(fingerprint)), String(place))
}

/** Runs a step while there are no views: SQLite alters no table that a view of the file's owner asks for what it will lack. */
function withoutViews(db: DatabaseSync, step: string): void {
  const ofViews = db
    .prepare(
      `SELECT name, type, sql FROM sqlite_schema WHERE type = 'view'
       OR (type = 'trigger' AND tbl_name IN (SELECT name FROM sqlite_schema WHERE type = 'view')) ORDER BY rowid`,
    )
    .all()
  for (const { name, type } of ofViews) if (type === 'view') db.exec(`DROP VIEW ${quoted(String(name))}`)
  db.exec(step)
  for (const { sql } of ofViews) db.exec(String(sql))
}

/** Makes a ledger of an empty file, or brings an older one up to date, inside the caller's transaction. A tree is still to be filled. */
export function bringUpTo(db: DatabaseSync, version = schemaVersion): void {
  const before = schemaOf(db)
  for (const step of steps.slice(before, version)) withoutViews(db, step)
  // The tables stay what they are: what tells them from those of other definitions is worked out by this program.
  if (before < leafRowsSince && version >= leafRowsSince) shortenFingerprints(db)
  if (before < listSince && version >= listSince) listApart(db)
  db.exec(`PRAGMA user_version = ${version}`)
}
