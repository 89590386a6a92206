import { unit } from '../../domain/unit/unit.ts'
import { instructor } from '../../domain/work-coverage/instructor.ts'
import { assignedToUnit } from '../counting.ts'
import { defineStock } from '@taizhang/kernel/define'

/** 22: 指导员、联络员. */
export const instructors = defineStock({
  id: 'instructors',
  title: { zh: '指导员和联络员数', en: 'Instructors and liaisons' },
  doc: { zh: '当日在任的党建工作指导员和联络员数', en: 'Instructors and liaisons on the day.' },
  measure: 'persons',
  of: instructor,
  counts: () => true,
})

/** 22: 选派批次. */
export const instructorBatches = defineStock({
  id: 'instructor-batches',
  title: { zh: '指导员批次数', en: 'Instructor batches' },
  doc: {
    zh: '当日在任指导员和联络员的选派批次数',
    en: 'Batches that the instructors and liaisons on the day were sent in.',
  },
  measure: 'batches',
  of: instructor,
  distinct: ({ attributes }) => attributes.batch,
  counts: () => true,
})

/** 22: 结对单位. */
export const unitsPaired = defineStock({
  id: 'units-paired',
  title: { zh: '结对单位数', en: 'Units paired' },
  doc: { zh: '当日有指导员或联络员结对的单位数', en: 'Units with an instructor or liaison assigned on the day.' },
  measure: 'units',
  of: unit,
  near: { assignments: assignedToUnit },
  counts: ({ assignments }) => assignments.length > 0,
})
