import {
  behind,
  fail,
  figureRows,
  holdsOn,
  type GroupedAsked,
  type Question,
  type Row,
  type View,
} from '@taizhang/kernel'
import { expectFigure, expectNumber, expectObject, expectView, wrong } from '@taizhang/kernel/internal'
import type { Figure, Rate } from '@taizhang/kernel/define'
import { unit } from '../domain/unit/unit.ts'
import { peopleOfUnit } from './counting.ts'

/** What is asked: a rate in percent, for one scope or each, for each group. */
export interface ReachAsked extends GroupedAsked {
  readonly scope?: string | undefined
}

/** A unit that could be counted and is not yet. */
export interface ReachCandidate {
  readonly unitId: string
  readonly name: string
  /** Its full members: with three or more it should have an organization of its own. */
  readonly fullMembers: number
}

/** How far one group is from a rate. */
export interface Reach {
  readonly scope?: string
  /** The group; absent for all of them. */
  readonly by?: Readonly<Record<string, string>>
  readonly part: number
  readonly whole: number
  /** How many more units there must be in the part; 0 where the rate is reached. */
  readonly missing: number
  /** Those with most full members first. */
  readonly candidates: readonly ReachCandidate[]
}

/**
 * How many more units each group needs so that a rate of units reaches a percentage, and which units could be counted next.
 *
 * Throws `LedgerError`: usage where the figure is no rate of units, or the percentage is not from 0 to 100; not-found where there is no such scope or
 * dimension.
 *
 *
 * @example
 * const [enterprises] = reachOf(view, organizationCoverage, 98)
 * enterprises?.missing // => 1
 */
export function reachOf(view: View, figure: Figure, percent: number, asked: ReachAsked = {}): readonly Reach[] {
  expectView(view)
  expectFigure(figure)
  expectNumber(percent, 'percent')
  expectObject(asked, 'asked')
  if (percent < 0 || percent > 100)
    wrong('bad-percent', 'percent', { zh: '0 到 100 之间的百分比', en: 'a percentage from 0 to 100' }, percent)
  if (figure.kind !== 'rate' || figure.whole.of !== unit) return notOfUnits(figure)
  const parts = new Map(figureRows(view, figure.part, asked).map((row) => [nameOf(row), row]))
  return figureRows(view, figure.whole, asked).map(({ scope, by, value }) => {
    const part = Number(parts.get(nameOf({ scope, by }))?.value ?? 0)
    const whole = Number(value)
    return {
      ...(scope === undefined ? {} : { scope }),
      ...(by === undefined ? {} : { by }),
      part,
      whole,
      missing: Math.max(0, Math.ceil((percent * whole) / 100 - 1e-9) - part),
      candidates: candidatesOf(view, figure, { scope, group: by, where: asked.where }),
    }
  })
}

const nameOf = ({ scope, by }: { readonly scope?: string | undefined; readonly by?: unknown }): string =>
  JSON.stringify([scope, by])

/** What of the whole is not in the part. */
function candidatesOf(
  view: View,
  { part, whole }: Rate,
  question: Pick<Question, 'scope' | 'group' | 'where'>,
): readonly ReachCandidate[] {
  const { facts, asOf } = view
  const counted = new Set(unitsIn(view, part, question).map(({ key }) => key.unitId))
  return unitsIn(view, whole, question)
    .filter(({ key }) => !counted.has(key.unitId))
    .map((row) => {
      const people = peopleOfUnit(facts, row).filter((one) => holdsOn(one, asOf))
      const fullMembers = people.filter(({ attributes }) => attributes.status === 'full').length
      return { unitId: row.key.unitId, name: row.attributes.name, fullMembers }
    })
    .toSorted((a, b) => b.fullMembers - a.fullMembers || (a.unitId < b.unitId ? -1 : 1))
}

const unitsIn = (view: View, figure: Figure, question: Question): readonly Row<typeof unit>[] =>
  behind(view, figure, question).flatMap(({ rows: [row] }) => (row ? [row as Row<typeof unit>] : []))

const notOfUnits = ({ id, title }: Figure): never =>
  fail(
    'usage',
    'no-rate-of-units',
    {
      zh: `指标 ${id}（${title.zh}）不是按单位计的率`,
      en: `figure ${id} (${title.en}) is no rate of units`,
    },
    { parameter: 'figure', figure: id },
  )
