import { csvForExcel, xlsxOf, type Cell, type Column, type Kind, type Sheet, type Workbook } from '@taizhang/tabular'

import { domainOf } from '../domain.ts'
import type { Domain } from '@taizhang/kernel/define'
import { heading } from '../heading.ts'
import type { Language } from '../language.ts'
import { csvTable, type Answer, type Session, type Spreadsheet } from '../session.ts'
import { wordOf } from '../thing-names.ts'
import { cellOf, type Context } from './cells.ts'
import { columnWords } from './column-words.ts'
import { columnsFor, type SheetColumn } from './columns.ts'

/** What stands above the sheet. */
type Above = Pick<Session, 'language' | 'seen' | 'bookNames'> & { readonly title: string }

/** An answer's rows as a file that a spreadsheet opens: whatever the command, what CSV has, for people. */
export async function spreadsheetOf(
  answer: Answer,
  session: Session,
  { as, title }: { readonly as: Spreadsheet; readonly title: string },
): Promise<string | Uint8Array> {
  const { language, seen, bookNames } = session
  const domain = await domainOf(session)
  const workbook =
    answer.workbook?.() ??
    workbookOf(answer, { domain, language, measure: answer.measure }, { language, seen, bookNames, title })
  return as === 'xlsx' ? xlsxOf(workbook) : csvForExcel(workbook)
}

function workbookOf(answer: Answer, context: Context, above: Above): Workbook {
  const { columns: members, rows } = csvTable(answer)
  const found = withSources(columnsFor(members, context.language), rows)
  const columns = found.map((column) => sheetColumn(column, rows, answer, context))
  const sheet: Sheet = { name: above.title, titles: titlesOf(above), columns: columns.map(({ of }) => of), rows: [] }
  return {
    sheets: [{ ...sheet, rows: rows.map((_, row) => columns.map(({ of, cells }) => shortCell(cells[row], of.kind))) }],
  }
}

/** The title and the views that the answer is about, each once. */
const titlesOf = ({ title, seen, language, bookNames }: Above): readonly string[] => [
  title,
  ...new Set(
    seen.flatMap((view) => heading(view, { language, bookNames, bold: String, dim: String }).trimEnd().split('\n')),
  ),
]

/** What was reported stands as a number: where it was reported is a column of its own. */
const withSources = (columns: readonly SheetColumn[], rows: readonly object[]): readonly SheetColumn[] =>
  columns.flatMap((column) =>
    column.name === 'reported' && rows.some((row) => 'reported' in row)
      ? [column, { member: 'reported', name: 'source' }]
      : [column],
  )

function sheetColumn(
  { member, name }: SheetColumn,
  rows: readonly object[],
  answer: Answer,
  context: Context,
): { readonly of: Column; readonly cells: readonly Cell[] } {
  const cells = rows.map((row) => cellOf(name, member, memberOf(row as Row, { member, name }), context))
  const kind = cells.find(({ value }) => value !== null)?.kind ?? 'text'
  return { of: { title: titleOf(name, answer, context), kind }, cells }
}

type Row = Readonly<Record<string, unknown>>

const memberOf = (row: Row, { member, name }: SheetColumn): Row => {
  const reported = row[member]
  return name === 'source' && typeof reported === 'object' && reported !== null && 'source' in reported
    ? { ...row, [member]: reported.source }
    : row
}

const shortCell = (cell: Cell | undefined, kind: Kind): Cell | Cell['value'] =>
  cell === undefined || cell.value === null ? null : cell.kind === kind ? cell.value : cell

/** What a column is called: as its command or the domain says, else as all commands do. */
function titleOf(name: string, answer: Pick<Answer, 'titles'>, context: Context): string {
  const { domain, language } = context
  const own = answer.titles?.get(name) ?? columnWords[name] ?? domain.dimensions.get(name)?.title
  if (own) return own[language]
  const inYuan = titleBehind(name, answer, 'Fen', { zh: '（元）', en: ' (yuan)' }[language], context)
  return (
    inYuan ??
    titleBehind(name, answer, 'Title', { zh: '名称', en: ', title' }[language], context) ??
    labelOf(name, domain, language)
  )
}

/** Of a name that ends so, what the rest of it is called, with what the end says. */
function titleBehind(
  name: string,
  answer: Pick<Answer, 'titles'>,
  end: string,
  said: string,
  context: Context,
): string | undefined {
  const stem = name.slice(0, -end.length)
  return name.endsWith(end) && stem !== '' ? `${titleOf(stem, answer, context)}${said}` : undefined
}

const labelOf = (name: string, domain: Domain, language: Language): string => wordOf(domain, name)[language]
