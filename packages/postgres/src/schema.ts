import { fail } from '@taizhang/kernel'
import { wrong } from '@taizhang/kernel/internal'
import type { Database, Queries } from './queries.ts'

/** The schema of the database that the tables are in, where nothing else is said. */
export const defaultSchema = 'taizhang'

/** Lower case, so that nobody has to write quotes around it; short enough for the names that are made of it. */
export function expectSchema(schema: string): void {
  if (!/^(?!pg_)[a-z_][a-z0-9_]{0,39}$/.test(schema))
    wrong(
      'bad-text',
      'schema',
      { zh: '小写字母、数字和下划线，至多 40 个字符', en: 'lower-case letters, digits and _, 40 characters at most' },
      schema,
    )
}

/** As it stands in statements: it may be a word of SQL. */
export const quoted = (schema: string): string => `"${schema}"`

/** On which notices of new events are given. */
export const channelOf = (schema: string): string => `taizhang_${schema}`

/**
 * Schema 1. Events, as they were appended: `text` is verbatim. Whoever appends holds the row of `ledger_book` until the commit, so revisions have no
 * gaps and no reader waits. The tree is RFC 9162's, in tiles of up to 256 hashes, those of leaves in rows of 16.
 */
const first = (s: string): string => `
CREATE TABLE ${s}.ledger_domain (name text COLLATE "C" PRIMARY KEY);
CREATE TABLE ${s}.ledger_book (
  book text COLLATE "C" PRIMARY KEY,
  size bigint NOT NULL CHECK (size >= 0)
) WITH (fillfactor = 50);
CREATE TABLE ${s}.event (
  book text COLLATE "C" NOT NULL,
  position bigint NOT NULL CHECK (position >= 0),
  id text COLLATE "C" NOT NULL,
  text text COLLATE "C" NOT NULL,
  PRIMARY KEY (book, position),
  UNIQUE (book, id)
);
CREATE FUNCTION ${s}.event_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '事件不可修改、不可删除 events are never changed or deleted: record a correction or a withdrawal instead'; END $$;
CREATE TRIGGER event_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON ${s}.event
  FOR EACH STATEMENT EXECUTE FUNCTION ${s}.event_is_never_changed();
CREATE FUNCTION ${s}.event_is_only_appended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT book, min(position) AS low, max(position) AS high, count(*) AS events FROM added GROUP BY book) AS one
    WHERE one.high - one.low + 1 <> one.events
      OR one.low > 0 AND NOT EXISTS (SELECT FROM ${s}.event WHERE event.book = one.book AND event.position = one.low - 1)
  ) THEN RAISE EXCEPTION '事件只能追加 events are only appended, without gaps'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER event_is_only_appended AFTER INSERT ON ${s}.event
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ${s}.event_is_only_appended();
CREATE FUNCTION ${s}.json_member(text, text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN RETURN $1::json ->> $2; EXCEPTION WHEN OTHERS THEN RETURN NULL; END $$;
CREATE VIEW ${s}.envelope (book, position, id, type, effective_on, recorded_at, text) AS SELECT book, position, id,
  ${s}.json_member(text, 'type'), ${s}.json_member(text, 'effectiveOn'), ${s}.json_member(text, 'recordedAt'), text FROM ${s}.event;
DO $$ BEGIN
  -- The view shows whoever asks what the table would. PostgreSQL 14 cannot: there it is not for those who may see some books alone.
  IF current_setting('server_version_num')::integer >= 150000 THEN EXECUTE 'ALTER VIEW ${s}.envelope SET (security_invoker = true)'; END IF;
END $$;
CREATE TABLE ${s}.tree (
  book text COLLATE "C" NOT NULL,
  level integer NOT NULL,
  place bigint NOT NULL,
  hashes bytea NOT NULL CHECK (octet_length(hashes) % 32 = 0 AND octet_length(hashes) <= CASE level WHEN 0 THEN 512 ELSE 8192 END),
  PRIMARY KEY (book, level, place)
) WITH (fillfactor = 70);
CREATE FUNCTION ${s}.tree_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.book <> OLD.book OR NEW.level <> OLD.level OR NEW.place <> OLD.place
    OR substr(NEW.hashes, 1, octet_length(OLD.hashes)) <> OLD.hashes
  THEN RAISE EXCEPTION '哈希不可修改 hashes are never changed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tree_only_grows BEFORE UPDATE ON ${s}.tree FOR EACH ROW EXECUTE FUNCTION ${s}.tree_only_grows();
CREATE FUNCTION ${s}.tree_is_never_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '哈希不可删除 hashes are never deleted'; END $$;
CREATE TRIGGER tree_is_never_deleted BEFORE DELETE OR TRUNCATE ON ${s}.tree
  FOR EACH STATEMENT EXECUTE FUNCTION ${s}.tree_is_never_deleted();
CREATE TABLE ${s}.snapshot_segment (
  book text COLLATE "C" NOT NULL,
  "from" bigint NOT NULL,
  size bigint NOT NULL,
  fingerprint text NOT NULL,
  sha256 text NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (book, "from")
);
ALTER TABLE ${s}.snapshot_segment ALTER bytes SET STORAGE EXTERNAL;
`

/**
 * Schema 2. The list of the tables beside the events: by what definition each table of each book was made, under which versions of the domain, and at
 * which size it stands, where that is not the size of the last batch. And two functions that SQLite has, so that a query means the same in both.
 */
const second = (s: string): string => `
CREATE TABLE ${s}.kept_table (
  book text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  fingerprint text NOT NULL,
  versions text NOT NULL,
  size bigint,
  PRIMARY KEY (book, name)
) WITH (fillfactor = 70);
CREATE FUNCTION ${s}.julianday(day date) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (day - DATE '2000-01-01') + 2451544.5::double precision $$;
CREATE FUNCTION ${s}.date(day date, change text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (day + change::interval)::date $$;
CREATE FUNCTION ${s}.date(instant text, change text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (replace(instant, 'Z', '')::timestamp + change::interval)::date $$;
`

/** What makes each schema of the one before. A step that was released never changes; one is added when an older program must not write any more. */
const steps: readonly ((schema: string) => string)[] = [first, second]
export const schemaVersion = steps.length

/** Everything that makes the tables, for a schema as it is quoted. */
export const definitionOf = (schema: string): string => steps.map((step) => step(schema)).join('')

/** The version of the tables in a schema, which is quoted; 0 where there are none. */
export async function versionOf({ query }: Queries, schema: string): Promise<number> {
  const [there] = await query(`SELECT to_regclass($1) IS NOT NULL AS there`, [`${schema}.ledger_schema`])
  if (there?.['there'] !== true) return 0
  const [found] = await query(`SELECT version FROM ${schema}.ledger_schema`, [])
  return Number(found?.['version'] ?? 0)
}

/**
 * Makes the tables, or brings those of an older program up to date: all in one transaction. Returns from which version to which. Two programs may do it
 * at the same time.
 */
export async function bringUpTo(
  database: Database,
  schema: string,
): Promise<{ readonly from: number; readonly to: number }> {
  const own = quoted(schema)
  return database.transaction(async (queries) => {
    await queries.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [channelOf(schema)])
    const from = await versionOf(queries, own)
    if (from > schemaVersion) newer(database.shown, schema, from)
    if (from === schemaVersion) return { from, to: from }
    if (from === 0) {
      await makeSchema(queries, schema)
      await queries.query(
        `CREATE TABLE ${own}.ledger_schema (version integer NOT NULL); INSERT INTO ${own}.ledger_schema VALUES (0)`,
      )
    }
    for (const step of steps.slice(from)) await queries.query(step(own))
    await queries.query(`UPDATE ${own}.ledger_schema SET version = $1`, [schemaVersion])
    return { from, to: schemaVersion }
  })
}

/** Not `IF NOT EXISTS`: that asks for the right to make one, where it is there as well. */
async function makeSchema({ query }: Queries, schema: string): Promise<void> {
  const [there] = await query('SELECT FROM pg_namespace WHERE nspname = $1', [schema])
  if (!there) await query(`CREATE SCHEMA ${quoted(schema)}`)
}

/** Fails where the tables are not this program's, or the database does not hold every text as it is given. */
export async function expectOurs(queries: Queries, schema: string, shown: string): Promise<void> {
  const [found] = await queries.query(`SELECT current_setting('server_encoding') AS encoding`, [])
  if (found?.['encoding'] !== 'UTF8') {
    fail(
      'unavailable',
      'not-utf8',
      {
        zh: `${shown} 的编码是 ${String(found?.['encoding'])}：台账需要 UTF8 编码的数据库`,
        en: `the encoding of ${shown} is ${String(found?.['encoding'])}: ledgers need a database in UTF8`,
      },
      { ledger: shown, encoding: found?.['encoding'] },
    )
  }
  expectVersion(await versionOf(queries, schema), schema, shown)
}

export function expectVersion(version: number, schema: string, shown: string): void {
  if (version > schemaVersion) newer(shown, schema, version)
  if (version === 0) noLedger(shown, schema)
  if (version < schemaVersion) {
    fail(
      'unavailable',
      'older-schema',
      {
        zh: `${shown} 中的表（${schema}）由较旧版本的程序建立（${version}，本程序为 ${schemaVersion}）：请先升级`,
        en: `the tables in ${shown} (${schema}) are of an older program (${version}, this one has ${schemaVersion}): upgrade them first`,
      },
      { ledger: shown, schema, version, own: schemaVersion },
    )
  }
}

export const noLedger = (shown: string, schema: string): never =>
  fail(
    'not-found',
    'no-such-ledger',
    {
      zh: `${shown} 中没有台账的表（${schema}）：请先用 taizhang init 建立`,
      en: `there are no tables of ledgers in ${shown} (${schema}): make them with taizhang init`,
    },
    { ledger: shown, schema },
  )

const newer = (shown: string, schema: string, version: number): never =>
  fail(
    'unavailable',
    'newer-schema',
    {
      zh: `${shown} 中的表（${schema}）由较新版本的程序写入（${version}，本程序为 ${schemaVersion}）：请使用新版本`,
      en: `the tables in ${shown} (${schema}) were written by a newer program (${version}, this one has ${schemaVersion}): use that`,
    },
    { ledger: shown, schema, version, own: schemaVersion },
  )
