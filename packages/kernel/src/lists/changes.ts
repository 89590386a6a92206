import type { AnyRelation } from '../define/relation.ts'
import { expectObject } from '../doors/doors.ts'
import { compare } from '../events/canonical.ts'
import { expectWholeWindow } from '../figures/doors.ts'
import { keyText } from '../facts/fact.ts'
import { beginningOf, hasDays, sameValue, type Row } from '../facts/row.ts'
import { expectView } from '../facts/rows-on.ts'
import { columnOf } from '../grouping/ways.ts'
import type { View } from '../ledger/view.ts'
import type { CivilDate } from '../time/civil-date.ts'
import { cellOf, type Cell } from './list.ts'

/** What became of something that has a name, on one day. */
export interface Change {
  readonly on: CivilDate
  readonly what: 'began' | 'changed' | 'ended'
  /** The position of the event. */
  readonly event: number
  /** The name of the relation. */
  readonly relation: string
  readonly id: string
  readonly name: string
  /** The attributes that became others. */
  readonly changed: readonly { readonly attribute: string; readonly from: Cell; readonly to: Cell }[]
}

/**
 * What began, changed and ended between two days, both included, of everything that has a name (units, organizations …): 变更说明. In the order of the
 * days, then in book order.
 *
 * Throws `LedgerError` (usage) where an end is no day, or the window ends before it begins.
 *
 *
 * @example
 * const changes = changesBetween(view, { from: '2020-04-01', to: '2020-06-30' })
 * changes.map(({ name }) => name) // => ['drill']
 */
export function changesBetween(
  view: View,
  window: { readonly from: CivilDate; readonly to: CivilDate },
): readonly Change[] {
  expectView(view)
  expectObject(window, 'window')
  expectWholeWindow(window)
  const { from, to } = window
  const isIn = (day: CivilDate): boolean => from <= day && day <= to
  const named = view.domain.relations.filter(({ key, attributes }) => key.length === 1 && 'name' in attributes)
  return named
    .flatMap((relation) => changesOf(view, relation))
    .filter(({ on }) => isIn(on))
    .toSorted((a, b) => compare(a.on, b.on) || a.event - b.event)
}

function changesOf({ facts }: View, relation: AnyRelation): readonly Change[] {
  const rows = facts.rows(relation).filter(hasDays)
  const continued = new Set(rows.map(({ previous }) => previous))
  return rows.flatMap((row) => {
    const own = { relation: relation.name, id: keyText(relation, row.key), name: nameOf(row) }
    const { previous } = row
    const changed = previous ? changedIn(previous, row) : []
    const began = beginningOf(row) === row
    const start = began || changed.length > 0
    return [
      ...(start
        ? [
            {
              on: row.from,
              what: began ? ('began' as const) : ('changed' as const),
              event: row.openedBy,
              ...own,
              changed,
            },
          ]
        : []),
      ...(row.closedBy === undefined || continued.has(row)
        ? []
        : [{ on: row.to, what: 'ended' as const, event: row.closedBy, ...own, changed: [] }]),
    ]
  })
}

/** An empty text where it has none. */
function nameOf(row: Row): string {
  const name = columnOf(row, 'name')
  return typeof name === 'string' ? name : ''
}

const changedIn = (before: Row, after: Row): Change['changed'] =>
  [...new Set([before, after].flatMap(({ attributes }) => Object.keys(attributes as object)))].flatMap((attribute) => {
    const [from, to] = [columnOf(before, attribute), columnOf(after, attribute)]
    return sameValue(from, to) ? [] : [{ attribute, from: cellOf(from), to: cellOf(to) }]
  })
