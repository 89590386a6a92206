import type { CivilDate } from '@taizhang/kernel'
import { canonicalText } from '@taizhang/kernel/internal'
import { idOf } from '@taizhang/testkit'
import type { Filed } from './district-book.ts'

/**
 * A book as `export` prints it, line by line: `LedgerOpened`, then the events in batches of so many, each batch recorded at noon
 * of the day on which its last event was filed.
 *
 * @example
 * const texts = recordedTexts(districtBook({ size: 100, seed: 1 }), { book: 'd', batch: 10 })
 * texts.length // => 101
 */
export function recordedTexts(
  filed: Iterable<Filed>,
  { book, batch }: { readonly book: string; readonly batch: number },
): readonly string[] {
  const texts: string[] = []
  const record = (events: readonly object[], filedOn: CivilDate): void => {
    const envelope = { version: 1, actor: 'clerk-1', book, recordedAt: `${filedOn}T04:00:00.000Z` }
    for (const [index, event] of events.entries())
      texts.push(
        canonicalText({ ...event, ...envelope, position: texts.length, batch: { index, count: events.length } }),
      )
  }
  const opening = { name: `${book} 两新组织党建台账`, jurisdiction: book }
  record([{ id: idOf(0), type: 'LedgerOpened', effectiveOn: '1921-07-23', data: opening }], '2009-12-31')
  let waiting: Filed[] = []
  const flush = (): void => {
    const last = waiting.at(-1)
    if (last)
      record(
        waiting.map(({ draft }) => draft),
        last.filedOn,
      )
    waiting = []
  }
  for (const event of filed) if (waiting.push(event) === batch) flush()
  flush()
  return texts
}
