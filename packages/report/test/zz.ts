import { readFileSync, writeFileSync } from 'node:fs'
import { memoryStore, openLedger, restoreLedger } from '@taizhang/core'
import { reportOf } from '@taizhang/report'
import { html } from '@taizhang/report/html'
const store = memoryStore()
await restoreLedger(
  store,
  readFileSync('/tmp/h/report/examples/sample-district/sample-district.ndjson', 'utf8').trimEnd().split('\n'),
)
const ledger = await openLedger(store, { book: '350399' })
const r = reportOf(ledger.asOf('2021-06-30'))
const t = performance.now()
for (const l of ['zh', 'en'] as const) {
  const h = html(r, l)
  writeFileSync(`/tmp/r.${l}.html`, h)
  console.log(h.length, h === html(r, l))
}
console.log(performance.now() - t)
