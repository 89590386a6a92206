import { draft, type CivilDate, type DataOf } from '@taizhang/core'
import type { Deed } from './desk.ts'
import { districtClerk } from './places-and-names.ts'

type Activity = DataOf<'ActivityRecorded'>
export type Quantity = Activity['quantity']

export const exactly = (value: number): Quantity => ({ value, qualifier: 'exact' })
export const moreThan = (value: number): Quantity => ({ value, qualifier: 'more-than' })

/** What a clerk files in a return of that name. */
export const returned = (actor: string, name: string, on: CivilDate, drafts: Deed['drafts']): Deed => ({
  on,
  return: `${name} ${actor}`,
  actor,
  drafts,
})

/** Something done, filed by the district's clerk unless the town's own does it. */
export const doing = (
  on: CivilDate,
  kind: Activity['kind'],
  quantity: Quantity,
  { actor = districtClerk, ...more }: Partial<Activity> & { readonly actor?: string } = {},
): Deed => returned(actor, '活动', on, [draft('ActivityRecorded', on, { kind, quantity, ...more })])
