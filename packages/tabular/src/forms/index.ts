import type { View } from '@taizhang/kernel'
import type { Domain, Form } from '@taizhang/kernel/define'
import { expectList, expectObject, expectView } from '@taizhang/kernel/internal'
import { expectDomain, expectForm, expectProposing, expectRows, expectSheets } from './doors.ts'
import type { ReadWorkbook } from '../read/read-workbook.ts'
import type { Workbook } from '../workbook.ts'
import { filledForm, type FillOptions } from './fill-form.ts'
import { findTable } from './find-table.ts'
import type { Proposed } from './proposal.ts'
import { proposedEvents, type ProposeOptions } from './propose-events.ts'
import { readRows, type FormRead, type FormRow, type ReadOptions } from './read-form.ts'

export type { FillOptions, Persons } from './fill-form.ts'
export type { Difference, Proposal, Proposed, ProposedEvent } from './proposal.ts'
export type { ProposeOptions } from './propose-events.ts'
export type { FormRead, FormRow, Place, ReadOptions, Remark, Statement } from './read-form.ts'
export type { MonthPolicy } from './values/read-day.ts'
export { faultsOfForm } from './faults.ts'

/**
 * A form filled from a view, with its merged header and print set-up; write it with `xlsxOf`.
 *
 * @param options.persons who gives the names of persons; without it their ids are printed
 * @throws LedgerError (usage) where a value is no view
 * @example
 * const workbook = fillForm(form, view)
 * workbook.sheets[0].rows[0]?.slice(0, 2) // => [1, '海峡木业']
 */
export function fillForm(form: Form, view: View, options: FillOptions = {}): Workbook {
  expectForm(form)
  expectView(view)
  expectObject(options, 'options')
  return filledForm(form, view, options)
}

/**
 * Reads a form's rows from a workbook: finds the header by the names of the columns, joins its levels, leaves out totals and notes, and reads values as
 * people write them. What cannot be read is refused with its cell.
 *
 * @param options.month what a month alone means; by default it is refused
 * @example
 * const { rows, refusals } = readForm(form, domain, await readWorkbook(bytes))
 * rows.map(({ row }) => row) // => [2, 3]
 * refusals // => []
 */
export function readForm(form: Form, domain: Domain, workbook: ReadWorkbook, options: ReadOptions = {}): FormRead {
  expectForm(form)
  expectDomain(domain)
  expectSheets(workbook)
  expectObject(options, 'options')
  return readRows(form, domain, workbook, options)
}

/**
 * The forms whose columns a workbook has, the one with the most first.
 *
 * @example formsIn(forms, await readWorkbook(bytes))[0]?.id // => 'units'
 */
export function formsIn(
  forms: readonly Form[],
  workbook: ReadWorkbook,
  called: ReadOptions['called'] = {},
): readonly Form[] {
  expectList(forms, 'forms')
  for (const [at, form] of forms.entries()) expectForm(form, `forms.${at}`)
  expectSheets(workbook)
  expectObject(called, 'called')
  const found = forms.map((form) => ({ form, known: columnsKnown(form, workbook, called) }))
  return found
    .filter(({ known }) => known > 0)
    .toSorted((a, b) => b.known - a.known)
    .map(({ form }) => form)
}

const columnsKnown = (form: Form, { sheets }: ReadWorkbook, called: NonNullable<ReadOptions['called']>): number =>
  Math.max(
    0,
    ...sheets.filter(({ hidden }) => !hidden).map((sheet) => findTable(form, sheet, called)?.columns.size ?? 0),
  )

/**
 * The events that lead from a view to what a form says as of the view's day, each with its cells, what the book says and what the form says, and where its
 * day comes from. Nothing is recorded; what only people know is asked.
 *
 * @param options.newId an id for what is not in the book, the same each time for the same text
 * @example
 * const { proposals } = proposeEvents(form, view, rows, { newId: (_, name) => name, reason: () => 'checked' })
 * proposals.map(({ event }) => event.type) // => ['UnitDetailsChanged']
 */
export function proposeEvents(form: Form, view: View, rows: readonly FormRow[], options: ProposeOptions): Proposed {
  expectForm(form)
  expectView(view)
  expectRows(rows)
  expectProposing(options)
  return proposedEvents(form, view, rows, options)
}
