import { isUncovered } from '../../figures/conditions.ts'
import { isMember, membershipsOfRepresentatives } from '../../figures/by-row/representatives.ts'
import { legalRepresentative } from '../../domain/unit/legal-representative.ts'
import { nearLackingUnit, units, withReason } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 法定代表人是党员的单位没有党组织. A local target that stands in no text: on offer. */
export const unitRepresentative = defineCheck({
  id: 'UNIT-REPRESENTATIVE',
  says: () => ({
    zh: '法定代表人是党员的单位应当有党组织覆盖',
    en: 'A unit whose legal representative is a member is covered by an organization.',
  }),
  next: {
    zh: '由法定代表人带头组建党组织，或者由已有党组织扩大覆盖；登记有误的更正',
    en: 'Let the representative lead in founding an organization, or extend coverage; correct what was recorded.',
  },
  looks: (look) => [
    look({
      subjects: units,
      near: {
        ...nearLackingUnit,
        representatives: (facts, { id }) => facts.where(legalRepresentative, 'unitId', id),
        memberships: (facts, { row }) => membershipsOfRepresentatives(facts, row),
      },
      holds: ({ subject: { row }, scopes: [scope], coverages, representatives: [who], ...seen }) => {
        const { memberships, reasons, ...around } = seen
        if (!scope || !who || !isMember(who, memberships)) return undefined
        if (!isUncovered({ ...around, scope, row, coverages })) return undefined
        return {
          message: withReason(
            {
              zh: `法定代表人 ${who.attributes.personId} 是党员，单位没有党组织覆盖`,
              en: `The legal representative ${who.attributes.personId} is a member and no organization covers it.`,
            },
            reasons[0],
          ),
          rows: [who, ...reasons],
        }
      },
    }),
  ],
  texts: [
    {
      id: 'UNIT-REPRESENTATIVE',
      onOffer: true,
      title: { zh: '法定代表人是党员的单位无党组织', en: 'Representative a member, and no organization' },
      severity: 'notice',
      citation: {
        zh: '地方工作目标，由台账采用。没有条文依据，以本地工作计划为准；党内统计的企业建立党组织情况单列法定代表人是党员的',
        en: 'A local target, for a book to adopt. It stands in no text: see the local work plan; the yearly statistics of enterprises have a column for such units',
      },
      parameters: {},
    },
  ],
})
