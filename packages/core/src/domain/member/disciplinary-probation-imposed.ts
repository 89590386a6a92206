import { set, defineEvent } from '@taizhang/kernel/define'
import { disciplinaryProbation } from './disciplinary-probation.ts'
import { forATime } from './for-a-time.ts'

/** 给予留党察看. The member is on probation within the Party up to `until`: no vote, no office, no introducer. */
export const disciplinaryProbationImposed = defineEvent({
  type: 'DisciplinaryProbationImposed',
  title: { zh: '给予留党察看', en: 'Probation within the Party imposed' },
  doc: {
    zh: '受留党察看处分，没有表决权、选举权和被选举权，到 until（不再有效的首日）；期满前再记一次即为延长',
    en: 'The member is on probation within the Party up to `until`: no vote, no office, no introducer. While it lasts, another one extends it.',
  },
  ...forATime,
  changes: ({ memberId, until }) => [set(disciplinaryProbation, { memberId }, { until })],
  example: { memberId: 'p3', until: '2019-06-01' },
})
