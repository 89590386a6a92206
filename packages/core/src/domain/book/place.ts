import { defineRelation } from '@taizhang/kernel/define'

/** 地名登记: a town, park or industry that units may have. */
export const place = defineRelation({
  name: 'place',
  title: { zh: '地名登记', en: 'place' },
  // Not `name`: an event is about what a key's columns say, and many things have a name.
  key: ['kind', 'placeName'],
  attributes: {},
})
