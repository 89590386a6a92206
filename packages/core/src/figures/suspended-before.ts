import { memberConfirmed } from '../domain/member/member-confirmed.ts'
import { memberEnrolled } from '../domain/member/member-enrolled.ts'
import { memberRecruited } from '../domain/member/member-recruited.ts'
import { memberTransferredIn } from '../domain/member/member-transferred-in.ts'
import { membershipReinstated } from '../domain/member/membership-reinstated.ts'
import { membershipRestored } from '../domain/member/membership-restored.ts'
import { membershipSuspended } from '../domain/member/membership-suspended.ts'
import type { Facts, LiveEvent } from '@taizhang/kernel'
import { inOrder } from '@taizhang/kernel/internal'

/** The events that say whether somebody is suspended. */
const saying = [
  memberEnrolled,
  memberRecruited,
  memberTransferredIn,
  membershipReinstated,
  memberConfirmed,
  membershipRestored,
  membershipSuspended,
]

/** Whether the member whom an event names was suspended right before it, also where the membership lasted no days and left no row. */
export function isSuspendedBefore(
  facts: Facts,
  event: Pick<LiveEvent, 'effectiveOn' | 'order'> & { readonly data: { readonly memberId: string } },
): boolean {
  const last = saying
    .flatMap(({ type }) => facts.naming(type, 'memberId', event.data.memberId))
    .filter((before) => inOrder(before, event) < 0)
    .toSorted(inOrder)
    .at(-1)
  return last !== undefined && (last.type === membershipSuspended.type || last.data['status'] === 'suspended')
}
