import type * as z from 'zod'
import { figureReported } from '../domain/inventory/figure-reported.ts'
import type { reportedQualifier } from '../domain/words.ts'
import type { CivilDate } from '../kernel/civil-date.ts'
import type { Facts } from '../kernel/facts.ts'
import type { LiveEventOf } from './figure.ts'

/** A figure as somebody reported it. */
export interface Reported {
  readonly value: number
  readonly qualifier: z.output<typeof reportedQualifier>
  readonly source: string
  /** Position of the event that says so. */
  readonly event: number
}

type Report = LiveEventOf<typeof figureReported.data>

const placeOf = (figureId: string, scope: string | undefined, asOf: CivilDate): string =>
  JSON.stringify([figureId, scope ?? null, asOf])

/** The latest report of each figure, scope and day: events come by day and book order. */
const reports = (facts: Facts): ReadonlyMap<string, Report> =>
  new Map(
    facts.events(figureReported.type).map((event) => {
      // Parsed by this very definition when it was recorded.
      const report = event as Report
      return [placeOf(report.data.figureId, report.data.scope, report.data.asOf), report]
    }),
  )

/** What was last reported of a figure for a day; a flow is reported for its own window, up to and including that day. */
export function reportedFigure(
  facts: Facts,
  figureId: string,
  scope: string | undefined,
  asOf: CivilDate,
): Reported | undefined {
  const report = facts.derive(reports).get(placeOf(figureId, scope, asOf))
  return report && { ...report.data.quantity, source: report.data.source, event: report.position }
}
