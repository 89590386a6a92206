import { events } from '../domain/event-list.ts'
import { candidacy } from '../domain/member/candidacy.ts'
import { membership } from '../domain/member/membership.ts'
import { organization } from '../domain/organization/organization.ts'
import { unit } from '../domain/unit/unit.ts'
import { draft, type DraftOf } from '../draft.ts'
import { holdsOn, type Change, type AnyRelation, type AttributesOf } from '@taizhang/kernel/define'
import { rowsOn, type CivilDate, type LiveEvent, type Row, type View } from '@taizhang/kernel'
import { expectText } from '@taizhang/kernel/internal'

/** A fact that has to leave, on which day, and as it stands on that day. */
export interface Leaving<R extends AnyRelation> {
  readonly on: CivilDate
  readonly row: Row<R>
}

/** An event recorded for a day after the view's, and what it changes. */
interface Later {
  readonly event: LiveEvent
  readonly changes: readonly Change[]
}

/** What the book already has for the days after the view's. */
export function laterEvents({ domain, book, asOf, facts }: View): readonly Later[] {
  return events.flatMap((definition) =>
    facts
      .events(definition.type)
      .filter(({ effectiveOn }) => effectiveOn > asOf)
      .map((event) => ({
        event,
        // What is stored was parsed by this very definition; which of them it is does not matter here.
        changes: definition.changes(event.data as never, { ...event, book }, domain.rules),
      })),
  )
}

/**
 * The facts of a relation that belong to what ends on the view's day: those there on that day leave on it, and those whose own
 * event would bring them there later leave on the day they come.
 */
export function leaving<R extends AnyRelation>(
  view: View,
  relation: R,
  belongs: (attributes: Partial<AttributesOf<R>>) => boolean,
): readonly Leaving<R>[] {
  const now = rowsOn(view, relation).filter(({ attributes }) => belongs(attributes))
  const found = new Map<string, Leaving<R>>()
  const add = (row: Row<R>, on: CivilDate): void => {
    found.set(`${on} ${Object.values(row.key).join(' ')}`, { on, row })
  }
  for (const row of now) add(row, view.asOf)
  for (const { event, changes } of laterEvents(view)) {
    for (const change of changes) {
      if (change.relation !== relation || !belongs(change.values as Partial<AttributesOf<R>>)) continue
      const row = view.facts
        .rows(relation)
        .find((row) => holdsOn(row, event.effectiveOn) && sameKey(row.key, change.key) && belongs(row.attributes))
      if (row) add(row, event.effectiveOn)
    }
  }
  return [...found.values()]
}

const sameKey = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean =>
  Object.entries(a).every(([column, value]) => b[column] === value)

/** Where a person goes: one organization for all, or one for each. Without it nobody moves. */
export type Destination = string | ((personId: string) => string) | undefined

/** Fails (usage) where it is neither an id nor a function. It may be founded in the same batch, so whether it is there is not asked. */
export function expectDestination(peopleTo: Destination): void {
  if (peopleTo !== undefined && typeof peopleTo !== 'function') expectText(peopleTo, 'peopleTo')
}

/**
 * 党员和培养对象转出: everybody whose organization ends goes to the destination and keeps the unit, unless the book lists it no
 * longer; everybody whose unit ends goes too and works there no longer.
 */
export function movePeople(
  view: View,
  {
    organizations,
    units = new Set(),
    to,
  }: { organizations: ReadonlySet<string>; units?: ReadonlySet<string>; to: Destination },
): readonly DraftOf[] {
  if (to === undefined) return []
  const destination = (personId: string): string => (typeof to === 'string' ? to : to(personId))
  const keeps = (unitId: string | undefined, on: CivilDate): unitId is string => {
    const rows = view.facts.where(unit, 'unitId', unitId)
    return unitId !== undefined && !units.has(unitId) && (rows.length === 0 || rows.some((row) => holdsOn(row, on)))
  }
  const members = leaving(
    view,
    membership,
    ({ organizationId, unitId }) => has(organizations, organizationId) || has(units, unitId),
  )
  const candidates = leaving(view, candidacy, ({ organizationId }) => has(organizations, organizationId))
  return [
    ...members.map(({ on, row: { key, attributes } }) => {
      const { memberId } = key
      const { unitId } = attributes
      const organizationId = destination(memberId)
      return draft('MemberTransferred', on, { memberId, organizationId, ...(keeps(unitId, on) ? { unitId } : {}) })
    }),
    ...candidates.map(({ on, row: { key } }) => {
      const { personId } = key
      return draft('CandidateTransferred', on, { personId, organizationId: destination(personId) })
    }),
  ]
}

/**
 * 下级党组织改隶: everything that reports to an organization that ends, and does not end with it, reports elsewhere instead.
 *
 * @param to the new superior of `below`, which reported to `ended`; `null` for none
 */
export function moveSubordinates(
  view: View,
  ending: ReadonlySet<string>,
  to: (below: string, ended: string) => string | null,
): readonly DraftOf<'OrganizationReassigned'>[] {
  return leaving(view, organization, ({ superiorId }) => has(ending, superiorId)).flatMap(({ on, row }) => {
    const { organizationId } = row.key
    const ended = row.attributes.superiorId
    if (ending.has(organizationId) || ended === undefined) return []
    return [draft('OrganizationReassigned', on, { organizationId, superiorId: to(organizationId, ended) })]
  })
}

const has = (ids: ReadonlySet<string>, id: string | undefined): boolean => id !== undefined && ids.has(id)
