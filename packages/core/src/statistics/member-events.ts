import { holdsOn } from '@taizhang/kernel/define'
import { type CivilDate, type LiveEvent, type View } from '@taizhang/kernel'
import { membership } from '../domain/member/membership.ts'
import { counts } from '../figures/counting.ts'
import { type FormWindow } from './form.ts'

/** An event of a member, as far as the forms look at it. */
export interface OfMember extends LiveEvent {
  readonly data: Readonly<Record<string, unknown>> & { readonly memberId: string }
}

export const during = (
  view: View,
  { from, to }: FormWindow,
  ...types: readonly { readonly type: string }[]
): OfMember[] =>
  types
    .flatMap(({ type }) => view.facts.events(type) as readonly OfMember[])
    .filter(({ effectiveOn }) => from <= effectiveOn && effectiveOn < to)

export const membersOn = ({ facts }: View, day: CivilDate): number =>
  facts.rows(membership).filter((row) => holdsOn(row, day) && counts(row)).length

/** Whether a membership ended by death. */
export const isDeath = ({ data }: OfMember): boolean => data['reason'] === 'died'
