import { membership } from '../../domain/member/membership.ts'
import { coverageOf, isFull, organizations } from '../around.ts'
import { defineCheck } from '../define-check.ts'
import { nameOn } from '../subject-name.ts'

/** 联合支部的范围. What a branch covers in another formation than joint is not part of the joint branch. */
export const orgJoint = defineCheck({
  id: 'ORG-JOINT',
  says: ({ unitsMax, fullMembersMin }) => ({
    zh: `联合党支部覆盖单位一般不超过 ${unitsMax} 个，各单位正式党员均不足 ${fullMembersMin} 名`,
    en: `A joint branch usually covers at most ${unitsMax} units, each with fewer than ${fullMembersMin} full members.`,
  }),
  next: {
    zh: '正式党员已够的单位单独组建党支部；单位过多的，分设联合党支部，并记入台账',
    en: 'Found a branch of its own for a unit that has the members; divide a branch that covers too many; record it.',
  },
  looks: (look) => [
    look({
      subjects: organizations,
      near: {
        coverages: coverageOf,
        people: (facts, subject) =>
          [...new Set(coverageOf(facts, subject).map(({ key }) => key.unitId))].flatMap((unitId) =>
            facts.where(membership, 'unitId', unitId),
          ),
      },
      holds: ({ subject: { row }, on, facts, coverages, people }, { unitsMax, fullMembersMin }) => {
        if (row.attributes.kind !== 'branch') return undefined
        const joint = coverages.filter(({ attributes }) => attributes.formation === 'joint')
        if (joint.length > unitsMax) {
          return {
            message: {
              zh: `联合党支部覆盖 ${joint.length} 个单位，超过 ${unitsMax} 个`,
              en: `The joint branch covers ${joint.length} units, more than ${unitsMax}.`,
            },
            rows: joint,
          }
        }
        const fullIn = Map.groupBy(people.filter(isFull), ({ attributes }) => attributes.unitId)
        const large = joint.filter(({ key }) => (fullIn.get(key.unitId)?.length ?? 0) >= fullMembersMin)
        const ids = large.map(({ key }) => key.unitId)
        const names = ids.map((unitId) => nameOn(facts, unitId, on))
        return large.length === 0
          ? undefined
          : {
              message: {
                zh: `联合党支部覆盖的单位“${names.join('”“')}”已有 ${fullMembersMin} 名以上正式党员`,
                en: `Of the units that the joint branch covers, ${names.join(', ')} ${ids.length > 1 ? 'have' : 'has'} ${fullMembersMin} or more full members.`,
              },
              rows: [...large, ...ids.flatMap((unitId) => fullIn.get(unitId) ?? [])],
            }
      },
    }),
  ],
  texts: [
    {
      id: 'ORG-JOINT',
      title: { zh: '联合支部过大', en: 'Joint branch too wide' },
      severity: 'warning',
      citation: {
        zh: '《中国共产党支部工作条例（试行）》（2018-10-28）第五条：正式党员不足 3 人的单位，应当成立联合党支部，覆盖单位一般不超过 5 个；第四条：正式党员 3 人以上的，应当成立党支部',
        en: 'Branch regulations (支部工作条例, 2018-10-28), art. 5: units with fewer than three full members form a joint branch, usually (一般) of at most five units; art. 4: those with three or more form one of their own',
      },
      parameters: { unitsMax: 5, fullMembersMin: 3 },
      from: '2018-10-28',
    },
  ],
})
