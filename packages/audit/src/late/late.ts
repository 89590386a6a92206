import { civilDateAt, percent, type Ledger, type View } from '@taizhang/kernel'
import { expectFunction, expectObject, expectView, expectWhole } from '@taizhang/kernel/internal'
import { eventNotes } from '../event-note.ts'
import { pointsBetween } from '../points.ts'
import { latecomers, type Latecomers, type Seal } from './late-events.ts'
import type { LateBatch, LateList, Moved } from './late-list.ts'
import { Moves, type Move } from './moves.ts'

/** What counts as late. */
export interface LateOptions {
  /** More days than these are late: a whole number from 0 on. */
  readonly days: number
  /** The view that was sealed: what was recorded after it and reaches behind its last batch's day is listed. */
  readonly sealed?: View | undefined
  /** Is told of how many batches are counted: a large book takes a while. */
  readonly onProgress?: ((done: number, of: number) => void) | undefined
}

/**
 * The events that were recorded long after they took effect, or after a seal, and the figures that each batch of them changed.
 *
 * Throws `LedgerError` (usage) where the days are no whole number from 0 on.
 *
 * @example
 * const { batches } = late(ledger, { days: 90 })
 * batches.length // => 1
 */
export function late(ledger: Ledger, options: LateOptions): LateList {
  expectObject(ledger, 'ledger')
  expectObject(options, 'options')
  const { days, sealed, onProgress } = options
  expectWhole(days, 'days')
  if (sealed !== undefined) expectView(sealed, 'sealed')
  if (onProgress !== undefined) expectFunction(onProgress, 'onProgress')
  const seal = sealed && { size: sealed.size, on: civilDateAt(sealed.knownAt, ledger.domain.utcOffsetMinutes) }
  const batches = batchesOf(ledger, latecomers(ledger, days, seal), seal, onProgress)
  return {
    book: ledger.book,
    size: ledger.size,
    days,
    ...(seal ? { sealed: seal } : {}),
    batches,
    events: eventNotes(
      ledger,
      batches.flatMap((batch) => batch.late.flatMap(({ event, takesBack = [] }) => [event, ...takesBack])),
      ledger.size,
    ),
  }
}

/** The batches with what they moved. */
function batchesOf(
  ledger: Ledger,
  found: readonly Latecomers[],
  seal: Seal | undefined,
  onProgress: LateOptions['onProgress'],
): readonly LateBatch[] {
  const days = new Map(found.map(({ first, late }) => [first, dayOf(late, seal)]))
  const moves = new Moves(ledger).batches((first) => days.get(first))
  return found.map(({ first, events, late }, done) => {
    onProgress?.(done, found.length)
    const moved = moves.next().value ?? []
    const [asOf, size] = [dayOf(late, seal), first + events]
    const { recordedAt } = ledger.event(first) ?? { recordedAt: '' }
    return { recordedAt, size, late, asOf, moved: moved.flatMap(movedBy) }
  })
}

/** A figure that came out otherwise. In a scope that is not defined on the day there is nothing, and not 0. */
function movedBy({ figure, label: { scope, by }, defined: [was, is], ...numbers }: Move): readonly Moved[] {
  const [before, after] = [numbers.before, numbers.after].map(([part = 0, whole]) =>
    whole === undefined ? part : percent(part, whole),
  )
  if (before === after) return []
  const fractions = {
    part: [numbers.before[0] ?? 0, numbers.after[0] ?? 0],
    whole: [numbers.before[1] ?? 0, numbers.after[1] ?? 0],
  } as const
  return [
    {
      figure: figure.id,
      ...(scope === undefined ? {} : { scope }),
      ...(by === undefined || !('by' in figure) || figure.by === undefined ? {} : { by: { [figure.by]: by } }),
      measure: (by !== undefined && 'measureOf' in figure && figure.measureOf?.(by)) || figure.measure,
      before: was ? (before ?? null) : null,
      after: is ? (after ?? null) : null,
      ...('part' in figure ? { ...fractions, ...pointsBetween(before ?? null, after ?? null) } : {}),
    },
  ]
}

/** The sealed day where a seal was broken; else the last day from which something that came late changes what the book says. */
function dayOf(late: Latecomers['late'], seal: Seal | undefined): string {
  if (seal && late.some(({ why }) => why.includes('sealed'))) return seal.on
  return late.reduce((last, { reachesBackTo }) => (reachesBackTo > last ? reachesBackTo : last), '')
}
