import { behindItsBack, show, type Attack } from './attack.ts'

/** Events and rows are left alone; coverage, which is summed from the deltas, comes out higher. */
export const editADelta: Attack = {
  name: 'edit a daily delta',
  does: 'two more units are covered than before on the day on which the branch was founded',
  tamper: (ledger) =>
    behindItsBack(ledger, (db) => {
      db.exec("UPDATE figure_delta SET delta = delta + 2 WHERE figure = 'units-covered' AND scope = 'enterprise'")
    }),
}

if (import.meta.main) await show(editADelta)
