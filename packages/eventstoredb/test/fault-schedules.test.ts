import { expect, test } from 'vitest'
import { startDouble } from './double/start-double.ts'
import { playAll, schedules } from './fault-schedules.ts'
import { open } from './tools.ts'

const count = Number(process.env['TAIZHANG_SCHEDULES'] ?? 100)
const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

test(`whatever goes wrong, no event is lost, doubled or out of order: ${count} schedules, seed ${seed}`, async () => {
  const double = await startDouble()
  const patience = { silenceMs: 150, patienceMs: 600_000, connectMs: 600_000 }
  const stores = [open(double.address, patience), open(double.address, patience)] as const
  const hasty = open(double.address, { silenceMs: 150, patienceMs: 300 })
  expect(await playAll(schedules(count, seed), { double, stores, hasty }, { lanes: 16 })).toEqual([])
  for (const store of [...stores, hasty]) await store.close()
  await double.stop()
})
