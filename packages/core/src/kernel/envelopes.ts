import * as z from 'zod'
import { because, civilDate, count, eventId, evidence, id, text } from './schemas.ts'

/** The envelope of a draft, without the data, which its definition describes. */
export const draftEnvelope = z.strictObject({
  id: eventId.optional(),
  type: z.string(),
  effectiveOn: civilDate,
  data: z.object({}),
  actor: text.optional(),
  evidence: evidence.optional(),
  corrects: eventId.optional(),
  reason: text.optional(),
  correlationId: text.optional(),
  causationId: text.optional(),
})

/** The envelope of a recorded event, as `export` prints it. */
export const recordedEnvelope = draftEnvelope.extend({
  id: eventId,
  actor: text,
  version: z.int().min(1),
  book: id,
  position: count,
  batch: z.strictObject({ index: count, count: z.int().min(1) }),
  recordedAt: z
    .string()
    .refine(
      (instant) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(instant) && new Date(instant).toJSON() === instant,
      because({ zh: '应为 UTC 时刻，精确到毫秒', en: 'expected an instant in UTC with milliseconds' }),
    ),
})
