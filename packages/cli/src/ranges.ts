import type { CivilDate, Ledger, View } from '@taizhang/kernel'

import { readDay, readKnownAt, today as todayIn, viewAt, type AskedKnownAt } from './read-options.ts'
import type { Session } from './session.ts'
import { stop } from './stop.ts'

interface RangeFlags {
  readonly asOf?: string | undefined
  readonly knownAt?: string | undefined
  readonly trust?: string | undefined
}

/** The times of two views. */
export interface TwoTimes {
  readonly days: readonly [CivilDate, CivilDate]
  readonly knownAt: readonly [AskedKnownAt, AskedKnownAt]
}

/** Two times from `A`, `A..B` or `A..`: days up to today, knowledge up to all of the book. */
export async function readTwoTimes({ asOf, knownAt, trust }: RangeFlags, session: Session): Promise<TwoTimes> {
  const today = await todayIn(session)
  const days = asOf === undefined ? undefined : endsOf('as-of', asOf)
  const known = knownAt === undefined ? undefined : endsOf('known-at', knownAt)
  if (!(days && days.length > 1) && !(known && known.length > 1)) {
    stop('usage', 'nothing-to-compare', {
      zh: '没有可比较的两个时点：--as-of 写作 A..B，或 --known-at 写作 X..Y（X.. 即到全部）',
      en: 'there are no two views to compare: give --as-of A..B, or --known-at X..Y (X.. is up to all of the book)',
    })
  }
  const [first = today, last = days?.length === 1 ? first : ''] = days ?? [today]
  return {
    days: [readDay('as-of', first), last === '' ? today : readDay('as-of', last)],
    knownAt: [await knownIn(known?.[0], trust), await knownIn(known?.[known.length - 1], trust)],
  }
}

const knownIn = async (end: string | undefined, trust: string | undefined): Promise<AskedKnownAt> =>
  end === undefined || end === '' ? undefined : readKnownAt(end, trust)

/** `A` has one end, `A..B` and `A..` have two, of which the second may be empty. */
function endsOf(option: string, text: string): readonly string[] {
  // The dots of `../july.note` are part of a path.
  const ends = text.split(/(?<![./])\.\.(?![./])/)
  if (ends.length <= 2 && ends[0] !== '') return ends
  return stop(
    'usage',
    'bad-range',
    {
      zh: `--${option} 应写作 A、A..B 或 A..，而不是 ${text}`,
      en: `--${option} takes A, A..B or A.., not ${text}`,
    },
    { option, found: text },
  )
}

/** The two views; the second is not before the first in either time. */
export function twoViews(session: Session, ledger: Ledger, { days, knownAt }: TwoTimes): readonly [View, View] {
  const [first, second] = [
    viewAt(session, ledger, { day: days[0], knownAt: knownAt[0] }),
    viewAt(session, ledger, { day: days[1], knownAt: knownAt[1] }),
  ]
  if (first.asOf > second.asOf) backwards('as-of', first.asOf, second.asOf)
  if (first.size > second.size) backwards('known-at', String(first.size), String(second.size))
  return [first, second]
}

const backwards = (option: string, from: string, to: string): never =>
  stop(
    'usage',
    'range-backwards',
    {
      zh: `--${option} 的前一端（${from}）晚于后一端（${to}）`,
      en: `--${option}: its first end (${from}) is after its second (${to})`,
    },
    { option, from, to },
  )
