import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { textOnOneLine } from '../schemas.ts'
import { placeKind } from '../words.ts'
import { place } from './place.ts'

/** 登记地名. A town, a park or an industry comes into the register. */
export const placeRegistered = defineEvent({
  type: 'PlaceRegistered',
  title: { zh: '登记地名', en: 'Place registered' },
  doc: {
    zh: '乡镇（街道）、园区或者行业的名称列入登记',
    en: 'A town, a park or an industry comes into the register.',
  },
  data: z.strictObject({ kind: placeKind, placeName: textOnOneLine }),
  changes: (key) => [open(place, key, {})],
  example: { kind: 'town', placeName: '东峤镇' },
})
