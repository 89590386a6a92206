import type { View } from '@taizhang/core'
import { dimensionsOf, listOf, listsOf, type Condition, type Figure, type GroupedAsked } from '@taizhang/core/figures'
import { leadsToAll } from '@taizhang/kernel/internal'

/** Whether a figure can be grouped and filtered so. */
export function isGroupable(view: View, figure: Figure, { by = [], where = [] }: GroupedAsked): boolean {
  const own = 'by' in figure ? figure.by : undefined
  const possible = dimensionsOf(view, figure)
  return [...by, ...where.map(({ dimension }) => dimension)].every(
    (name) => name === own || possible.some(({ id, attribute }) => id === name || attribute === name),
  )
}

/** Whether a unit, an organization, a member … meets the conditions on the view's day; without any, everything does. */
export function meeting(view: View, where: readonly Condition[] = []): (id: string) => boolean {
  if (where.length === 0) return () => true
  const lists = [...listsOf(view).values()].filter(
    ({ of }) => of.key.length === 1 && leadsToAll(view.domain, of, where),
  )
  const ids = new Set(
    lists.flatMap((list) =>
      listOf(view, list, { where, columns: [] }).rows.map(({ row }) => String(Object.values(row.key)[0])),
    ),
  )
  return (id) => ids.has(id)
}
