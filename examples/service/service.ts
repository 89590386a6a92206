/**
 * A ledger of the Party's domain over HTTP: events are posted, coverage is asked for, and who follows gets batches as they are recorded.
 *
 *     node examples/service/main.ts my.ledger 350305
 */
import { findingsOn, isLedgerError, type FailureKind, type Ledger, type Party, type Refused } from '@taizhang/core'
import { coverageOn } from '@taizhang/core/figures'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { v7 as newId } from 'uuid'

/** What a refused batch is over HTTP. */
const refusedStatus = { invalid: 400, impossible: 422, conflict: 409, 'moved-on': 412 } as const satisfies Record<
  Refused['kind'],
  number
>

/** What an operation that cannot be carried out is. */
const failedStatus = {
  usage: 400,
  'not-found': 404,
  conflict: 409,
  exists: 409,
  'too-large': 413,
  unavailable: 503,
  damaged: 500,
} as const satisfies Record<FailureKind, number>

/** RFC 9457. */
const problem = (context: Context, status: ContentfulStatusCode, code: string, more: object): Response =>
  context.body(JSON.stringify({ type: `urn:taizhang:${code}`, status, ...more }), status, {
    'content-type': 'application/problem+json',
  })

/** The number in an entity tag, which is the size of the book; what is no tag is no number, and the ledger says so. */
const sizeIn = (tag: string | undefined): number | undefined =>
  tag === undefined ? undefined : Number(/^"(\d+)"$/.exec(tag)?.[1])

/** @param actorOf who a request comes from: an opaque id, never a name; `undefined` where nobody knows */
export function service(ledger: Ledger<Party>, actorOf: (context: Context) => string | undefined): Hono {
  const app = new Hono()

  app.onError((error, context) => {
    if (!isLedgerError(error)) throw error
    const { code, ...refusal } = error.refusal
    return problem(context, failedStatus[error.kind], code, { title: refusal.message.en, ...refusal })
  })

  app.post('/events', async (context) => {
    const actor = actorOf(context)
    if (actor === undefined) return problem(context, 401, 'unknown-actor', { title: 'who are you?' })
    const body: unknown = await context.req.json().catch(() => undefined)
    if (!Array.isArray(body)) return problem(context, 400, 'no-list', { title: 'expected a list of events' })
    const parsed = ledger.parse(body)
    const clerk = ledger.as({ actor, newId: () => newId(), clock: () => new Date() })
    const outcome = parsed.ok
      ? await clerk.record(parsed.drafts, { expectedSize: sizeIn(context.req.header('if-match')) })
      : parsed
    if (outcome.ok) {
      context.header('etag', `"${outcome.size}"`)
      return context.json(outcome, outcome.recorded > 0 ? 201 : 200)
    }
    const { kind, ...refused } = outcome
    return problem(context, refusedStatus[kind], kind, { title: refused.refusals[0]?.message.en, ...refused })
  })

  /** A view never changes: where it is asked for by its size it may be kept for ever, and else it is held against its tag. */
  const answer = (context: Context, read: (view: ReturnType<typeof ledger.asOf>) => unknown): Response => {
    const { asOf = new Date().toISOString().slice(0, 10), knownAt } = context.req.query()
    const size = /^\d+$/.test(knownAt ?? '') ? Number(knownAt) : undefined
    const view = ledger.asOf(asOf, { knownAt: size ?? knownAt })
    const tag = `"${view.size}"`
    context.header('etag', tag)
    context.header('cache-control', size === undefined ? 'no-cache' : 'public, max-age=31536000, immutable')
    if (context.req.header('if-none-match') === tag) return context.body(null, 304)
    return context.json({ asOf, size: view.size, found: read(view) })
  }
  app.get('/coverage', (context) => answer(context, (view) => coverageOn(view).scopes))
  app.get('/findings', (context) => answer(context, (view) => findingsOn(view)))

  app.get('/events/:id', (context) => {
    const event = ledger.eventById(context.req.param('id'))
    return event ? context.json(event) : problem(context, 404, 'no-such-event', { title: 'there is no such event' })
  })

  /** Batch by batch, from the size in `Last-Event-ID` on. */
  app.get('/batches', (context) => {
    const last = context.req.header('last-event-id') ?? context.req.query('after')
    const after = last === undefined ? ledger.size : Number(last)
    const ended = new AbortController()
    const batches = ledger.follow({ after, signal: AbortSignal.any([ended.signal, context.req.raw.signal]) })
    return streamSSE(context, async (stream) => {
      stream.onAbort(() => ended.abort())
      for await (const { size, ...batch } of batches)
        await stream.writeSSE({ id: String(size), event: 'batch', data: JSON.stringify(batch) })
    })
  })

  return app
}
