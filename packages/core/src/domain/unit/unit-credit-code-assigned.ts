import * as z from 'zod'
import { amend } from '../../kernel/change.ts'
import { defineEvent } from '../../kernel/define-event.ts'
import { subjectId } from '../../kernel/schemas.ts'
import { unit } from './unit.ts'
import { creditCode } from '../words.ts'

/** 登记统一社会信用代码. The unit has a (new) unified social credit code. */
export const unitCreditCodeAssigned = defineEvent({
  type: 'UnitCreditCodeAssigned',
  title: { zh: '登记统一社会信用代码', en: 'Credit code assigned' },
  doc: {
    zh: '登记或更换统一社会信用代码',
    en: 'The unit has a (new) unified social credit code.',
  },
  data: z.strictObject({ unitId: subjectId, creditCode }),
  changes: ({ unitId, creditCode: code }) => [amend(unit, { unitId }, { creditCode: code })],
  example: { unitId: 'u12', creditCode: '91350305MA31KQ7T5Y' },
})
