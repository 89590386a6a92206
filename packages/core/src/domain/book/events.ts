import { eventWithdrawn } from './event-withdrawn.ts'
import { ledgerOpened } from './ledger-opened.ts'
import { scopeDefined } from './scope-defined.ts'
import { supervisingAuthorityAssigned } from './supervising-authority-assigned.ts'

/** In the order of the catalogue. A new event is one new file and one line here. */
export const bookEvents = [ledgerOpened, scopeDefined, supervisingAuthorityAssigned, eventWithdrawn] as const
