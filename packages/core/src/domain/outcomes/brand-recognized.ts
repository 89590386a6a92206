import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { brand } from './brand.ts'
import { distinction } from '../words.ts'

/** 认定党建品牌. A way of Party building is recognized as a brand. */
export const brandRecognized = defineEvent({
  type: 'BrandRecognized',
  title: { zh: '认定党建品牌', en: 'Brand recognized' },
  doc: {
    zh: '认定园区、企业党建品牌',
    en: 'A way of Party building is recognized as a brand.',
  },
  data: z.strictObject({ brandId: subjectId, ...distinction }),
  changes: ({ brandId, ...attributes }) => [open(brand, { brandId }, attributes)],
  example: { brandId: 'b1', name: '四个引领', level: 'district', organizationId: 'o17' },
})
