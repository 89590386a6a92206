import { organization } from '../domain/organization/organization.ts'
import { unit } from '../domain/unit/unit.ts'
import { expectText, expectView } from '@taizhang/kernel/internal'
import { figureCatalogue } from '../figures/figure-catalogue.ts'
import type { Words, View, CivilDate, Facts } from '@taizhang/kernel'

/** What an organization or a unit is called on a day, or was last before it; its id where nobody knows it. */
export const nameOn = (facts: Facts, id: string, day: CivilDate): string => lastName(facts, id, day) ?? id

const lastName = (facts: Facts, id: string, day: CivilDate): string | undefined =>
  [...facts.where(organization, 'organizationId', id), ...facts.where(unit, 'unitId', id)].findLast(
    ({ from }) => from <= day,
  )?.attributes.name

/**
 * What the subject of a finding is called: an organization or a unit by its name on the view's day, or its last before, a figure by
 * its title; `undefined` where it has no name, as persons have none in a book.
 */
export function subjectName(view: Pick<View, 'facts' | 'asOf'>, subject: string): Words | undefined {
  expectView(view)
  expectText(subject, 'subject')
  const name = lastName(view.facts, subject, view.asOf)
  if (name !== undefined) return { zh: name, en: name }
  return figureCatalogue.get(subject.split(':')[0] ?? '')?.title
}
