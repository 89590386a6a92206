import type { Domain, Form } from '@taizhang/kernel/define'
import { expectFunction, expectList, expectObject, wrong } from '@taizhang/kernel/internal'
import type { ReadWorkbook } from '../read/read-workbook.ts'
import type { FormRow } from './read-form.ts'

/** Fails (usage) where a value is no form. */
export function expectForm(form: Form, parameter = 'form'): void {
  expectObject(form, parameter)
  expectObject(form.title, `${parameter}.title`)
  expectList(form.titles, `${parameter}.titles`)
  expectObject(form.roles, `${parameter}.roles`)
  expectObject(form.acts, `${parameter}.acts`)
  expectList(form.columns, `${parameter}.columns`)
  for (const [at, column] of form.columns.entries()) {
    expectObject(column, `${parameter}.columns.${at}`)
    expectList(column.title, `${parameter}.columns.${at}.title`)
  }
}

/** Fails (usage) where a value is no domain. */
export function expectDomain(domain: Domain): void {
  expectObject(domain, 'domain')
  expectList(domain.relations, 'domain.relations')
  expectList(domain.parts, 'domain.parts')
}

/** Fails (usage) where a value is no workbook as it was read. */
export function expectSheets(workbook: ReadWorkbook): void {
  expectObject(workbook, 'workbook')
  expectList(workbook.sheets, 'workbook.sheets')
  for (const [at, sheet] of workbook.sheets.entries()) {
    expectObject(sheet, `workbook.sheets.${at}`)
    expectList(sheet.rows, `workbook.sheets.${at}.rows`)
    expectList(sheet.merges, `workbook.sheets.${at}.merges`)
  }
}

/** Fails (usage) where a value is no rows of a form. */
export function expectRows(rows: readonly FormRow[]): void {
  expectList(rows, 'rows')
  for (const [at, row] of rows.entries()) {
    expectObject(row, `rows.${at}`)
    if (!(row.statements instanceof Map))
      wrong('bad-row', `rows.${at}.statements`, { zh: '由 readForm 读出的一行', en: 'a row that readForm read' }, row)
  }
}

/** Fails (usage) where what makes ids and reasons is missing. */
export function expectProposing(options: { readonly newId: unknown; readonly reason: unknown }): void {
  expectObject(options, 'options')
  expectFunction(options.newId, 'options.newId')
  expectFunction(options.reason, 'options.reason')
}
