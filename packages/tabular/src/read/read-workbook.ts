import type { readXlsx } from 'hucre/xlsx'
import { fail, isLedgerError, LedgerError, type Refusal } from '@taizhang/kernel'
import { wrong } from '@taizhang/kernel/internal'

import { delimiterOf, textOf } from './csv-text.ts'
import { kindOf } from './what-file.ts'
import { broken, tooLarge, zipRefused } from './zip-bounds.ts'

/** What a cell holds as it was read; a date is a day, whatever time stands with it. */
export type ReadValue = string | number | boolean | { readonly day: string } | null

/** Cells that are one: the first and the last row and column of them, from 0. */
export interface Merged {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** A sheet as it was read. Rows end with the last that has something in it. */
export interface ReadSheet {
  readonly name: string
  readonly hidden: boolean
  readonly rows: readonly (readonly ReadValue[])[]
  readonly merges: readonly Merged[]
  /** Rows that are not shown, from 0. */
  readonly hiddenRows: ReadonlySet<number>
  /** Whether it came from CSV, where nothing can be merged. */
  readonly isPlain: boolean
}

/** A workbook as it was read, sheet by sheet. */
export interface ReadWorkbook {
  readonly sheets: readonly ReadSheet[]
}

/** How many rows and columns of a sheet are read. */
const rowsMax = 100_000
const columnsMax = 256
const bytesMax = 32 * 1024 * 1024

/**
 * Reads an .xlsx file, or CSV in UTF-8 or GB18030, whatever it is called. Formulas stand for their last result, links to other files are not followed,
 * and a file that would take much time or memory is refused before it is unpacked.
 *
 * @returns its sheets, hidden ones too
 * @throws LedgerError (usage) where it is another kind of file (.xls, .et, with a password, HTML), is damaged, or is larger than 100,000 rows or 48 MB unpacked
 * @example
 * const { sheets } = await readWorkbook(new TextEncoder().encode('单位名称,人数\n海峡木业,20\n'))
 * sheets[0]?.rows[1] // => ['海峡木业', '20']
 */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadWorkbook> {
  if (!(bytes instanceof Uint8Array))
    wrong('bad-bytes', 'bytes', { zh: '文件的字节', en: 'the bytes of a file' }, bytes)
  const kind = kindOf(bytes)
  if (typeof kind === 'object') return fail('usage', kind.code, kind.message)
  if (bytes.length > bytesMax) return unreadable(tooLarge)
  return kind === 'text' ? csvWorkbook(bytes) : xlsxWorkbook(bytes)
}

const unreadable = ({ code, message }: Refusal): never => fail('usage', code, message)

async function csvWorkbook(bytes: Uint8Array): Promise<ReadWorkbook> {
  const { parseCsv } = await import('hucre/csv')
  const text = textOf(bytes)
  const rows = parseCsv(text, { delimiter: delimiterOf(text), typeInference: false, skipBom: true })
  if (rows.length > rowsMax) return unreadable(tooLarge)
  const read = rows.map((row) => row.map((cell) => (cell === null || cell === '' ? null : withoutMark(String(cell)))))
  return {
    sheets: [{ name: 'CSV', hidden: false, rows: filled(read), merges: [], hiddenRows: new Set(), isPlain: true }],
  }
}

/** The apostrophe that keeps a text from being a formula or a number, as `csvForExcel` writes it. */
const withoutMark = (text: string): string => text.replace(/^'(?=[\s=+\-@＝＋－＠\d])/u, '')

async function xlsxWorkbook(bytes: Uint8Array): Promise<ReadWorkbook> {
  const refusal = zipRefused(bytes)
  if (refusal) return unreadable(refusal)
  try {
    return await unchecked(bytes)
  } catch (error) {
    if (isLedgerError(error)) throw error
    const isLarge = error instanceof Error && /limit|exceed/i.test(error.message)
    throw new LedgerError('usage', isLarge ? tooLarge : broken, { cause: error })
  }
}

/** Cells come row by row: sheets claim corners far away, and all between them would be too much to hold. */
async function unchecked(bytes: Uint8Array): Promise<ReadWorkbook> {
  const { readXlsx, streamXlsxRows } = await import('hucre/xlsx')
  const infos: { readonly name: string; readonly hidden: boolean }[] = []
  await readXlsx(bytes, {
    sheets: ({ name, hidden, veryHidden }) => {
      infos.push({ name, hidden: hidden === true || veryHidden === true })
      return false
    },
  })
  const values: (readonly (readonly ReadValue[])[])[] = []
  for (const sheet of infos.keys()) values.push(await rowsIn(streamXlsxRows(bytes, { sheet })))
  const { sheets } = await readXlsx(bytes, { range: 'A1:A1' })
  return {
    sheets: infos.map((info, at) => ({
      ...info,
      rows: values[at] ?? [],
      isPlain: false,
      ...besidesValues(sheets[at]),
    })),
  }
}

async function rowsIn(
  found: AsyncIterable<{ readonly index: number; readonly values: readonly unknown[] }>,
): Promise<readonly (readonly ReadValue[])[]> {
  const rows: (readonly ReadValue[])[] = []
  for await (const { index, values } of found) {
    if (index >= rowsMax) return unreadable(tooLarge)
    const row = values.slice(0, columnsMax).map(valueOf)
    if (!row.some(isFilled)) continue
    while (rows.length < index) rows.push([])
    rows[index] = row
  }
  return rows
}

type Sheet = Awaited<ReturnType<typeof readXlsx>>['sheets'][number]

/** What is merged and what is not shown. */
const besidesValues = (sheet: Sheet | undefined): Pick<ReadSheet, 'merges' | 'hiddenRows'> => ({
  merges: (sheet?.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
    top: startRow,
    left: startCol,
    bottom: endRow,
    right: endCol,
  })),
  hiddenRows: new Set([...(sheet?.rowDefs ?? [])].flatMap(([at, { hidden }]) => (hidden === true ? [at] : []))),
})

const valueOf = (value: unknown): ReadValue => {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : { day: value.toISOString().slice(0, 10) }
  if (typeof value === 'string') return value === '' ? null : value
  return typeof value === 'number' || typeof value === 'boolean' ? value : null
}

const isFilled = (value: ReadValue): boolean => value !== null && (typeof value !== 'string' || value.trim() !== '')

/** Up to the last row in which something stands. */
const filled = (rows: readonly (readonly ReadValue[])[]): readonly (readonly ReadValue[])[] =>
  rows.slice(0, rows.findLastIndex((row) => row.some(isFilled)) + 1)
