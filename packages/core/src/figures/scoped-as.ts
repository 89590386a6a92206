import { defineStock, type Stock } from '@taizhang/kernel/define'
import { scope } from '../domain/book/scope.ts'
import { membership } from '../domain/member/membership.ts'
import { organization } from '../domain/organization/organization.ts'
import { unit } from '../domain/unit/unit.ts'
import { coversUnitOf, furtherOfMember, furtherOfOrganization, furtherOfUnit, listedIn } from './conditions.ts'
import { countedIn, organizationOfMember } from './counting.ts'

/** Units of a scope: what its rates are counted over. */
const units = defineStock({
  id: 'units-of-scope',
  title: { zh: '口径内的单位', en: 'Units of the scope' },
  measure: 'units',
  scopedBy: scope,
  of: unit,
  further: furtherOfUnit,
  counts: listedIn,
})

const organizations = defineStock({
  id: 'organizations-of-scope',
  title: { zh: '口径内的党组织', en: 'Organizations of the scope' },
  measure: 'organizations',
  scopedBy: scope,
  of: organization,
  further: furtherOfOrganization,
  counts: (seen) => countedIn(seen.scope, [seen.row]) && coversUnitOf(seen),
})

/** Whatever their status: who is suspended or left is a member of the scope's organization, too. */
const members = defineStock({
  id: 'members-of-scope',
  title: { zh: '口径内的党员', en: 'Members of the scope' },
  measure: 'persons',
  scopedBy: scope,
  of: membership,
  further: furtherOfMember,
  near: { organizations: organizationOfMember },
  counts: (seen) => countedIn(seen.scope, seen.organizations) && coversUnitOf(seen),
})

/** In which scopes the things are that events name: members, else organizations, else units (docs/semantics.md, 34). */
export const whatEventsName: readonly Stock[] = [members, organizations, units]
