import type { EventLog } from './event-log.ts'
import type { Fault, Faults } from './faults.ts'
import { failures } from './services.ts'

interface Place {
  readonly host: string
  readonly port: number
}

/** What a node's streams are served from. */
export interface Serving {
  readonly log: EventLog
  readonly faults: Faults
  /** How often each call was made. */
  readonly calls: Record<string, number>
  readonly cut: () => void
  /** Where the leader is, when this node is not the one. */
  readonly leader: () => Place | undefined
  readonly self: () => Place
}

/** What a call is refused with at a node that does not lead, if the call asked for the one that does. */
export function redirected({ leader, self }: Serving, requiresLeader: boolean, fault: Fault | undefined) {
  const at = fault?.kind === 'not-leader' ? (leader() ?? self()) : requiresLeader ? leader() : undefined
  return at ? failures.notLeader(at.host, at.port) : undefined
}

export const count = ({ calls }: Serving, call: string, by = 1): void => {
  calls[call] = (calls[call] ?? 0) + by
}
