import type { membership } from '../../domain/member/membership.ts'
import { unit } from '../../domain/unit/unit.ts'
import { plusMonths, holdsOn, type CivilDate, type Facts, type Row } from '@taizhang/kernel'
import { begunWith, memberships, type FactSubject } from '../around.ts'
import { defineCheck } from '../define-check.ts'

type Subject = FactSubject<typeof membership>

const unitOf = (facts: Facts, { row }: Subject): readonly Row<typeof unit>[] =>
  facts.where(unit, 'unitId', row.attributes.unitId)

/** The first day of the member's present organization and unit. */
const movedOn = (row: Row<typeof membership>): CivilDate =>
  begunWith(
    row,
    ({ attributes: { organizationId, unitId } }) =>
      organizationId === row.attributes.organizationId && unitId === row.attributes.unitId,
  ).from

const later = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b)

/** 组织关系滞留. A unit that the book has never listed is not one that is gone. */
export const relOrphan = defineCheck({
  id: 'REL-ORPHAN',
  says: ({ months }) => ({
    zh: `单位不再列管的，党员应当及时转移组织关系，不得滞留 ${months} 个月以上`,
    en: `Where a member's unit is gone, the membership moves within ${months} months.`,
  }),
  next: {
    zh: '联系党员，将组织关系转到现工作单位或居住地党组织（MemberTransferred、MemberTransferredOut）',
    en: 'Move the membership to where the member now works or lives (MemberTransferred, MemberTransferredOut).',
  },
  looks: (look) => [
    look({
      subjects: memberships,
      past: { units: unitOf },
      turns: (subject, { months }, facts) =>
        unitOf(facts, subject).flatMap(({ to }) => [to, plusMonths(later(to, movedOn(subject.row)), months)]),
      holds: ({ subject: { row }, on, units }, { months }) => {
        const last = units.at(-1)
        if (!last || holdsOn(last, on)) return undefined
        return on < plusMonths(later(last.to, movedOn(row)), months)
          ? undefined
          : {
              message: {
                zh: `所在单位 ${last.key.unitId} 已于 ${last.to} 退出列管，组织关系自 ${movedOn(row)} 起未再转移`,
                en: `The member's unit ${last.key.unitId} was delisted on ${last.to}; the membership has not moved since ${movedOn(row)}.`,
              },
              rows: [last],
            }
      },
    }),
  ],
  texts: [
    {
      id: 'REL-ORPHAN',
      title: { zh: '组织关系滞留', en: 'Membership left behind' },
      severity: 'warning',
      citation: {
        zh: '《中国共产党党员教育管理工作条例》（2019）第二十五条（施行日期未核对）',
        en: 'Regulations on members (党员教育管理工作条例, 2019), art. 25 (its date has not been checked)',
      },
      parameters: { months: 6 },
      from: '2019-05-06',
    },
  ],
})
