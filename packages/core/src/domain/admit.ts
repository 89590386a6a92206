import { refuse, type Refusal, type Words } from '@taizhang/kernel'

/** What is said where the two days of an event are in an order that cannot be. */
interface Order {
  readonly code: string
  readonly path: string
  readonly first: string | undefined
  readonly last: string | undefined
  readonly words: (first: string, last: string) => Words
}

/** Refuses where the first day is after the last; days that are not given are in order. */
export const inOrderOfDays = ({ code, path, first, last, words }: Order): true | Refusal =>
  first === undefined ||
  last === undefined ||
  first <= last ||
  refuse(code, words(first, last), { path: `data.${path}` })

/** Refuses what would no longer hold on the day from which the event says it holds. */
export const endsLater = (until: string, effectiveOn: string): true | Refusal =>
  effectiveOn < until ||
  refuse(
    'ends-before',
    {
      zh: `until（${until}）应在生效日 ${effectiveOn} 之后`,
      en: `until (${until}) must be after the event's day, ${effectiveOn}`,
    },
    { path: 'data.until' },
  )

/** Refuses an approval before the day of what it approves. */
export const approvedLater = (approvedOn: string | undefined, effectiveOn: string): true | Refusal =>
  inOrderOfDays({
    code: 'approved-before',
    path: 'approvedOn',
    first: effectiveOn,
    last: approvedOn,
    words: (first, last) => ({
      zh: `审批日期 ${last} 早于所审批的事项（${first}）`,
      en: `approved on ${last}, before what is approved (${first})`,
    }),
  })

/** Refuses a part that is more than the whole. */
export const atMost = (path: string, part: number | undefined, whole: number | undefined): true | Refusal =>
  part === undefined ||
  whole === undefined ||
  part <= whole ||
  refuse(
    'more-than-all',
    { zh: `${path} 为 ${part}，多于总数 ${whole}`, en: `${path} is ${part}, more than all ${whole}` },
    { path: `data.${path}` },
  )

/** The first refusal, where there is any. */
export const unlessRefused = (...found: readonly (true | Refusal)[]): true | Refusal =>
  found.find((one) => one !== true) ?? true
