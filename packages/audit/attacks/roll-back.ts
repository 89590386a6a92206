import { copyFileSync } from 'node:fs'
import { show, type Attack } from './attack.ts'

/** An older copy is right in itself. Only what is kept elsewhere knows that there was more. */
export const rollBack: Attack = {
  name: 'roll the file back',
  does: 'the file is replaced by an older copy of itself',
  tamper: (ledger, older) => copyFileSync(older, ledger),
}

if (import.meta.main) await show(rollBack)
