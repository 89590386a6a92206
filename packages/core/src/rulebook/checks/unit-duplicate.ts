import { unit } from '../../domain/unit/unit.ts'
import { units } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 重复列管. A finding for each of the units that share a code. */
export const unitDuplicate = defineCheck({
  id: 'UNIT-DUPLICATE',
  says: () => ({
    zh: '一个统一社会信用代码只列管一个单位',
    en: 'A credit code is that of one listed unit.',
  }),
  next: {
    zh: '核对两家单位：同一单位的，退出其中一家（UnitDelisted，原因 duplicate）；代码记错的，重新登记',
    en: 'Compare the units: delist one where they are the same (UnitDelisted, reason duplicate), or record the right code.',
  },
  looks: (look) => [
    look({
      subjects: units,
      near: { sharing: (facts, { row }) => facts.where(unit, 'creditCode', row.attributes.creditCode) },
      holds: ({ subject: { id, row }, sharing }) => {
        const others = sharing.filter(({ key }) => key.unitId !== id)
        const ids = others.map(({ key }) => key.unitId)
        return others.length === 0
          ? undefined
          : {
              message: {
                zh: `统一社会信用代码 ${row.attributes.creditCode} 与 ${ids.join('、')} 相同`,
                en: `It has the credit code ${row.attributes.creditCode} in common with ${ids.join(', ')}.`,
              },
              rows: others,
            }
      },
    }),
  ],
  texts: [
    {
      id: 'UNIT-DUPLICATE',
      title: { zh: '信用代码重复', en: 'Credit code shared' },
      severity: 'warning',
      citation: { zh: '台账自身的要求', en: 'Ledger hygiene' },
      parameters: {},
    },
  ],
})
