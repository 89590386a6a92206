import { Replay, streamOf } from '@taizhang/kernel/internal'
import { type CheckResult, type TableChanges } from '@taizhang/kernel/store'
import { type Ledger } from '@taizhang/core'
import type { SqliteStore } from '../src/index.ts'

/** What the store says of itself, held against a replay that trusts it. */
export const inspected = async (store: SqliteStore, { book }: Pick<Ledger, 'book'>): Promise<readonly CheckResult[]> =>
  store.inspect?.(streamOf(book), async (pages) => {
    const replay = new Replay(book, { definitions: store.domain, counting: store.tables.counting })
    const changes: TableChanges[] = []
    for await (const page of pages) changes.push(...replay.take(page).map((batch) => batch.changes))
    return changes
  }) ?? []

export const states = (checks: readonly CheckResult[]): Record<string, string> =>
  Object.fromEntries(checks.map(({ check, state }) => [check, state]))

/** What was found, in the words of the program that reads it. */
export const findingsOf = (checks: readonly CheckResult[]): readonly unknown[] =>
  checks.flatMap(({ check, findings }) => findings.map(({ code, message: _, ...rest }) => [check, code, rest]))
