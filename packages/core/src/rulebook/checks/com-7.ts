import { office } from '../../domain/term/office.ts'
import { served } from '../../figures/outlived.ts'
import { beginningOf } from '@taizhang/kernel/define'
import { type Row } from '@taizhang/kernel'
import { branches, isFull, membersOf } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 支委会. A committee is counted by the persons who hold an office and have not left (docs/semantics.md, 26). */
export const com7 = defineCheck({
  id: 'COM-7',
  says: ({ fullMembersMin, committeeMin, committeeMax }) => ({
    zh: `正式党员 ${fullMembersMin} 人以上的党支部，应当设立党支部委员会，委员 ${committeeMin} 人以上，一般不超过 ${committeeMax} 人；不足 ${fullMembersMin} 人的，设 1 名书记`,
    en: `A branch with ${fullMembersMin} or more full members has a committee of ${committeeMin} or more, usually at most ${committeeMax}; with fewer it has a secretary.`,
  }),
  next: {
    zh: '召开党员大会选举支委会或者书记，并记入台账；已经选举的，补录换届或者任职',
    en: 'Elect a committee, or a secretary, and record it; where that was done, record the renewal or who took office.',
  },
  looks: (look) => [
    look({
      subjects: branches,
      near: {
        people: membersOf,
        offices: (facts, { id }) => served(facts, facts.where(office, 'organizationId', id)),
      },
      past: { recorded: (facts, { id }) => facts.where(office, 'organizationId', id) },
      holds: ({ subject: { row }, people, offices, recorded }, { fullMembersMin, committeeMin, committeeMax }) => {
        const full = people.filter(isFull)
        const holders = new Set(offices.map(({ key }) => key.personId)).size
        const rows = [...full, ...offices]
        if (full.length >= fullMembersMin) {
          if (committeeMin <= holders && holders <= committeeMax) return undefined
          return {
            severity: holders > committeeMax ? 'warning' : 'violation',
            message: {
              zh: `有 ${full.length} 名正式党员，班子成员 ${holders} 人`,
              en: `Full members: ${full.length}; office holders: ${holders}.`,
            },
            rows,
          }
        }
        // Of a branch whose offices nobody has ever recorded it is not said that it has no secretary.
        if (!recorded.some(since(row)) || offices.some(({ key }) => key.post === 'secretary')) return undefined
        return {
          message: {
            zh: `有 ${full.length} 名正式党员，班子成员 ${holders} 人，没有书记`,
            en: `Full members: ${full.length}; office holders: ${holders}, none of them a secretary.`,
          },
          rows,
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
        zh: '《中国共产党支部工作条例（试行）》（2018-10-28）第二十条：正式党员 7 人以上应当设立支委会，由 3 至 5 人组成，一般不超过 7 人（“一般”，超过的为警示）；不足 7 人的设 1 名书记',
        en: 'Branch regulations (支部工作条例, 2018-10-28), art. 20: a committee from seven full members on, of 3 to 5, usually (一般) at most 7, so more is a warning; with fewer members a secretary',
      },
      parameters: { fullMembersMin: 7, committeeMin: 3, committeeMax: 7 },
      from: '2018-10-28',
    },
  ],
})

/** Whether something began in the present life of the organization. */
const since = (organization: Row): ((row: Row) => boolean) => {
  const founded = beginningOf(organization).from
  return ({ from }) => founded <= from
}
