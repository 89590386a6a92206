import { isUncovered } from '../../figures/conditions.ts'
import { headcountOfUnit } from '../../figures/counting.ts'
import { nearLackingUnit, units, withReason } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 从业人员 100 人以上单位无党组织. A local target that stands in no text: on offer. */
export const unitNoOrganization = defineCheck({
  id: 'UNIT-NO-ORGANIZATION',
  says: ({ employeesMin }) => ({
    zh: `从业人员 ${employeesMin} 人以上的单位应当有党组织覆盖`,
    en: `A unit with ${employeesMin} or more employees is covered by an organization.`,
  }),
  next: {
    zh: '组建党组织或扩大覆盖；条件不具备的，先派指导员、联络员',
    en: 'Found an organization or extend coverage; until then assign an instructor.',
  },
  looks: (look) => [
    look({
      subjects: units,
      near: {
        ...nearLackingUnit,
        headcounts: (facts, { row }) => headcountOfUnit(facts, row),
      },
      holds: (
        { subject: { row }, scopes: [scope], headcounts: [headcount], coverages, reasons, ...around },
        { employeesMin },
      ) => {
        if (!scope || !headcount || headcount.attributes.employees < employeesMin) return undefined
        if (!isUncovered({ ...around, scope, row, coverages })) return undefined
        return {
          message: withReason(
            {
              zh: `有从业人员 ${headcount.attributes.employees} 人，没有党组织覆盖`,
              en: `It has ${headcount.attributes.employees} employees and no organization covers it.`,
            },
            reasons[0],
          ),
          rows: [headcount, ...coverages, ...reasons],
        }
      },
    }),
  ],
  texts: [
    {
      id: 'UNIT-NO-ORGANIZATION',
      onOffer: true,
      title: { zh: '从业人员 100 人以上单位无党组织', en: 'Unit of 100 or more without an organization' },
      severity: 'notice',
      citation: {
        zh: '地方工作目标，由台账采用。没有条文依据，以本地工作计划为准',
        en: 'A local target, for a book to adopt. It stands in no text: see the local work plan',
      },
      parameters: { employeesMin: 100 },
    },
  ],
})
