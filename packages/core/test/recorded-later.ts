import { createLedger, memoryStore, type CivilDate, type Draft, type Ledger, type View } from '@taizhang/core'
import { expect } from 'vitest'
import { idOf } from '../src/testing/index.ts'

/** A book with these events, recorded after all days that tests speak of. */
export async function recordedLater(events: readonly Draft[]): Promise<Ledger> {
  let made = 0
  const options = { now: new Date('2030-01-01T01:00:00Z'), newId: () => idOf(made++), actor: 'tester' }
  const ledger: Ledger = await createLedger(memoryStore(), { book: 'test', name: '测试' }, options)
  expect(await ledger.record(events, options)).toMatchObject({ ok: true })
  return ledger
}

/** As the testkit's, for stories that end after its own days. */
export const given = (...before: readonly Draft[]) => ({
  when: (...events: readonly Draft[]) => {
    const recorded = recordedLater([...before, ...events])
    return {
      shows: async (day: CivilDate, read: (view: View) => unknown, expected: unknown): Promise<void> =>
        expect(read((await recorded).asOf(day))).toEqual(expected),
    }
  },
})
