import { unit } from '../../domain/unit/unit.ts'
import { units } from '../around.ts'
import { defineCheck } from '../check.ts'
import { nameOn } from '../subject-name.ts'

/** 重复. A finding for each of the units that share a code. */
export const unitDuplicate = defineCheck({
  id: 'UNIT-DUPLICATE',
  says: () => ({
    zh: '一个统一社会信用代码只对应一个纳入管理的单位',
    en: 'A credit code is that of one listed unit.',
  }),
  next: {
    zh: '核对两家单位：同一单位的，其中一家不再纳入管理（原因：重复）；代码记错的，重新登记代码',
    en: 'Compare the units: delist one as a duplicate where they are the same, or record the right code.',
  },
  looks: (look) => [
    look({
      subjects: units,
      near: { sharing: (facts, { row }) => facts.where(unit, 'creditCode', row.attributes.creditCode) },
      holds: ({ subject: { id, row }, on, facts, sharing }) => {
        const others = sharing.filter(({ key }) => key.unitId !== id)
        const names = others.map(({ key }) => nameOn(facts, key.unitId, on))
        return others.length === 0
          ? undefined
          : {
              message: {
                zh: `统一社会信用代码 ${row.attributes.creditCode} 与“${names.join('”“')}”相同`,
                en: `It has the credit code ${row.attributes.creditCode} in common with ${names.join(', ')}.`,
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
      citation: { zh: '台账自身的要求，没有条文依据', en: 'Ledger hygiene, not a text' },
      parameters: {},
    },
  ],
})
