import * as z from 'zod'
import { close, set, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { legalRepresentative } from './legal-representative.ts'

/** 登记法定代表人. The legal representative of the unit from that date, and whether a member; null: none. */
export const legalRepresentativeRecorded = defineEvent({
  type: 'LegalRepresentativeRecorded',
  title: { zh: '登记法定代表人', en: 'Legal representative recorded' },
  doc: {
    zh: '单位自该日起的法定代表人，是不是党员；null 表示没有',
    en: 'The legal representative of the unit from that date, and whether a member; null: none.',
  },
  data: z.strictObject({ unitId: subjectId, personId: subjectId.nullable(), isMember: z.boolean().optional() }),
  changes: ({ unitId, personId, isMember = false }) => [
    personId === null
      ? close(legalRepresentative, { unitId })
      : set(legalRepresentative, { unitId }, { personId, isMember }),
  ],
  example: { unitId: 'u12', personId: 'p3', isMember: true },
})
