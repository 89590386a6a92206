import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { unlessRefused } from '../admit.ts'
import { asBefore } from '../earlier.ts'
import { id, subjectId, text } from '../schemas.ts'
import { codeOfKind, formOfKind } from './unit-forms.ts'
import { unit } from './unit.ts'
import { control, creditCode, ownership, sector, unitForm, unitKind } from '../words.ts'

const first = {
  unitId: subjectId,
  kind: unitKind,
  name: text,
  creditCode: creditCode.optional(),
  industry: text.optional(),
  park: text.optional(),
  town: text.optional(),
  operating: z.boolean().optional(),
  aboveDesignatedSize: z.boolean().optional(),
}

/** 单位纳入管理. The book lists a unit. */
export const unitListed = defineEvent({
  type: 'UnitListed',
  title: { zh: '单位纳入管理', en: 'Unit listed' },
  doc: {
    zh: '单位列入台账',
    en: 'The book lists a unit.',
  },
  data: z.strictObject({
    ...first,
    form: unitForm.optional(),
    sector: sector.optional(),
    ownership: ownership.optional(),
    control: control.optional(),
    fromBook: id.optional(),
  }),
  earlier: asBefore(first),
  admit: ({ kind, form, creditCode: code }) => unlessRefused(formOfKind(kind, form), codeOfKind(kind, form, code)),
  changes: ({ unitId, operating = true, aboveDesignatedSize = false, fromBook: _, ...rest }) => [
    open(unit, { unitId }, { ...rest, operating, aboveDesignatedSize }),
  ],
  example: {
    unitId: 'u12',
    kind: 'enterprise',
    name: '海峡木业有限公司',
    creditCode: '91350305MA2XY1236Y',
    park: '木材加工区',
    town: '东峤镇',
    form: 'company',
    sector: 'industrial',
    ownership: 'private',
    control: 'private-controlled',
  },
})
