import { describeDoors, takes, type Door } from '@taizhang/testkit'

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

const doors: Record<string, Door> = {
  xlsxOf: parameters(tabular.xlsxOf),
  csvForExcel: parameters(tabular.csvForExcel),
}

describeDoors({ tabular }, doors, { runs: 20 })
