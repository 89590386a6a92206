import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { villagePairing } from './village-pairing.ts'
import { village } from '../words.ts'

/** 村企结对. An organization begins to work with a village. */
export const villagePaired = defineEvent({
  type: 'VillagePaired',
  title: { zh: '村企结对', en: 'Village paired' },
  doc: {
    zh: '党组织与村党支部结对共建',
    en: 'The organization begins to work with a village.',
  },
  data: z.strictObject({ organizationId: subjectId, village }),
  changes: (key) => [open(villagePairing, key, {})],
  example: { organizationId: 'o17', village: '月塘镇联星村' },
})
