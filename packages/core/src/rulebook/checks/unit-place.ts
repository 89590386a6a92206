import { place } from '../../domain/book/place.ts'
import { units } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 地名不在登记之列. Silent about what the book has no register of. */
export const unitPlace = defineCheck({
  id: 'UNIT-PLACE',
  says: () => ({
    zh: '单位的乡镇（街道）、园区、行业用登记的名称',
    en: 'Towns, parks and industries of units are called as in the register.',
  }),
  next: {
    zh: '名称写错的，更正单位信息；确有此地的，登记地名',
    en: 'Correct the name, or register it.',
  },
  looks: (look) => [
    look({
      subjects: units,
      near: { places: (facts) => facts.rows(place) },
      holds: ({ subject: { row }, places }) => {
        const strange = (['town', 'park', 'industry'] as const).flatMap((kind) => {
          const name = row.attributes[kind]
          const names = places.filter(({ key }) => key.kind === kind).map(({ key }) => key.placeName)
          return name === undefined || names.length === 0 || names.includes(name) ? [] : [name]
        })
        return strange.length === 0
          ? undefined
          : {
              message: {
                zh: `没有登记的名称：${strange.join('、')}`,
                en: `Not in the register: ${strange.join(', ')}.`,
              },
            }
      },
    }),
  ],
  texts: [
    {
      id: 'UNIT-PLACE',
      title: { zh: '地名不在登记之列', en: 'Place not registered' },
      severity: 'notice',
      citation: {
        zh: '台账自身的要求，没有条文依据',
        en: 'Ledger hygiene, not a text',
      },
      parameters: {},
    },
  ],
})
