import type { Facts, Row } from '@taizhang/kernel'
import type { Dimension, Stock } from '@taizhang/kernel/define'
import { meets } from '@taizhang/kernel/internal'
import { scope as scopeRelation } from '../domain/book/scope.ts'
import { membership } from '../domain/member/membership.ts'
import { coverage } from '../domain/organization/coverage.ts'
import { organization } from '../domain/organization/organization.ts'
import { headcount } from '../domain/unit/headcount.ts'
import { responsibility } from '../domain/unit/responsibility.ts'
import { revenue } from '../domain/unit/revenue.ts'
import { unit } from '../domain/unit/unit.ts'
import { covers } from './counting.ts'

type Scope = Row<typeof scopeRelation>
type Unit = Row<typeof unit>
type ScopeCondition = NonNullable<Scope['attributes']['conditions']>[number]

/** What is looked at under a scope with conditions, besides what every scope looks at. */
interface SeenUnder {
  readonly scopeUnits?: readonly Unit[]
  readonly scopeCoverages?: readonly Row<typeof coverage>[]
  readonly scopeHeadcounts?: readonly Row<typeof headcount>[]
  readonly scopeRevenues?: readonly Row<typeof revenue>[]
  readonly scopePeople?: readonly Row<typeof membership>[]
  readonly scopeResponsibilities?: readonly Row<typeof responsibility>[]
}

const conditionsOf = ({ attributes: { conditions = [] } }: Scope): readonly ScopeCondition[] => conditions

/** Whether a scope has conditions of units (docs/semantics.md, 23). */
export const isConditional = (row: Scope): boolean => conditionsOf(row).length > 0

/** What is known of a unit, by what a scope may ask. */
const asked: Readonly<
  Record<ScopeCondition['dimension'], (unit: Unit, seen: SeenUnder) => string | number | boolean | undefined>
> = {
  town: ({ attributes }) => attributes.town,
  park: ({ attributes }) => attributes.park,
  industry: ({ attributes }) => attributes.industry,
  form: ({ attributes }) => attributes.form,
  sector: ({ attributes }) => attributes.sector,
  ownership: ({ attributes }) => attributes.ownership,
  control: ({ attributes }) => attributes.control,
  operating: ({ attributes }) => attributes.operating,
  'above-designated-size': ({ attributes }) => attributes.aboveDesignatedSize,
  employees: (one, { scopeHeadcounts }) => of(one, scopeHeadcounts)?.attributes.employees,
  revenue: (one, { scopeRevenues }) => of(one, scopeRevenues)?.attributes.amountFen,
  members: ({ key }, { scopePeople = [] }) =>
    scopePeople.filter(({ attributes }) => attributes.unitId === key.unitId && attributes.status !== 'suspended')
      .length,
  responsible: (one, { scopeResponsibilities }) => of(one, scopeResponsibilities)?.attributes.organizationId,
}

const of = <R extends { readonly key: { readonly unitId: string } }>(
  { key: { unitId } }: Unit,
  rows: readonly R[] = [],
): R | undefined => rows.find(({ key }) => key.unitId === unitId)

/** A dimension as far as a condition asks of it: a single value, in no bands. */
const plain = (id: string): Dimension => ({ id, title: { zh: id, en: id }, of: unit, attribute: id })

/** Whether a unit meets the conditions of a scope; one that has none is met by all. */
export const meetsConditions = (under: Scope, one: Unit, seen: object): boolean =>
  conditionsOf(under).every((condition) =>
    meets(plain(condition.dimension), condition, asked[condition.dimension](one, seen as SeenUnder)),
  )

/** A unit that the scope counts over: listed, of its kinds, operating where the scope says so, and meeting its conditions. */
export const listedIn = ({ scope: under, row, ...seen }: { readonly scope: Scope; readonly row: Unit }): boolean =>
  isOver(under, row) && meetsConditions(under, row, seen)

/** A unit that the scope counts over, and that no organization covers in a way that the scope counts. */
export const isUncovered = (
  seen: Parameters<typeof listedIn>[0] & { readonly coverages: readonly Row<typeof coverage>[] },
): boolean => listedIn(seen) && !covers(seen.scope, seen.coverages)

const isOver = (
  { attributes: { unitKinds, denominator } }: Scope,
  { attributes: { kind, operating } }: Unit,
): boolean => unitKinds.includes(kind) && (denominator === 'listed' || operating)

/** Under a scope with conditions an organization counts where it covers a unit of the scope, and a member where its organization does. */
export function coversUnitOf({ scope: under, ...seen }: { readonly scope: Scope }): boolean {
  if (!isConditional(under)) return true
  const { scopeUnits = [], scopeCoverages = [] } = seen as SeenUnder
  const covered = new Set(scopeCoverages.map(({ key }) => key.unitId))
  return scopeUnits.some((one) => covered.has(one.key.unitId) && listedIn({ ...seen, scope: under, row: one }))
}

type Further = NonNullable<Stock['further']>
type Find = (facts: Facts, row: Row) => readonly Row[]

/** What is near units, found from a subject by the units that it leads to. */
const nearUnits = (unitIds: (facts: Facts, row: Row) => readonly string[]): Further['near'] => {
  const find =
    (relation: typeof headcount | typeof revenue | typeof responsibility | typeof membership): Find =>
    (facts, row) =>
      unitIds(facts, row).flatMap((unitId): readonly Row[] => facts.where(relation, 'unitId', unitId))
  return {
    scopeHeadcounts: ifAsked('employees', find(headcount)),
    scopeRevenues: ifAsked('revenue', find(revenue)),
    scopeResponsibilities: ifAsked('responsible', find(responsibility)),
    scopePeople: ifAsked('members', find(membership)),
  }
}

/** Looked for only where a scope asks for it. */
const ifAsked =
  (dimension: ScopeCondition['dimension'], find: Find): Find =>
  (facts, row) =>
    facts.derive(dimensionsAsked).has(dimension) ? find(facts, row) : []

function dimensionsAsked(facts: Facts): ReadonlySet<ScopeCondition['dimension']> {
  return new Set(facts.rows(scopeRelation).flatMap((row) => conditionsOf(row).map(({ dimension }) => dimension)))
}

const around = [unit, headcount, revenue, responsibility, membership]
const under: Further['under'] = (row) => isConditional(row as Scope)

/** What the figures of units look at under a scope with conditions. */
export const furtherOfUnit: Further = {
  under,
  near: nearUnits((_, { key }) => [(key as Unit['key']).unitId]),
  relations: around,
}

/** The same for checks that look at units. */
export const nearUnitOfScope = {
  scopeHeadcounts: (facts: Facts, { row }: { readonly row: Unit }) =>
    furtherOfUnit.near['scopeHeadcounts']?.(facts, row) ?? [],
  scopeRevenues: (facts: Facts, { row }: { readonly row: Unit }) =>
    furtherOfUnit.near['scopeRevenues']?.(facts, row) ?? [],
  scopeResponsibilities: (facts: Facts, { row }: { readonly row: Unit }) =>
    furtherOfUnit.near['scopeResponsibilities']?.(facts, row) ?? [],
  scopePeople: (facts: Facts, { row }: { readonly row: Unit }) => furtherOfUnit.near['scopePeople']?.(facts, row) ?? [],
}

/** What it is for organizations and members, by the organizations that are meant. */
const furtherBy = (organizationId: (row: Row) => string): Further => {
  const coverages = (facts: Facts, row: Row): readonly Row<typeof coverage>[] =>
    facts.where(coverage, 'organizationId', organizationId(row))
  const unitIds = (facts: Facts, row: Row): readonly string[] => [
    ...new Set(coverages(facts, row).map(({ key }) => key.unitId)),
  ]
  return {
    under,
    near: {
      scopeCoverages: coverages,
      scopeUnits: (facts, row) => unitIds(facts, row).flatMap((unitId) => facts.where(unit, 'unitId', unitId)),
      ...nearUnits(unitIds),
    },
    relations: [...around, coverage, organization],
  }
}

export const furtherOfOrganization: Further = furtherBy(({ key }) =>
  String((key as { organizationId?: string }).organizationId),
)
export const furtherOfMember: Further = furtherBy(({ attributes }) => String(attributes['organizationId']))
