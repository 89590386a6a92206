import { rmSync } from 'node:fs'
import { party, exportBook, restoreLedger } from '@taizhang/core'
import { sqliteStore } from '@taizhang/sqlite'
import { show, type Attack } from './attack.ts'

/** The whole file is made anew from changed events: tree, tables and all agree. Only what is kept elsewhere can tell. */
export const rewriteEverything: Attack = {
  name: 'rewrite everything consistently',
  does: 'an event is changed, and the file with its tree and its tables is made anew from the changed book',
  tamper: async (ledger) => {
    const texts: string[] = []
    const before = sqliteStore(ledger, { domain: party, readOnly: true })
    for await (const page of exportBook(before, '350305')) texts.push(...page)
    await before.close()
    rmSync(ledger)
    const after = sqliteStore(ledger, { domain: party, create: true })
    const restored = await restoreLedger(
      after,
      texts.map((text) => text.replace('2021-u2', '2021-u9')),
    )
    await after.close()
    if (!restored.ok) throw new Error(JSON.stringify(restored.refusals))
  },
}

if (import.meta.main) await show(rewriteEverything)
