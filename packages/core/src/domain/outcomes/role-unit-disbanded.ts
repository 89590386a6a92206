import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { roleUnit } from './role-unit.ts'

/** 撤销责任区、突击队、示范岗. The role unit is disbanded. */
export const roleUnitDisbanded = defineEvent({
  type: 'RoleUnitDisbanded',
  title: { zh: '撤销先锋载体', en: 'Role unit disbanded' },
  doc: {
    zh: '撤销党员责任区、突击队、示范岗等',
    en: 'The role unit is disbanded.',
  },
  data: z.strictObject({ roleUnitId: subjectId }),
  changes: ({ roleUnitId }) => [close(roleUnit, { roleUnitId })],
  example: { roleUnitId: 'r7' },
})
