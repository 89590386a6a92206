import { office } from '../../domain/term/office.ts'
import { branches, isFull, membersOf } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 支委会. A committee is counted by the persons who hold an office (docs/semantics.md, 26). */
export const com7 = defineCheck({
  id: 'COM-7',
  says: ({ fullMembersMin, committeeMin, committeeMax }) => ({
    zh: `正式党员 ${fullMembersMin} 人以上的党支部，应当设支委会，委员 ${committeeMin} 人以上、最多不超过 ${committeeMax} 人；不足 ${fullMembersMin} 人的，设书记`,
    en: `A branch with ${fullMembersMin} or more full members has a committee of ${committeeMin} or more, at most ${committeeMax}; with fewer it has a secretary.`,
  }),
  next: {
    zh: '召开党员大会选举支委会或书记（TermRenewed 的 elected，或 OfficeTaken）',
    en: 'Elect a committee, or a secretary (`elected` of TermRenewed, or OfficeTaken).',
  },
  looks: (look) => [
    look({
      subjects: branches,
      near: { people: membersOf, offices: (facts, { id }) => facts.where(office, 'organizationId', id) },
      holds: ({ people, offices }, { fullMembersMin, committeeMin, committeeMax }) => {
        const full = people.filter(isFull)
        const holders = new Set(offices.map(({ key }) => key.personId)).size
        if (full.length >= fullMembersMin) {
          if (committeeMin <= holders && holders <= committeeMax) return undefined
          return {
            message: {
              zh: `有 ${full.length} 名正式党员，班子成员 ${holders} 人`,
              en: `Full members: ${full.length}; office holders: ${holders}.`,
            },
            rows: [...full, ...offices],
          }
        }
        // A branch whose offices nobody has recorded yet is not said to have no secretary.
        if (holders === 0 || offices.some(({ key }) => key.post === 'secretary')) return undefined
        return {
          message: {
            zh: `有 ${full.length} 名正式党员，班子成员 ${holders} 人，没有书记`,
            en: `Full members: ${full.length}; office holders: ${holders}, none of them a secretary.`,
          },
          rows: [...full, ...offices],
        }
      },
    }),
  ],
  texts: [
    {
      id: 'COM-7',
      title: { zh: '支部班子不合规定', en: 'Branch without its committee' },
      severity: 'violation',
      citation: {
        zh: '《中国共产党支部工作条例（试行）》（2018-10-28）第六章',
        en: 'Branch regulations (支部工作条例, 2018-10-28), ch. 6',
      },
      parameters: { fullMembersMin: 7, committeeMin: 3, committeeMax: 7 },
      from: '2018-10-28',
    },
  ],
})
