import { defineRelation } from '@taizhang/kernel/define'
import { civilDate, id } from '../schemas.ts'
import { organization } from '../organization/organization.ts'
import { candidacyStage } from '../words.ts'

/** 入党申请人、积极分子、发展对象: a person on the way to membership. */
export const candidacy = defineRelation({
  name: 'candidacy',
  title: { zh: '培养对象', en: 'candidacy' },
  key: ['personId'],
  attributes: {
    organizationId: id,
    stage: candidacyStage,
    /** Of a candidate who came from elsewhere: when the stage began. */
    since: civilDate.optional(),
    /** When the person became an activist, where that was elsewhere. */
    activistSince: civilDate.optional(),
  },
  refersTo: { organizationId: organization },
})
