import type { Ledger } from '@taizhang/kernel'
import type { Figure } from '@taizhang/kernel/define'
import { figureStream, sinceOf, type DayChange, type Label } from '@taizhang/kernel/internal'
import { kinds } from './kinds.ts'
import type { BatchList, FigureDeltas } from './page-data.ts'

interface Gathered {
  readonly labels: Label[]
  readonly index: Map<Label, number>
  readonly rows: (readonly [label: number, kind: number, batch: number, day: number, delta: number])[]
}

/** How figures change with each batch of a ledger, and the batches. Each value is the sum of what changed it. */
export function deltasOf(
  ledger: Ledger,
  figures: Iterable<Figure>,
  by?: readonly string[],
): { readonly deltas: readonly FigureDeltas[]; readonly batches: BatchList } {
  const stream = figureStream(ledger, figures, by === undefined ? {} : { by })
  const gathered = new Map<string, Gathered>(
    stream.figures.map(({ counting: { figure } }) => [figure.id, { labels: [], index: new Map(), rows: [] }]),
  )
  const [sizes, instants]: [number[], string[]] = [[], []]
  for (const { size, recordedAt, changes } of stream.batches()) {
    for (const { of, days } of changes) {
      const { figure } = of.counting
      const found = gathered.get(figure.id)
      if (found) gather(found, days, sizes.length, sinceOf(figure))
    }
    sizes.push(size)
    instants.push(recordedAt)
  }
  const deltas = [...gathered].map(([figure, { labels, rows }]) => ({ figure, labels, ...columnsOf(rows) }))
  return { deltas, batches: { sizes, recordedAt: instants } }
}

/** A flow counts from its own start on. */
function gather({ labels, index, rows }: Gathered, days: readonly DayChange[], batch: number, since: number): void {
  for (const { label, of, day, delta } of days) {
    if (day < since) continue
    let at = index.get(label)
    if (at === undefined) {
      at = labels.push(label) - 1
      index.set(label, at)
    }
    rows.push([at, kinds.indexOf(of), batch, day, delta])
  }
}

function columnsOf(rows: Gathered['rows']): Omit<FigureDeltas, 'figure' | 'labels'> {
  const byDay = rows.toSorted((a, b) => a[3] - b[3])
  return {
    label: byDay.map(([label]) => label),
    kind: byDay.map(([, kind]) => kind),
    batch: byDay.map(([, , batch]) => batch),
    day: byDay.map(([, , , day], at) => day - (byDay[at - 1]?.[3] ?? 0)),
    delta: byDay.map(([, , , , delta]) => delta),
  }
}
