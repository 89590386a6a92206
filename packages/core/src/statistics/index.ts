import { plusDays } from '@taizhang/kernel/define'
import type { CivilDate, View } from '@taizhang/kernel'
import { expectObject, expectView, expectWhole, expectWindow, unknown } from '@taizhang/kernel/internal'
import type { FormCell, StatisticsForm } from './form.ts'
import { membersChange } from './members-change.ts'
import { membersConfirmation } from './members-confirmation.ts'
import { membersLeft } from './members-left.ts'
import { organizationsAndTerms } from './organizations.ts'
import { enterprises } from './enterprises.ts'
import { socialOrganizations } from './social-organizations.ts'

export type { FormCell, FormCheck, FormLine, StatisticsForm } from './form.ts'

/** The forms of the yearly Party statistics that a book can fill in, by their numbers (form of 2017). A new one is one entry here. */
export const statisticsForms: ReadonlyMap<number, StatisticsForm> = new Map(
  [membersChange, membersLeft, membersConfirmation, organizationsAndTerms, enterprises, socialOrganizations].map(
    (form) => [form.id, form],
  ),
)

/** A form filled in from a view. */
export interface FilledForm {
  readonly form: StatisticsForm
  /** The first and the last day. */
  readonly from: CivilDate
  readonly to: CivilDate
  /** A list for each row of the form, with a cell for each column; `null` where the book does not know. */
  readonly cells: readonly (readonly FormCell[])[]
}

/**
 * A form of the yearly Party statistics, filled in up to the view's day as far as the book knows; `from` is the first day, by default that of
 * the year.
 *
 * Throws `LedgerError`: not-found where there is no such form; usage where `from` is no day, or after the view's.
 *
 * @example statisticsOf(view, 27).cells[0]?.length // => 13
 */
export function statisticsOf(
  view: View,
  id: number,
  options: { readonly from?: CivilDate | undefined } = {},
): FilledForm {
  expectView(view)
  expectWhole(id, 'id')
  expectObject(options, 'options')
  const { from = `${view.asOf.slice(0, 4)}-01-01` } = options
  expectWindow({ from, to: view.asOf }, '')
  const form = statisticsForms.get(id) ?? noSuchForm(id)
  const cell = form.fill(view, { from, to: plusDays(view.asOf, 1) })
  return {
    form,
    from,
    to: view.asOf,
    cells: form.rows.map((row) =>
      form.columns.map((column) => (row.unknown || column.unknown ? null : cell(row.number, column.number))),
    ),
  }
}

const noSuchForm = (id: number): never =>
  unknown({
    code: 'no-such-statistics-form',
    parameter: 'id',
    what: { zh: '统计表', en: 'statistics form' },
    name: String(id),
    names: [...statisticsForms.keys()].map(String),
    fields: { form: id },
  })
