import type { TermDue } from '@taizhang/core/figures'
import { expectDay, expectList, expectObject, expectText, expectWhole, wrong } from '@taizhang/kernel/internal'
import { isZonedTime } from '@taizhang/core'
import type { Report } from './report.ts'

/** Fails (usage) where a value is not what `termsDue` gives of a term. */
export function expectTerm(term: TermDue, parameter: string): void {
  expectObject(term, parameter)
  const { organizationId, name, startedOn, dueOn, expiresOn, daysLeft, secretaryIds } = term
  expectText(organizationId, `${parameter}.organizationId`)
  expectText(name, `${parameter}.name`)
  for (const [member, day] of Object.entries({ startedOn, dueOn, expiresOn })) expectDay(day, `${parameter}.${member}`)
  expectWhole(daysLeft, `${parameter}.daysLeft`, -Number.MAX_SAFE_INTEGER)
  expectList(secretaryIds, `${parameter}.secretaryIds`)
}

/** Fails (usage) where a value is not what `reportOf` gives. */
export function expectReport(report: Report): void {
  expectObject(report, 'report')
  const { name, book, asOf, knownAt, size, scopes, sections, terms, findings, charts } = report
  expectText(name, 'report.name')
  expectText(book, 'report.book')
  expectDay(asOf, 'report.asOf')
  if (typeof knownAt !== 'string' || !isZonedTime(knownAt))
    wrong('bad-instant', 'report.knownAt', { zh: '时刻', en: 'an instant' }, knownAt)
  expectWhole(size, 'report.size')
  for (const [member, list] of Object.entries({ scopes, sections, terms, findings }))
    expectList(list, `report.${member}`)
  expectObject(charts, 'report.charts')
}
