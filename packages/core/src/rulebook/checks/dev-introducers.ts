import { membership } from '../../domain/member/membership.ts'
import { holdsOn } from '@taizhang/kernel'
import { isFull, memberships } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 入党介绍人. They must be full members of the book on the day of the meeting. */
export const devIntroducers = defineCheck({
  id: 'DEV-INTRODUCERS',
  says: ({ introducersMin }) => ({
    zh: `申请入党的人，应当有 ${introducersMin} 名正式党员作介绍人`,
    en: `A recruit has ${introducersMin} introducers who are full members.`,
  }),
  next: {
    zh: '核对介绍人：漏记的更正接收事件，补上 introducers；介绍人不在本册的，注明其组织关系',
    en: 'Check the introducers: correct the event and name them; where one is not in this book, note where he belongs.',
  },
  looks: (look) => [
    look({
      subjects: memberships,
      judgedOn: ({ row }) => row.attributes.recruitedOn ?? row.from,
      holds: ({ subject: { row }, facts }, { introducersMin }) => {
        const { recruitedOn, introducers = [] } = row.attributes
        if (recruitedOn === undefined) return undefined
        const named = [...new Set(introducers)]
        const full = named.flatMap((memberId) =>
          facts.where(membership, 'memberId', memberId).filter((other) => holdsOn(other, recruitedOn) && isFull(other)),
        )
        return full.length >= introducersMin
          ? undefined
          : {
              message: {
                zh: `${recruitedOn} 接收时，记有介绍人 ${named.length} 名，其中当日为本册正式党员的 ${full.length} 名`,
                en: `Recruited on ${recruitedOn}; introducers on record: ${named.length}, full members of the book on that day: ${full.length}.`,
              },
              rows: full,
            }
      },
    }),
  ],
  texts: [
    {
      id: 'DEV-INTRODUCERS',
      title: { zh: '入党介绍人不符', en: 'Introducers' },
      severity: 'violation',
      citation: {
        zh: '《中国共产党章程》；《中国共产党发展党员工作细则》（2014）第五条（仅据摘录）',
        en: 'Party constitution; rules on recruitment (发展党员工作细则, 2014), art. 5 (known from excerpts only)',
      },
      parameters: { introducersMin: 2 },
    },
  ],
})
