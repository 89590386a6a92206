import { renewalReminderSent } from '../../domain/term/renewal-reminder-sent.ts'
import { plusMonths } from '../../kernel/civil-date.ts'
import { endOfTerm, occurrencesOf, terms } from '../around.ts'
import { defineCheck } from '../check.ts'

/** 换届提醒. A reminder settles it if it was sent within the months before the end. */
export const termRemind = defineCheck({
  id: 'TERM-REMIND',
  says: ({ monthsBefore }) => ({
    zh: `任期届满前，上级党组织一般提前 ${monthsBefore} 个月提醒做好换届准备`,
    en: `The superior reminds of the renewal, usually ${monthsBefore} months before the term ends.`,
  }),
  next: {
    zh: '由上级党组织发出换届提醒并记录，着手换届准备',
    en: 'The superior reminds the organization and records that; preparations begin.',
  },
  looks: (look) => [
    look({
      subjects: terms,
      past: { reminders: (facts, { id }) => occurrencesOf(facts, renewalReminderSent.type, 'organizationId', id) },
      turns: ({ row }, { monthsBefore }) => [plusMonths(endOfTerm(row), -monthsBefore), endOfTerm(row)],
      holds: ({ subject: { row }, on, reminders }, { monthsBefore }) => {
        const end = endOfTerm(row)
        const first = plusMonths(end, -monthsBefore)
        if (on < first || on >= end || reminders.some(({ from }) => first <= from)) return undefined
        // A term that has been extended is another end to be reminded of.
        return {
          about: end,
          message: {
            zh: `任期将于 ${end} 届满，自 ${first} 起应当提醒换届，尚无提醒记录`,
            en: `The term ends on ${end}; a reminder is due from ${first} on and none is recorded.`,
          },
        }
      },
    }),
  ],
  texts: [
    {
      id: 'TERM-REMIND',
      title: { zh: '换届提醒', en: 'Renewal reminder' },
      severity: 'notice',
      citation: {
        zh: '《中国共产党支部工作条例（试行）》（2018-10-28）第六章：上级党组织一般提前 6 个月以发函或者电话等形式提醒。条文说的是党支部，对党委、党总支照此提醒是做法',
        en: 'Branch regulations (支部工作条例, 2018-10-28), ch. 6: usually (一般) six months before, in writing or by telephone. It speaks of branches; for committees and general branches it is practice',
      },
      parameters: { monthsBefore: 6 },
      from: '2018-10-28',
    },
  ],
})
