import { defineRelation } from '@taizhang/kernel/define'
import { subjectId, text } from '../schemas.ts'
import { organization } from '../organization/organization.ts'
import { roleUnitKind } from '../words.ts'

/** 责任区、突击队、示范岗: members who take something upon themselves together. */
export const roleUnit = defineRelation({
  name: 'roleUnit',
  title: { zh: '先锋载体', en: 'role unit' },
  key: ['roleUnitId'],
  attributes: { kind: roleUnitKind, organizationId: subjectId, name: text.optional() },
  within: [organization],
})
