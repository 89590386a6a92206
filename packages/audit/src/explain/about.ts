import { definitionOf, subjectsOf } from '@taizhang/kernel/internal'
import { leftOut, overWindow, type Ledger, type View } from '@taizhang/kernel'
import { type Figure } from '@taizhang/kernel/define'
import { factNote, type FactNote } from '../fact-note.ts'
import type { Counted, NotCounted } from './explanation.ts'
import { leftOutNote, type Rest } from './not-counted.ts'

/** What is shown of a figure: what was counted and what was not. */
export interface Shown extends Rest {
  readonly counted: readonly Counted[]
  readonly inWhole?: readonly Counted[]
}

/**
 * What is shown of a figure about one unit, organization, person …: the shares that it has part in; what was not counted of it, also
 * where another scope counts it; and where there is neither, that it does not hold on the day.
 */
export function about(
  ledger: Ledger,
  view: View,
  figure: Figure,
  {
    subject,
    all,
    scope,
    isPart,
  }: {
    readonly subject: string
    readonly all: Shown
    readonly scope: string | undefined
    /** Whether it is about a group, or under conditions: then what is in none of the lists may well be in another. */
    readonly isPart: boolean
  },
): Shown {
  const concerns = ({ facts, events }: Counted): boolean =>
    facts.length > 0
      ? facts.some((fact) => mentions(fact, subject))
      : events.some((position) => names(ledger, position, subject))
  const counted = all.counted.filter(concerns)
  const inWhole = all.inWhole?.filter(concerns)
  const notCounted = all.notCounted.filter(({ fact, near, event, reasons }) =>
    event === undefined
      ? [fact, ...near, ...reasons.map((reason) => ('fact' in reason ? reason.fact : undefined))].some(
          (one) => one && mentions(one, subject),
        )
      : names(ledger, event, subject),
  )
  const found = counted.length + (inWhole?.length ?? 0) + notCounted.length > 0
  return {
    counted,
    ...(inWhole ? { inWhole } : {}),
    notCounted: found || isPart ? notCounted : otherwise(ledger, view, figure, { subject, scope }),
    countedElsewhere: [],
  }
}

/** Whether an event names the subject. */
export function names(ledger: Ledger, position: number, subject: string): boolean {
  const event = ledger.event(position)
  return event !== undefined && subjectsOf(definitionOf(ledger.domain, event), event.data).has(subject)
}

const mentions = ({ key, attributes }: Pick<FactNote, 'key' | 'attributes'>, subject: string): boolean =>
  Object.values(key).includes(subject) || Object.values(attributes).includes(subject)

/** Subjects of that id that another scope counts, or that hold on another day only. */
function otherwise(
  ledger: Ledger,
  view: View,
  figure: Figure,
  { subject, scope }: { readonly subject: string; readonly scope: string | undefined },
): readonly NotCounted[] {
  if (overWindow(figure)) return []
  const stock = figure.kind === 'rate' ? figure.part : figure
  const elsewhere = leftOut(view, stock, scope).filter(({ row }) => mentions(row, subject))
  if (elsewhere.length > 0) return elsewhere.map((one) => leftOutNote(ledger, view, one))
  const last = view.facts.rows(stock.of).findLast((row) => Object.values(row.key).includes(subject))
  if (!last) return []
  return [{ fact: factNote(ledger.domain, view.facts, last), near: [], reasons: [{ why: 'not-held' }] }]
}
