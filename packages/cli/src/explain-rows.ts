import type { Counted, EventNote, Explanation, FactNote, NotCounted } from '@taizhang/audit'

/** What an event does to a fact, as seen from the day: `closes` is still to come. */
export type Role = 'opened' | 'amended' | 'closed' | 'amends' | 'closes' | 'counted' | 'event'

/** One event of one fact of one share: a line of CSV, and of the table. */
export interface ExplainRow {
  readonly figure: string
  readonly scope?: string
  readonly counted: boolean
  readonly subject?: string
  readonly value?: number
  /** What it counts in a rate's whole. */
  readonly whole?: number
  readonly by?: string
  /** The group that is explained. */
  readonly in?: Explanation['by']
  readonly why?: string
  readonly relation?: string
  readonly key?: FactNote['key']
  readonly role?: Role
  readonly position?: number
  readonly type?: string
  readonly effectiveOn?: string
  readonly recordedAt?: string
  readonly evidence?: EventNote['evidence']
  readonly withdrawnBy?: string
  /** What the subject is called. */
  readonly name?: string
}

export const explainColumns: readonly (keyof ExplainRow)[] = [
  'figure',
  'scope',
  'counted',
  'subject',
  'value',
  'whole',
  'by',
  'why',
  'relation',
  'key',
  'role',
  'position',
  'type',
  'effectiveOn',
  'recordedAt',
  'evidence',
  'withdrawnBy',
  'name',
  'in',
]

/** An explanation, event by event. */
export const explainRows = (explanation: Explanation): readonly ExplainRow[] =>
  rowsOf(explanation).map((row) => {
    const name = nameOf(explanation, row.subject) || eventNames(explanation, row)
    return name === '' ? row : { ...row, name }
  })

/** What the ids are called, of those that have a name. */
const nameOf = ({ names }: Explanation, ids = ''): string =>
  ids
    .split(' ')
    .map((id) => names[id])
    .filter((name) => name !== undefined)
    .join(' ')

/** What the event of a flow is about: everything of it that has a name. */
function eventNames({ events, names }: Explanation, { position, subject }: ExplainRow): string {
  const event = subject === undefined && position !== undefined ? eventAt(events, position) : undefined
  const ids = Object.values(event?.data ?? {}).flat()
  return [...new Set(ids.map((id) => (typeof id === 'string' ? names[id] : undefined)))]
    .filter((name) => name !== undefined)
    .join(' ')
}

const rowsOf = (explanation: Explanation): readonly ExplainRow[] => [
  ...explanation.counted.flatMap((share) => countedRows(explanation, share)),
  ...(explanation.inWhole ?? []).flatMap((share) => countedRows(explanation, share).map(inWhole)),
  ...explanation.notCounted.flatMap((item) => notCountedRows(explanation, item)),
]

/** A row of what only the whole counts. */
const inWhole = ({ value, ...row }: ExplainRow): ExplainRow => ({
  ...row,
  counted: false,
  value: 0,
  ...(value === undefined ? {} : { whole: value }),
})

export function countedRows(
  explanation: Explanation,
  { value, whole, by, group, facts, events }: Counted,
): readonly ExplainRow[] {
  const [subject] = facts
  const start = {
    ...labelOf(explanation),
    counted: true,
    ...(subject || group !== undefined ? { subject: group ?? subjectText(subject) } : {}),
    value,
    ...(whole === undefined ? {} : { whole }),
    ...(by === undefined ? {} : { by }),
  }
  return facts.length > 0
    ? facts.flatMap((fact) => factRows(explanation, start, fact))
    : events.map((position) => ({ ...start, role: 'counted' as const, ...told(explanation, position) }))
}

function notCountedRows(explanation: Explanation, { fact, whole, event, reasons }: NotCounted): readonly ExplainRow[] {
  const start = {
    ...labelOf(explanation),
    counted: false,
    ...(fact ? { subject: subjectText(fact) } : {}),
    value: 0,
    ...(whole === undefined ? {} : { whole }),
  }
  return reasons.flatMap((reason) => {
    const why = { ...start, why: reason.why }
    const facts =
      'facts' in reason
        ? reason.facts
        : 'fact' in reason
          ? [reason.fact]
          : reason.why === 'not-held' && fact
            ? [fact]
            : []
    const positions = [...(event === undefined ? [] : [event]), ...(reason.why === 'withdrawn' ? [reason.by] : [])]
    const rows = [
      ...facts.flatMap((one) => factRows(explanation, why, one)),
      ...positions.map((position) => ({ ...why, role: 'event' as const, ...told(explanation, position) })),
    ]
    return rows.length > 0 ? rows : [why]
  })
}

const labelOf = ({ figure, scope, by }: Explanation) => ({
  figure,
  ...(scope === undefined ? {} : { scope }),
  ...(by === undefined ? {} : { in: by }),
})

const subjectText = (fact: FactNote | undefined): string => Object.values(fact?.key ?? {}).join(' ')

/** The events of a fact's life, with what each does seen from the day. */
export function factRows(explanation: Explanation, start: ExplainRow, fact: FactNote): readonly ExplainRow[] {
  const { relation, key, openedBy, amendedBy, closedBy } = fact
  const events: readonly (readonly [number, Role, Role])[] = [
    [openedBy, 'opened', 'opened'],
    ...amendedBy.map((position) => [position, 'amended', 'amends'] as const),
    ...(closedBy === undefined || closedBy === openedBy ? [] : [[closedBy, 'closed', 'closes'] as const]),
  ]
  return events.map(([position, done, due]) => {
    const event = told(explanation, position)
    const role = (event.effectiveOn ?? '') > explanation.asOf ? due : done
    return { ...start, relation, key, role, ...event }
  })
}

function told({ events }: Explanation, position: number): Partial<ExplainRow> {
  const event = eventAt(events, position)
  if (!event) return { position }
  const { type, effectiveOn, recordedAt, evidence, withdrawnBy } = event
  return {
    position,
    type,
    effectiveOn,
    recordedAt,
    ...(evidence === undefined ? {} : { evidence }),
    ...(withdrawnBy === undefined ? {} : { withdrawnBy }),
  }
}

/** Events are in book order. */
function eventAt(events: readonly EventNote[], position: number): EventNote | undefined {
  let [low, high] = [0, events.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((events[middle]?.position ?? position) < position) low = middle + 1
    else high = middle
  }
  return events[low]?.position === position ? events[low] : undefined
}
