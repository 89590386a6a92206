import { beginningOf } from '@taizhang/kernel/define'
import { organizations } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 流动党员党组织的批准. */
export const orgMobile = defineCheck({
  id: 'ORG-MOBILE',
  says: () => ({
    zh: '流动党员党组织由县级以上党委（组织部门）批准成立',
    en: 'Organizations of mobile members are approved at county level or above.',
  }),
  next: {
    zh: '核对批准的机关：漏写的，更正成立的记录；不够级别的，报县级以上批准',
    en: 'Check who approved it: correct the record of the founding, or have it approved at county level.',
  },
  looks: (look) => [
    look({
      subjects: organizations,
      judgedOn: ({ row }) => beginningOf(row).from,
      holds: ({ subject: { row } }) => {
        const { forMobileMembers, approvalLevel } = row.attributes
        if (!forMobileMembers || (approvalLevel !== undefined && approvalLevel !== 'township')) return undefined
        return {
          message: {
            zh: approvalLevel === undefined ? '没有记录批准机关的级别' : '由乡镇级批准',
            en:
              approvalLevel === undefined
                ? 'The level of the approval is not recorded.'
                : 'It was approved at township level.',
          },
        }
      },
    }),
  ],
  texts: [
    {
      id: 'ORG-MOBILE',
      title: { zh: '流动党员党组织批准级别不符', en: 'Organization of mobile members' },
      severity: 'warning',
      citation: {
        zh: '中共中央办公厅《关于进一步加强和改进流动党员管理工作的意见》（2024-11-11 公布）：流动党员人数较多、相对集中的，经县级以上党委批准，可成立流动党员党组织（据中央组织部负责人答记者问的转载，没有见到原文）',
        en: 'Opinions on mobile members (流动党员, published 2024-11-11): their organizations are founded with the approval of a committee at county level or above (after copies of the Organization Department’s answers; the text itself was not seen)',
      },
      parameters: {},
      from: '2024-11-11',
    },
  ],
})
