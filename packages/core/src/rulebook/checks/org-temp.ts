import { membership } from '../../domain/member/membership.ts'
import type { CivilDate, Facts, Row } from '@taizhang/kernel'
import type { organization } from '../../domain/organization/organization.ts'
import { begunWith, each, organizationOn, terms } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** The organization that admitted a member: the member may have moved since. */
const recruitedBy = (row: Row<typeof membership>): string => begunWith(row, () => true).attributes.organizationId

const recruits = each(membership, recruitedBy)

function temporary(facts: Facts, id: string, on: CivilDate | undefined): Row<typeof organization> | undefined {
  const found = on === undefined ? undefined : organizationOn(facts, id, on)
  return found?.attributes.kind === 'temporary-branch' ? found : undefined
}

/** 临时党支部. Two acts that break the rule, each for as long as what it made holds. That it elects delegates is not recorded. */
export const orgTemp = defineCheck({
  id: 'ORG-TEMP',
  says: () => ({
    zh: '临时党支部不接收预备党员、不进行换届选举、不选举党代会代表',
    en: 'A temporary branch does not recruit, renew or elect delegates.',
  }),
  next: {
    zh: '由批准成立临时党支部的党组织处理；实际已是正式党支部的，补记升格（BranchUpgraded）',
    en: 'Leave it to the organization that founded the branch; where it had become a regular branch, record that (BranchUpgraded).',
  },
  looks: (look) => [
    look({
      subjects: recruits,
      judgedOn: ({ row }) => row.attributes.recruitedOn ?? row.from,
      holds: ({ subject: { id, row }, facts }) => {
        const { recruitedOn } = row.attributes
        const branch = temporary(facts, id, recruitedOn)
        return branch
          ? {
              message: {
                zh: `临时党支部于 ${recruitedOn} 接收了预备党员 ${row.key.memberId}`,
                en: `The temporary branch recruited ${row.key.memberId} on ${recruitedOn}.`,
              },
              rows: [branch],
            }
          : undefined
      },
    }),
    look({
      subjects: terms,
      judgedOn: ({ row }) => row.attributes.startedOn,
      holds: ({ subject: { id, row }, facts }) => {
        const { startedOn } = row.attributes
        const branch = temporary(facts, id, startedOn)
        return branch
          ? {
              message: {
                zh: `临时党支部于 ${startedOn} 进行了选举，产生一届班子`,
                en: `The temporary branch elected a leading body on ${startedOn}.`,
              },
              rows: [branch],
            }
          : undefined
      },
    }),
  ],
  texts: [
    {
      id: 'ORG-TEMP',
      title: { zh: '临时党支部越权', en: 'Temporary branch beyond its powers' },
      severity: 'violation',
      citation: {
        zh: '《中国共产党支部工作条例（试行）》（2018-10-28）第八条',
        en: 'Branch regulations (支部工作条例, 2018-10-28), art. 8',
      },
      parameters: {},
      from: '2018-10-28',
    },
  ],
})
