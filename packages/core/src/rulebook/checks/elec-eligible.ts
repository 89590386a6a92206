import { membership } from '../../domain/member/membership.ts'
import { holdsOn } from '@taizhang/kernel/define'
import type { CivilDate, Facts, Row } from '@taizhang/kernel'
import { everUnder, isFull, isOnDisciplinaryProbation, terms, treeOf } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** The full members of an organization and of all under it. */
function fullOf(facts: Facts, organizationId: string, day: CivilDate): readonly Row<typeof membership>[] {
  const under = everUnder(facts, organizationId).filter((row) => holdsOn(row, day))
  return [...treeOf(organizationId, under)]
    .flatMap((id) => facts.where(membership, 'organizationId', id))
    .filter((row) => holdsOn(row, day) && isFull(row))
}

/** 应到会人数多于有选举权的党员. Delegates are fewer; silent where the book has no full member there on that day. */
export const elecEligible = defineCheck({
  id: 'ELEC-ELIGIBLE',
  says: () => ({
    zh: '应到会的是有选举权的正式党员；预备党员和受留党察看处分的没有选举权',
    en: 'Eligible are full members with a vote: neither probationary members nor those on probation within the Party.',
  }),
  next: {
    zh: '核对应到会人数：多计了预备党员、受留党察看处分或者组织关系不在这里的，更正；党员漏记的补录',
    en: 'Check the number: correct it where people without a vote or of elsewhere are counted; record members who are missing.',
  },
  looks: (look) => [
    look({
      subjects: terms,
      judgedOn: ({ row }) => row.attributes.startedOn,
      holds: ({ subject: { id, row }, facts }) => {
        const { startedOn, eligible } = row.attributes
        if (eligible === undefined) return undefined
        const full = fullOf(facts, id, startedOn)
        const voting = full.filter(({ key }) => !isOnDisciplinaryProbation(facts, key.memberId, startedOn))
        if (full.length === 0 || eligible <= voting.length) return undefined
        const without = full.length - voting.length
        return {
          message: {
            zh: `${startedOn} 选举应到 ${eligible} 人，当日台账中有选举权的正式党员 ${voting.length} 人${without > 0 ? `，另有受留党察看处分的 ${without} 人` : ''}`,
            en: `At the election of ${startedOn}, ${eligible} were said to be eligible; full members with a vote in the book: ${voting.length}${without > 0 ? `, and ${without} on probation within the Party` : ''}.`,
          },
        }
      },
    }),
  ],
  texts: [
    {
      id: 'ELEC-ELIGIBLE',
      title: { zh: '应到会人数多于有选举权的党员', en: 'More eligible than members with a vote' },
      severity: 'notice',
      citation: {
        zh: '《中国共产党基层组织选举工作条例》（2020-07-13）第五条（1990 年暂行条例同）：正式党员有选举权，受留党察看处分的在留党察看期间、预备党员没有。党员可能没有录全，故为提醒',
        en: 'Election regulations (选举工作条例, 2020-07-13), art. 5, as those of 1990: full members vote, those on probation within the Party and probationary members do not. The book may lack members, hence a notice',
      },
      parameters: {},
    },
  ],
})
