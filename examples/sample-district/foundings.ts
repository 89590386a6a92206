import { draft, type Draft } from '@taizhang/core'
import type { Deed } from './desk.ts'
import type { District } from './district.ts'
import { townDocument } from './documents.ts'
import type { People, Person } from './person.ts'
import { isOpening, type PlannedOrganization } from './plan.ts'
import type { Terms } from './terms.ts'

export const founding = ({
  id,
  name,
  kind,
  formation,
  category,
  superiorId,
  foundedOn,
  covers,
}: PlannedOrganization): Draft =>
  draft('OrganizationFounded', foundedOn, {
    organizationId: id,
    name,
    kind,
    formation,
    category,
    unitIds: covers.filter(({ from }) => from === foundedOn).map(({ unit }) => unit.id),
    superiorId,
  })

/** The members with whom an organization begins: from the one it comes from, or from other books. */
export function firstMembers(organization: PlannedOrganization, people: People): readonly Draft[] {
  const { foundedOn } = organization
  return people
    .membersOn(organization, foundedOn)
    .filter(({ stays }) => stays.some((stay) => stay.organization === organization && stay.from === foundedOn))
    .map((person) => {
      const unitId = person.stays.find((stay) => stay.organization === organization)?.unit?.id
      const place = {
        memberId: person.id,
        organizationId: organization.id,
        ...(unitId === undefined ? {} : { unitId }),
      }
      return isNewOn(person, foundedOn)
        ? draft('MemberTransferredIn', foundedOn, { ...place, status: 'full', post: person.post })
        : draft('MemberTransferred', foundedOn, place)
    })
}

const isNewOn = ({ entry }: Person, day: string): boolean => entry.on === day

/** Organizations founded since the opening: each with its members, its units and its first term, in one batch. */
export function foundingDeeds({ organizations }: District, people: People, terms: Terms): readonly Deed[] {
  return organizations
    .filter((one) => !isOpening(one) && one.told !== true)
    .map((organization): Deed => {
      const { foundedOn: on, filedOn, town, origin } = organization
      const left = origin?.covers.filter(({ to, unit }) => to === on && unit === organization.home) ?? []
      const drafts = [
        { ...founding(organization), evidence: townDocument(town.name, on) },
        ...left.map(({ unit }) =>
          draft('CoverageWithdrawn', on, { organizationId: origin?.id ?? '', unitId: unit.id }),
        ),
        ...firstMembers(organization, people),
        ...terms.startOf(organization),
      ]
      return { on, ...(filedOn === undefined ? {} : { filedOn }), actor: town.clerk, drafts }
    })
}

/** Units that an organization covers later than from its beginning. */
export const coverageDeeds = ({ organizations }: District): readonly Deed[] =>
  organizations.flatMap(({ id: organizationId, covers, foundedOn, town }) =>
    covers
      .filter(({ from, told }) => from > foundedOn && told !== true)
      .map(({ unit, from: on }): Deed => ({
        on,
        actor: town.clerk,
        drafts: [
          draft('CoverageExtended', on, { organizationId, unitId: unit.id }, { evidence: townDocument(town.name, on) }),
        ],
      })),
  )
