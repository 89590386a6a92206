import { counts } from '../../figures/counting.ts'
import { branches, membersOf } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 支部党员人数. Probationary members count, suspended ones do not. */
export const orgMax = defineCheck({
  id: 'ORG-MAX',
  says: ({ membersMax }) => ({
    zh: `党支部党员人数一般不超过 ${membersMax} 人`,
    en: `A branch usually has at most ${membersMax} members.`,
  }),
  next: {
    zh: '分设党支部，或者升格为党总支，并记入台账',
    en: 'Divide the branch, or make it a general branch, and record that.',
  },
  looks: (look) => [
    look({
      subjects: branches,
      near: { people: membersOf },
      holds: ({ people }, { membersMax }) => {
        const members = people.filter(counts)
        return members.length <= membersMax
          ? undefined
          : {
              message: {
                zh: `党支部有党员 ${members.length} 名，超过 ${membersMax} 名`,
                en: `The branch has ${members.length} members, more than ${membersMax}.`,
              },
              rows: members,
            }
      },
    }),
  ],
  texts: [
    {
      id: 'ORG-MAX',
      title: { zh: '支部党员过多', en: 'Branch too large' },
      severity: 'warning',
      citation: {
        zh: '《中国共产党支部工作条例（试行）》（2018-10-28）第四条：党员人数一般不超过 50 人',
        en: 'Branch regulations (支部工作条例, 2018-10-28), art. 4: usually (一般) at most 50 members',
      },
      parameters: { membersMax: 50 },
      from: '2018-10-28',
    },
  ],
})
