/** A district's own addition to the Party's domain: reading corners (读书角), how many there are, and which have too few books. */
import { party, relation } from '@taizhang/core'
import * as define from '@taizhang/kernel/define'
import { close, count, open, subjectId } from '@taizhang/kernel/define'
import * as z from 'zod'

/** 读书角. It ends with its organization. */
export const readingCorner = define.defineRelation({
  name: 'readingCorner',
  title: { zh: '读书角', en: 'reading corner' },
  key: ['cornerId'],
  attributes: { organizationId: subjectId, books: count },
  within: [relation.organization],
})

const readingCornerOpened = define.defineEvent({
  type: 'ReadingCornerOpened',
  title: { zh: '设立读书角', en: 'Reading corner opened' },
  data: z.strictObject({ cornerId: subjectId, organizationId: subjectId, books: count }),
  changes: ({ cornerId, ...corner }) => [open(readingCorner, { cornerId }, corner)],
  example: { cornerId: 'c1', organizationId: 'o17', books: 120 },
})

const readingCornerClosed = define.defineEvent({
  type: 'ReadingCornerClosed',
  title: { zh: '撤销读书角', en: 'Reading corner closed' },
  data: z.strictObject({ cornerId: subjectId }),
  changes: (key) => [close(readingCorner, key)],
  example: { cornerId: 'c1' },
})

const readingCorners = define.defineStock({
  id: 'reading-corners',
  title: { zh: '读书角数', en: 'Reading corners' },
  measure: 'items',
  of: readingCorner,
  counts: () => true,
})

const corners = define.each(readingCorner)
const fewBooks = define.defineCheck({
  id: 'LOCAL-FEW-BOOKS',
  parameters: z.strictObject({ booksMin: count }),
  says: ({ booksMin }) => ({
    zh: `读书角至少有 ${booksMin} 册书`,
    en: `A reading corner has at least ${booksMin} books.`,
  }),
  next: { zh: '补充图书', en: 'Add books.' },
  looks: (look) => [
    look({
      subjects: corners,
      holds: ({ subject: { row } }, { booksMin }) =>
        row.attributes.books < booksMin
          ? { message: { zh: `只有 ${row.attributes.books} 册`, en: `It has ${row.attributes.books}.` } }
          : undefined,
    }),
  ],
  texts: [
    {
      id: 'LOCAL-FEW-BOOKS',
      title: { zh: '读书角图书不足', en: 'Too few books' },
      severity: 'notice',
      citation: { zh: '本区读书活动方案', en: 'The district’s reading plan' },
      parameters: { booksMin: 100 },
    },
  ],
})

export const district = define.extendDomain(party, {
  name: 'reading-corners',
  version: 1,
  relations: [readingCorner],
  events: [readingCornerOpened, readingCornerClosed],
  figures: [readingCorners],
  checks: [fewBooks],
})
export { district as domain }
