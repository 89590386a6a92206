import { createLedger, memoryStore, type EventStore, type Ledger, type RecordOptions } from '@taizhang/core'
import { idOf } from '@taizhang/core/testing'
import { readCheckpoint, type SealedNote } from '../src/index.ts'

/** A small book: an event that opens it, then units listed one by one. */
export async function bookOf(
  book: string,
  units = 3,
  name = '公司',
  store: EventStore = memoryStore(),
): Promise<{ readonly store: EventStore; readonly ledger: Ledger; readonly options: RecordOptions }> {
  let made = 0
  const options = { now: new Date('2021-06-30T00:00:00Z'), newId: () => idOf(made++), actor: 'tester' }
  const ledger: Ledger = await createLedger(store, { book, name: '测试' }, options)
  for (let at = 0; at < units; at++) {
    const data = { unitId: `u${at}`, kind: 'enterprise', name: `${name}${at}` }
    const outcome = await ledger.record([{ type: 'UnitListed', effectiveOn: '2020-01-01', data }], options)
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
  }
  return { store, ledger, options }
}

/** A note that must be one. */
export function read(text: string): SealedNote {
  const note = readCheckpoint(text)
  if (!note) throw new Error(`not a checkpoint: ${text}`)
  return note
}
