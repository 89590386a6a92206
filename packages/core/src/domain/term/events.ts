import { crossAppointmentEnded } from './cross-appointment-ended.ts'
import { crossAppointmentMade } from './cross-appointment-made.ts'
import { earlyElectionApproved } from './early-election-approved.ts'
import { officeLeft } from './office-left.ts'
import { officeTaken } from './office-taken.ts'
import { renewalReminderSent } from './renewal-reminder-sent.ts'
import { termExtensionApproved } from './term-extension-approved.ts'
import { termRenewed } from './term-renewed.ts'
import { termStarted } from './term-started.ts'

/** In the order of the catalogue. A new event is one new file and one line here. */
export const termEvents = [
  termStarted,
  termRenewed,
  termExtensionApproved,
  earlyElectionApproved,
  renewalReminderSent,
  officeTaken,
  officeLeft,
  crossAppointmentMade,
  crossAppointmentEnded,
] as const
