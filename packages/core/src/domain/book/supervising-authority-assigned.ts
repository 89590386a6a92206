import * as z from 'zod'
import { set, defineEvent } from '@taizhang/kernel/define'
import { text } from '../schemas.ts'
import { supervision } from './supervision.ts'

/** 确定主管部门. The authority that supervises the book from that date. */
export const supervisingAuthorityAssigned = defineEvent({
  type: 'SupervisingAuthorityAssigned',
  title: { zh: '确定主管部门', en: 'Supervising authority assigned' },
  doc: {
    zh: '台账的主管部门自该日起为',
    en: 'The authority that supervises the book from that date.',
  },
  data: z.strictObject({ authority: text }),
  changes: ({ authority }, { book }) => [set(supervision, { book }, { authority })],
  example: { authority: '区委社会工作部' },
})
