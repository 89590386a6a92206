import { isDeepStrictEqual } from 'node:util'
import type { BenchBook, Line } from './line.ts'

export interface Measured {
  readonly what: string
  readonly against: string
  readonly size: number
  /** Median milliseconds of one job. */
  readonly oursMs: number
  readonly otherMs: number
  /** Median of the ratios of neighbouring rounds: other / ours. */
  readonly ratio: number
  /** The ratios' first and third quartile. */
  readonly spread: readonly [number, number]
  readonly atLeast?: number | undefined
  readonly growthMax?: number | undefined
}

/**
 * Measures a line: both ways in turn, in one process, after a warm-up of each whose answers are compared. Throws where they
 * differ: a faster wrong answer is no measurement.
 */
export async function measure(line: Line, book: BenchBook): Promise<Measured> {
  const pair = await line.prepare(book)
  const { times = 1, scale = 1 } = pair
  const answers = [await pair.ours(), await pair.other()]
  if (pair.sameAnswer !== false && !isDeepStrictEqual(answers[0], answers[1]))
    throw new Error(`${line.what}: the answers differ: ${JSON.stringify(answers).slice(0, 400)}`)
  const rounds: { ours: number; other: number }[] = []
  for (let round = 0; round < line.rounds; round++) {
    const [first, second] = round % 2 === 0 ? [pair.ours, pair.other] : [pair.other, pair.ours]
    const [one, two] = [await clock(first), await clock(second)]
    rounds.push(round % 2 === 0 ? { ours: one, other: two * scale } : { ours: two, other: one * scale })
  }
  await pair.close?.()
  const ratios = rounds.map(({ ours, other }) => other / ours)
  return {
    what: line.what,
    against: line.against,
    size: book.size,
    oursMs:
      quantile(
        rounds.map(({ ours }) => ours),
        0.5,
      ) / times,
    otherMs:
      quantile(
        rounds.map(({ other }) => other),
        0.5,
      ) / times,
    ratio: quantile(ratios, 0.5),
    spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
    atLeast: line.atLeast,
    growthMax: line.growthMax,
  }
}

async function clock(work: () => unknown): Promise<number> {
  globalThis.gc?.()
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN]
  return below + (above - below) * (at - Math.floor(at))
}
