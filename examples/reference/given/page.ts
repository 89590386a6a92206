/** What the code on pages begins with, beside what it says itself: a book of the Party's domain, and a request about it. */
import type { CivilDate } from '@taizhang/core'
import { given as book } from './core.ts'

/** The book, and the request. */
export async function given() {
  const { ledger, view, newId, clerk, organizationCoverage: figure } = await book()
  const day: CivilDate = view.asOf
  const [body, expectedSize, after]: readonly [string, number, number] = ['[]', ledger.size, 0]
  const values: readonly unknown[] = []
  const signal: AbortSignal = AbortSignal.abort()
  return { ledger, view, newId, clerk, figure, day, body, expectedSize, after, values, signal }
}
