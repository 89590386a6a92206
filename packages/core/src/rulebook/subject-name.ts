import { expectText, expectView } from '@taizhang/kernel/internal'
import type { CivilDate, Facts, LiveEvent, View, Words } from '@taizhang/kernel'
import { scope } from '../domain/book/scope.ts'
import { events } from '../domain/event-list.ts'
import { labelOf } from '../domain/labels.ts'
import { organization } from '../domain/organization/organization.ts'
import { brand } from '../domain/outcomes/brand.ts'
import { roleUnit } from '../domain/outcomes/role-unit.ts'
import { venue } from '../domain/resources/venue.ts'
import { interview } from '../domain/responsibility/interview.ts'
import { unit } from '../domain/unit/unit.ts'
import { figureCatalogue } from '../figures/figure-catalogue.ts'
import { scopeTitle } from '../figures/scope-title.ts'

/** What an organization or a unit is called on a day, or was last before it; its id where nobody knows it. */
export const nameOn = (facts: Facts, id: string, day: CivilDate): string => lastName(facts, id, day) ?? id

const lastName = (facts: Facts, id: string, day: CivilDate): string | undefined =>
  [...facts.where(organization, 'organizationId', id), ...facts.where(unit, 'unitId', id)].findLast(begun(day))
    ?.attributes.name

const begun =
  (day: CivilDate) =>
  ({ from }: { readonly from: CivilDate }): boolean =>
    from <= day

/**
 * What people call the subject of a finding: a thing by its name on the view's day or its last name before, a figure by its title, an event
 * by its position and title. `undefined` if it has no name; persons have none in a book.
 *
 * @example subjectName(view, 'o1')?.zh // => '甲木业党支部'
 */
export function subjectName(view: Pick<View, 'facts' | 'asOf'>, subject: string): Words | undefined {
  expectView(view)
  expectText(subject, 'subject')
  const { facts, asOf } = view
  const name = lastName(facts, subject, asOf)
  if (name !== undefined) return { zh: name, en: name }
  return figureName(view, subject) ?? thingName(view, subject) ?? eventName(facts, subject)
}

/** A figure, or a figure under a scope: `members:enterprise`. */
function figureName({ facts, asOf }: Pick<View, 'facts' | 'asOf'>, subject: string): Words | undefined {
  const [figure = '', scopeId] = subject.split(':')
  const title = figureCatalogue.get(figure)?.title
  if (!title || scopeId === undefined) return title
  const row = facts.where(scope, 'scopeId', scopeId).findLast(begun(asOf))
  const of = scopeTitle(scopeId, row?.attributes.name ?? scopeId)
  return { zh: `${of.zh} ${title.zh}`, en: `${title.en}, ${of.en}` }
}

/** What has a name of its own, or is called by what it is and whose. */
function thingName({ facts, asOf }: Pick<View, 'facts' | 'asOf'>, id: string): Words | undefined {
  const own =
    facts.where(roleUnit, 'roleUnitId', id).findLast(begun(asOf))?.attributes.name ??
    facts.where(brand, 'brandId', id).findLast(begun(asOf))?.attributes.name
  if (own !== undefined) return { zh: own, en: own }
  const place = facts.where(venue, 'venueId', id).findLast(begun(asOf))?.attributes
  if (place) {
    const [kind, whose] = [labelOf(place.kind), nameOn(facts, place.organizationId, asOf)]
    return { zh: `${whose} ${kind.zh}`, en: `${kind.en} of ${whose}` }
  }
  const issue = facts.where(interview, 'interviewId', id).findLast(begun(asOf))?.attributes.issue
  return issue === undefined ? undefined : { zh: `约谈：${issue}`, en: `interview: ${issue}` }
}

/** The events of facts by their ids, made once for all that ask. */
const byId = new WeakMap<Facts, ReadonlyMap<string, LiveEvent>>()

/** What people call events of each type. */
const titles: ReadonlyMap<string, Words> = new Map(events.map(({ type, title }) => [type, title]))

function eventName(facts: Facts, id: string): Words | undefined {
  const known = byId.get(facts) ?? new Map(facts.events().map((event) => [event.id, event]))
  byId.set(facts, known)
  const event = known.get(id)
  if (!event) return undefined
  const title = titles.get(event.type) ?? { zh: event.type, en: event.type }
  return { zh: `第 ${event.position} 条 ${title.zh}`, en: `event ${event.position}, ${title.en}` }
}

/** An organization or a unit, and what one is called. */
interface Called {
  readonly kind: 'organization' | 'unit'
  readonly id: string
  readonly title: Words
}

/**
 * The organizations and units that have, or once had, a name.
 *
 * @example idsCalled(view, '甲木业').map(({ id }) => id) // => ['u1']
 */
export function idsCalled(view: Pick<View, 'facts' | 'asOf'>, name: string): readonly Called[] {
  expectView(view)
  expectText(name, 'name')
  const { facts } = view
  const called = ({ attributes }: { readonly attributes: { readonly name: string } }): boolean =>
    attributes.name === name.trim()
  const organizations = facts.rows(organization).filter(called)
  const units = facts.rows(unit).filter(called)
  return [
    ...[...new Set(organizations.map(({ key }) => key.organizationId))].map((id): Called => ({
      kind: 'organization',
      id,
      title: organization.title,
    })),
    ...[...new Set(units.map(({ key }) => key.unitId))].map((id): Called => ({ kind: 'unit', id, title: unit.title })),
  ]
}
