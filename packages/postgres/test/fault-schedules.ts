import { isLedgerError } from '@taizhang/kernel'
import type { AppendResult, StoredEvent } from '@taizhang/kernel/store'
import { party } from '@taizhang/core'
import { postgresStore } from '../src/index.ts'
import { expectedAfter } from './expected-after.ts'
import { InDoubt, type Database } from '../src/queries.ts'
import { startProxy, type Fault, type Proxy } from './proxy.ts'
import { onServer } from './server.ts'

/** Numbers that follow from a seed. */
export function randomFrom(seed: number): (below: number) => number {
  let state = ((seed * 2_654_435_761) % 2 ** 32) | 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

/** What came of a schedule. */
export interface Ran {
  readonly acknowledged: number
  readonly unknown: number
  readonly refused: number
  /** Commits whose answer was lost. */
  readonly doubts: number
}

interface Place {
  readonly proxy: Proxy
  /** The address of the server behind the proxy. */
  readonly url: string
  readonly schema: string
}

/** How long a call waits for an answer here: a connection that falls silent is to be given up soon. */
const silenceMs = 1000

/**
 * Two programs append to one book, each through connections that meet faults by the seed, while a third follows it. Afterwards the server is asked
 * directly. Throws where something acknowledged is not there, something that was said not to be recorded is, a batch is split, an event is there twice, or
 * the follower has seen anything else than the book.
 */
export async function runSchedule(seed: number, { proxy, url, schema }: Place): Promise<Ran> {
  const random = randomFrom(seed)
  const stream = `ledger-s${seed}`
  const through = url.replace(/:\d+\//, `:${proxy.port}/`)
  const faults = Array.from({ length: 4 + random(8) }, () => faultOf(random))
  let doubts = 0
  const open = () =>
    postgresStore(
      counting(
        onServer(through, {
          max: 2,
          pipeline: random(2) === 0,
          query_timeout: silenceMs,
          connectionTimeoutMillis: silenceMs,
        }),
        () => doubts++,
      ),
      { domain: party, schema, patienceMs: 5000, connectMs: 5000 },
    )
  const [writers, follower] = [[open(), open()], open()]
  const told: { readonly batch: readonly StoredEvent[]; readonly result: AppendResult | 'unknown' | 'refused' }[] = []
  const stop = new AbortController()
  const seen: string[] = []
  proxy.meet(faults)

  const following = (async () => {
    // As whoever follows does: where patience has ended, it goes on behind what it has handled.
    while (!stop.signal.aborted)
      try {
        const after = { [stream]: seen.length - 1 }
        for await (const page of follower.subscribe([stream], { after, signal: stop.signal }))
          seen.push(...page.events.map(({ id }) => id))
      } catch (error) {
        if (!isLedgerError(error)) throw error
      }
  })()
  const write = async (writer: number): Promise<void> => {
    for (let round = 0; round < 5; round++) {
      const batch = Array.from({ length: 1 + random(4) }, (_, at) => {
        const id = `${seed}-${writer}-${round}-${at}`
        return { id, text: `{"id":"${id}","fill":"${'台'.repeat(random(60))}"}` }
      })
      const result = await (writers[writer] ?? follower)
        .append(stream, batch, { expectedRevision: 'any' })
        .catch((error: unknown) => {
          if (!isLedgerError(error)) throw error
          return error.aftermath === 'unknown' ? ('unknown' as const) : ('refused' as const)
        })
      told.push({ batch, result })
    }
  }
  try {
    await Promise.all([write(0), write(1)])
    const direct = postgresStore(onServer(url), { domain: party, schema })
    const there: StoredEvent[] = []
    for await (const page of direct.read(stream)) there.push(...page)
    await direct.close()
    expectedAfter(there, told)
    proxy.meet([])
    // A page comes again and again until all have.
    for (let waits = 0; seen.length < there.length && waits < 300; waits++)
      await new Promise((resolve) => setTimeout(resolve, 20))
    if (seen.join() !== there.map(({ id }) => id).join()) throw new Error(`the follower has seen ${seen.join()}`)
  } finally {
    stop.abort()
    await following.catch(() => undefined)
    for (const store of [...writers, follower]) await store.close()
    proxy.cutAll()
  }
  const count = (which: (result: AppendResult | string) => boolean): number =>
    told.filter(({ result }) => which(result)).length
  return {
    acknowledged: count((result) => typeof result === 'object'),
    unknown: count((result) => result === 'unknown'),
    refused: count((result) => result === 'refused'),
    doubts,
  }
}

function faultOf(random: (below: number) => number): Fault {
  const does = (['cut', 'cut', 'reset', 'hold', 'hold', 'silence'] as const)[random(6)] ?? 'cut'
  const kind = random(3)
  // From before the word to behind the message: then the commit is made, and its answer does not come.
  if (kind === 0) return { way: 'commit', bytes: random(16) - 6, commits: random(3), does }
  // Starting up takes about a hundred bytes there and four hundred back, an append a thousand and more there.
  return kind === 1 ? { way: 'to', bytes: random(4000), does } : { way: 'from', bytes: random(2500), does }
}

/** The database, and how often nobody knew whether it had committed. */
const counting = (database: Database, inDoubt: () => void): Database => ({
  ...database,
  transaction: async (step, mode) =>
    database.transaction(step, mode).catch((error: unknown) => {
      if (error instanceof InDoubt) inDoubt()
      throw error
    }),
})

/** Runs schedules, some at the same time, each lane through a proxy of its own: most of a schedule is waiting. */
export async function inLanes(
  {
    from,
    count,
    lanes,
    url,
    schema,
  }: { readonly from: number; readonly count: number; readonly lanes: number } & Omit<Place, 'proxy'>,
  done: (seed: number, error?: unknown) => void,
): Promise<readonly Ran[]> {
  const ran: Ran[] = []
  let next = from
  const lane = async (): Promise<void> => {
    const proxy = await startProxy(Number(new URL(url).port || 5432))
    for (let seed = next++; seed < from + count; seed = next++)
      try {
        ran.push(await runSchedule(seed, { proxy, url, schema }))
        done(seed)
      } catch (error) {
        done(seed, error)
      }
    await proxy.close()
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return ran
}
