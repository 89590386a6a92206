import { eventWithdrawn } from './event-withdrawn.ts'
import { fieldNamed } from './field-named.ts'
import { ledgerOpened } from './ledger-opened.ts'
import { placeRegistered } from './place-registered.ts'
import { placeStruck } from './place-struck.ts'
import { scopeDefined } from './scope-defined.ts'
import { supervisingAuthorityAssigned } from './supervising-authority-assigned.ts'

/** In the order of the catalogue. A new event is one new file and one line here. */
export const bookEvents = [
  ledgerOpened,
  scopeDefined,
  supervisingAuthorityAssigned,
  fieldNamed,
  placeRegistered,
  placeStruck,
  eventWithdrawn,
] as const
