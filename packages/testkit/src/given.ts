import {
  createLedger,
  memoryStore,
  type DraftOf,
  type Ledger,
  type OpeningOf,
  type Outcome,
  type View,
} from '@taizhang/kernel'
import type { Domain } from '@taizhang/kernel/define'
import { expect } from 'vitest'
import { idOf } from './book-arbitrary.ts'

/** What is claimed of the events that were tried. Each method fails the test where it does not hold. */
export interface Then<D extends Domain = Domain> {
  /** They were recorded, and on a day the book says what is expected. */
  readonly shows: (day: string, read: (view: View<D>) => unknown, expected: unknown) => Promise<void>
  /** They were refused, for these reasons (`Refusal.code`), and nothing was recorded. */
  readonly isRefused: (...codes: readonly string[]) => Promise<void>
}

/**
 * A domain test in three lines: events that are there, a batch that is tried, and what is to be seen then.
 *
 * Events without an id get the ids `idOf(1)`, `idOf(2)` … in order, so that a later one can name them.
 *
 * @param there recorded one by one, each a batch of its own; all of them must be possible
 * @example
 * const given = givenOf({ domain: inventory, opening: { name: 'Workshop' } })
 * test('a machine is bought once', async () => {
 *   await given(bought).when(bought).isRefused('already-open')
 * })
 */
export const givenOf =
  <D extends Domain>(books: Books<D>) =>
  (...there: readonly DraftOf<D>[]): { readonly when: (...tried: readonly DraftOf<D>[]) => Then<D> } => ({
    when: (...tried) => {
      const played = play(books, there, tried)
      return {
        shows: async (day, read, expected) => {
          const { ledger, outcome } = await played
          expect(outcome).toMatchObject({ ok: true })
          expect(read(ledger.asOf(day))).toEqual(expected)
        },
        isRefused: async (...codes) => {
          const { ledger, outcome, size } = await played
          expect(outcome.ok ? [] : outcome.refusals.map(({ code }) => code)).toEqual(codes)
          expect(ledger.size).toBe(size)
        },
      }
    },
  })

/** What the books are about, and the data of their first event. */
interface Books<D extends Domain> {
  readonly domain: D
  readonly opening: OpeningOf<NoInfer<D>>
}

async function play<D extends Domain>(
  { domain, opening }: Books<D>,
  there: readonly DraftOf<D>[],
  tried: readonly DraftOf<D>[],
): Promise<{ ledger: Ledger<D>; outcome: Outcome; size: number }> {
  let made = 0
  const options = { now: new Date('2021-06-30T01:00:00Z'), newId: () => idOf(made++), actor: 'tester' }
  const ledger = await createLedger(memoryStore(), { domain, book: 'test', opening }, options)
  for (const draft of there) expect(await ledger.record([draft], options)).toMatchObject({ ok: true })
  const { size } = ledger
  return { ledger, size, outcome: await ledger.record(tried, options) }
}
