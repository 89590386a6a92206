import type { Facts } from '../facts/facts.ts'
import { beginningOf, type Row } from '../facts/row.ts'
import { expectView, rowsOn, type FactsOnDay } from '../facts/rows-on.ts'
import type { Figure, Stock } from './figure.ts'
import type { AnyRelation } from '../define/relation.ts'
import type { CivilDate } from '../time/civil-date.ts'

/** The id of a scope: a fact of a relation whose key is one column. */
export const scopeIdOf = ({ key }: Row): string => String(Object.values(key)[0])

/** The relations whose facts are scopes of any of the figures. */
export const scopeRelations = (figures: Iterable<Figure>): readonly AnyRelation[] => [
  ...new Set([...figures].flatMap(({ scopedBy }) => scopedBy ?? [])),
]

/** The stocks by which a flow tells in which scopes the things are that its events are about; none where it does not. */
export function scopedAs(figure: Figure): readonly Stock[] {
  switch (figure.kind) {
    case 'flow':
      return figure.scopedAs ?? []
    case 'flow-rate': {
      const [part, whole] = [scopedAs(figure.part), scopedAs(figure.whole)]
      return part.length > 0 && whole.length > 0 ? whole : []
    }
    case 'stock':
    case 'rate':
      return []
  }
}

/** The relation whose facts are the scopes of which a figure can be asked, whether it has a value of its own for each or not. */
export const scopesOfFigure = (figure: Figure): AnyRelation | undefined =>
  figure.scopedBy ?? scopedAs(figure)[0]?.scopedBy

/** All rows of one scope, whose definition may change from day to day. */
export const rowsOfScope = (facts: Facts, scopedBy: AnyRelation, scopeId: string | undefined): readonly Row[] =>
  facts.where(scopedBy, String(scopedBy.key[0]), scopeId)

/**
 * The scopes that hold on the view's day, in order of their opening: by day, and within one in book order.
 *
 * Throws `LedgerError` (usage) where the view's day is none.
 *
 * @example scopesOn(view, room).map(({ key }) => key.roomId) // => ['r1', 'r2']
 */
export function scopesOn<S extends AnyRelation>(view: FactsOnDay, scopedBy: S): readonly Row<S>[] {
  expectView(view)
  return scopesOf(view, scopedBy)
}

/** The same, unchecked. */
export function scopesOf<S extends AnyRelation>(view: FactsOnDay, scopedBy: S): readonly Row<S>[] {
  const opening = (row: Row<S>): readonly [CivilDate, number] => {
    const { from, openedBy } = beginningOf(row)
    return [from, view.facts.orderOf(openedBy)]
  }
  return rowsOn(view, scopedBy)
    .map((row) => ({ row, opening: opening(row) }))
    .toSorted(({ opening: [a, first] }, { opening: [b, second] }) => (a < b ? -1 : a > b ? 1 : first - second))
    .map(({ row }) => row)
}
