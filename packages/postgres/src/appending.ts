import type { Domain } from '@taizhang/kernel/define'
import type { AppendResult, ExpectedRevision, StoredEvent, TableChanges } from '@taizhang/kernel/store'
import { appendIn, expectTexts, type AppendTools } from './append.ts'
import { bookOf } from './book-column.ts'
import { keepDomain } from './domain-of-database.ts'
import { expectOpen, type Patient } from './patience.ts'
import { InDoubt, type Database } from './queries.ts'
import { sqlStateOf } from './sql-state.ts'
import { makingAnew } from './tables/making-anew.ts'
import type { Tables } from './tables/tables.ts'

/** What appends are made with. */
interface Tools extends Omit<AppendTools, 'keepDomain'> {
  readonly database: Database
  readonly patient: Patient
  readonly domain: Domain
  readonly tables: Tables
  readonly ready: () => Promise<{ readonly knownDomain: boolean }>
  readonly closing: AbortSignal
}

/** An append as the port has it. */
type AppendTo = (
  stream: string,
  added: readonly StoredEvent[],
  expected: ExpectedRevision,
  changes: readonly TableChanges[],
) => Promise<AppendResult>

/**
 * Appends, again and again while the server is away or others are in the way. A commit whose answer was lost leaves a doubt. The next try settles it: it
 * waits until the book is held by nobody, so the earlier transaction is over by then, and then it looks the ids up. What cannot be settled is
 * told as unknown, of a later append of the same events, too.
 */
export function appending({ database, patient, domain, tables, ready, closing, ...tools }: Tools): AppendTo {
  const { shown, schema } = tools
  const doubts = new Map<string, Set<string>>()
  let knownDomain = false
  const keep: AppendTools['keepDomain'] = async (queries) => {
    if (!knownDomain) await keepDomain(queries, schema, domain.name, shown)
  }

  return async (stream, added, expected, changes) => {
    const book = bookOf(stream)
    expectTexts(shown, stream, added)
    const doubt = JSON.stringify([book, added[0]?.id])
    let [fast, transaction]: [boolean, string | undefined] = [true, undefined]
    const doubted = (): ReadonlySet<string> => doubts.get(doubt) ?? none

    const attempt = async (): Promise<AppendResult> => {
      expectOpen(shown, closing)
      knownDomain ||= (await ready()).knownDomain
      if (changes.length > 0) await tables.make(database)
      transaction = undefined
      const append = { book, added, expected, fast: fast && knownDomain, doubted: doubted() }
      const result = await database.transaction(async (queries) => {
        const made = await appendIn(queries, append, { ...tools, keepDomain: keep })
        ;({ transaction } = made)
        if (made.from === undefined || changes.length === 0) return made.result
        // With the events or not at all.
        const sizes = { before: made.from, after: made.from + added.length }
        return { ...made.result, tablesAt: await tables.follow(queries, book, { ...sizes, changes }) }
      })
      knownDomain ||= transaction !== undefined
      doubts.delete(doubt)
      return result
    }
    const failed = (error: unknown): void => {
      if (error instanceof InDoubt && transaction !== undefined) doubts.set(doubt, new Set([...doubted(), transaction]))
    }
    const aftermath = (): 'unknown' | 'nothing-recorded' => (doubts.has(doubt) ? 'unknown' : 'nothing-recorded')
    return patient(
      async () => {
        try {
          return await makingAnew(database, tables, attempt)
        } catch (error) {
          // An id is there already, or twice in the batch: which of the two, the ids tell.
          if (sqlStateOf(error) !== '23505' || !fast) throw error
          fast = false
          return makingAnew(database, tables, attempt)
        }
      },
      aftermath,
      failed,
    )
  }
}

const none: ReadonlySet<string> = new Set()
