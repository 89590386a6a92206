import { draft } from '@taizhang/core'
import type { Deed } from './desk.ts'
import { openingDay } from './days.ts'
import type { District } from './district.ts'
import { organizationDocument } from './documents.ts'
import { headcountOf, type Headcounts } from './headcounts.ts'
import type { People } from './person.ts'
import { districtClerk, educationCommitteeId, parkCommitteeId, societyCommitteeId, towns } from './places-and-names.ts'
import { isOpening } from './plan.ts'
import { listing } from './listings.ts'

/** 2012 年初摸底建账: what was there when the book was opened, filed in a few large batches in January and February. */
export function openingDeeds(district: District, people: People, headcounts: Headcounts): readonly Deed[] {
  return [
    { on: openingDay, filedOn: '2012-01-09', actor: districtClerk, drafts: committees() },
    ...towns.map((town): Deed => {
      const units = district.units.filter((unit) => unit.town === town && unit.listedOn === openingDay)
      const drafts = units.flatMap((unit) => [
        listing(unit),
        draft('HeadcountReported', openingDay, {
          unitId: unit.id,
          employees: headcountOf(headcounts, unit, openingDay),
        }),
      ])
      return { on: openingDay, filedOn: '2012-01-12', actor: town.clerk, drafts }
    }),
    ...towns.map((town): Deed => {
      const organizations = district.organizations.filter((one) => one.town === town && isOpening(one))
      const drafts = organizations.map((organization) =>
        draft('OrganizationFounded', openingDay, {
          organizationId: organization.id,
          name: organization.name,
          kind: organization.kind,
          formation: organization.formation,
          category: organization.category,
          unitIds: organization.covers.filter(({ from }) => from === openingDay).map(({ unit }) => unit.id),
          superiorId: organization.superiorId,
        }),
      )
      return { on: openingDay, filedOn: '2012-01-17', actor: town.clerk, drafts }
    }),
    ...towns.map((town): Deed => {
      const drafts = district.organizations
        .filter((one) => one.town === town && isOpening(one))
        .flatMap((organization) => people.membersOn(organization, openingDay))
        .map(({ id: memberId, post, stays: [{ organization, unit }] }) =>
          draft('MemberEnrolled', openingDay, {
            memberId,
            organizationId: organization.id,
            ...(unit ? { unitId: unit.id } : {}),
            status: 'full',
            post,
          }),
        )
      return { on: openingDay, filedOn: '2012-02-08', actor: town.clerk, drafts }
    }),
  ]
}

/** The committees above: recorded because others report to them, and counted nowhere. */
function committees(): Deed['drafts'] {
  const above: readonly (readonly [id: string, name: string])[] = [
    ...towns.map(({ committeeId, name }) => [committeeId, `海屿区${name}党委`] as const),
    [educationCommitteeId, '海屿区教育系统党委'],
    [parkCommitteeId, '海屿区产业园区党工委'],
    [societyCommitteeId, '海屿区社会组织综合党委'],
  ]
  return [
    draft(
      'SupervisingAuthorityAssigned',
      openingDay,
      { authority: '海屿区委非公有制经济组织和社会组织工作委员会' },
      {
        evidence: organizationDocument('2011-12-19'),
      },
    ),
    ...above.map(([organizationId, name]) =>
      draft('OrganizationFounded', openingDay, {
        organizationId,
        name,
        kind: 'committee',
        formation: 'solo',
        category: 'none',
        unitIds: [],
      }),
    ),
  ]
}
