/**
 * Plays random fault schedules against the double, by default 10,000:
 * `node --conditions=taizhang-source packages/eventstoredb/test/programs/soak.ts [COUNT] [SEED]`
 */
import { startDouble } from '../double/start-double.ts'
import { playAll, schedules } from '../fault-schedules.ts'
import { open } from '../tools.ts'

const count = Number(process.argv[2] ?? 10_000)
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31)
const piece = 250
const began = Date.now()
console.log(`${count} schedules, seed ${seed}`)
for (let from = 0; from < count; from += piece) {
  // A fresh double now and then: it keeps all events in memory.
  const double = await startDouble()
  const patience = { silenceMs: 250, patienceMs: 600_000, connectMs: 600_000 }
  const stores = [open(double.address, patience), open(double.address, patience)] as const
  const hasty = open(double.address, { silenceMs: 250, patienceMs: 400 })
  const stage = { double, stores, hasty }
  const wrong = await playAll(schedules(Math.min(piece, count - from), seed + from), stage, { lanes: 24 })
  for (const store of [...stores, hasty]) await store.close()
  await double.stop()
  for (const { schedule, wrong: what } of wrong) console.log(what, JSON.stringify(schedule))
  if (wrong.length > 0) process.exitCode = 1
  console.log(
    `${Math.min(from + piece, count)} played, ${wrong.length} of these wrong, ${Math.round((Date.now() - began) / 1000)} s`,
  )
}
