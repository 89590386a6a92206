import * as z from 'zod'
import { civilDate, count, eventId, instant, type TextSchemas } from './schemas.ts'

/** The envelope of a draft, without the data, which its definition describes. */
const draftEnvelope = ({ evidence, metadata, text }: TextSchemas) =>
  z.strictObject({
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
    metadata: metadata.optional(),
  })

interface Envelopes {
  readonly draft: ReturnType<typeof draftEnvelope>
  readonly recorded: ReturnType<typeof recordedEnvelope>
}

/** The envelope of a recorded event, as `export` prints it. */
const recordedEnvelope = (texts: TextSchemas) =>
  draftEnvelope(texts).extend({
    id: eventId,
    actor: texts.text,
    version: z.int().min(1),
    book: texts.id,
    position: count,
    batch: z.strictObject({ index: count, count: z.int().min(1) }),
    recordedAt: instant,
  })

const made = new WeakMap<TextSchemas, Envelopes>()

/** The envelopes around a domain's events, made once for its texts. */
export function envelopesOf(texts: TextSchemas): Envelopes {
  const found = made.get(texts) ?? { draft: draftEnvelope(texts), recorded: recordedEnvelope(texts) }
  made.set(texts, found)
  return found
}
