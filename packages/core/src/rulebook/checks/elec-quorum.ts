import { terms } from '../around.ts'
import { defineCheck } from '../define-check.ts'

const title = { zh: '选举到会人数不足', en: 'Too few present at an election' }
const change = '2020-07-13'

/** 到会人数. Judged by the text of the day of the election; nothing is said where the numbers are not recorded. */
export const elecQuorum = defineCheck({
  id: 'ELEC-QUORUM',
  says: ({ part, whole, equalSuffices }) => ({
    zh: equalSuffices
      ? `进行选举时，有选举权的到会人数应当不少于应到会人数的 ${part}/${whole}`
      : `进行选举时，有选举权的到会人数应当超过应到会人数的 ${part}/${whole}`,
    en: equalSuffices
      ? `At an election, at least ${part}/${whole} of those eligible are present.`
      : `At an election, more than ${part}/${whole} of those eligible are present.`,
  }),
  next: {
    zh: '核对应到、实到人数；确未达到的，选举无效，应当重新选举',
    en: 'Check the numbers; where there were too few, the election has to be held again.',
  },
  looks: (look) => [
    look({
      subjects: terms,
      judgedOn: ({ row }) => row.attributes.startedOn,
      holds: ({ subject: { row } }, { part, whole, equalSuffices }) => {
        const { startedOn, eligible, present } = row.attributes
        if (eligible === undefined || present === undefined || eligible === 0) return undefined
        // What is refused today may stand in older records.
        if (present > eligible)
          return {
            message: {
              zh: `${startedOn} 选举实到 ${present} 人，多于应到 ${eligible} 人`,
              en: `At the election of ${startedOn} more were present (${present}) than eligible (${eligible}).`,
            },
          }
        const difference = present * whole - eligible * part
        return difference > 0 || (difference === 0 && equalSuffices)
          ? undefined
          : {
              ...(difference === 0 ? { severity: 'warning' } : {}),
              message: {
                zh: `${startedOn} 选举应到 ${eligible} 人，实到 ${present} 人`,
                en: `At the election of ${startedOn}, ${present} of ${eligible} eligible were present.`,
              },
            }
      },
    }),
  ],
  texts: [
    {
      id: 'ELEC-QUORUM',
      title,
      severity: 'violation',
      citation: {
        zh: '《中国共产党基层组织选举工作暂行条例》（1990-06-27）第十九条：到会人数超过应到会人数的五分之四，会议有效。恰为五分之四的，各地当时掌握不一，为警示',
        en: 'Provisional election regulations (选举工作暂行条例, 1990-06-27), art. 19: valid with more than 4/5 present. Exactly 4/5 was handled differently from place to place: a warning',
      },
      parameters: { part: 4, whole: 5, equalSuffices: false },
      until: change,
    },
    {
      id: 'ELEC-QUORUM',
      title,
      severity: 'violation',
      citation: {
        zh: '《中国共产党基层组织选举工作条例》（2020-07-13）：到会人数不少于应到会人数的五分之四，会议有效',
        en: 'Election regulations (选举工作条例, 2020-07-13): valid with no fewer than 4/5 present',
      },
      parameters: { part: 4, whole: 5, equalSuffices: true },
      from: change,
    },
  ],
})
