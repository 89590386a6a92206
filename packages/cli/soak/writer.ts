/**
 * Records small batches into a ledger file, on and on, until it has so many events: `writer.ts FILE EVENTS`. It keeps a snapshot now and
 * then, and opens the file anew, as programs do that record and end.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'

import { openLedger, relations, type Ledger } from '@taizhang/core'
import { sqliteStore } from '@taizhang/sqlite'

const [file = '', events = '0'] = process.argv.slice(2)
const [batchesMax, snapshotEvery, pauseMsMax] = [20, 3, 12]
let units = 0

const chance = (most: number): number => Math.floor(Math.random() * most)
const day = (): string => `20${10 + chance(11)}-0${1 + chance(9)}-1${chance(10)}`

/** Units that appear, are renamed and covered, on days that come as they like. */
function batch(): readonly object[] {
  const unitIds = Array.from({ length: 1 + chance(3) }, () => `u${units++}`)
  const listed = unitIds.map((unitId) => ({
    type: 'UnitListed',
    effectiveOn: '2010-01-01',
    data: { unitId, kind: 'enterprise', name: unitId },
  }))
  const [unitId] = unitIds
  const more = [
    { type: 'UnitRenamed', effectiveOn: day(), data: { unitId, name: `${unitId}号` } },
    { type: 'HeadcountReported', effectiveOn: day(), data: { unitId, employees: chance(300) } },
    {
      type: 'OrganizationFounded',
      effectiveOn: day(),
      data: {
        organizationId: `o-${unitId}`,
        name: `${unitId}支部`,
        kind: 'branch',
        formation: unitIds.length > 1 ? 'joint' : 'solo',
        category: 'enterprise',
        unitIds,
      },
    },
  ]
  return [...listed, ...more.slice(chance(3))]
}

async function record(ledger: Ledger): Promise<void> {
  const outcome = await ledger.record(batch(), { now: new Date(), newId: randomUUID, actor: 'soak' })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
}

let size = 0
while (size < Number(events)) {
  const store = sqliteStore(file, { relations })
  const ledger = await openLedger(store, { book: '350305' })
  units = ledger.size
  for (let batches = 1 + chance(batchesMax); batches > 0 && ledger.size < Number(events); batches--) {
    await record(ledger)
    if (batches % snapshotEvery === 0) await ledger.keepSnapshot()
    await sleep(chance(pauseMsMax))
  }
  size = ledger.size
  await store.close()
}
