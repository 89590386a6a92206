import { office } from '../../domain/term/office.ts'
import { served } from '../../figures/outlived.ts'
import { organizations } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 一个党组织同时有两名书记. */
export const officeTwo = defineCheck({
  id: 'OFFICE-TWO',
  says: () => ({
    zh: '一个党组织同时只有一名书记',
    en: 'An organization has one secretary at a time.',
  }),
  next: {
    zh: '核对任职和离任的日期：前任已离任的补录，记错的更正',
    en: 'Check when each took and left the office; record that the one before has left, or correct what is wrong.',
  },
  looks: (look) => [
    look({
      subjects: organizations,
      near: { offices: (facts, { id }) => served(facts, facts.where(office, 'organizationId', id)) },
      holds: ({ offices }) => {
        const secretaries = offices.filter(({ key }) => key.post === 'secretary')
        const persons = [...new Set(secretaries.map(({ key }) => key.personId))]
        return persons.length < 2
          ? undefined
          : {
              message: {
                zh: `同时有 ${persons.length} 名书记：${persons.join('、')}`,
                en: `Secretaries at once: ${persons.join(', ')}.`,
              },
              rows: secretaries,
            }
      },
    }),
  ],
  texts: [
    {
      id: 'OFFICE-TWO',
      title: { zh: '书记重复', en: 'Two secretaries' },
      severity: 'violation',
      citation: {
        zh: '《中国共产党支部工作条例（试行）》（2018-10-28）第二十条：不足 7 人的设 1 名书记，设支委会的设书记，必要时可以设 1 名副书记。对党委、党总支照此是通行做法',
        en: 'Branch regulations (支部工作条例, 2018-10-28), art. 20: a secretary, and where needed a deputy. For committees and general branches it is practice',
      },
      parameters: {},
    },
  ],
})
