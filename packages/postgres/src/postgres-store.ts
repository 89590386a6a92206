import type { EventStore } from '@taizhang/kernel'
import type { Domain } from '@taizhang/kernel/define'
import { expectFunction, expectList, expectObject, expectText, expectWhole, wrong } from '@taizhang/kernel/internal'
import {
  followStreams,
  type KeptTree,
  type RelationTables,
  type Snapshots,
  type SubscribedPage,
  type SubscribeOptions,
} from '@taizhang/kernel/store'
import { databaseOf, type PostgresPool } from './address.ts'
import { appending } from './appending.ts'
import { bell, type Bell } from './bell.ts'
import { bookOf } from './book-column.ts'
import { expectDomain } from './domain-of-database.ts'
import { eventTable, wholePage, type Reader } from './event-table.ts'
import { treeTable } from './kept-tree.ts'
import { once } from './once.ts'
import { expectOpen, patience, type Patient, type PatienceOptions } from './patience.ts'
import type { Database } from './queries.ts'
import { bringUpTo, defaultSchema, expectOurs, expectSchema, quoted } from './schema.ts'
import { onlyReads, readerOf, readingOf, segmentsOf, stillStore, tablesOf, type Asking, type Parts } from './reading.ts'
import { segmentTable } from './segments.ts'
import { bringForward } from './tables/making-anew.ts'
import { tablesIn } from './tables/tables.ts'

/** How a database is opened. */
export interface PostgresOptions<D extends Domain = Domain> extends PatienceOptions {
  /** What its books are about. */
  readonly domain: D
  /** The schema of the database that the tables are in, by default the address's, else `taizhang`. */
  readonly schema?: string | undefined
  /** Whether tables are made where there are none, and those of an older program are brought up to date. */
  readonly create?: boolean | undefined
  readonly readOnly?: boolean | undefined
}

/** A store in a PostgreSQL database. */
export interface PostgresStore<D extends Domain = Domain> extends EventStore<D> {
  readonly domain: D
  /** The address without a password. */
  readonly shown: string
  readonly schema: string
  /** For queries. */
  readonly database: Database
  readonly tables: Required<RelationTables>
  readonly tree: KeptTree
  readonly snapshots: Snapshots
  atOneState<T>(use: (store: EventStore<D>) => Promise<T>): Promise<T>
}

/**
 * Opens the store in a database: at an address, `postgres://host/database`, in a pool of `pg` that the program has already, or in anything else that
 * fulfils {@link Database}. Nothing is asked of the server before the first call. Only a database that was opened by its address is closed with
 * the store.
 *
 * Several processes may write to one book: whoever appends holds it, nobody who reads waits. Calls that meet an outage are made again for `patienceMs`,
 * by default 30 s, but for `connectMs`, by default 5 s, while nothing has been heard of the server. An append whose answer was lost is looked up.
 *
 * Calls throw `LedgerError`: not-found where there are no tables and none are to be made; unavailable where the server cannot be reached, refuses, or its
 * tables are of another version, saying whether anything was recorded; usage where the books are of another domain, or a text cannot be kept.
 *
 * @example
 * await using store = postgresStore('postgres://localhost/ledgers', { domain: party, create: true }) // asks the server nothing yet
 */
export function postgresStore<D extends Domain>(
  on: string | PostgresPool | Database,
  options: PostgresOptions<D>,
): PostgresStore<D> {
  expectObject(options, 'options')
  const { domain, create = false, readOnly = false, onWaiting, patienceMs, connectMs } = options
  expectObject(domain, 'domain')
  expectList(domain.relations, 'domain.relations')
  for (const part of ['events', 'figures'] as const) expectObject(domain[part], `domain.${part}`)
  if (onWaiting !== undefined) expectFunction(onWaiting, 'onWaiting')
  expectMs(patienceMs, 'patienceMs')
  expectMs(connectMs, 'connectMs')
  const { database, schema: named } = databaseOf(on)
  const schema = options.schema === undefined ? (named ?? defaultSchema) : options.schema
  expectText(schema, 'schema')
  expectSchema(schema)

  const { shown } = database
  const closer = new AbortController()
  const patient = patience(shown, closer.signal, { patienceMs, connectMs, onWaiting })
  const own = quoted(schema)
  const parts: Parts = {
    shown,
    schema: own,
    events: eventTable(own),
    tree: treeTable(own),
    segments: segmentTable(own),
    tables: tablesIn(schema, domain),
  }
  const ready = once(async () => {
    if (create && !readOnly) await bringUpTo(database, schema)
    await expectOurs(database, own, shown)
    return { knownDomain: await expectDomain(database, own, domain.name, shown) }
  })
  const asking: Asking = async (ask) =>
    patient(async () => {
      expectOpen(shown, closer.signal)
      await ready()
      return ask(database)
    })
  const ringing = bell(database, schema, closer.signal)
  const reader = readerOf(parts, asking)
  const append = appending({ ...parts, database, patient, domain, ready, closing: closer.signal })

  const atOneState: PostgresStore<D>['atOneState'] = async (use) =>
    patientOnce(patient, ready, async () =>
      database.transaction(async (queries) => use(stillStore(domain, parts, queries)), 'snapshot'),
    )

  const close = async (): Promise<void> => {
    if (closer.signal.aborted) return
    closer.abort()
    await ringing.quiet()
    await database.close()
  }

  return {
    ...readingOf(parts, asking),
    domain,
    shown,
    schema,
    database,
    append: async (stream, added, { expectedRevision, changes = [] }) => {
      if (readOnly) onlyReads(shown)
      const result = await append(stream, added, expectedRevision, changes)
      if (result.ok) ringing.ring()
      return result
    },
    tables: {
      ...tablesOf(parts, asking),
      write: async (stream, changes) => {
        if (readOnly) onlyReads(shown)
        return bringForward({ ...parts, database, patient, ready }, bookOf(stream), changes)
      },
    },
    subscribe: (streams, how) =>
      subscribeTo(reader, ringing, streams, { ...how, signal: AbortSignal.any([how.signal, closer.signal]) }),
    snapshots: {
      load: (stream, fingerprint) => segmentsOf(parts, asking, bookOf(stream), fingerprint),
      ...(readOnly ? {} : { keep: keeping(parts, database, patient, ready) }),
    },
    atOneState,
    inspect: async (stream, replay) => atOneState(async (still) => still.inspect?.(stream, replay) ?? []),
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** Timers take no more. */
const msMax = 2 ** 31 - 1

function expectMs(ms: number | undefined, parameter: string): void {
  if (ms === undefined) return
  expectWhole(ms, parameter)
  if (ms > msMax)
    wrong('bad-number', parameter, { zh: `不超过 ${msMax} 的毫秒数`, en: `milliseconds up to ${msMax}` }, ms)
}

/** What the caller does with a state is done once: only what comes before it is waited for. */
async function patientOnce<T>(patient: Patient, ready: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  await patient(ready)
  return work()
}

const keeping =
  (
    { segments }: Parts,
    database: Database,
    patient: Patient,
    ready: () => Promise<unknown>,
  ): NonNullable<Snapshots['keep']> =>
  async (stream, fingerprint, added) =>
    patient(async () => {
      await ready()
      await database.transaction(async (queries) => segments.keep(queries, bookOf(stream), fingerprint, added))
    })

/** Follows streams by reading on from the revision last handled, whenever something may have come. A connection that is lost costs time and nothing else. */
async function* subscribeTo(
  reader: Reader,
  { listening, waiter }: Bell,
  streams: readonly string[],
  { signal, ...options }: SubscribeOptions,
): AsyncGenerator<SubscribedPage> {
  const done = new AbortController()
  const stop = AbortSignal.any([signal, done.signal])
  const heard = listening(stop)
  try {
    const page: Parameters<typeof followStreams>[0]['page'] = async (stream, from) =>
      wholePage(reader, bookOf(stream), { low: from, high: Infinity })
    yield* followStreams({ page, more: waiter() }, streams, { ...options, signal: stop })
  } catch (error) {
    if (!stop.aborted) throw error
  } finally {
    done.abort()
    await heard
  }
}
