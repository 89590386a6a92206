import { renewalReminderSent } from '../../domain/term/renewal-reminder-sent.ts'
import { endOfTerm } from '../../domain/term/term.ts'
import { plusMonths } from '@taizhang/kernel/define'
import { occurrencesOf, terms } from '../around.ts'
import { defineCheck } from '../define-check.ts'

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
        zh: '《中国共产党支部工作条例（试行）》（2018-10-28）第二十一条：上级党组织一般提前 6 个月以发函或者电话通知等形式提醒。条文说的是党支部，第三十四条：村、社区的党委、党总支照此执行。《关于党的基层组织任期的意见》（2018-07-12）第三条：上级党组织及时提醒督促按期换届，没有写月数；对其他党委、党总支也提前 6 个月是做法',
        en: 'Branch regulations (支部工作条例, 2018-10-28), art. 21: usually (一般) six months before, in writing or by telephone. It speaks of branches, and by art. 34 of the committees and general branches of villages and communities. Opinions on terms (任期意见, 2018-07-12), 3: the superior reminds of every election in time; they give no months, so that it is six for other committees and general branches is practice',
      },
      parameters: { monthsBefore: 6 },
      from: '2018-10-28',
    },
  ],
})
