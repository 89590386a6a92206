import * as z from 'zod'
import { defineRelation } from '@taizhang/kernel/define'
import { text } from '../schemas.ts'
import { control, creditCode, ownership, sector, unitForm, unitKind } from '../words.ts'

/** 纳入管理的单位: an enterprise or a social organization that the book lists. */
export const unit = defineRelation({
  name: 'unit',
  title: { zh: '单位', en: 'unit' },
  key: ['unitId'],
  attributes: {
    kind: unitKind,
    name: text,
    creditCode: creditCode.optional(),
    industry: text.optional(),
    park: text.optional(),
    town: text.optional(),
    operating: z.boolean(),
    aboveDesignatedSize: z.boolean(),
    form: unitForm.optional(),
    sector: sector.optional(),
    ownership: ownership.optional(),
    control: control.optional(),
  },
})
