import type * as z from 'zod'
import { figureReportedType, type ReportedData } from '../parts/figure-reported.ts'
import type { qualifier, quantity } from '../parts/quantity.ts'
import type { CivilDate } from '../time/civil-date.ts'
import type { Facts } from '../facts/facts.ts'
import type { LiveEvent } from '../facts/table-changes.ts'
import { amountFrom, type Amount } from './amount.ts'
import type { FigureValue } from './figure-value.ts'

/** A figure as somebody reported it. */
export interface Reported {
  readonly value: number
  readonly qualifier: z.output<typeof qualifier>
  readonly source: string
  /** Position of the event that says so. */
  readonly event: number
}

type Report = Omit<LiveEvent, 'data'> & { readonly data: ReportedData }

const placeOf = (figureId: string, scope: string | undefined, asOf: CivilDate): string =>
  JSON.stringify([figureId, scope ?? null, asOf])

/** The latest report of each figure, scope and day: events come by day and book order. */
const reports = (facts: Facts): ReadonlyMap<string, Report> =>
  new Map(
    facts.events(figureReportedType).map((event) => {
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

/** What is “about” a number may be so many percent off where no rule of the book says otherwise. */
export const aboutPercentUsual = 5

/**
 * Whether what was reported and what the ledger derives cannot both be true of one number: 60 derived is at variance with "more than
 * 60", 63 is not. Nothing is at variance with what is not derived.
 */
export function atVariance(
  derived: FigureValue,
  reported: z.output<typeof quantity>,
  aboutPercent: number = aboutPercentUsual,
): boolean {
  if (derived.value === null) return false
  const a = rangeOf(Number(derived.value), derived.qualifier ?? 'exact', aboutPercent)
  const b = rangeOf(reported.value, reported.qualifier, aboutPercent)
  return isBelow(a, b) || isBelow(b, a)
}

/**
 * How far apart two are that are at variance: as inexact as both together, because what is more than it says is then the greater of
 * them.
 */
export const distance = (derived: FigureValue, reported: Reported, difference: number): Amount =>
  amountFrom((of) =>
    of === 'value' ? Math.abs(difference) : Number(derived.qualifier === of) + Number(reported.qualifier === of),
  )

/** The numbers that a quantity may stand for, in hundredths. `above` leaves out `least` itself. */
interface Range {
  readonly least: number
  readonly above: boolean
  readonly most: number
}

function rangeOf(value: number, how: z.output<typeof qualifier>, aboutPercent: number): Range {
  const hundredths = value * 100
  switch (how) {
    case 'exact':
      return { least: hundredths, above: false, most: hundredths }
    case 'at-least':
      return { least: hundredths, above: false, most: Infinity }
    case 'more-than':
      return { least: hundredths, above: true, most: Infinity }
    case 'about': {
      const leeway = Math.abs(value) * aboutPercent
      return { least: hundredths - leeway, above: false, most: hundredths + leeway }
    }
  }
}

/** Whether every number of the one is less than every number of the other. */
const isBelow = ({ most }: Range, { least, above }: Range): boolean => most < least || (above && most === least)
