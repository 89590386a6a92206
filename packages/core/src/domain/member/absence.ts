import { defineRelation } from '@taizhang/kernel/define'
import { text } from '../schemas.ts'
import { absenceKind } from '../words.ts'
import { membership } from './membership.ts'

/** 外出: the member lives elsewhere for a time: mobile, or abroad. */
export const absence = defineRelation({
  name: 'absence',
  title: { zh: '外出', en: 'absence' },
  key: ['memberId'],
  attributes: {
    kind: absenceKind,
    destination: text.optional(),
    /** The organization elsewhere in which a mobile member takes part. */
    receivedBy: text.optional(),
  },
  within: [membership],
})
