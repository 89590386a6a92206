import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { subjectId, text } from '../schemas.ts'
import { roleUnit } from './role-unit.ts'
import { roleUnitKind } from '../words.ts'

/** 设立责任区、突击队、示范岗. A role unit is set up. */
export const roleUnitEstablished = defineEvent({
  type: 'RoleUnitEstablished',
  title: { zh: '设立先锋载体', en: 'Role unit established' },
  doc: {
    zh: '设立党员责任区、突击队、示范岗等',
    en: 'A responsibility area, a commando or a demonstration post is set up.',
  },
  data: z.strictObject({ roleUnitId: subjectId, kind: roleUnitKind, organizationId: subjectId, name: text.optional() }),
  changes: ({ roleUnitId, ...attributes }) => [open(roleUnit, { roleUnitId }, attributes)],
  example: { roleUnitId: 'r7', kind: 'commando', organizationId: 'o17', name: '扩能改造党员突击队' },
})
