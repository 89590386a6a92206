import { plusDays, type CivilDate } from '@taizhang/core'
import { dayBetween, openingDay } from './days.ts'
import type { JointOutline, Outline, SoloOutline } from './outlines.ts'
import { societyCommitteeId, towns, type Names, type Town, type UnitName } from './places-and-names.ts'
import type { Category, Cover, PlannedOrganization, PlannedUnit, Register } from './plan.ts'
import { randomOf, type Random } from './random.ts'

/** What an outline comes to. */
export interface Branches {
  readonly solos: readonly PlannedOrganization[]
  readonly joints: readonly PlannedOrganization[]
  readonly uncovered: readonly PlannedUnit[]
}

interface Context {
  readonly register: Register
  readonly names: Names
  readonly random: Random
  readonly category: Category
}

/** Plans the branches of an outline, with their units and those that never had a branch. */
export function planBranches(register: Register, names: Names, outline: Outline): Branches {
  const random = randomOf(`branches ${outline.category}`)
  const context: Context = { register, names, random, category: outline.category }
  const leaving = new Map<number, Cover>()
  for (const { on, from } of outline.solos) {
    if (from?.covered !== true) continue
    const founded = outline.joints[from.joint]?.on ?? openingDay
    const unit = newUnit(context, { town: townAt(from.joint), listedOn: listedBefore(context, founded) })
    leaving.set(from.joint, { unit, from: founded, to: on })
  }
  const joints = outline.joints.map((joint, index) => planJoint(context, joint, index, leaving.get(index)))
  const solos = outline.solos.map((solo, index) => {
    const joint = solo.from === undefined ? undefined : joints[solo.from.joint]
    const covered = solo.from?.covered === true ? leaving.get(solo.from.joint)?.unit : undefined
    return planSolo(context, solo, joint?.town ?? townAt(index), covered, joint)
  })
  const uncovered = outline.uncovered.map((listedOn, index) =>
    newUnit(context, { town: townAt(index * 5 + 1), listedOn }),
  )
  for (const [index, { from, to }] of outline.passing.entries()) {
    const reason = random.pick(['moved', 'deregistered', 'bankrupt', 'out-of-scope'] as const)
    newUnit(context, { town: townAt(index + 3), listedOn: from, leaves: { on: to, reason, told: false } })
  }
  return { solos, joints, uncovered }
}

const townAt = (index: number): Town => towns[index % towns.length] as Town

/** Most units are in the book from the beginning; the others some months before they are first covered. */
const listedBefore = ({ random }: Context, coveredOn: CivilDate): CivilDate =>
  coveredOn > '2012-12-01' && random.chance(0.52)
    ? dayBetween(random, '2012-03-01', plusDays(coveredOn, -120))
    : openingDay

function newUnit(
  { register, names, random, category }: Context,
  {
    kindergarten = false,
    ...unit
  }: Pick<PlannedUnit, 'town' | 'listedOn'> & Partial<PlannedUnit> & { readonly kindergarten?: boolean },
): PlannedUnit {
  // Those that nobody covers are small; the large ones have a branch of their own.
  const weight = random.int(2, 5)
  return register.unit({ ...nameFor(names, category, kindergarten, unit.town), kind: category, weight, ...unit })
}

function nameFor(names: Names, category: Category, kindergarten: boolean, town: Town): UnitName {
  if (category === 'enterprise') return names.enterprise()
  return kindergarten ? names.kindergarten(town) : names.social()
}

const superiorOf = ({ category }: Context, town: Town, industry: string): string =>
  category === 'social-organization' && industry === '行业协会商会' ? societyCommitteeId : town.committeeId

function planSolo(
  context: Context,
  { on, size, kindergarten = false, filedOn }: SoloOutline,
  town: Town,
  covered: PlannedUnit | undefined,
  origin: PlannedOrganization | undefined,
): PlannedOrganization {
  const weight = context.random.int(5, 12)
  const listedOn = listedBefore(context, on)
  const unit = covered ?? newUnit(context, { town, listedOn, kindergarten, ...(origin ? {} : { weight }) })
  return context.register.organization({
    name: `${unit.name}党支部`,
    kind: 'branch',
    formation: 'solo',
    category: context.category,
    town,
    superiorId: superiorOf(context, town, unit.industry),
    foundedOn: on,
    covers: [{ unit, from: on }],
    home: unit,
    size,
    ...(origin ? { origin } : {}),
    ...(filedOn === undefined ? {} : { filedOn }),
  })
}

function planJoint(
  context: Context,
  { on, size, first, more = [], merged = [], lost = [], kindergartens = false }: JointOutline,
  index: number,
  leaving: Cover | undefined,
): PlannedOrganization {
  const { random, register, category } = context
  const town = townAt(index)
  const unitFor = (from: CivilDate, more: Partial<PlannedUnit> = {}): PlannedUnit =>
    newUnit(context, { town, listedOn: listedBefore(context, from), kindergarten: kindergartens, ...more })
  const covers: Cover[] = [
    ...Array.from({ length: first }, () => ({ unit: unitFor(on), from: on })),
    ...more.map((from) => ({ unit: unitFor(from), from })),
    ...merged.map((from) => ({ unit: unitFor(openingDay), from, told: true, brings: true })),
    ...lost.map((to) => {
      const leaves = { on: to, reason: random.pick(['moved', 'deregistered', 'bankrupt'] as const), told: false }
      return { unit: unitFor(on, { leaves }), from: on, to }
    }),
    ...(leaving ? [leaving] : []),
  ]
  const sisters = register.organizations.filter(
    (one) => one.town === town && one.formation === 'joint' && one.category === category,
  )
  const ordinal = '一二三四五六七八九'[sisters.length]
  const field = category === 'enterprise' ? '企业' : kindergartens ? '民办幼儿园' : '社会组织'
  return register.organization({
    name: `${town.name}${field}第${ordinal}联合党支部`,
    kind: 'branch',
    formation: 'joint',
    category,
    town,
    superiorId: town.committeeId,
    foundedOn: on,
    covers,
    size,
  })
}
