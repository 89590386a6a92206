import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { textOnOneLine } from '../schemas.ts'
import { placeKind } from '../words.ts'
import { place } from './place.ts'

/** 注销地名. A name leaves the register. */
export const placeStruck = defineEvent({
  type: 'PlaceStruck',
  title: { zh: '注销地名', en: 'Place struck' },
  doc: {
    zh: '名称不再列入登记',
    en: 'A name leaves the register.',
  },
  data: z.strictObject({ kind: placeKind, placeName: textOnOneLine }),
  changes: (key) => [close(place, key)],
  example: { kind: 'town', placeName: '东峤镇' },
})
