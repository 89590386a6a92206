import { isUncovered } from '../../figures/conditions.ts'
import { areForAnOrganization, counts, peopleOfUnit } from '../../figures/counting.ts'
import { labelOf } from '../../domain/labels.ts'
import { nearLackingUnit, units } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 应建未建的单位没有填报未建原因, or a unit without an organization whose reason is another than the book knows. */
export const unitReason = defineCheck({
  id: 'UNIT-REASON',
  says: () => ({
    zh: '应建未建的单位填报未建原因；填报的原因与台账中的党员数相符',
    en: 'A unit that should have an organization and has none says why, and what it says fits the members in the book.',
  }),
  next: {
    zh: '填报未建原因，或者更正填报有误的；已经建立党组织的补录',
    en: 'Record why, or correct what was recorded; record the organization where there is one.',
  },
  looks: (look) => [
    look({
      subjects: units,
      near: {
        ...nearLackingUnit,
        people: (facts, { row }) => peopleOfUnit(facts, row),
      },
      holds: ({ subject: { row }, scopes: [scope], coverages, people, reasons: [told], ...around }) => {
        if (!scope || !isUncovered({ ...around, scope, row, coverages })) return undefined
        const hasEnough = areForAnOrganization(row, people)
        if (!told)
          return hasEnough
            ? {
                message: {
                  zh: '应建未建，没有填报未建原因',
                  en: 'It should have an organization, and nobody said why it has none.',
                },
              }
            : undefined
        const { reason } = told.attributes
        const members = people.filter(counts)
        const isWrong = (reason === 'no-members' && members.length > 0) || (reason === 'too-few-members' && hasEnough)
        if (!isWrong) return undefined
        return {
          message: {
            zh: `填报的未建原因是${labelOf(reason).zh}，台账中有党员 ${members.length} 名`,
            en: `The reason told is “${labelOf(reason).en}”, and the book has ${members.length} members.`,
          },
          rows: [told, ...members],
        }
      },
    }),
  ],
  texts: [
    {
      id: 'UNIT-REASON',
      title: { zh: '未建原因缺失或者不符', en: 'Reason for no organization' },
      severity: 'notice',
      citation: {
        zh: '台账自身的要求，没有条文依据；非公有制经济组织、社会组织的工作台账有“未建立党组织原因”一栏',
        en: 'Ledger hygiene, not a text; the work ledgers of enterprises and social organizations have a column for the reason',
      },
      parameters: {},
    },
  ],
})
