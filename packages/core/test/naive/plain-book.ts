import type { PlainEvent } from './plain-event.ts'

/** An event in short: type, effectiveOn, data and what else its envelope has. */
export type Line = readonly [
  type: string,
  effectiveOn: string,
  data: object,
  envelope?: Partial<Pick<PlainEvent, 'corrects' | 'reason' | 'evidence'>>,
]

/** LedgerOpened as event `e0`, then each list of lines as one batch; the event at position 7 has the id `e7`. */
export function book(...batches: readonly (readonly Line[])[]): PlainEvent[] {
  const opened: Line = ['LedgerOpened', '1921-07-23', { name: 'a book', jurisdiction: '350305' }]
  const events: PlainEvent[] = []
  for (const lines of [[opened], ...batches]) {
    lines.forEach(([type, effectiveOn, data, envelope], index) => {
      const position = events.length
      events.push({
        book: '350305',
        position,
        batch: { index, count: lines.length },
        id: `e${position}`,
        type,
        version: 1,
        effectiveOn,
        recordedAt: '2022-01-01T00:00:00.000Z',
        actor: 'clerk',
        data,
        ...envelope,
      })
    })
  }
  return events
}

export const withdrawn = (eventId: string): Line => ['EventWithdrawn', '2022-01-01', { eventId, reason: 'mistaken' }]

/** The line as a correction of the event of that id. */
export const correcting = (eventId: string, [type, on, data]: Line): Line => [
  type,
  on,
  data,
  { corrects: eventId, reason: 'mistaken' },
]

export const listed = (unitId: string, on: string, more: object = {}): Line => [
  'UnitListed',
  on,
  { unitId, kind: 'enterprise', name: unitId, ...more },
]

export const renamed = (unitId: string, on: string, name: string): Line => ['UnitRenamed', on, { unitId, name }]

export const delisted = (unitId: string, on: string): Line => ['UnitDelisted', on, { unitId, reason: 'moved' }]

export const headcount = (unitId: string, on: string, employees: number): Line => [
  'HeadcountReported',
  on,
  { unitId, employees },
]

/** A solo branch of enterprises that covers nothing, but for what `more` says. */
export const founded = (organizationId: string, on: string, more: object = {}): Line => [
  'OrganizationFounded',
  on,
  {
    organizationId,
    name: organizationId,
    kind: 'branch',
    formation: 'solo',
    category: 'enterprise',
    unitIds: [],
    ...more,
  },
]

export const covering = (organizationId: string, unitId: string, on: string, more: object = {}): Line => [
  'CoverageExtended',
  on,
  { organizationId, unitId, ...more },
]

export const upgraded = (organizationId: string, on: string, from: string, to: string): Line => [
  'BranchUpgraded',
  on,
  { organizationId, from, to },
]

export const reassigned = (organizationId: string, on: string, superiorId: string | null): Line => [
  'OrganizationReassigned',
  on,
  { organizationId, superiorId },
]

export const flagged = (organizationId: string, on: string, reason: string): Line => [
  'OrganizationFlagged',
  on,
  { organizationId, reason },
]

export const rectified = (organizationId: string, on: string): Line => [
  'RectificationClosed',
  on,
  { organizationId, outcome: 'well' },
]

export const dissolved = (organizationId: string, on: string): Line => [
  'OrganizationDissolved',
  on,
  { organizationId, reason: 'shell' },
]

export const renewed = (organizationId: string, on: string, more: object = {}): Line => [
  'TermRenewed',
  on,
  { organizationId, years: 3, ...more },
]

export const enrolled = (memberId: string, organizationId: string, on: string, more: object = {}): Line => [
  'MemberEnrolled',
  on,
  { memberId, organizationId, status: 'full', ...more },
]

export const recruited = (memberId: string, organizationId: string, on: string, more: object = {}): Line => [
  'MemberRecruited',
  on,
  { memberId, organizationId, post: 'other', ...more },
]

export const moved = (memberId: string, organizationId: string, on: string): Line => [
  'MemberTransferred',
  on,
  { memberId, organizationId },
]
