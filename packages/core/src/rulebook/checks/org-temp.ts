import { occurrence } from '@taizhang/kernel/define'
import { defineCheck } from '../define-check.ts'
import { organization } from '../../domain/organization/organization.ts'
import { duesPaid } from '../../domain/resources/dues-paid.ts'
import { yuan } from '../../domain/typography.ts'
import { membership } from '../../domain/member/membership.ts'
import type { CivilDate, Facts, Row } from '@taizhang/kernel'
import { each, organizationOn, terms, recruitedBy, type FactSubject } from '../around.ts'

const recruits = each(membership, recruitedBy)

function temporary(facts: Facts, id: string, on: CivilDate | undefined): Row<typeof organization> | undefined {
  const found = on === undefined ? undefined : organizationOn(facts, id, on)
  return found?.attributes.kind === 'temporary-branch' ? found : undefined
}

/** Dues that organizations paid over, each from its day on for as long as the organization is a temporary branch. */
function* paid(facts: Facts): Generator<FactSubject<typeof occurrence>> {
  for (const row of facts.where(occurrence, 'type', duesPaid.type)) {
    const id = String(row.attributes.data['organizationId'])
    const rows = facts.where(organization, 'organizationId', id).filter(({ to }) => to > row.from)
    let to = row.from
    for (const { from, to: end, attributes } of rows) if (from <= to && attributes.kind === 'temporary-branch') to = end
    if (to > row.from) yield { id, from: row.from, to, row }
  }
}

/** 临时党支部. Acts that break the rule, each for as long as what it made holds. That it elects delegates or punishes is not recorded. */
export const orgTemp = defineCheck({
  id: 'ORG-TEMP',
  says: () => ({
    zh: '临时党支部一般不发展党员、处分处置党员，不收缴党费，不选举党代表大会代表和进行换届',
    en: 'A temporary branch usually does not recruit or punish members; it does not collect dues, elect delegates or renew.',
  }),
  next: {
    zh: '由批准成立临时党支部的党组织处理；实际已是正式党支部的，补录升格',
    en: 'Leave it to the organization that founded the branch; where it had become a regular branch, record the upgrade.',
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
              severity: 'warning',
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
      subjects: paid,
      judgedOn: ({ from }) => from,
      holds: ({ subject: { id, row }, facts }) => {
        const branch = temporary(facts, id, row.from)
        const amount = yuan(Number(row.attributes.data['amountFen']))
        return branch
          ? {
              message: {
                zh: `临时党支部于 ${row.from} 上缴党费 ${amount} 元`,
                en: `The temporary branch paid over ${amount} yuan of dues on ${row.from}.`,
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
        zh: '《中国共产党支部工作条例（试行）》（2018-10-28）第八条：一般不发展党员、处分处置党员（“一般”，发展党员的为警示），不收缴党费，不选举代表和进行换届。《中国共产党发展党员工作细则》（2014）第二十三条（2026 年修订为第二十二条）：除另有规定外，临时党组织不能接收预备党员',
        en: 'Branch regulations (支部工作条例, 2018-10-28), art. 8: usually (一般) no recruiting and punishing, so recruiting is a warning; no dues, no delegates, no renewal. Rules on recruitment (发展党员工作细则, 2014), art. 23 (art. 22 as of 2026): temporary organizations do not admit members, unless provided otherwise',
      },
      parameters: {},
      from: '2018-10-28',
    },
  ],
})
