import { domain } from '../../domain/definitions.ts'
import { ledgerOpened } from '../../domain/book/ledger-opened.ts'
import { civilDateAt, openEnd, plusDays, type CivilDate } from '../../kernel/civil-date.ts'
import type { LiveEvent } from '../../kernel/event-store.ts'
import type { Facts } from '../../kernel/facts.ts'
import { defineCheck, type Subject } from '../check.ts'

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
        const title = domain.events.get(event.type)?.title ?? { zh: event.type, en: event.type }
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
