import { createLedger, memoryStore, party } from '@taizhang/core'
import { forms } from '@taizhang/core/forms'
import { describeDoors, idOf, takes, type Door } from '@taizhang/testkit'

import * as tabular from '../src/index.ts'

const columns = [{ title: '列', kind: 'text' }] as const
const none = takes.one()
const optional = (accepts: (value: unknown) => boolean) => (value: unknown) => value === undefined || accepts(value)
const kind = takes.one('text', 'code', 'day', 'number', 'percent', 'money', 'boolean')
const text = (value: unknown): boolean => typeof value === 'string'
const textOrNull = (value: unknown): boolean => value === null || value === undefined || text(value)
const finite = (value: unknown): boolean => value === null || value === undefined || Number.isFinite(value)

const parameters = (call: (workbook: tabular.Workbook) => unknown): Door => [
  [none, (value) => call(value)],
  [none, (sheets) => call({ sheets })],
  [none, (sheet) => call({ sheets: [sheet] })],
  [text, (name) => call({ sheets: [{ name, columns, rows: [] }] })],
  [none, (value) => call({ sheets: [{ name: '表', columns: value, rows: [] }] })],
  [none, (value) => call({ sheets: [{ name: '表', columns: [value], rows: [] }] })],
  [kind, (kind) => call({ sheets: [{ name: '表', columns: [{ title: '列', kind }], rows: [] }] })],
  [none, (row) => call({ sheets: [{ name: '表', columns: [...columns, ...columns], rows: [row] }] })],
  [textOrNull, (value) => call({ sheets: [{ name: '表', columns, rows: [[value]] }] })],
  [finite, (value) => call({ sheets: [{ name: '表', columns: [{ title: '列', kind: 'number' }], rows: [[value]] }] })],
  [
    (value) => value === null || value === undefined || takes.day(value),
    (value) => call({ sheets: [{ name: '表', columns: [{ title: '列', kind: 'day' }], rows: [[value]] }] }),
  ],
  [
    optional(takes.one('portrait', 'landscape')),
    (orientation) => call({ sheets: [{ name: '表', columns, rows: [], print: { orientation } }] }),
  ],
]

const book = await createLedger(
  memoryStore(),
  { book: 'b', name: '台账' },
  { now: new Date('2021-01-01T00:00:00Z'), newId: () => idOf(1), actor: 'clerk' },
)
const view = book.asOf('2021-01-01')
const [form] = forms
if (!form) throw new Error('the domain has no form')
const read = { sheets: [] }
const making = { newId: () => 'x', reason: () => 'x' }
const nothing = (value: unknown): boolean => Array.isArray(value) && value.length === 0

// Hostile values are none of the types: that is what doors are asked for.
const any = (value: unknown) => value as never

const doors: Record<string, Door> = {
  readWorkbook: [[none, async (value) => tabular.readWorkbook(any(value))]],
  fillForm: [
    [none, (value) => tabular.fillForm(any(value), view)],
    [none, (value) => tabular.fillForm(form, any(value))],
    [optional(takes.object), (value) => tabular.fillForm(form, view, any(value))],
  ],
  readForm: [
    [none, (value) => tabular.readForm(any(value), party, read)],
    [none, (value) => tabular.readForm(form, any(value), read)],
    [none, (value) => tabular.readForm(form, party, any(value))],
    [optional(takes.object), (value) => tabular.readForm(form, party, read, any(value))],
  ],
  formsIn: [
    [nothing, (value) => tabular.formsIn(any(value), read)],
    [none, (value) => tabular.formsIn(forms, any(value))],
    [optional(takes.object), (value) => tabular.formsIn(forms, read, any(value))],
  ],
  proposeEvents: [
    [none, (value) => tabular.proposeEvents(any(value), view, [], making)],
    [none, (value) => tabular.proposeEvents(form, any(value), [], making)],
    [nothing, (value) => tabular.proposeEvents(form, view, any(value), making)],
    [none, (value) => tabular.proposeEvents(form, view, [], any(value))],
  ],
  faultsOfForm: [
    [none, (value) => tabular.faultsOfForm(any(value), party)],
    [none, (value) => tabular.faultsOfForm(form, any(value))],
  ],
  xlsxOf: parameters(tabular.xlsxOf),
  csvForExcel: parameters(tabular.csvForExcel),
}

describeDoors({ tabular }, doors, { runs: 20 })
