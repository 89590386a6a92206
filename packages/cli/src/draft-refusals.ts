import type { Ledger, Refusal, Words } from '@taizhang/kernel'

import { badLinesMax, type Place } from './read-texts.ts'

const perLineMax = 10

/** An event in the way of another: one of the book, or one of the batch. */
type InTheWay =
  | {
      readonly position: number
      readonly id: string
      readonly type: string
      /** What people call events of that type. */
      readonly title: Words
      readonly effectiveOn: string
    }
  | Place

/** The drafts of one batch, with the place of each. */
export interface Batch {
  readonly values: readonly unknown[]
  readonly places: readonly Place[]
}

/** Refusals with file and line instead of a draft's index, in the order of the lines, and with the events in the way by name. */
export function placed(ledger: Ledger, { places }: Batch, refusals: readonly Refusal[]): readonly Refusal[] {
  const inBook = (position: number): readonly InTheWay[] => {
    const event = ledger.event(position)
    if (!event) return []
    const { id, type, effectiveOn } = event
    return [{ position, id, type, title: ledger.domain.events.get(type)?.title ?? { zh: type, en: type }, effectiveOn }]
  }
  return refusals
    .toSorted((a, b) => (a.draft ?? -1) - (b.draft ?? -1))
    .map(({ draft, drafts = [], ...refusal }) => {
      const place = draft === undefined ? undefined : places[draft]
      const own = drafts.flatMap((index) => places[index] ?? [])
      const inTheWay = [...(refusal.events ?? []).flatMap(inBook), ...own].filter((event) => event !== place)
      return { ...refusal, ...place, ...(inTheWay.length > 0 ? { inTheWay } : {}) }
    })
}

/** The refusals of the first hundred bad lines, some of each, in the order in which they were read. */
export function ofBadLines(
  refusals: readonly (Refusal & Partial<Place>)[],
  files: readonly string[],
): readonly (Refusal & Partial<Place>)[] {
  const order = (refusal: Partial<Place>): number => files.indexOf(refusal.file ?? '')
  const count = new Map<string, number>()
  return refusals
    .toSorted((a, b) => order(a) - order(b) || (a.line ?? 0) - (b.line ?? 0))
    .filter(({ file, line }) => {
      const key = `${line} ${file}`
      const before = count.get(key) ?? 0
      if (before === 0 && count.size >= badLinesMax) return false
      count.set(key, before + 1)
      return before < perLineMax
    })
}

/** What is wrong with the form of the drafts, before facts are looked at. */
export function formRefusals(ledger: Ledger, batch: Batch): readonly Refusal[] {
  const parsed = ledger.parse(batch.values)
  return parsed.ok ? [] : placed(ledger, batch, parsed.refusals)
}
