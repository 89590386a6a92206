import {
  civilDateAt,
  expectObject,
  expectView,
  expectWhole,
  type CivilDate,
  type Ledger,
  type View,
} from '@taizhang/core'
import {
  figureCatalogue,
  figureRows,
  percent,
  plus,
  windowOf,
  type Figure,
  type FigureRow,
  type Window,
} from '@taizhang/core/figures'
import { eventNotes } from '../event-note.ts'
import { sidesOf, valueIn } from '../shares.ts'
import { latecomers, type Latecomers, type Seal } from './late-events.ts'
import type { LateBatch, LateList, Moved } from './late-list.ts'
import { Neighbourhoods } from './neighbourhoods.ts'

export interface LateOptions {
  /** More days than these are late: a whole number from 0 on. */
  readonly days: number
  /** The view that was sealed: what was recorded after it and reaches behind its last batch's day is listed. */
  readonly sealed?: View | undefined
}

/**
 * What was recorded long after it took effect, or behind a seal, and which figures each batch of it moved.
 *
 * Throws `LedgerError` (usage) where the days are no whole number from 0 on.
 */
export function late(ledger: Ledger, options: LateOptions): LateList {
  expectObject(ledger, 'ledger')
  expectObject(options, 'options')
  const { days, sealed } = options
  expectWhole(days, 'days')
  if (sealed !== undefined) expectView(sealed, 'sealed')
  const seal = sealed && { size: sealed.size, on: civilDateAt(sealed.knownAt) }
  const batches = new Moves(ledger, latecomers(ledger, days, seal), seal).batches()
  return {
    book: ledger.book,
    size: ledger.size,
    days,
    ...(seal ? { sealed: seal } : {}),
    batches,
    events: eventNotes(
      ledger,
      batches.flatMap((batch) => batch.late.map(({ event }) => event)),
      ledger.size,
    ),
  }
}

/** A batch between the views before and after it, cut down to what it can have changed. */
interface Side {
  readonly latecomers: Latecomers
  readonly asOf: CivilDate
  readonly before: View
  readonly after: View
  /** Not cut down. */
  readonly whole: readonly [View, View]
}

/**
 * Figures before and after each batch. What a batch changes is found in a part of the book; a value of the whole is what the book
 * says now, less what the batches since have changed. Of these only late ones can reach back to the day in question.
 */
class Moves {
  readonly #sides: readonly Side[]
  readonly #now: View

  constructor(ledger: Ledger, all: readonly Latecomers[], seal: Seal | undefined) {
    this.#now = ledger.asOf('9999-12-30')
    const neighbourhoods = new Neighbourhoods(ledger)
    this.#sides = all.map((one) => {
      const size = one.events[0]?.recordedFrom ?? 0
      const asOf = dayOf(one, seal)
      const sides = [size - one.events.length, size].map((knownAt) => ledger.asOf(asOf, { knownAt }))
      // Whatever else is in the batch takes effect after that day.
      const cameLate = one.late.flatMap(({ event }) => ledger.event(event) ?? [])
      const [before, after] = neighbourhoods.around(cameLate, sides as [View, View])
      return { latecomers: one, asOf, before, after, whole: sides as [View, View] }
    })
  }

  batches(): readonly LateBatch[] {
    return this.#sides.map(({ latecomers: { events, late: found }, asOf }, at) => ({
      recordedAt: events[0]?.recordedAt ?? '',
      size: events[0]?.recordedFrom ?? 0,
      late: found,
      asOf,
      moved: [...figureCatalogue.values()].flatMap((figure) => this.#moved(figure, at)),
    }))
  }

  #moved(figure: Figure, at: number): readonly Moved[] {
    const [before, after] = viewsFor(figure, this.#sides[at] as Side)
    const [old, now] = [before, after].map((view) => labelled(figureRows(view, figure)))
    return [...new Map([...(old ?? []), ...(now ?? [])])].flatMap(([text, row]) => {
      const same = (old?.get(text)?.value ?? 0) === (now?.get(text)?.value ?? 0)
      // A rate of a part of the book tells nothing of the whole's; its fraction does.
      if (same && !('part' in figure && this.#fractionMoved(figure, row, at))) return []
      const { figure: id, scope, by, measure } = row
      const values = {
        before: this.#valueBefore(figure, row, at, at),
        after: this.#valueBefore(figure, row, at, at + 1),
      }
      if (values.before === values.after) return []
      const label = { ...(scope === undefined ? {} : { scope }), ...(by === undefined ? {} : { by }) }
      return [{ figure: id, ...label, measure, ...values }]
    })
  }

  #fractionMoved(figure: Figure, row: FigureRow, at: number): boolean {
    const one = this.#sides[at] as Side
    return sidesOf(figure).some((side) => {
      const [before, after] = viewsFor(side, one).map((view) => this.#valueIn(side, view, row, windowOf(view, figure)))
      return before !== after
    })
  }

  #valueIn(side: Figure, view: View, { scope, by }: FigureRow, window: Window): number {
    return Number(valueIn(view, side, window, { scope, by: Object.values(by ?? {})[0] }).value ?? 0)
  }

  /** The figure as of the day of one batch, as known before another. */
  #valueBefore(figure: Figure, row: FigureRow, at: number, other: number): number | string | null {
    const { asOf } = this.#sides[at] as Side
    const window = windowOf({ ...this.#now, asOf }, figure)
    const valueIn = (side: Figure, view: View): number => this.#valueIn(side, view, row, window)
    const [part = 0, whole] = sidesOf(figure).map((side) =>
      this.#sides
        .slice(other)
        .map((one) => viewsFor(side, one))
        .reduce(
          (sum, [before, after]) => plus(sum, plus(valueIn(side, before), -valueIn(side, after))),
          valueIn(side, this.#now),
        ),
    )
    return whole === undefined ? part : percent(part, whole)
  }
}

/** Where subjects count together once, those that a batch did not touch matter too. */
const viewsFor = (figure: Figure, { before, after, whole }: Side): readonly [View, View] =>
  'distinct' in figure && figure.distinct ? whole : [before, after]

const labelled = (rows: readonly FigureRow[]): ReadonlyMap<string, FigureRow> =>
  new Map(rows.map((row) => [JSON.stringify([row.scope, row.by]), row]))

/** The sealed day where a seal was broken; else the last day from which something that came late changes what the book says. */
function dayOf({ late: found }: Latecomers, seal: Seal | undefined): CivilDate {
  if (seal && found.some(({ why }) => why.includes('sealed'))) return seal.on
  return found.reduce((last, { reachesBackTo }) => (reachesBackTo > last ? reachesBackTo : last), '')
}
