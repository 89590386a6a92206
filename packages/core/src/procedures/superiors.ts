import { organization } from '../domain/organization/organization.ts'
import { holdsOn } from '@taizhang/kernel/define'
import { type View } from '@taizhang/kernel'

/** The organizations above one on the view's day, the nearest first. */
export function superiorsOf(view: View, organizationId: string): readonly string[] {
  const found: string[] = []
  for (let id = superiorOf(view, organizationId); id !== null; id = superiorOf(view, id)) found.push(id)
  return found
}

/** The nearest superior that does not end too, or `null`. */
export const superiorOutside = (view: View, organizationId: string, ending: ReadonlySet<string>): string | null =>
  superiorsOf(view, organizationId).find((id) => !ending.has(id)) ?? null

function superiorOf({ facts, asOf }: View, organizationId: string): string | null {
  const row = facts.where(organization, 'organizationId', organizationId).find((row) => holdsOn(row, asOf))
  return row?.attributes.superiorId ?? null
}
