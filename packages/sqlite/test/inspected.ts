import { Replay, streamOf } from '@taizhang/kernel/internal'
import { type CheckResult } from '@taizhang/kernel/store'
import { type Ledger } from '@taizhang/core'
import type { SqliteStore } from '../src/index.ts'

/** What the store says of itself, held against a replay that trusts it. */
export const inspected = async (store: SqliteStore, { book }: Pick<Ledger, 'book'>): Promise<readonly CheckResult[]> =>
  store.inspect?.(streamOf(book), async (pages) => {
    const replay = new Replay(book, { definitions: store.domain, counting: store.tables.counting })
    for await (const page of pages) replay.take(page)
    return [...replay.changesSince(0)]
  }) ?? []

export const states = (checks: readonly CheckResult[]): Record<string, string> =>
  Object.fromEntries(checks.map(({ check, state }) => [check, state]))

/** What was found, in the words of the program that reads it. */
export const findingsOf = (checks: readonly CheckResult[]): readonly unknown[] =>
  checks.flatMap(({ check, findings }) => findings.map(({ code, message: _, ...rest }) => [check, code, rest]))
