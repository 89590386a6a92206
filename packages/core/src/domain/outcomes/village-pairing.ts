import { defineRelation } from '@taizhang/kernel/define'
import { organization } from '../organization/organization.ts'

/** 村企结对: an organization works with a village. */
export const villagePairing = defineRelation({
  name: 'villagePairing',
  title: { zh: '村企结对', en: 'village pairing' },
  key: ['organizationId', 'village'],
  attributes: {},
  within: [organization],
})
