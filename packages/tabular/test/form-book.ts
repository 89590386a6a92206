import { createLedger, memoryStore, party, type Party, type Ledger } from '@taizhang/core'
import { forms } from '@taizhang/core/forms'
import type { Form } from '@taizhang/kernel/define'
import { idOf } from '@taizhang/testkit'

import {
  fillForm,
  proposeEvents,
  readForm,
  readWorkbook,
  xlsxOf,
  type FormRead,
  type Persons,
  type ProposeOptions,
  type Proposed,
  type ReadOptions,
  type Value,
} from '../src/index.ts'

export type Book = Ledger<Party>

export function formNamed(id: string): Form {
  const form = forms.find((one) => one.id === id)
  if (!form) throw new Error(`no form ${id}`)
  return form
}

/** An id that shows what it was made of. */
export const idFor = (relation: string, text: string): string =>
  `${relation.slice(0, 1)}${Buffer.from(text).toString('hex').slice(0, 60)}`

/** Everybody is known by a name that shows the id. */
export const everybody: Persons = {
  idOf: (name) => idFor('person', name),
  nameOf: (id) => Buffer.from(id.slice(1), 'hex').toString(),
}

let ids = 0
const recording = (now: string) => ({ now: new Date(now), newId: () => idOf(++ids), actor: 'clerk' })

export const newBook = async (): Promise<Book> =>
  createLedger(memoryStore(), { book: 'b', name: '台账' }, recording('2021-01-01T00:00:00Z'))

/** A table as a person types it: titles, then cells. */
export async function sheetOf(titles: readonly string[], rows: readonly (readonly Value[])[]): Promise<Uint8Array> {
  return xlsxOf({
    sheets: [
      {
        name: '表',
        columns: titles.map((title) => ({ title, kind: 'text' })),
        rows: rows.map((row) =>
          row.map((value) => (typeof value === 'number' ? { kind: 'number' as const, value } : value)),
        ),
      },
    ],
  })
}

export interface Imported extends Proposed {
  readonly read: FormRead
}

/** What an import of a file proposes. */
export async function proposed(
  book: Book,
  form: Form,
  bytes: Uint8Array,
  { day = '2021-07-31', ...options }: ReadOptions & Partial<ProposeOptions> & { readonly day?: string } = {},
): Promise<Imported> {
  const read = readForm(form, party, await readWorkbook(bytes), options)
  const found = proposeEvents(form, book.asOf(day), read.rows, {
    newId: idFor,
    reason: ({ address }) => `checked, ${address}`,
    persons: everybody,
    ...options,
  })
  return { ...found, read, refusals: [...read.refusals, ...found.refusals] }
}

/** Records all that was proposed, also what has to be asked. */
export async function recordAll(book: Book, { proposals }: Proposed): Promise<void> {
  if (proposals.length === 0) return
  const outcome = await book.record(proposals.map(({ event }) => event) as never, recording('2021-08-01T00:00:00Z'))
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals.map(({ message, path }) => [path, message])))
}

/** The table that a form makes of a book: its titles and rows. */
export function tableOf(book: Book, form: Form, day = '2021-07-31'): readonly (readonly Value[])[] {
  const [sheet] = fillForm(form, book.asOf(day), { persons: everybody }).sheets
  return sheet.rows.map((row) => row.map((cell) => (typeof cell === 'object' && cell !== null ? cell.value : cell)))
}
