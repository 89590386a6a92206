import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId, text } from '../schemas.ts'
import { rectification } from './rectification.ts'

/** 整顿销号. The rectification ends. */
export const rectificationClosed = defineEvent({
  type: 'RectificationClosed',
  title: { zh: '整顿销号', en: 'Rectification closed' },
  doc: {
    zh: '整顿结束',
    en: 'The rectification ends.',
  },
  data: z.strictObject({ organizationId: subjectId, outcome: text }),
  changes: ({ organizationId }) => [close(rectification, { organizationId })],
  example: { organizationId: 'o17', outcome: '调整设置，恢复正常组织生活' },
})
