import { set, defineEvent } from '@taizhang/kernel/define'
import { correction } from './correction.ts'
import { forATime } from './for-a-time.ts'

/** 限期改正. An unqualified member is given until `until` to correct. */
export const correctionOrdered = defineEvent({
  type: 'CorrectionOrdered',
  title: { zh: '限期改正', en: 'Correction ordered' },
  doc: {
    zh: '对不合格党员限期改正，到 until（不再有效的首日）；期满前再记一次即为延长',
    en: 'An unqualified member is given until `until` to correct. While it lasts, another order extends it.',
  },
  ...forATime,
  changes: ({ memberId, until }) => [set(correction, { memberId }, { until })],
  example: { memberId: 'p3', until: '2019-06-01' },
})
