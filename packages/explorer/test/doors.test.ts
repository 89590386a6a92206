import { describeDoors, takes, type Door } from '@taizhang/testkit'
import { createLedger, memoryStore } from '@taizhang/core'
import * as explorer from '../src/index.ts'
import { writeProgram } from '../program.ts'

const { one, optional, text } = takes
const none = one()
const options = { now: new Date('2021-07-01T00:00:00Z'), newId: () => crypto.randomUUID(), actor: 'tester' }
const ledger = await createLedger(memoryStore(), { book: 'b', name: '台账' }, options)
const data = explorer.pageDataOf(ledger)
await writeProgram(new URL('../assets/', import.meta.url))

const doors: Record<string, Door> = {
  pageDataOf: [[none, (value) => explorer.pageDataOf(value)]],
  explorerPage: [
    [none, (value) => explorer.explorerPage(value, { language: 'zh' })],
    [one('zh', 'en'), (value) => explorer.explorerPage(data, { language: value })],
    [optional(text), (value) => explorer.explorerPage(data, { language: 'zh', mark: value })],
  ],
}

describeDoors({ explorer }, doors, { runs: 20 })
