import type { membership } from '../../domain/member/membership.ts'
import { unit } from '../../domain/unit/unit.ts'
import { plusMonths, holdsOn } from '@taizhang/kernel/define'
import { type CivilDate, type Facts, type Row } from '@taizhang/kernel'
import { begunWith, memberships, type FactSubject } from '../around.ts'
import { defineCheck } from '../define-check.ts'
import { nameOn } from '../subject-name.ts'

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
    zh: `单位不再纳入管理的，党员应当在 ${months} 个月内转移组织关系`,
    en: `Where a member's unit is gone, the membership moves within ${months} months.`,
  }),
  next: {
    zh: '联系党员，将组织关系转到现工作单位或者居住地的党组织，并记入台账',
    en: 'Move the membership to where the member now works or lives, and record it.',
  },
  looks: (look) => [
    look({
      subjects: memberships,
      past: { units: unitOf },
      turns: (subject, { months }, facts) =>
        unitOf(facts, subject).flatMap(({ to }) => [to, plusMonths(later(to, movedOn(subject.row)), months)]),
      holds: ({ subject: { row }, on, facts, units }, { months }) => {
        const last = units.at(-1)
        if (!last || holdsOn(last, on)) return undefined
        const name = nameOn(facts, last.key.unitId, on)
        return on < plusMonths(later(last.to, movedOn(row)), months)
          ? undefined
          : {
              message: {
                zh: `所在单位“${name}”自 ${last.to} 起不再纳入管理，组织关系自 ${movedOn(row)} 起未再转移`,
                en: `The member's unit “${name}” was delisted on ${last.to}; the membership has not moved since ${movedOn(row)}.`,
              },
              rows: [last],
            }
      },
    }),
  ],
  texts: [
    {
      id: 'REL-ORPHAN',
      onOffer: true,
      title: { zh: '组织关系滞留', en: 'Membership left behind' },
      severity: 'warning',
      citation: {
        zh: '地方规定，由台账采用。《中国共产党党员教育管理工作条例》（2019-05-06）第二十五条：工作单位、经常居住地变动的，应当转移组织关系；没有写期限（其中的 6 个月说的是外出时间）',
        en: 'A local rule, for a book to adopt. Regulations on members (党员教育管理工作条例, 2019-05-06), art. 25: a membership moves with the place of work or residence; it says no time (its six months are those of being away)',
      },
      parameters: { months: 6 },
    },
  ],
})
