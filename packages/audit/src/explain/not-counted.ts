import { knownLive, entriesOf, groupsOfEvents } from '@taizhang/kernel/internal'
import {
  behind,
  leftOut,
  overWindow,
  windowOf,
  type BookEvent,
  type Ledger,
  type View,
  type LeftOut,
  type Question,
  type Reason,
} from '@taizhang/kernel'
import { type Figure, type Flow, type FlowRate } from '@taizhang/kernel/define'
import { factNote, factText } from '../fact-note.ts'
import { cutIn, groupApart } from '../shares.ts'
import type { NotCounted, ReasonNote } from './explanation.ts'

/** What was not counted; subjects that another scope counts are only numbered. */
export interface Rest {
  readonly notCounted: readonly NotCounted[]
  readonly countedElsewhere: readonly { readonly scope: string; readonly subjects: number }[]
}

/** What a figure could have counted and did not. */
export function notCountedBy(ledger: Ledger, view: View, figure: Figure, question: Question): Rest {
  if (overWindow(figure)) return { notCounted: eventsNotCounted(ledger, view, figure, question), countedElsewhere: [] }
  const elsewhere = new Map<string, number>()
  const notCounted: NotCounted[] = []
  const wholes = figure.kind === 'rate' ? wholesOf(view, figure.whole, question) : undefined
  const { where } = question
  for (const found of leftOut(view, figure, question.scope, { group: groupApart(figure, question.group), where })) {
    const [reason] = found.reasons
    const inWhole = wholes?.get(factText(found.row))
    // What another scope counts may yet be in this one's whole: then it is this one's not to count.
    if (reason?.why === 'other-scope' && inWhole === undefined) {
      elsewhere.set(reason.scope, (elsewhere.get(reason.scope) ?? 0) + 1)
    } else {
      const whole = wholes ? { whole: inWhole ?? 0 } : {}
      notCounted.push({ ...whole, ...leftOutNote(ledger, view, found) })
    }
  }
  return {
    notCounted,
    countedElsewhere: [...elsewhere].map(([scope, subjects]) => ({ scope, subjects })),
  }
}

/** What each subject counts in a rate's whole. */
const wholesOf = (view: View, whole: Figure, question: Question): ReadonlyMap<string, number> =>
  new Map(behind(view, whole, question).map(({ rows: [row], value }) => [row ? factText(row) : '', value]))

/** A subject that was left out, with what is near it and why. */
export const leftOutNote = (
  { domain: definitions }: Ledger,
  { facts }: View,
  { row, near, reasons }: LeftOut,
): NotCounted => ({
  fact: factNote(definitions, facts, row),
  near: near.map((one) => factNote(definitions, facts, one)),
  reasons: reasons.map((reason): ReasonNote => {
    switch (reason.why) {
      case 'ended':
      case 'later':
        return { why: reason.why, fact: factNote(definitions, facts, reason.row) }
      case 'attribute':
        return withoutRow(reason, factNote(definitions, facts, reason.row))
      case 'despite':
        return { why: reason.why, facts: reason.rows.map((one) => factNote(definitions, facts, one)) }
      case 'missing':
      case 'no-group':
      case 'definition':
      case 'other-scope':
        return reason
    }
  }),
})

const withoutRow = (
  { why, attribute, value, wouldCount }: Reason & { readonly why: 'attribute' },
  fact: ReturnType<typeof factNote>,
): ReasonNote => ({ why, fact, attribute, value, wouldCount })

/** Events in the window of the types that the flow counts which it does not count, or which were taken back. */
function eventsNotCounted(
  ledger: Ledger,
  view: View,
  figure: Flow | FlowRate,
  question: Question,
): readonly NotCounted[] {
  const { from, to } = windowOf(view, figure, question.window)
  const cut = cutIn(view, figure, question)
  const group = groupApart(figure, question.group)
  const isInGroup = ({ position, effectiveOn, data }: BookEvent): boolean =>
    !cut ||
    groupsOfEvents(view.facts, { on: effectiveOn, events: [position], about: data }, cut).some((values) =>
      values.every((value, at) => value === group[cut.by[at] ?? '']),
    )
  const flows = 'part' in figure ? [figure.part, figure.whole] : [figure]
  const counted = new Set(flows.flatMap((flow) => entriesOf(view.facts, flow).flatMap(({ events }) => events)))
  const types = new Set([...counted].map((position) => ledger.event(position)?.type))
  return ledger
    .events({ knownAt: view.size })
    .filter(({ type, effectiveOn }) => types.has(type) && from <= effectiveOn && effectiveOn < to)
    .filter((event) => !counted.has(event.position) && isInGroup(event))
    .map((event) => {
      const by = knownLive(event, view.size) ? undefined : ledger.eventById(event.withdrawnBy ?? '')?.position
      const reason: ReasonNote = by === undefined ? { why: 'definition' } : { why: 'withdrawn', by }
      return { event: event.position, near: [], reasons: [reason] }
    })
}
