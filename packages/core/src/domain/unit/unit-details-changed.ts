import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { asBefore } from '../earlier.ts'
import { subjectId, text } from '../schemas.ts'
import { control, ownership, sector, unitForm } from '../words.ts'
import { unit } from './unit.ts'

const first = {
  unitId: subjectId,
  industry: text.nullable().optional(),
  park: text.nullable().optional(),
  town: text.nullable().optional(),
  operating: z.boolean().nullable().optional(),
  aboveDesignatedSize: z.boolean().nullable().optional(),
}

/** 单位信息变更. Details change; absent fields stay, null clears. */
export const unitDetailsChanged = defineEvent({
  type: 'UnitDetailsChanged',
  title: { zh: '单位信息变更', en: 'Unit details changed' },
  doc: {
    zh: '园区、乡镇、行业、经营状况、规模、登记类型、门类、所有制、控股情况变更；未写的不变，null 清除',
    en: 'Details change; absent fields stay, null clears.',
  },
  data: z.strictObject({
    ...first,
    form: unitForm.nullable().optional(),
    sector: sector.nullable().optional(),
    ownership: ownership.nullable().optional(),
    control: control.nullable().optional(),
  }),
  earlier: asBefore(first),
  changes: ({ unitId, operating, aboveDesignatedSize, ...rest }) => [
    amend(
      unit,
      { unitId },
      {
        ...rest,
        operating: operating === null ? true : operating,
        aboveDesignatedSize: aboveDesignatedSize === null ? false : aboveDesignatedSize,
      },
    ),
  ],
  example: { unitId: 'u12', park: '华林工业园', town: null, sector: 'industrial' },
})
