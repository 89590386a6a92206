import type { Attributes, Key } from './change.ts'

export interface Reference {
  readonly relation: string
  readonly key: Key
}

/** What domain.md's table says of a relation. */
export interface Relation {
  readonly name: string
  /** The facts that the fact of this key lies within. */
  readonly within: (key: Key, attributes: Attributes) => readonly Reference[]
  /** The attribute that names the organization which must hold throughout. */
  readonly refersToOrganization?: string
  readonly defaults: Attributes
}

function id(key: Key, name: string): string {
  const value = key[name]
  if (value === undefined) throw new Error(`no ${name} in ${JSON.stringify(key)}`)
  return value
}

const nothing = (): readonly Reference[] => []
const unit = (key: Key): Reference => ({ relation: 'unit', key: { unitId: id(key, 'unitId') } })
const organization = (key: Key): Reference => ({
  relation: 'organization',
  key: { organizationId: id(key, 'organizationId') },
})
const membership = (key: Key): Reference => ({ relation: 'membership', key: { memberId: id(key, 'memberId') } })
const owner = ({ organizationId }: Attributes): Reference => ({
  relation: 'organization',
  key: { organizationId: String(organizationId) },
})
const instructor = (key: Key): Reference => ({ relation: 'instructor', key: { instructorId: id(key, 'instructorId') } })

/** In an order in which every relation comes after those that it lies within, and `office` after `term`. */
export const relations: readonly Relation[] = [
  { name: 'scope', within: nothing, defaults: {} },
  { name: 'supervision', within: nothing, defaults: {} },
  { name: 'field', within: nothing, defaults: {} },
  { name: 'place', within: nothing, defaults: {} },
  { name: 'rule', within: nothing, defaults: {} },
  { name: 'exception', within: nothing, defaults: {} },
  { name: 'unit', within: nothing, defaults: { operating: true, aboveDesignatedSize: false } },
  { name: 'organization', within: nothing, refersToOrganization: 'superiorId', defaults: {} },
  { name: 'instructor', within: nothing, defaults: {} },
  { name: 'candidacy', within: nothing, refersToOrganization: 'organizationId', defaults: {} },
  {
    name: 'membership',
    within: nothing,
    refersToOrganization: 'organizationId',
    defaults: { post: 'other', isInvestor: false },
  },
  { name: 'headcount', within: (key) => [unit(key)], defaults: {} },
  { name: 'massOrganization', within: (key) => [unit(key)], defaults: {} },
  { name: 'revenue', within: (key) => [unit(key)], defaults: {} },
  { name: 'noOrganization', within: (key) => [unit(key)], defaults: {} },
  { name: 'legalRepresentative', within: (key) => [unit(key)], defaults: {} },
  { name: 'outsideMember', within: (key) => [unit(key)], defaults: {} },
  {
    name: 'responsibility',
    within: (key) => [unit(key)],
    refersToOrganization: 'organizationId',
    defaults: {},
  },
  { name: 'partyGroup', within: (_, attributes) => [owner(attributes)], defaults: {} },
  { name: 'mobileMembership', within: (key) => [organization(key)], defaults: {} },
  { name: 'disciplinaryProbation', within: (key) => [membership(key)], defaults: {} },
  { name: 'correction', within: (key) => [membership(key)], defaults: {} },
  { name: 'absence', within: (key) => [membership(key)], defaults: {} },
  { name: 'coverage', within: (key) => [organization(key), unit(key)], defaults: {} },
  { name: 'rectification', within: (key) => [organization(key)], defaults: {} },
  { name: 'term', within: (key) => [organization(key)], defaults: {} },
  { name: 'crossAppointment', within: (key) => [organization(key)], defaults: {} },
  { name: 'assignment', within: (key) => [instructor(key), unit(key)], defaults: {} },
  { name: 'interview', within: nothing, defaults: {} },
  { name: 'leaderLink', within: (key) => [unit(key)], defaults: {} },
  { name: 'venue', within: (_, attributes) => [owner(attributes)], defaults: { openToNeighbours: false } },
  { name: 'roleUnit', within: (_, attributes) => [owner(attributes)], defaults: {} },
  { name: 'villagePairing', within: (key) => [organization(key)], defaults: {} },
  { name: 'talentSite', within: nothing, defaults: {} },
  { name: 'brand', within: nothing, defaults: {} },
  { name: 'office', within: (key) => [organization(key)], defaults: {} },
]
