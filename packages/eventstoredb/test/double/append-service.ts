import { setTimeout as wait } from 'node:timers/promises'
import type { ServerDuplexStream } from '@grpc/grpc-js'
import type { Appended, Expected, Proposed } from './event-log.ts'
import type { Fault } from './faults.ts'
import {
  bytesOf,
  expectedOf,
  identifier,
  nameOf,
  proposedOf,
  refused,
  wrongRevision,
  type BatchAppendRequest,
  type Uuid,
} from './messages.ts'
import { failures } from './services.ts'
import { count, redirected, type Serving } from './serving.ts'

const appendBytesMax = 1024 * 1024

interface Batch {
  readonly correlationId: Uuid
  readonly stream: string
  readonly expected: Expected
  readonly proposed: Proposed[]
}

type Appending = ServerDuplexStream<BatchAppendRequest, object>

/**
 * One call for many appends, each under an id of its own. As the server does it, an append that is refused has an answer, while a node that
 * does not lead ends the call, and so all appends that wait in it.
 */
export function takeAppends(serving: Serving, call: Appending): void {
  const pending = new Map<string, Batch>()
  call.on('error', () => undefined)
  call.on('end', () => call.end())
  call.on('data', ({ correlationId, options, proposedMessages = [], isFinal }: BatchAppendRequest) => {
    const key = correlationId.string ?? ''
    if (options) {
      const [stream, expected] = [nameOf(options.streamIdentifier), expectedOf(options)]
      pending.set(key, { correlationId, stream, expected, proposed: [] })
    }
    const batch = pending.get(key)
    batch?.proposed.push(...proposedMessages.map(proposedOf))
    if (!batch || isFinal !== true) return
    pending.delete(key)
    void takeAppend(serving, call, batch)
  })
}

async function takeAppend(serving: Serving, call: Appending, batch: Batch): Promise<void> {
  const { correlationId, stream, expected, proposed } = batch
  count(serving, 'append')
  const fault = serving.faults.strike('append', stream)
  const redirect = redirected(serving, call.metadata.get('requires-leader').length > 0, fault)
  if (redirect) return void call.emit('error', redirect)
  const write = (): Appended => serving.log.append(stream, expected, proposed)
  const hide = (): Appended | undefined => serving.log.hide(stream, expected, proposed)
  const answer = (result: object): void => {
    if (!call.cancelled) call.write({ correlationId, streamIdentifier: identifier(stream), ...result })
  }
  if (await strikes(fault, { serving, call, write, hide, answer, stream })) return
  if (bytesOf(proposed) > appendBytesMax) return answer(refused['too-large'])
  const result = write()
  if (fault?.kind === 'cut-after-write') return serving.cut()
  if (fault?.kind === 'silent-after-write') return
  if (fault?.kind === 'slow') await wait(fault.ms ?? 100)
  if (!result.ok) return answer(refusalOf(result))
  const position = { commitPosition: String(result.position), preparePosition: String(result.position) }
  answer({ success: { currentRevision: String(result.revision), position } })
}

const refusalOf = (result: Appended & { readonly ok: false }): object =>
  result.why === 'wrong-revision' ? wrongRevision(result.current) : refused[result.why]

/** The leader has lost its quorum: it says that the time is up, and nobody knows yet what will become of the write. */
function hides(
  { kind, ms = 100 }: Fault,
  { serving: { log }, hide, answer, stream }: Pick<Striking, 'serving' | 'hide' | 'answer' | 'stream'>,
): void {
  const decided = hide()
  if (!decided) setTimeout(() => log.settle(stream, { commits: kind === 'hides-then-commits' }), ms)
  answer(decided && !decided.ok ? refusalOf(decided) : refused.timeout)
}

interface Striking {
  readonly serving: Serving
  readonly call: Appending
  readonly write: () => unknown
  readonly hide: () => Appended | undefined
  readonly answer: (result: object) => void
  readonly stream: string
}

/** The faults of an append that come before it is made; whether that is the end of it. */
async function strikes(fault: Fault | undefined, about: Striking): Promise<boolean> {
  switch (fault?.kind) {
    case 'unavailable':
      about.call.emit('error', failures.unavailable)
      return true
    case 'not-ready':
    case 'too-large':
    case 'access-denied':
    case 'internal':
      about.answer(refused[fault.kind])
      return true
    case 'cut':
      about.serving.cut()
      return true
    case 'silent':
      return true
    case 'late-write':
      await wait(fault.ms ?? 100)
      about.write()
      return true
    case 'hides-then-commits':
    case 'hides-then-goes':
      hides(fault, about)
      return true
    case undefined:
    case 'not-leader':
    case 'not-understood':
    case 'unimplemented':
    case 'not-found':
    case 'stream-not-found':
    case 'silent-after-write':
    case 'cut-after-write':
    case 'cut-in-middle':
    case 'drop':
    case 'too-slow':
    case 'end':
    case 'slow':
      return false
  }
}
