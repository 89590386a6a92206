import { renewalReminderSent } from '../../domain/term/renewal-reminder-sent.ts'
import { plusMonths } from '@taizhang/kernel'
import { endOfTerm, occurrencesOf, terms } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 换届提醒. A reminder settles it if it was sent within the months before the end. */
export const termRemind = defineCheck({
  id: 'TERM-REMIND',
  says: ({ monthsBefore }) => ({
    zh: `任期届满前 ${monthsBefore} 个月内，上级党组织应当提醒做好换届准备`,
    en: `Within ${monthsBefore} months before the end of a term the superior reminds of the renewal.`,
  }),
  next: {
    zh: '由上级党组织发出换届提醒并记录（RenewalReminderSent），着手换届准备',
    en: 'The superior reminds the organization and records it (RenewalReminderSent); preparations begin.',
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
        zh: '《中国共产党支部工作条例（试行）》（2018-10-28）第六章',
        en: 'Branch regulations (支部工作条例, 2018-10-28), ch. 6',
      },
      parameters: { monthsBefore: 6 },
      from: '2018-10-28',
    },
  ],
})
