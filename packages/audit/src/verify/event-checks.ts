import { refuse, type Refusal } from '@taizhang/kernel'
import { type CheckResult } from '@taizhang/kernel/store'
import { ofNewer } from '@taizhang/kernel/internal'

/** A position at which there is no event of its own. */
export const gap = (position: number, revision: number): Refusal =>
  refuse(
    'position-missing',
    { zh: `第 ${position} 条的位置上是 ${revision}`, en: `where event ${position} should be, there is ${revision}` },
    { position },
  )

/** An event that the store has under another id than its text says. */
export const otherId = (position: number, stored: string, id: string): Refusal =>
  refuse(
    'id-differs',
    {
      zh: `第 ${position} 条存在编号 ${stored} 之下，而内容里是 ${id}`,
      en: `event ${position} is stored under the id ${stored}, but says ${id}`,
    },
    { position },
  )

/** A refusal tells of a text by its index, which is the event's position. */
export const positioned = ({ draft, ...refusal }: Refusal): Refusal => ({
  ...refusal,
  ...(draft === undefined ? {} : { position: draft }),
})

/** Whether the events hold by themselves. Those of a newer program are no damage: they could not be checked. */
export const eventCheck = (size: number, findings: readonly Refusal[]): CheckResult => ({
  check: 'events',
  title: { zh: '记录', en: 'events' },
  ...eventState(size, findings),
  findings,
})

function eventState(size: number, findings: readonly Refusal[]): Pick<CheckResult, 'state' | 'note'> {
  if (findings.length === 0) {
    const note = {
      zh: `${size} 条：规范形式、字段、位置、批次、时间、编号均无误`,
      en: `${size}: canonical form, schemas, positions, whole batches, times and ids are right`,
    }
    return { state: 'held', note }
  }
  if (findings.every(ofNewer)) {
    const note = {
      zh: '有本程序不认识的记录：请使用更新的版本再查',
      en: 'there are events that this program does not know: verify with a newer version',
    }
    return { state: 'unable', note }
  }
  return { state: 'failed', note: { zh: `有误 ${findings.length} 处`, en: `${findings.length} wrong` } }
}

/** Whether every change applies; not known where the events were not replayed. */
export function factCheck(malformed: readonly Refusal[], impossible: readonly Refusal[]): CheckResult {
  const named = { check: 'facts', title: { zh: '变更', en: 'facts' } }
  if (malformed.length > 0) {
    const note = malformed.every(ofNewer)
      ? {
          zh: '有本程序不认识的记录，没有重放判断',
          en: 'there are events that this program does not know, so they were not replayed and judged',
        }
      : {
          zh: '记录本身有误，没有重放判断',
          en: 'the events are wrong by themselves, so they were not replayed and judged',
        }
    return { ...named, state: 'unable', note, findings: [] }
  }
  const note =
    impossible.length > 0
      ? { zh: `有 ${impossible.length} 处变更不成立`, en: `${impossible.length} changes do not apply` }
      : { zh: '逐批重新判断，每项变更都成立', en: 'every batch judged again; every change applies' }
  return { ...named, state: impossible.length > 0 ? 'failed' : 'held', note, findings: impossible.map(positioned) }
}
