import {
  civilDateAt,
  isCivilDate,
  isZonedTime,
  plusDays,
  type CivilDate,
  type Ledger,
  type View,
} from '@taizhang/kernel'

import { dayAsWritten, isLongerThanADay, isWrittenDay } from './day-text.ts'
import { domainOf } from './domain.ts'
import { isFork } from './forks.ts'
import { fileSystem } from './file-system.ts'
import type { KnownBy } from './known-by.ts'
import type { ViewFlags } from './options.ts'
import { readPeriodText } from './period-text.ts'
import type { Session } from './session.ts'
import { stop } from './stop.ts'

/** The bound of what has no end yet: on that day itself nothing holds, so it is no day to ask about. */
const endOfTime = '9999-12-31'

const firstDay = '0001-01-01'

/** A day as an option gives it, written as people write days. */
export function readDay(option: string, given: string): CivilDate {
  const text = dayAsWritten(given)
  if (isCivilDate(text) && text >= firstDay && text < endOfTime) return text
  if (isLongerThanADay(given)) return whichDay(option, given)
  return stop(
    'usage',
    'bad-date',
    {
      zh: `--${option} 应为存在的日期，写作 YYYY-MM-DD，${text === endOfTime ? `早于 ${endOfTime}，` : ''}而不是 ${text}`,
      en: `--${option} takes a date that exists${text === endOfTime ? ` before ${endOfTime}` : ''}, written YYYY-MM-DD, not ${text}`,
    },
    { option, found: text },
  )
}

const whichDay = (option: string, text: string): never =>
  stop(
    'usage',
    'which-day',
    {
      zh: `--${option} 要的是哪一天，而 ${text} 不止一天：请写明日期，如 2021-06-30`,
      en: `--${option} takes a day, and ${text} is more than one: give the date, such as 2021-06-30`,
    },
    { option, found: text },
  )

/** A required day. */
export const needDay = (option: string, text: string | undefined): CivilDate =>
  text === undefined
    ? stop('usage', 'option-missing', { zh: `缺少 --${option}`, en: `--${option} is missing` }, { option })
    : readDay(option, text)

/** A required option that names something. */
export const needOption = (option: string, text: string | undefined): string =>
  text === undefined || text === ''
    ? stop('usage', 'option-missing', { zh: `缺少 --${option}`, en: `--${option} is missing` }, { option })
    : text

/** Stops where a window ends before it starts; `end` is the option that says where it ends. */
export function expectInOrder(from: CivilDate, to: CivilDate, end: 'to' | 'as-of' = 'to'): void {
  if (from <= to) return
  stop(
    'usage',
    'from-after-to',
    { zh: `--from（${from}）晚于 --${end}（${to}）`, en: `--from (${from}) is after --${end} (${to})` },
    { from, to },
  )
}

/** `--from` and `--to` include both days; the library's windows do not include their end. */
export function readWindow(
  { from, to, period }: WindowFlags,
  asOf: CivilDate,
): { readonly from?: CivilDate; readonly to?: CivilDate } {
  if (period !== undefined) {
    if (from !== undefined || to !== undefined) periodAndDays()
    const span = readPeriodText('period', period, asOf)
    expectInOrder(span.from, asOf, 'as-of')
    return { from: span.from, to: plusDays(span.to < asOf ? span.to : asOf, 1) }
  }
  const first = from === undefined ? undefined : readDay('from', from)
  const last = to === undefined ? undefined : readDay('to', to)
  if (first !== undefined) expectInOrder(first, last ?? asOf)
  return {
    ...(first === undefined ? {} : { from: first }),
    ...(last === undefined ? {} : { to: plusDays(last, 1) }),
  }
}

/** The days that a window is asked for with. */
export interface WindowFlags {
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** A period as people say it. */
  readonly period?: string | undefined
}

const periodAndDays = (): never =>
  stop('usage', 'period-and-days', {
    zh: '--period 和 --from、--to 只写其一',
    en: 'give either --period or --from and --to',
  })

/** What was known, as it was asked for. */
export type AskedKnownAt = number | string | KnownBy | undefined

/**
 * What was known: digits are a size; otherwise an instant with its zone, a date, or the file of a checkpoint. What reads checkpoints is
 * loaded only for one.
 */
export async function readKnownAt(
  text: string | undefined,
  trust?: string,
  option = 'known-at',
): Promise<AskedKnownAt> {
  const known = timeOf(text, option)
  if (typeof known === 'number' || known === undefined || isTime(known)) {
    if (trust !== undefined) trustsNothing(option)
    return known
  }
  const { readKnownBy } = await import('./known-by.ts')
  return readKnownBy(known, trust)
}

const trustsNothing = (option: string): never =>
  stop('usage', 'trust-without-note', {
    zh: `--trust 查验检查点的签名：--${option} 须是检查点文件`,
    en: `--trust checks who signed a checkpoint: --${option} must be the file of one`,
  })

const isTime = (text: string): boolean => isCivilDate(text) || isZonedTime(text)

/** What is written as files are named, with a folder or an ending. What looks like a time is one that is ill written: 2021/07/01. */
const path = /^(?!\d[\dTZ:./+\s-]*$)(.*[/\\]|.*\.[a-z][a-z\d]*$)/i

/** A size, a time, or the path of a file: one that is there, or what can be nothing else. Digits alone are a size, eight of them too. */
function timeOf(given: string | undefined, option: string): number | string | undefined {
  if (given === undefined) return given
  const text = isWrittenDay(given) && !fileSystem.existsSync(given) ? dayAsWritten(given) : given
  if (/^\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text)
  if (isTime(text) || path.test(text) || fileSystem.existsSync(text)) return text
  return stop(
    'usage',
    'bad-known-at',
    {
      zh: `--${option} 应为记录条数、日期（YYYY-MM-DD）、带时区的时刻（2021-07-01T09:00:00Z）或检查点文件，而不是 ${text}`,
      en: `--${option} takes a size, a date (YYYY-MM-DD), an instant with its zone (2021-07-01T09:00:00Z) or the file of a checkpoint, not ${text}`,
    },
    { option, found: text },
  )
}

/** The two times of a view: what held, and what was known. */
export interface Times {
  readonly day: CivilDate
  readonly knownAt: AskedKnownAt
}

/** What day it is where the books are kept: in Asia/Shanghai those of the Party. */
export const today = async (session: Session): Promise<CivilDate> =>
  civilDateAt(session.world.now(), (await domainOf(session)).utcOffsetMinutes)

/** The times that are meant: by default today, and all of the book. */
export const readTimes = async (
  { asOf, knownAt, trust, period }: ViewFlags & Pick<WindowFlags, 'period'>,
  session: Session,
): Promise<Times> => ({
  day: asOf === undefined ? lastDayOf(period, await today(session)) : readDay('as-of', asOf),
  knownAt: await readKnownAt(knownAt, trust),
})

/** The last day of a period that is over, else today. */
function lastDayOf(period: string | undefined, day: CivilDate): CivilDate {
  if (period === undefined) return day
  const { to } = readPeriodText('period', period, day)
  return to < day ? to : day
}

/** The view at these times, and a remark where a size lies inside a batch. */
export function viewAt(session: Session, ledger: Ledger, { day, knownAt }: Times): View {
  // A fork with events that are only thought of holds what was known, and those.
  const known = isFork(ledger) ? undefined : knownIn(session, ledger, knownAt)
  const view = ledger.asOf(day, { knownAt: known })
  remarkInsideBatch(session, known, view)
  session.seen.push(view)
  return view
}

/** Remarks where the size that was asked for is not one of whole batches. */
export function remarkInsideBatch(session: Session, known: number | string | undefined, { size }: View): void {
  if (typeof known !== 'number' || known === size) return
  session.remark({
    zh: `第 ${known} 条在一个批次之中：结果以之前的整批为准，即 ${size} 条`,
    en: `size ${known} lies inside a batch: the answer stands on the last whole batch, size ${size}`,
  })
}

/** The size or the time that was asked for. A checkpoint is held against the events in memory, which the answer is made of. */
export function knownIn(session: Session, ledger: Ledger, asked: AskedKnownAt): number | string | undefined {
  if (typeof asked !== 'object') return asked
  asked.expectSealed(ledger)
  if (!asked.signersChecked) {
    session.remark({
      zh: '没有给出 --trust：检查点与台账相符，但没有查它是谁签的',
      en: 'no --trust was given: the checkpoint fits the book, but who signed it was not checked',
    })
  }
  return asked.note.size
}

/** A whole number from 1 on. */
export function readCount(option: string, text: string): number {
  if (/^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text)
  return stop(
    'usage',
    'bad-number',
    {
      zh: `--${option} 应为不小于 1 的整数，而不是 ${text}`,
      en: `--${option} takes a whole number from 1 on, not ${text}`,
    },
    { option, found: text },
  )
}
