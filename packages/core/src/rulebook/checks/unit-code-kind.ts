import { isCodeOf } from '../../domain/unit/unit-forms.ts'
import { units } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 信用代码与单位类型不符: refused of newer listings, found of older ones and of codes assigned later. */
export const unitCodeKind = defineCheck({
  id: 'UNIT-CODE-KIND',
  says: () => ({
    zh: '统一社会信用代码的前两位是登记管理部门和机构类别，应当与单位的类型相符',
    en: 'The first two characters of a credit code are the registering authority and the kind, and fit the kind of the unit.',
  }),
  next: {
    zh: '对照执照核对代码和单位类型，更正有误的一项',
    en: 'Compare both with the licence and correct the one that is wrong.',
  },
  looks: (look) => [
    look({
      subjects: units,
      holds: ({ subject: { row } }) => {
        const { kind, form, creditCode } = row.attributes
        if (creditCode === undefined || isCodeOf(kind, form, creditCode)) return undefined
        return {
          message: {
            zh: `代码 ${creditCode} 以 ${creditCode.slice(0, 2)} 开头，不是这类单位的代码`,
            en: `The code ${creditCode} begins with ${creditCode.slice(0, 2)}: it is of another kind of unit.`,
          },
        }
      },
    }),
  ],
  texts: [
    {
      id: 'UNIT-CODE-KIND',
      title: { zh: '信用代码类别不符', en: 'Credit code of another kind' },
      severity: 'warning',
      citation: {
        zh: 'GB 32100-2015：51 社会团体、52 民办非企业单位、53 基金会、91 企业、92 个体工商户、93 农民专业合作社、31 律师执业机构；会计师、税务师事务所登记为 91（代码表据一份转载）',
        en: 'GB 32100-2015: 51 social groups, 52 private non-enterprise units, 53 foundations, 91 enterprises, 92 individual businesses, 93 cooperatives, 31 law firms; accounting and tax firms are registered as 91 (the table after one copy)',
      },
      parameters: {},
    },
  ],
})
