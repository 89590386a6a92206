import { begunWith, each, holdsOn, type FactSubject, type Subject } from '@taizhang/kernel/define'
import { scope } from '../domain/book/scope.ts'
import { candidacy } from '../domain/member/candidacy.ts'
import { disciplinaryProbation } from '../domain/member/disciplinary-probation.ts'
import { membership } from '../domain/member/membership.ts'
import { coverage } from '../domain/organization/coverage.ts'
import { organization } from '../domain/organization/organization.ts'
import { labelOf } from '../domain/labels.ts'
import { noOrganization } from '../domain/unit/no-organization.ts'
import { term } from '../domain/term/term.ts'
import { unit } from '../domain/unit/unit.ts'
import { type CivilDate, type Facts, type Row, type Words } from '@taizhang/kernel'
import { nearUnitOfScope } from '../figures/conditions.ts'
import { coveringUnit } from '../figures/counting.ts'

export { begunWith, each, eventsNaming, occurrencesOf, rowBefore, type FactSubject } from '@taizhang/kernel/define'

export const units = each(unit)
export const organizations = each(organization)
export const terms = each(term)
export const candidacies = each(candidacy)
export const memberships = each(membership)

type Organization = Row<typeof organization>

/** Branches that statistics count: their members are in the book. */
export const branches = (facts: Facts): readonly FactSubject<typeof organization>[] =>
  organizations(facts).filter(({ row }) => row.attributes.kind === 'branch' && isCounted(row))

export const organizationOn = (facts: Facts, organizationId: string, day: CivilDate): Organization | undefined =>
  facts.where(organization, 'organizationId', organizationId).find((row) => holdsOn(row, day))

/** Statistics do not count an organization of category `none`: its members are not in the book (docs/semantics.md, 22). */
export const isCounted = ({ attributes: { category } }: Organization): boolean => category !== 'none'

/** What an organization covers, and who belongs to it, by its id. */
export const coverageOf = (facts: Facts, { id }: Subject): readonly Row<typeof coverage>[] =>
  facts.where(coverage, 'organizationId', id)
export const membersOf = (facts: Facts, { id }: Subject): readonly Row<typeof membership>[] =>
  facts.where(membership, 'organizationId', id)

/** The default scope of a unit's kind, which has the kind's name. */
export const scopeOfUnit = (facts: Facts, { row }: FactSubject<typeof unit>): readonly Row<typeof scope>[] =>
  facts.where(scope, 'scopeId', row.attributes.kind)

/** The rows of all organizations that have ever been under one, at any depth. */
export const everUnder = (facts: Facts, organizationId: string): readonly Organization[] =>
  everFrom(
    organizationId,
    (id) => facts.where(organization, 'superiorId', id),
    ({ key }) => key.organizationId,
  )

/** The ids of all organizations that have ever been above one, at any height. */
export const everAbove = (facts: Facts, organizationId: string): readonly string[] => [
  ...new Set(
    everFrom(
      organizationId,
      (id) => facts.where(organization, 'organizationId', id),
      ({ attributes }) => attributes.superiorId,
    ).flatMap(({ attributes }) => attributes.superiorId ?? []),
  ),
]

/** Follows organizations from one to the next, and each only once; what is above on one day may be below on another. */
function everFrom(
  start: string,
  rowsOf: (id: string) => readonly Organization[],
  next: (row: Organization) => string | undefined,
): readonly Organization[] {
  const found: Organization[] = []
  const seen = new Set([start])
  for (const id of seen) {
    for (const row of rowsOf(id)) {
      found.push(row)
      const following = next(row)
      if (following !== undefined) seen.add(following)
    }
  }
  return found
}

/** Of the rows that hold on one day, the ids of an organization and of all under it. */
export function treeOf(organizationId: string, under: readonly Organization[]): ReadonlySet<string> {
  const bySuperior = Map.groupBy(under, ({ attributes }) => attributes.superiorId)
  const tree = new Set([organizationId])
  for (const id of tree) for (const { key } of bySuperior.get(id) ?? []) tree.add(key.organizationId)
  return tree
}

/** The organization that admitted a member: the member may have moved since. */
export const recruitedBy = (row: Row<typeof membership>): string => begunWith(row, () => true).attributes.organizationId

/** Why a unit has no organization, as it was told; said after what is wrong with the unit. */
export const reasonsOf = (facts: Facts, { row }: FactSubject<typeof unit>): readonly Row<typeof noOrganization>[] =>
  facts.where(noOrganization, 'unitId', row.key.unitId)

/** What is near a unit that says whether an organization covers it under the default scope of its kind, and if not, why not. */
export const nearLackingUnit = {
  ...nearUnitOfScope,
  scopes: scopeOfUnit,
  coverages: (facts: Facts, { row }: FactSubject<typeof unit>) => coveringUnit(facts, row),
  reasons: reasonsOf,
}

export const withReason = (message: Words, reason: Row<typeof noOrganization> | undefined): Words => {
  if (!reason) return message
  const { zh, en } = labelOf(reason.attributes.reason)
  return { zh: `${message.zh}；填报的未建原因：${zh}`, en: `${message.en} The reason told: ${en}.` }
}

/** 留党察看: no vote, no office, no introducer. */
export const isOnDisciplinaryProbation = (facts: Facts, memberId: string, day: CivilDate): boolean =>
  facts.where(disciplinaryProbation, 'memberId', memberId).some((row) => holdsOn(row, day))

export const isFull = ({ attributes: { status } }: Row<typeof membership>): boolean => status === 'full'
