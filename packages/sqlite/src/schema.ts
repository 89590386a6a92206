import type { DatabaseSync } from 'node:sqlite'
import { attributeColumns, fail, neverRecorded, openEnd, type AnyRelation, type ColumnKind } from '@taizhang/core'

/** "TZLG": marks a file as a Taizhang ledger. */
const applicationId = 0x545a_4c47
/** Counts up when the tables below change in a way that an older program must not write to. */
const schemaVersion = 1

/** camelCase to snake_case, as analysts write it. */
export const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const events = `
CREATE TABLE event (
  book TEXT NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  text TEXT NOT NULL,
  type TEXT GENERATED ALWAYS AS (CASE WHEN json_valid(text) THEN text ->> '$.type' END) VIRTUAL,
  effective_on TEXT GENERATED ALWAYS AS (CASE WHEN json_valid(text) THEN text ->> '$.effectiveOn' END) VIRTUAL,
  recorded_at TEXT GENERATED ALWAYS AS (CASE WHEN json_valid(text) THEN text ->> '$.recordedAt' END) VIRTUAL,
  PRIMARY KEY (book, position),
  UNIQUE (book, id)
) STRICT;
CREATE TRIGGER event_is_never_updated BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed: record a correction instead'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never deleted: record a withdrawal instead'); END;
CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE book = NEW.book AND (position = NEW.position OR id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'events are never replaced'); END;
CREATE TABLE projection (book TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT;
CREATE TABLE projection_definition (fingerprint TEXT NOT NULL) STRICT;
`

const liveEvents = `
CREATE TABLE live_event (
  book TEXT NOT NULL,
  position INTEGER NOT NULL,
  type TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  effective_order INTEGER NOT NULL,
  recorded_from INTEGER NOT NULL,
  recorded_to INTEGER NOT NULL DEFAULT ${neverRecorded},
  PRIMARY KEY (book, position)
) STRICT, WITHOUT ROWID;
`

const sqlType: Readonly<Record<ColumnKind, string>> = {
  text: 'TEXT',
  integer: 'INTEGER',
  boolean: 'INTEGER',
  json: 'TEXT',
}

/** The table of a relation: its key, its attributes, and both times. */
export function relationTable(relation: AnyRelation): string {
  const key = (relation.key as readonly string[]).map(snake).filter((column) => column !== 'book')
  const attributes = attributeColumns(relation).map(({ name, kind }) => `${snake(name)} ${sqlType[kind]}`)
  const columns = [
    'book TEXT NOT NULL',
    ...key.map((column) => `${column} TEXT NOT NULL`),
    ...attributes,
    'valid_from TEXT NOT NULL',
    `valid_to TEXT NOT NULL DEFAULT '${openEnd}'`,
    'recorded_from INTEGER NOT NULL',
    `recorded_to INTEGER NOT NULL DEFAULT ${neverRecorded}`,
    'opened_by INTEGER NOT NULL',
    'closed_by INTEGER',
    `PRIMARY KEY (${['book', ...key, 'valid_from', 'recorded_from'].join(', ')})`,
  ]
  return `CREATE TABLE ${snake(relation.name)} (\n  ${columns.join(',\n  ')}\n) STRICT, WITHOUT ROWID;\n`
}

const pragma = (db: DatabaseSync, name: string): unknown => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0]

/** Checks that the file is a ledger that this program knows; makes one of an empty file. */
export function prepareSchema(
  db: DatabaseSync,
  path: string,
  relations: readonly AnyRelation[],
  readOnly: boolean,
): void {
  const version = Number(pragma(db, 'user_version'))
  const empty = Number(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n']) === 0
  if (!empty && Number(pragma(db, 'application_id')) !== applicationId) {
    fail(
      'unavailable',
      'not-a-ledger',
      { zh: `${path} 不是台账文件`, en: `${path} is not a Taizhang ledger` },
      { path },
    )
  }
  if (version > schemaVersion) {
    fail(
      'unavailable',
      'newer-schema',
      {
        zh: `${path} 由更新的程序写成（版式 ${version}，本程序到 ${schemaVersion}）：请使用更新的版本；什么都没有记录`,
        en: `${path} was written by a newer program (schema ${version}, this one knows ${schemaVersion}): use a newer one; nothing was recorded`,
      },
      { path, version },
    )
  }
  if (readOnly && empty) {
    fail(
      'not-found',
      'no-such-ledger',
      { zh: `${path} 是空文件，没有台账`, en: `${path} is empty and holds no ledger` },
      { path },
    )
  }
  if (readOnly) return
  if (empty) db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}; ${events}`)
  prepareProjection(db, relations)
}

/** Relation tables are made anew when a definition changed; they are filled again from the events. */
function prepareProjection(db: DatabaseSync, relations: readonly AnyRelation[]): void {
  const tables = [liveEvents, ...relations.map(relationTable)].join('')
  if (db.prepare('SELECT fingerprint FROM projection_definition').get()?.['fingerprint'] === tables) return
  const names = ['live_event', ...relations.map(({ name }) => snake(name))]
  db.exec(`${names.map((name) => `DROP TABLE IF EXISTS ${name};`).join('')}${tables}`)
  db.exec('DELETE FROM projection; DELETE FROM projection_definition;')
  db.prepare('INSERT INTO projection_definition VALUES (?)').run(tables)
}
