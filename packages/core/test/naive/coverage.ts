import type { Attributes, Key } from './change.ts'
import { episodeOn, factsOf, holding, organizationOn, stretchOn, type Facts } from './facts.ts'
import { inOrder } from './fold.ts'
import { meets } from './condition.ts'
import { objects, texts, type PlainEvent } from './plain-event.ts'
import type { View } from './rows.ts'

/** One entry of the `scopes` of `taizhang coverage`. Rates in percent with one decimal, null over zero units. */
export interface ScopeCoverage {
  readonly scope: string
  readonly listed: number
  readonly covered: number
  readonly rate: string | null
  readonly solo: number
  readonly soloRate: string | null
  readonly workCovered: number
  readonly workRate: string | null
  readonly organizations: number
  readonly committees: number
  readonly members: number
  readonly employees: number
}

export function coverageOn(events: readonly PlainEvent[], { asOf, knownAt }: View): ScopeCoverage[] {
  return scopesOn(factsOf(events, knownAt), asOf)
}

/** Every scope that holds on the day, in order of opening. */
export function scopesOn(facts: Facts, day: string): ScopeCoverage[] {
  return facts
    .of('scope')
    .flatMap((fact) => {
      const episode = episodeOn(fact, day)
      const scope = stretchOn(fact, day)
      return episode === undefined || scope === undefined ? [] : [{ key: fact.key, opened: episode.openedBy, scope }]
    })
    .toSorted((a, b) => inOrder(a.opened, b.opened))
    .map(({ key, scope }) => coverageIn(key, scope.attributes, facts, day))
}

/** The units that a scope is over on a day, and whether an organization of that category, or its members, are of the scope. */
export function insideOf(scope: Attributes, facts: Facts, day: string) {
  const kinds = texts(scope, 'unitKinds')
  const conditions = objects(scope, 'conditions')
  const listed = holding(facts, 'unit', day)
    .filter(({ attributes }) => kinds.includes(String(attributes['kind'])))
    .filter(({ attributes }) => scope['denominator'] !== 'operating' || attributes['operating'] === true)
    .filter((unit) => conditions.every((condition) => meets(condition, unit, facts, day)))
    .map((unit) => unit.key['unitId'])
  const touching = holding(facts, 'coverage', day)
    .filter(({ key: { unitId } }) => listed.includes(unitId))
    .map(({ key: { organizationId } }) => organizationId)
  const isIn = (organizationId: string | undefined) => conditions.length === 0 || touching.includes(organizationId)
  return { kinds, listed, isIn }
}

function coverageIn(key: Key, scope: Attributes, facts: Facts, day: string): ScopeCoverage {
  const { kinds, listed, isIn } = insideOf(scope, facts, day)
  const counted = texts(scope, 'countsFormations')
  const coverage = holding(facts, 'coverage', day).filter(({ attributes }) =>
    counted.includes(String(attributes['formation'])),
  )
  const covered = unitsOf(coverage)
  const solo = unitsOf(coverage.filter(({ attributes }) => attributes['formation'] === 'solo'))
  const reached = [
    ...covered,
    ...unitsOf(holding(facts, 'assignment', day)),
    ...unitsOf(holding(facts, 'massOrganization', day)),
  ]
  const among = (units: readonly (string | undefined)[]) => listed.filter((unitId) => units.includes(unitId)).length
  const organizations = holding(facts, 'organization', day)
    .filter(({ attributes }) => kinds.includes(String(attributes['category'])))
    .filter(({ key: { organizationId } }) => isIn(organizationId))
  return {
    scope: key['scopeId'] ?? '',
    listed: listed.length,
    covered: among(covered),
    rate: percent(among(covered), listed.length),
    solo: among(solo),
    soloRate: percent(among(solo), listed.length),
    workCovered: among(reached),
    workRate: percent(among(reached), listed.length),
    organizations: organizations.length,
    committees: organizations.filter(({ attributes }) => attributes['kind'] === 'committee').length,
    members: membersIn(kinds, facts, day, isIn),
    employees: holding(facts, 'headcount', day)
      .filter((headcount) => listed.includes(headcount.key['unitId']))
      .reduce((sum, { attributes }) => sum + Number(attributes['employees']), 0),
  }
}

const unitsOf = (rows: readonly { readonly key: Key }[]) => rows.map(({ key }) => key['unitId'])

/** Probationary and full members, by the category of their organization. */
function membersIn(
  kinds: readonly string[],
  facts: Facts,
  day: string,
  isIn: (organizationId: string) => boolean,
): number {
  return holding(facts, 'membership', day)
    .filter(({ attributes }) => attributes['status'] !== 'suspended')
    .filter(({ attributes }) => {
      const organizationId = String(attributes['organizationId'])
      const organization = organizationOn(facts, organizationId, day)
      return organization !== undefined && isIn(organizationId) && kinds.includes(String(organization['category']))
    }).length
}

/** Exact, then rounded half up to tenths of a percent. */
export function percent(part: number, whole: number): string | null {
  if (whole === 0) return null
  const tenths = Math.floor((part * 2000 + whole) / (whole * 2))
  return `${Math.floor(tenths / 10)}.${tenths % 10}`
}
