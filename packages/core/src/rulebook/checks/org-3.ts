import { isUncovered } from '../../figures/conditions.ts'
import { isForAnOrganization, peopleOfUnit } from '../../figures/counting.ts'
import { nearLackingUnit, units, withReason } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 应建未建. Covered means covered under the default scope of the unit's kind (docs/semantics.md, 26). */
export const org3 = defineCheck({
  id: 'ORG-3',
  says: ({ fullMembersMin }) => ({
    zh: `有 ${fullMembersMin} 名以上正式党员的单位，应当建立党组织`,
    en: `A unit with ${fullMembersMin} or more full members should have an organization.`,
  }),
  next: {
    zh: '为该单位单独组建或者联合组建党组织，或者由已有党组织扩大覆盖，并记入台账',
    en: 'Found an organization for the unit, or let one that is there cover it, and record that.',
  },
  looks: (look) => [
    look({
      subjects: units,
      near: {
        ...nearLackingUnit,
        people: (facts, { row }) => peopleOfUnit(facts, row),
      },
      holds: ({ subject: { row }, scopes: [scope], coverages, people, reasons, ...around }, { fullMembersMin }) => {
        if (!scope || !isUncovered({ ...around, scope, row, coverages })) return undefined
        const full = people.filter((one) => isForAnOrganization(row, one))
        return full.length < fullMembersMin
          ? undefined
          : {
              message: withReason(
                {
                  zh: `有 ${full.length} 名正式党员，尚无党组织覆盖`,
                  en: `It has ${full.length} full members and no organization covers it.`,
                },
                reasons[0],
              ),
              rows: [...full, ...coverages, ...reasons],
            }
      },
    }),
  ],
  texts: [
    {
      id: 'ORG-3',
      title: { zh: '应建未建', en: 'Should have an organization' },
      severity: 'violation',
      citation: {
        zh: '《中国共产党章程》第三十条（2017、2022 年修改；2007、2012 年修改为第二十九条）：凡是有正式党员三人以上的，都应当成立党的基层组织。由已有党组织覆盖即不算应建未建，是做法',
        en: 'Party constitution, art. 30 (2017, 2022; art. 29 as of 2007 and 2012): wherever there are three full members or more, an organization is founded. That one which covers the unit is enough is practice',
      },
      parameters: { fullMembersMin: 3 },
    },
  ],
})
