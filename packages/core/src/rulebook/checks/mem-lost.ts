import { plusMonths } from '@taizhang/kernel/define'
import { begunWith, memberships } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 失去联系停止党籍后逾期未处理. Never those abroad. */
export const memLost = defineCheck({
  id: 'MEM-LOST',
  says: ({ months }) => ({
    zh: `因失去联系停止党籍满 ${months} 个月，确实无法取得联系的，按照自行脱党予以除名；取得联系的，恢复党籍`,
    en: `Who was suspended as not to be found is removed when still not found after ${months} months, or restored when found.`,
  }),
  next: {
    zh: '查找后作出决定：恢复党籍，或者按照自行脱党予以除名，并记入台账；停止党籍的原因记错的更正',
    en: 'Decide: restore the membership or remove the member, and record it; correct the cause where it is wrong.',
  },
  looks: (look) => [
    look({
      subjects: memberships,
      turns: ({ row }, { months }) => [
        plusMonths(begunWith(row, ({ attributes }) => attributes.suspendedFor === 'not-found').from, months),
      ],
      holds: ({ subject: { row }, on }, { months }) => {
        if (row.attributes.suspendedFor !== 'not-found') return undefined
        const { from } = begunWith(row, ({ attributes }) => attributes.suspendedFor === 'not-found')
        return on < plusMonths(from, months)
          ? undefined
          : {
              message: {
                zh: `${from} 因失去联系停止党籍，满 ${months} 个月尚未处理`,
                en: `Suspended as not to be found on ${from}; nothing has been decided after ${months} months.`,
              },
            }
      },
    }),
  ],
  texts: [
    {
      id: 'MEM-LOST',
      title: { zh: '停止党籍逾期未处理', en: 'Suspended without a decision' },
      severity: 'warning',
      citation: {
        zh: '《中国共产党党员教育管理工作条例》（2019-05-06）第二十四条：停止党籍 2 年后确实无法取得联系的，按照自行脱党予以除名；符合条件的可以恢复党籍；出国（境）停止党籍的不在此列',
        en: 'Regulations on members (党员教育管理工作条例, 2019-05-06), art. 24: removed when still not found after two years, or restored; not those suspended for living abroad',
      },
      parameters: { months: 24 },
      from: '2019-05-06',
    },
  ],
})
