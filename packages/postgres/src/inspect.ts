import { refuse, type EventStore, type Refusal, type Words } from '@taizhang/kernel'
import { TileEdge, tileHashes, type Tile } from '@taizhang/kernel/internal'
import { hashBytes } from '@taizhang/kernel/merkle'
import type { CheckResult, ReadEvent } from '@taizhang/kernel/store'
import type { EventTable } from './event-table.ts'
import { leafOf, rowsOf, sha256Tree } from './kept-tree.ts'
import type { Queries } from './queries.ts'
import { definitionOf } from './schema.ts'
import { inspectTables } from './tables/inspect.ts'
import type { Tables } from './tables/tables.ts'

type Inspect = NonNullable<EventStore['inspect']>
type Replay = Parameters<Inspect>[1]

interface Tools {
  readonly schema: string
  readonly events: EventTable
  readonly tables: Tables
}

const findingsMax = 100

const titles = {
  file: { zh: '表的定义', en: 'definitions' },
  tree: { zh: '随记录保存的哈希树', en: 'kept tree' },
} as const

const ended = (name: keyof typeof titles, findings: readonly Refusal[], held: Words): CheckResult => ({
  check: name,
  title: titles[name],
  state: findings.length === 0 ? 'held' : 'failed',
  note:
    findings.length === 0
      ? held
      : {
          zh: `${findings.length} 处不符`,
          en: findings.length === 1 ? '1 thing differs' : `${findings.length} things differ`,
        },
  findings: findings.slice(0, findingsMax),
})

/**
 * Holds what is kept beside a book's events against them: the definitions that guard them, and every kept hash. All in one state. What the events
 * themselves are, `replay` finds.
 */
export async function inspectBook(
  queries: Queries,
  book: string,
  replay: Replay,
  tools: Tools,
): Promise<readonly CheckResult[]> {
  const tree = await keptTree(queries, book, tools.schema)
  const changes = await replay(tree.through(pagesThere(queries, book, tools.events)))
  return [
    await inspectDefinitions(queries, book, tree.size(), tools),
    tree.check(),
    await inspectTables(tools, queries, book, changes),
  ]
}

/** All that lies where events of a book lie, each once and in order: gaps are for those to find who replay it. */
async function* pagesThere(queries: Queries, book: string, { page }: EventTable): AsyncGenerator<readonly ReadEvent[]> {
  for (let low = 0; ;) {
    const found = await page(queries, book, { low, high: Infinity })
    const last = found.at(-1)
    if (!last) return
    yield found
    low = last.revision + 1
  }
}

/** The triggers that refuse changes, their functions, and the size of the book. */
async function inspectDefinitions(
  { query }: Queries,
  book: string,
  size: number,
  { schema }: Tools,
): Promise<CheckResult> {
  const findings: Refusal[] = []
  const definition = definitionOf(schema)
  const found = await query(
    `SELECT tgname AS name, tgenabled::text AS enabled, prosrc AS source FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
     WHERE tgrelid IN ($1::regclass, $2::regclass) AND NOT tgisinternal`,
    [`${schema}.event`, `${schema}.tree`],
  )
  const names = ['event_is_never_changed', 'event_is_only_appended', 'tree_only_grows', 'tree_is_never_deleted']
  for (const name of names) {
    const trigger = found.find((row) => row['name'] === name)
    const isOurs =
      trigger && ['O', 'A'].includes(String(trigger['enabled'])) && definition.includes(String(trigger['source']))
    if (!isOurs) findings.push(triggerChanged(name))
  }
  for (const { name } of found) if (!names.includes(String(name))) findings.push(unexpectedTrigger(String(name)))
  const [row] = await query(`SELECT size FROM ${schema}.ledger_book WHERE book = $1`, [book])
  if (Number(row?.['size'] ?? 0) !== size) findings.push(otherSize(Number(row?.['size'] ?? 0), size))
  return ended('file', findings, {
    zh: '拒绝修改的触发器都在，册的大小与记录数相同',
    en: 'the triggers that refuse changes are there, and the size of the book is that of its events',
  })
}

const triggerChanged = (name: string): Refusal =>
  refuse(
    'schema-changed',
    { zh: `触发器 ${name} 被停用、删除或改动过`, en: `trigger ${name} was disabled, dropped or changed` },
    { name },
  )

const unexpectedTrigger = (name: string): Refusal =>
  refuse(
    'unexpected-trigger',
    { zh: `触发器 ${name} 不是本程序建立的`, en: `trigger ${name} is not one of this program` },
    { name },
  )

const otherSize = (kept: number, size: number): Refusal =>
  refuse(
    'book-size-differs',
    {
      zh: `册中记着有 ${kept} 条记录，实有 ${size} 条`,
      en: `the book is said to have ${kept} events, and has ${size}`,
    },
    { kept, size },
  )

/** The kept hashes of a book, compared with what its texts give as these go by. */
async function keptTree({ query }: Queries, book: string, schema: string) {
  const rows = await query(`SELECT level, place, hashes FROM ${schema}.tree WHERE book = $1`, [book])
  const kept = new Map(
    rows.map(({ level, place, hashes }) => [`${String(level)} ${String(place)}`, hashes as Uint8Array]),
  )
  const findings: Refusal[] = []
  const edge = new TileEdge(sha256Tree, 0)
  let hashed = 0
  const compare = ({ level, place, hashes }: Tile): void => {
    const { hashes: inRow, rows: count } = rowsOf(level)
    for (let at = 0; at * inRow * hashBytes < hashes.length; at++) {
      const expected = hashes.subarray(at * inRow * hashBytes, (at + 1) * inRow * hashBytes)
      const key = `${level} ${place * count + at}`
      const found = kept.get(key) ?? new Uint8Array()
      kept.delete(key)
      hashed += expected.length / hashBytes
      const first = (place * tileHashes + at * inRow) * tileHashes ** level
      if (found.length < expected.length) findings.push(hashMissing(first))
      else if (found.length > expected.length) findings.push(hashSurplus(first))
      else if (Buffer.compare(found, expected) !== 0) findings.push(hashDiffers(first))
    }
  }
  return {
    size: () => edge.size,
    through: async function* through(pages: AsyncIterable<readonly ReadEvent[]>) {
      for await (const page of pages) {
        for (const { text } of page) edge.append(leafOf(text), compare)
        yield page
      }
    },
    check: (): CheckResult => {
      for (const tile of edge.grown()) compare(tile)
      for (const key of kept.keys()) findings.push(hashSurplus(Number(key.split(' ')[1])))
      return ended('tree', findings, {
        zh: `重新计算了 ${edge.size} 条记录的哈希，与录入时保存的 ${hashed} 个哈希逐一相同`,
        en: `${edge.size} events hashed anew; all ${hashed} hashes kept when they were recorded are the same`,
      })
    },
  }
}

const hashDiffers = (position: number): Refusal =>
  refuse(
    'hash-differs',
    {
      zh: `从第 ${position} 条起的一段记录与录入时保存的哈希不符：其中之一被改动过`,
      en: `events from ${position} on do not give the hash kept when they were recorded: one or the other was changed`,
    },
    { position },
  )

const hashMissing = (position: number): Refusal =>
  refuse(
    'hash-missing',
    { zh: `从第 ${position} 条起的一段记录缺少保存的哈希`, en: `hashes are missing of events from ${position} on` },
    { position },
  )

const hashSurplus = (place: number): Refusal =>
  refuse(
    'hash-surplus',
    { zh: `保存的哈希比记录多（位置 ${place}）`, en: `more hashes are kept than the events give (at ${place})` },
    { place },
  )
