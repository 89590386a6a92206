import { organization } from '../domain/organization/organization.ts'
import { unit } from '../domain/unit/unit.ts'
import { figureCatalogue } from '../figures/catalogue.ts'
import { expectText } from '../kernel/doors.ts'
import type { Words } from '../kernel/refusal.ts'
import { expectView, type View } from '../view.ts'

/**
 * What the subject of a finding is called: an organization or a unit by its name on the view's day, or its last before, a figure by
 * its title; `undefined` where it has no name, as persons have none in a book.
 */
export function subjectName(view: Pick<View, 'facts' | 'asOf'>, subject: string): Words | undefined {
  expectView(view)
  expectText(subject, 'subject')
  const { facts, asOf } = view
  const rows = [...facts.where(organization, 'organizationId', subject), ...facts.where(unit, 'unitId', subject)]
  const name = rows.findLast(({ from }) => from <= asOf)?.attributes.name
  if (name !== undefined) return { zh: name, en: name }
  return figureCatalogue.get(subject.split(':')[0] ?? '')?.title
}
