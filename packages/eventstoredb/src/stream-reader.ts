import { fail, LedgerError } from '@taizhang/kernel'
import type { Aftermath, ReadEvent, ReadOptions } from '@taizhang/kernel/store'
import { collect } from './collect.ts'
import type { Connection } from './connection.ts'
import { onServer } from './stream-name.ts'
import { readCall } from './read-call.ts'
import type { Recorded } from './read-message.ts'
import { fromWire, type WireEvent } from './wire-event.ts'

const pageEventsMax = 1024
const pageCharactersMax = 4 * 1024 * 1024

export type Direction = 'forwards' | 'backwards'

/** Reads of one stream, each bounded; made again until they are answered. */
export interface StreamReader {
  /** The last revision, -1 where there is no stream. */
  last(stream: string): Promise<number>
  /** The next events from a revision on, as many as a page may hold; none past either end. */
  page(stream: string, from: number, count: number, direction?: Direction): Promise<readonly ReadEvent[]>
  /** What stands at a revision, as the server has it, to learn the outcome of an append. */
  record(stream: string, revision: number): Promise<WireEvent | undefined>
  /** Fails (damaged) where there is no stream any more because somebody has deleted it. */
  expectNotDeleted(stream: string): Promise<void>
  /** Fails (damaged) where a stream that had events was deleted, or its first ones were taken away. */
  expectWhole(stream: string): Promise<void>
}

interface Wanted {
  readonly revision: bigint | 'start' | 'end'
  readonly count: number
  readonly direction: Direction
}

/** An event that others have written. */
interface Foreign {
  readonly revision: number
  readonly text: undefined
}

const firstOne = { revision: 'start', count: 1, direction: 'forwards' } as const
const lastOne = { revision: 'end', count: 1, direction: 'backwards' } as const

/** @param aftermath what a failure says of events that are to be appended, by what is known of them then */
export function streamReader(connection: Connection, aftermath: () => Aftermath = () => 'none'): StreamReader {
  const readNamed = async <T>(
    name: string,
    wanted: Wanted,
    how: { readonly take: (event: Recorded | undefined) => T; readonly isEnough?: (taken: T) => boolean },
  ): Promise<readonly T[] | undefined> =>
    connection.asking(async (client, tools) => {
      const { revision, count, direction } = wanted
      const call = await readCall(client, tools, { from: { stream: name, revision }, count, direction })
      return collect(call, tools, how)
    }, aftermath)
  const expectNotDeleted = async (stream: string): Promise<void> => {
    // Of a stream that was deleted nothing is left but its metadata; not everybody may read those.
    const metadata = await readNamed(`$$${onServer(stream)}`, lastOne, { take: (event) => event?.data }).catch(
      (error: unknown) => {
        if (error instanceof LedgerError && error.refusal.code === 'access-denied') return undefined
        throw error
      },
    )
    if (metadata?.some(truncatesAll)) deleted(connection.shown, stream)
  }
  const read: <T>(
    stream: string,
    wanted: Wanted,
    how: { readonly take: (event: Recorded | undefined) => T; readonly isEnough?: (taken: T) => boolean },
  ) => Promise<readonly T[]> = async (stream, wanted, how) => {
    const found = await readNamed(onServer(stream), wanted, how)
    if (!found) await expectNotDeleted(stream)
    return found ?? []
  }
  /** Events are taken as they come: so their sizes are known, and what the client made of them need not be kept. */
  const events = async (stream: string, wanted: Wanted): Promise<readonly (ReadEvent | Foreign)[]> => {
    let characters = 0
    return read(stream, wanted, {
      take: (event) => {
        const revision = Number(event?.revision)
        const ours = event && fromWire(event)
        return ours ? { revision, id: ours.id, text: ours.text } : { revision, text: undefined }
      },
      isEnough: ({ text }) => (characters += text?.length ?? 0) >= pageCharactersMax,
    })
  }
  return {
    last: async (stream) => {
      const [found] = await read(stream, lastOne, { take: (event) => event })
      return found ? found.revision : -1
    },
    page: async (stream, from, count, direction = 'forwards') => {
      if (from < 0 || count <= 0) return []
      const pageCount = Math.min(count, pageEventsMax)
      const found = await events(stream, { revision: BigInt(from), count: pageCount, direction })
      const step = direction === 'forwards' ? 1 : -1
      const isOurs = (event: ReadEvent | Foreign, at: number): event is ReadEvent => {
        const revision = from + at * step
        if (event.revision !== revision) return missing(connection.shown, stream, revision)
        return event.text === undefined ? foreign(connection.shown, stream, revision) : true
      }
      return found.filter(isOurs)
    },
    expectNotDeleted,
    expectWhole: async (stream) => {
      const [first] = await read(stream, firstOne, { take: (event) => Number(event?.revision) })
      if (first === undefined) deleted(connection.shown, stream)
      if (first !== 0) missing(connection.shown, stream, 0)
    },
    record: async (stream, revision) => {
      const one = { revision: BigInt(revision), count: 1, direction: 'forwards' } as const
      const [found] = await read(stream, one, { take: (event) => event })
      return found?.revision === revision ? found : undefined
    },
  }
}

/** Whether a page that was asked for without a bound ends at the stream's end: nothing but that has cut it short. */
export const isLastPage = (page: readonly ReadEvent[]): boolean =>
  page.length < pageEventsMax && page.reduce((sum, { text }) => sum + text.length, 0) < pageCharactersMax

/**
 * A read as the port has it. Events never change and have no gaps, so a read up to the end as it is at first is one snapshot. The next
 * page is asked for while the caller is busy with this one.
 */
export async function* pagesOf(
  reader: StreamReader,
  stream: string,
  { from = 0, to = Infinity, direction = 'forwards', limit = Infinity }: ReadOptions = {},
): AsyncGenerator<readonly ReadEvent[]> {
  const backwards = direction === 'backwards'
  if (limit <= 0 || to < Math.max(from, 0)) return
  let low = Math.max(from, 0)
  let high = Math.min(to, await reader.last(stream))
  if (backwards) low = Math.max(low, high - limit + 1)
  else high = Math.min(high, low + limit - 1)
  const ask = async (): Promise<readonly ReadEvent[]> =>
    reader.page(stream, backwards ? high : low, high - low + 1, direction)
  let next = low <= high ? ask() : undefined
  while (next) {
    const page = await next
    if (page.length === 0) return
    if (backwards) high -= page.length
    else low += page.length
    next = low <= high ? ask() : undefined
    // It may fail while nobody waits for it; whoever asks for the page is told.
    next?.catch(() => undefined)
    yield page
  }
}

/** Whether a stream's metadata say that nothing of it is to be read: so the server keeps that a stream was deleted. */
function truncatesAll(text: string | undefined): boolean {
  try {
    const metadata: unknown = JSON.parse(text ?? '')
    return typeof metadata === 'object' && metadata !== null && '$tb' in metadata && Number(metadata.$tb) >= 2 ** 63
  } catch {
    return false
  }
}

const deleted = (shown: string, stream: string): never =>
  fail(
    'damaged',
    'stream-deleted',
    {
      zh: `${shown}：流 ${stream} 已被删除；台账的流不能删除`,
      en: `${shown}: stream ${stream} has been deleted; a ledger's stream must not be`,
    },
    {
      ledger: shown,
      stream,
      next: {
        zh: '请服务器管理员撤销删除（去掉该流元数据中的 $tb，清理之前有效）；不能撤销的，用导出的文件恢复到别的服务器或文件',
        en: 'have the deletion undone on the server ($tb taken out of the stream’s metadata, before it is scavenged); else restore an export on another server or into a file',
      },
    },
  )

const missing = (shown: string, stream: string, revision: number): never =>
  fail(
    'damaged',
    'events-missing',
    {
      zh: `${shown}：流 ${stream} 缺少第 ${revision} 条记录；台账的流不能截断（$maxCount、$maxAge、$tb），也不能删除`,
      en: `${shown}: stream ${stream} lacks event ${revision}; a ledger's stream must not be truncated ($maxCount, $maxAge, $tb) or deleted`,
    },
    { ledger: shown, stream, position: revision },
  )

const foreign = (shown: string, stream: string, revision: number): never =>
  fail(
    'damaged',
    'foreign-event',
    {
      zh: `${shown}：流 ${stream} 第 ${revision} 条不是本程序写入的记录`,
      en: `${shown}: event ${revision} of stream ${stream} was not written by this program`,
    },
    { ledger: shown, stream, position: revision },
  )
