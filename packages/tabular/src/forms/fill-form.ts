import type { View } from '@taizhang/kernel'
import type { Form, FormColumn } from '@taizhang/kernel/define'
import { holdsOn } from '@taizhang/kernel'
import type { Cell, Column, Kind, Sheet, Value, Workbook } from '../workbook.ts'
import { attributesOf, bookOf, referred, type Book, type Ids } from './book.ts'
import { keyPlan, readPath } from './paths.ts'
import { labelsOf } from './read-form.ts'
import type { Said } from './values/outcome.ts'

/** Who gives the names of persons, and takes them: the register. */
export interface Persons {
  /** The name of a person, where it is known. */
  readonly nameOf: (id: string) => string | undefined
  /** The id of the person of that name (and day of birth, where it is told), the same each time; `undefined` where several are so called. */
  readonly idOf: (name: string, bornOn?: string) => string | undefined
}

/** What a form is filled with besides the view. */
export interface FillOptions {
  readonly persons?: Persons | undefined
  /** Lines above the header, besides those of the form. */
  readonly titles?: readonly string[] | undefined
}

/** A form filled from a view, as the authority wants it. */
export function filledForm(form: Form, view: View, { persons, titles = [] }: FillOptions = {}): Workbook {
  const book = bookOf(view, form)
  const key = book.keyOf(form.about)
  const rows = book
    .subjects(form.about)
    .map(({ key: own }) => String((own as Ids)[key]))
    .toSorted()
  const print = printer(book, persons)
  const sheet: Sheet = {
    name: form.title.zh,
    titles: [...form.titles, ...titles],
    columns: form.columns.map(columnOf),
    rows: rows.map((id, at) => {
      const ids = idsOf(book, id)
      return form.columns.map((column) => fitting(columnOf(column).kind, print(column, ids, at + 1)))
    }),
    print: { orientation: form.columns.length > portraitColumns ? 'landscape' : 'portrait' },
  }
  return { sheets: [sheet] }
}

const portraitColumns = 8

/** Several values side by side are a text, whatever the column holds. */
const fitting = (kind: Kind, value: Value): Value | Cell =>
  typeof value === 'string' && kind === 'number'
    ? { kind: 'text', value }
    : kind === 'day' && String(value).includes('、')
      ? { kind: 'text', value }
      : value

const columnOf = ({ title, kind, word, told }: FormColumn): Column => ({
  title: title.length === 1 ? (title[0] ?? '') : title,
  kind: word === undefined ? (told ? 'number' : (cellKinds[kind] ?? 'text')) : 'text',
})

/** What is no text in a cell. */
const cellKinds: Readonly<Partial<Record<FormColumn['kind'], Kind>>> = {
  day: 'day',
  whole: 'number',
  years: 'number',
  'ten-thousand-yuan': 'number',
  serial: 'number',
}

/** Each possible set of ids of a row: one, or several where several organizations cover a unit. */
export function idsOf(book: Book, id: string): readonly Ids[] {
  const { form, keyOf } = book
  return Object.keys(form.roles).reduce<readonly Ids[]>(
    (all, name) => {
      if (name === form.about || form.roles[name]?.linkedBy === undefined) return all
      const linked = book.linked(name, id).toSorted()
      return linked.length === 0 ? all : all.flatMap((ids) => linked.map((one) => ({ ...ids, [keyOf(name)]: one })))
    },
    [withOwn(book, id)],
  )
}

/** The id of what the row is about, and the ids that it has as attributes: the organization of a member. */
function withOwn({ form, keyOf, relation, view }: Book, id: string): Ids {
  const role = form.roles[form.about]
  const key = keyOf(form.about)
  const row = role && view.facts.where(relation(role.relation), key, id).find((one) => holdsOn(one, view.asOf))
  const others = Object.keys(form.roles).flatMap((name) => {
    const value = row && attributesOf(row)[keyOf(name)]
    return name !== form.about && typeof value === 'string' ? [[keyOf(name), value] as const] : []
  })
  return { ...Object.fromEntries(others), [key]: id }
}

/** What stands in a cell for the ids of a row; several values stand side by side. */
export function printer(
  book: Book,
  persons: Persons | undefined,
): (column: FormColumn, ids: readonly Ids[], serial: number) => Value {
  const labels = labelsOf(book.view.domain)
  const shown = (column: FormColumn, said: Said): Value => {
    if (column.word !== undefined) return said === column.word ? '√' : null
    switch (column.kind) {
      case 'yes-no':
        return said === true ? '是' : '否'
      case 'word':
        return labels[String(said)]?.zh ?? String(said)
      case 'ten-thousand-yuan':
        return Number((Number(said) / 1_000_000).toPrecision(15))
      case 'person':
        return (typeof said === 'object' ? said : [String(said)]).map((id) => persons?.nameOf(id) ?? id).join('、')
      case 'name':
        return nameFor(book, column, said)
      case 'text':
      case 'code':
      case 'credit-code':
      case 'day':
      case 'whole':
      case 'years':
      case 'serial':
        return typeof said === 'object' ? said.join('、') : said
    }
  }
  return (column, ids, serial) => {
    if (column.kind === 'serial') return serial
    const values = ids
      .map((one) =>
        column.told ? toldBy(book, column, one) : column.of === undefined ? undefined : book.value(column.of, one),
      )
      .flatMap((said) => (said === undefined ? [] : [shown(column, said)]))
    const different = [...new Set(values.filter((one) => one !== null))]
    return different.length > 1 ? different.join('、') : (different[0] ?? null)
  }
}

/** The name of what an attribute refers to; else what stands there. */
function nameFor(book: Book, { of = '' }: FormColumn, said: Said): string {
  const to = referred(book, of)
  if (!to || typeof said !== 'string') return typeof said === 'object' ? said.join('、') : String(said)
  const key = String(to.key[0])
  const row = book.view.facts.where(to, key, said).find((one) => holdsOn(one, book.view.asOf))
  const name = row && attributesOf(row)['name']
  return typeof name === 'string' ? name : said
}

/** What the book counts itself: a column of a list of the domain, for the fact that the ids name. */
export function toldBy({ view, form }: Book, { told }: FormColumn, ids: Ids): number | undefined {
  const list = view.domain.lists.find(({ id }) => id === told?.list)
  const column = list?.columns.find(({ id }) => id === told?.column)
  if (!list || !column) return undefined
  const { byRole } = keyPlan(view.domain, form, readPath(list.of.name))
  const [key = ''] = byRole
  const row = view.facts.where(list.of, key, ids[key]).find((one) => holdsOn(one, view.asOf))
  if (!row) return undefined
  const { facts, asOf, domain } = view
  const [value] = column.cells({ facts, asOf, relations: domain.relations, ways: domain.ways }, row)
  return typeof value === 'number' ? value : undefined
}
