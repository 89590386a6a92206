import { csvForExcel, fillForm, xlsxOf, type Value } from '../src/index.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { everybody, formNamed, newBook, proposed, recordAll, tableOf, type Book } from './form-book.ts'

const form = formNamed('units')
const titles = form.columns.map(({ title }) => title.at(-1) ?? '')
const at = (title: string): number => titles.indexOf(title)

/** A row of the form by titles, as a person would have it. */
type Row = Readonly<Record<string, Value>>

const towns = ['临港镇', '东峤镇', '笏石镇', '（城厢）街道']
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A credit code with its check character. */
function codeOf(number: number): string {
  const body = `91350305MA${String(number).padStart(7, '0')}`
  const weights = Array.from({ length: 17 }, (_, index) => 3 ** index % 31)
  const sum = weights.reduce((total, weight, index) => total + alphabet.indexOf(body.charAt(index)) * weight, 0)
  return body + (alphabet[(31 - (sum % 31)) % 31] ?? '')
}

const day = (index: number): string =>
  `20${String(10 + (index % 10)).padStart(2, '0')}-0${1 + (index % 9)}-1${index % 10}`

const organization = (index: number): Row => ({
  党组织名称: `第${'一二三四五'[index % 5]}联合党支部`,
  党组织类别: '党支部',
  组建方式: '联合组建',
  成立时间: day(index % 5),
  本届任期开始: `2019-0${1 + (index % 5)}-01`,
  任期年限: 3,
  书记: `书记${index % 5}`,
})

const rowArbitrary = (index: number): fc.Arbitrary<Row> =>
  fc
    .record({
      town: fc.constantFrom(...towns),
      employees: fc.option(fc.nat(5000), { nil: null }),
      union: fc.boolean(),
      covered: fc.option(fc.nat(4), { nil: undefined }),
      isLarge: fc.boolean(),
    })
    .map(({ town, employees, union, covered, isLarge }) => ({
      单位名称: `${'甲乙丙丁戊己庚辛'[index % 8]}${index}号厂（公司）`,
      统一社会信用代码: codeOf(index),
      单位类型: '非公企业',
      '乡镇（街道）': town,
      在营: '是',
      规模以上: isLarge ? '是' : '否',
      从业人员数: employees,
      工会: union ? '是' : '否',
      ...(covered === undefined ? {} : organization(covered)),
    }))

/** An edit of one row and the events that it is, by their types. */
interface Edit {
  readonly edit: (row: Row) => Row
  readonly events: (row: Row) => readonly string[]
}

const change = (title: string, value: Value, type: string): Edit => ({
  edit: (row) => ({ ...row, [title]: value }),
  events: (row) => (row[title] === value || (value === '无' && (row[title] ?? null) === null) ? [] : [type]),
})

const withoutOrganization = Object.fromEntries(Object.keys(organization(0)).map((title) => [title, null]))

const toggled: Edit = {
  edit: (row) => ({ ...row, 工会: row['工会'] === '是' ? '×' : '√' }),
  events: (row) => [row['工会'] === '是' ? 'MassOrganizationDissolved' : 'MassOrganizationFormed'],
}

const uncovered: Edit = {
  edit: (row) => ({ ...row, ...withoutOrganization, 党组织名称: '无' }),
  events: (row) => ((row['党组织名称'] ?? null) === null ? [] : ['CoverageWithdrawn']),
}

const editArbitrary: fc.Arbitrary<Edit> = fc.oneof(
  fc.nat(900).map((index) => change('单位名称', `更名${index}厂`, 'UnitRenamed')),
  fc.constantFrom(...towns, '无').map((town) => change('乡镇（街道）', town, 'UnitDetailsChanged')),
  fc.integer({ min: 5001, max: 9000 }).map((count) => change('从业人员数', count, 'HeadcountReported')),
  fc.constantFrom('石材', '鞋业').map((industry) => change('行业', industry, 'UnitDetailsChanged')),
  fc.constant(toggled),
  fc.constant(uncovered),
)

const bookArbitrary = fc.integer({ min: 11, max: 13 }).chain((count) =>
  fc.record({
    rows: fc.tuple(...Array.from({ length: count }, (_, index) => rowArbitrary(index))),
    // One edit a row: two might cancel each other.
    edits: fc.tuple(...Array.from({ length: count }, () => editArbitrary)),
    added: rowArbitrary(99),
    asCsv: fc.constantFrom(true, true, true, false),
  }),
)

async function fileOf(rows: readonly Row[], asCsv: boolean): Promise<Uint8Array> {
  const columns = form.columns.map(({ title }) => ({ title: title.at(-1) ?? '', kind: 'text' as const }))
  const cells = rows.map((row) =>
    titles.map((title) => (row[title] === undefined ? null : row[title] === null ? null : String(row[title]))),
  )
  const workbook = { sheets: [{ name: '表', columns, rows: cells }] } as const
  return asCsv ? new TextEncoder().encode(csvForExcel(workbook)) : xlsxOf(workbook)
}

/** What the book says, by names: how a form would be filled in. */
const said = (book: Book): readonly Row[] =>
  tableOf(book, form)
    .map((row) => Object.fromEntries(titles.map((title) => [title, row[at(title)] ?? null])))
    .toSorted((a, b) => (String(a['统一社会信用代码']) < String(b['统一社会信用代码']) ? -1 : 1))

/** What a form says that a person typed: marks and nothing in one way. */
const meant = (rows: readonly Row[]): readonly Row[] =>
  rows
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([title, value]) => [
          title,
          value === '无' ? null : value === '√' ? '是' : value === '×' ? '否' : value,
        ]),
      ),
    )
    .toSorted((a, b) => (String(a['统一社会信用代码']) < String(b['统一社会信用代码']) ? -1 : 1))

test('a form imported and filled is the form; edits of it are exactly their events; and after them nothing is proposed', async () => {
  let edited = 0
  await fc.assert(
    fc.asyncProperty(bookArbitrary, async ({ rows, edits, added, asCsv }) => {
      const book = await newBook()
      const first = await proposed(book, form, await fileOf(rows, asCsv))
      expect(first.refusals).toEqual([])
      await recordAll(book, first)
      expect(said(book)).toMatchObject(meant(rows))
      const printed = await xlsxOf(fillForm(form, book.asOf('2021-07-31'), { persons: everybody }))
      expect((await proposed(book, form, printed)).proposals).toEqual([])

      const after = [...rows.map((row, index) => edits[index]?.edit(row) ?? row), added]
      const found = await proposed(book, form, await fileOf(after, asCsv))
      expect(found.refusals).toEqual([])
      const expected = rows.flatMap((row, index) => edits[index]?.events(row) ?? [])
      expect(ofRows(found)).toEqual(expected.toSorted())
      edited += rows.length
      await recordAll(book, found)
      expect(said(book)).toMatchObject(meant(after))
      expect((await proposed(book, form, await fileOf(after, asCsv))).proposals).toEqual([])
    }),
    { numRuns: 28 },
  )
  expect(edited).toBeGreaterThanOrEqual(300)
}, 120_000)

/** The types of the events that are not of the row that was added, nor of what it founds. */
const ofRows = ({
  proposals,
}: {
  readonly proposals: readonly {
    readonly event: { readonly type: string }
    readonly differences: readonly { readonly place: { readonly row: number } }[]
  }[]
}): readonly string[] => {
  const last = Math.max(...proposals.flatMap(({ differences }) => differences.map(({ place }) => place.row)))
  return proposals
    .filter(({ differences }) => differences.some(({ place }) => place.row !== last))
    .map(({ event }) => event.type)
    .toSorted()
}
