import { counts, headcountOfUnit, peopleOfUnit } from '../../figures/counting.ts'
import { units } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 从业人员 50 人以上单位无党员. A local target that stands in no text: on offer. */
export const unitNoMembers = defineCheck({
  id: 'UNIT-NO-MEMBERS',
  says: ({ employeesMin }) => ({
    zh: `从业人员 ${employeesMin} 人以上的单位应当有党员`,
    en: `A unit with ${employeesMin} or more employees has a member.`,
  }),
  next: {
    zh: '摸清单位中的流动党员并转入组织关系，或在该单位发展党员',
    en: 'Find members among the employees and move their membership, or recruit in the unit.',
  },
  looks: (look) => [
    look({
      subjects: units,
      near: {
        headcounts: (facts, { row }) => headcountOfUnit(facts, row),
        people: (facts, { row }) => peopleOfUnit(facts, row),
      },
      holds: ({ headcounts: [headcount], people }, { employeesMin }) =>
        !headcount || headcount.attributes.employees < employeesMin || people.some(counts)
          ? undefined
          : {
              message: {
                zh: `有从业人员 ${headcount.attributes.employees} 人，没有党员`,
                en: `It has ${headcount.attributes.employees} employees and no member.`,
              },
              rows: [headcount],
            },
    }),
  ],
  texts: [
    {
      id: 'UNIT-NO-MEMBERS',
      onOffer: true,
      title: { zh: '从业人员 50 人以上单位无党员', en: 'Unit of 50 or more without members' },
      severity: 'notice',
      citation: {
        zh: '地方工作目标，由台账采用。没有条文依据，以本地工作计划为准',
        en: 'A local target, for a book to adopt. It stands in no text: see the local work plan',
      },
      parameters: { employeesMin: 50 },
    },
  ],
})
