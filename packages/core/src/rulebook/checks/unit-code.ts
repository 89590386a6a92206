import { units } from '../around.ts'
import { defineCheck } from '../check.ts'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** Whether a code's last character is its check digit (GB 32100-2015: weights 3^n modulo 31; no I, O, S, V, Z). */
function isChecked(code: string): boolean {
  const values = Array.from(code, (character) => alphabet.indexOf(character))
  const sum = weights.reduce((total, weight, at) => total + weight * (values[at] ?? 0), 0)
  return !values.includes(-1) && (31 - (sum % 31)) % 31 === values[17]
}

/** 信用代码校验. Some valid early codes fail it, so it is not a refusal. */
export const unitCode = defineCheck({
  id: 'UNIT-CODE',
  says: () => ({
    zh: '统一社会信用代码的最后一位是校验码，按前 17 位计算',
    en: 'The last character of a unified social credit code is computed from the 17 before.',
  }),
  next: {
    zh: '对照营业执照或者登记证书核对，有误的更正或者重新登记代码；早期代码确系如此的不必处理',
    en: 'Compare it with the licence and record the right one; some early codes are valid all the same.',
  },
  looks: (look) => [
    look({
      subjects: units,
      holds: ({ subject: { row } }) => {
        const { creditCode } = row.attributes
        return creditCode === undefined || isChecked(creditCode)
          ? undefined
          : {
              message: {
                zh: `统一社会信用代码 ${creditCode} 校验不通过`,
                en: `The credit code ${creditCode} fails its check digit.`,
              },
            }
      },
    }),
  ],
  texts: [
    {
      id: 'UNIT-CODE',
      title: { zh: '信用代码校验不通过', en: 'Credit code' },
      severity: 'warning',
      citation: { zh: 'GB 32100-2015《法人和其他组织统一社会信用代码编码规则》', en: 'GB 32100-2015' },
      parameters: {},
    },
  ],
})
