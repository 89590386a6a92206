import { membership } from '../../domain/member/membership.ts'
import { office } from '../../domain/term/office.ts'
import { labelOf } from '../../domain/labels.ts'
import { each, isCounted, isFull } from '../around.ts'
import { organization } from '../../domain/organization/organization.ts'
import { defineCheck } from '../define-check.ts'

const offices = each(office, ({ key }) => key.organizationId)

/** 班子成员在台账中不是正式党员，又不是上级选派. Silent in an organization of which the book has no full member. */
export const officeMember = defineCheck({
  id: 'OFFICE-MEMBER',
  says: () => ({
    zh: '党内职务由正式党员担任；组织关系不在本台账的，注明上级选派',
    en: 'Party offices are held by full members; somebody whose membership is not in the book was sent by the superior, and the book says so.',
  }),
  next: {
    zh: '核对：党员漏记的补录；上级选派的，更正任职的记录，注明上级选派；任职记错的更正',
    en: 'Record the membership that is missing; where the superior sent the person, correct the record of the office and say so.',
  },
  looks: (look) => [
    look({
      subjects: offices,
      near: {
        organizations: (facts, { id }) => facts.where(organization, 'organizationId', id),
        own: (facts, { row }) => facts.where(membership, 'memberId', row.key.personId),
        people: (facts, { id }) => facts.where(membership, 'organizationId', id),
      },
      holds: ({ subject: { row }, organizations: [there], own, people }) => {
        if (row.attributes.sentBySuperior || own.some(isFull) || !people.some(isFull)) return undefined
        if (!there || !isCounted(there)) return undefined
        const { personId, post } = row.key
        return {
          message: {
            zh: `${labelOf(post).zh} ${personId} 不是台账中的正式党员，也没有注明上级选派`,
            en: `The ${labelOf(post).en} ${personId} is no full member in the book, and is not said to have been sent by the superior.`,
          },
          about: personId,
          rows: own,
        }
      },
    }),
  ],
  texts: [
    {
      id: 'OFFICE-MEMBER',
      title: { zh: '班子成员不是正式党员', en: 'Office holder no full member' },
      severity: 'notice',
      citation: {
        zh: '《中国共产党基层组织选举工作条例》（2020-07-13）第五条（1990 年暂行条例同）：正式党员才有被选举权。早先的任职记录没有写是否上级选派，故为提醒',
        en: 'Election regulations (选举工作条例, 2020-07-13), art. 5, as those of 1990: full members can be elected. Older records of offices do not say whether the superior sent somebody, hence a notice',
      },
      parameters: {},
    },
  ],
})
