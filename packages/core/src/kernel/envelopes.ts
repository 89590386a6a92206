import * as z from 'zod'
import { civilDate, count, eventId, evidence, id, instant, text } from './schemas.ts'

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
  recordedAt: instant,
})
