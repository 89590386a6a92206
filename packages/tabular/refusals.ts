import type { RefusalWords } from '../../scripts/site/refusal-words.ts'

/** When this package refuses what, and what to do then: by code, for the list of refusals. Fields are told where the sources do not show them. */
export const refusals: RefusalWords = {
  'bad-cell': {
    when: "A cell of a workbook is not of its column's kind.",
    whatToDo: 'Pass a value of that kind, or `null`.',
    fields: ['parameter', 'found'],
  },
  'too-many-rows': {
    when: 'A sheet has more rows than Excel takes.',
    whatToDo: 'Split the sheet.',
  },
}
