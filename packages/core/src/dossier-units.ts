import { holdsOn, type AnyRelation, type AttributesOf } from '@taizhang/kernel/define'
import type { View } from '@taizhang/kernel'
import { coverage } from './domain/organization/coverage.ts'
import { headcount } from './domain/unit/headcount.ts'
import { legalRepresentative } from './domain/unit/legal-representative.ts'
import { noOrganization } from './domain/unit/no-organization.ts'
import { outsideMember } from './domain/unit/outside-member.ts'
import { responsibility } from './domain/unit/responsibility.ts'
import { revenue } from './domain/unit/revenue.ts'
import { unit } from './domain/unit/unit.ts'

/** What the book has on the day of a unit that an organization covers or answers for. */
export interface DossierUnit extends AttributesOf<typeof unit> {
  readonly unitId: string
  /** Whether the organization covers it. */
  readonly isCovered: boolean
  /** Whether the organization answers for it (责任党组织). */
  readonly isResponsible: boolean
  readonly headcount?: AttributesOf<typeof headcount>
  readonly revenue?: AttributesOf<typeof revenue>
  readonly legalRepresentative?: AttributesOf<typeof legalRepresentative>
  /** 未建原因. */
  readonly noOrganization?: AttributesOf<typeof noOrganization>
  /** Ids of the members who work there and belong elsewhere (组织关系不在本单位). */
  readonly outsideMembers: readonly string[]
}

/** The units of the day that an organization covers or answers for, by their ids. */
export function unitsOf({ facts, asOf }: View, organizationId: string): readonly DossierUnit[] {
  const idsOf = (relation: typeof coverage | typeof responsibility): ReadonlySet<string> =>
    new Set(
      facts
        .where(relation, 'organizationId', organizationId)
        .filter((row) => holdsOn(row, asOf))
        .map(({ key }) => key.unitId),
    )
  const [covered, responsible] = [idsOf(coverage), idsOf(responsibility)]
  return [...new Set([...covered, ...responsible])].toSorted().flatMap((unitId) => {
    const of = <R extends AnyRelation>(relation: R) =>
      facts.where(relation, 'unitId', unitId).filter((row) => holdsOn(row, asOf))
    const [[staff], [earned], [represented], [lacking]] = [
      of(headcount),
      of(revenue),
      of(legalRepresentative),
      of(noOrganization),
    ] as const
    return of(unit).map(({ attributes }) => ({
      unitId,
      ...attributes,
      isCovered: covered.has(unitId),
      isResponsible: responsible.has(unitId),
      ...(staff ? { headcount: staff.attributes } : {}),
      ...(earned ? { revenue: earned.attributes } : {}),
      ...(represented ? { legalRepresentative: represented.attributes } : {}),
      ...(lacking ? { noOrganization: lacking.attributes } : {}),
      outsideMembers: of(outsideMember)
        .map(({ key }) => key.personId)
        .toSorted(),
    }))
  })
}
