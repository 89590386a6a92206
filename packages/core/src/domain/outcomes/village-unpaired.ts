import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { villagePairing } from './village-pairing.ts'
import { village } from '../words.ts'

/** 解除村企结对. The organization works with the village no more. */
export const villageUnpaired = defineEvent({
  type: 'VillageUnpaired',
  title: { zh: '解除村企结对', en: 'Village unpaired' },
  doc: {
    zh: '解除结对共建',
    en: 'The organization works with the village no more.',
  },
  data: z.strictObject({ organizationId: subjectId, village }),
  changes: (key) => [close(villagePairing, key)],
  example: { organizationId: 'o17', village: '月塘镇联星村' },
})
