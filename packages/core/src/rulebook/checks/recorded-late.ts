import { events } from '../../domain/event-list.ts'
import { ledgerOpened } from '../../domain/book/ledger-opened.ts'
import { civilDateAt } from '../../shanghai.ts'
import { openEnd, plusDays, type Subject } from '@taizhang/kernel/define'
import { type CivilDate, type LiveEvent, type Facts, type Words } from '@taizhang/kernel'
import { defineCheck } from '../define-check.ts'

const titles: ReadonlyMap<string, Words> = new Map(events.map(({ type, title }) => [type, title]))

interface EventSubject extends Subject {
  readonly event: LiveEvent
}

/** Every event from the day on which it was recorded. */
const recorded = (facts: Facts): readonly EventSubject[] =>
  facts
    .events()
    .filter(({ type }) => type !== ledgerOpened.type)
    .map((event) => ({ id: event.id, from: recordedOn(event), to: openEnd, event }))

const recordedOn = ({ recordedAt }: LiveEvent): CivilDate => civilDateAt(recordedAt)

/** 补录. What takes other events back says nothing of its own, and the opening of the book is always the same. */
export const recordedLate = defineCheck({
  id: 'RECORDED-LATE',
  says: ({ daysMax }) => ({
    zh: `应当在生效后 ${daysMax} 天内记入台账`,
    en: `What happens is recorded within ${daysMax} days of taking effect.`,
  }),
  next: {
    zh: '核对生效日期，有误的更正；今后及时报送和记录',
    en: 'Check its date and correct it where it is wrong; report and record in time from now on.',
  },
  looks: (look) => [
    look({
      subjects: recorded,
      holds: ({ subject: { event } }, { daysMax }) => {
        const { effectiveOn, position } = event
        const title = titles.get(event.type) ?? { zh: event.type, en: event.type }
        return recordedOn(event) <= plusDays(effectiveOn, daysMax)
          ? undefined
          : {
              message: {
                zh: `第 ${position} 条“${title.zh}”于 ${effectiveOn} 生效，${recordedOn(event)} 才记录，超过 ${daysMax} 天`,
                en: `Event ${position}, “${title.en}”, took effect on ${effectiveOn} and was recorded on ${recordedOn(event)}, more than ${daysMax} days later.`,
              },
              events: [position],
            }
      },
    }),
  ],
  texts: [
    {
      id: 'RECORDED-LATE',
      title: { zh: '补录过迟', en: 'Recorded late' },
      severity: 'notice',
      citation: { zh: '台账自身的要求，没有条文依据', en: 'Ledger hygiene, not a text' },
      parameters: { daysMax: 90 },
    },
  ],
})
