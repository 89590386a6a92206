import { fail } from '@taizhang/kernel'
import {
  decideAppend,
  type AppendResult,
  type ExpectedRevision,
  type ReadEvent,
  type StoredEvent,
} from '@taizhang/kernel/store'
import type { EventTable } from './event-table.ts'
import { roomFor, type TreeTable } from './kept-tree.ts'
import type { Queries } from './queries.ts'
import { expectVersion, schemaVersion, versionOf } from './schema.ts'

/** Events that go to the server in one statement. */
const [statementEventsMax, statementCharactersMax] = [2000, 16 * 1024 * 1024]

/** What an append works with. */
export interface AppendTools {
  readonly shown: string
  readonly schema: string
  readonly events: EventTable
  readonly tree: TreeTable
  /** Says in the schema what its books are about, with the first event. */
  readonly keepDomain: (queries: Queries) => Promise<void>
}

/** What became of an append, and by which transaction. */
export interface Appended {
  readonly result: AppendResult
  /** Where it stands in the book; where it was made by this transaction. */
  readonly from?: number
  /** The transaction's number, as its rows have it. */
  readonly transaction?: string
}

/** Transactions of whose commits nobody knows whether they were made. */
type Doubted = ReadonlySet<string>

/** An append to a book. */
export interface Append {
  readonly book: string
  readonly added: readonly StoredEvent[]
  readonly expected: ExpectedRevision
  /** Whether the book is taken to be as expected until the server says otherwise. An id that is there already then fails the transaction. */
  readonly fast: boolean
  /** Earlier tries of the same append: their numbers. */
  readonly doubted: Doubted
}

/**
 * The rows of the events and what goes with them, in one statement: it writes nothing where the book has another size, or the tables another version. The
 * tree grows in it where its last row has room.
 */
const insertion = (s: string): string => `
WITH moved AS (
  UPDATE ${s}.ledger_book SET size = size + cardinality($3::text[]) WHERE book = $1 AND size = $2::bigint
    AND EXISTS (SELECT FROM ${s}.ledger_schema WHERE version = ${schemaVersion}) RETURNING size
), added AS (
  INSERT INTO ${s}.event (book, position, id, text)
  SELECT $1, $2::bigint + given.at - 1, given.id, given.text FROM moved, unnest($3::text[], $4::text[]) WITH ORDINALITY AS given(id, text, at)
), grown AS (
  UPDATE ${s}.tree AS tree SET hashes = tree.hashes || $7::bytea FROM moved
  WHERE $6::integer > 0 AND tree.book = $1 AND tree.level = 0 AND tree.place = $5::bigint AND octet_length(tree.hashes) = $6 RETURNING 1
), begun AS (
  INSERT INTO ${s}.tree (book, level, place, hashes) SELECT $1, 0, $5::bigint, $7::bytea FROM moved
  WHERE $6::integer = 0 AND EXISTS (
    SELECT FROM ${s}.tree WHERE book = $1 AND level = 0 AND place = $5 - 1 AND octet_length(hashes) = 512
  ) ON CONFLICT DO NOTHING RETURNING 1
)
SELECT txid_current() % 4294967296 AS transaction, EXISTS (SELECT FROM grown) OR EXISTS (SELECT FROM begun) AS grown FROM moved`

/** Appends as the port has it, inside the caller's transaction, which is to be taken back where nothing was appended. */
export async function appendIn(queries: Queries, append: Append, tools: AppendTools): Promise<Appended> {
  const { book, added, expected, fast, doubted } = append
  const { shown, schema, events, keepDomain } = tools
  // Where the book has the size that is expected, and none of the ids, this is all there is to ask.
  if (fast && typeof expected === 'number' && expected >= 0 && added.length > 0 && doubted.size === 0) {
    const made = await insert(queries, book, expected + 1, added, tools)
    if (made) return made
  }
  expectVersion(await versionOf(queries, schema), schema, shown)
  for (;;) {
    const last = (await hold(queries, schema, book)) - 1
    const ids = added.map(({ id }) => id)
    const there = last < 0 ? new Map<string, ReadEvent>() : await events.among(queries, book, ids)
    const decided = decideAppend({ last, find: (id) => there.get(id) }, added, expected)
    if (decided) return { result: await whose(queries, decided, { book, count: added.length, doubted }, schema) }
    await keepDomain(queries)
    if (last < 0 && !(await begin(queries, schema, book))) continue
    const made = await insert(queries, book, last + 1, added, tools)
    if (made) return made
    throw new Error(`book ${book} has another size than its row, which is held`)
  }
}

/** Holds a book until the transaction ends. Returns its size. */
export async function hold({ query }: Queries, schema: string, book: string): Promise<number> {
  const [row] = await query(`SELECT size FROM ${schema}.ledger_book WHERE book = $1 FOR NO KEY UPDATE`, [book])
  return Number(row?.['size'] ?? 0)
}

/** Makes the row of a book. `false` where another program has just made it: it is to be held first. */
async function begin({ query }: Queries, schema: string, book: string): Promise<boolean> {
  const made = await query(
    `INSERT INTO ${schema}.ledger_book (book, size) VALUES ($1, 0) ON CONFLICT DO NOTHING RETURNING 1 AS made`,
    [book],
  )
  return made.length > 0
}

async function insert(
  queries: Queries,
  book: string,
  from: number,
  added: readonly StoredEvent[],
  { schema, tree }: AppendTools,
): Promise<Appended | undefined> {
  let [at, transaction] = [from, '']
  for (const part of parts(added)) {
    const room = roomFor(at, part)
    const [row] = await queries.query(insertion(schema), [
      book,
      at,
      part.map(({ id }) => id),
      part.map(({ text }) => text),
      room?.place ?? -1,
      room?.begun ?? -1,
      room?.leaves ?? new Uint8Array(),
    ])
    if (!row) {
      if (at === from) return undefined
      throw new Error(`book ${book} has another size than its row, which is held`)
    }
    if (row['grown'] !== true) await tree.grow(queries, book, at, part)
    transaction = String(row['transaction'])
    at += part.length
  }
  return { result: { ok: true, revision: at - 1, repeated: false }, from, transaction }
}

function* parts(added: readonly StoredEvent[]): Generator<readonly StoredEvent[]> {
  let [from, characters] = [0, 0]
  for (const [at, { id, text }] of added.entries()) {
    characters += id.length + text.length
    if (at + 1 - from < statementEventsMax && characters < statementCharactersMax && at + 1 < added.length) continue
    yield added.slice(from, at + 1)
    ;[from, characters] = [at + 1, 0]
  }
}

/** A repetition of a try whose answer was lost is no repetition, if the rows are that try's own: then the append was made by whoever asks. */
async function whose(
  { query }: Queries,
  decided: AppendResult,
  { book, count, doubted }: { readonly book: string; readonly count: number; readonly doubted: Doubted },
  schema: string,
): Promise<AppendResult> {
  if (!decided.ok || doubted.size === 0) return decided
  const [row] = await query(`SELECT xmin::text AS transaction FROM ${schema}.event WHERE book = $1 AND position = $2`, [
    book,
    decided.revision - count + 1,
  ])
  return doubted.has(String(row?.['transaction'])) ? { ...decided, repeated: false } : decided
}

/** Fails (usage) where a text is not one that PostgreSQL can hold: it would be refused, or come back as another one. */
export function expectTexts(shown: string, stream: string, added: readonly StoredEvent[]): void {
  for (const text of [stream, ...added.flatMap(({ id, text }) => [id, text])])
    if (text.includes('\0') || !text.isWellFormed())
      fail(
        'usage',
        'text-not-storable',
        {
          zh: `${shown}：文本中有零字符（U+0000）或半个代理对，PostgreSQL 不能原样保存；什么都没有记录`,
          en: `${shown}: a text has a zero character (U+0000) or half a surrogate pair, which PostgreSQL cannot keep as it is; nothing was recorded`,
        },
        { ledger: shown },
      )
}
