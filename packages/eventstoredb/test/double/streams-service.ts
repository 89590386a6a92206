import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import type {
  ServerDuplexStream,
  ServerReadableStream,
  ServerWritableStream,
  sendUnaryData,
  UntypedServiceImplementation,
} from '@grpc/grpc-js'
import type { EventLog, Expected, Kept, Proposed } from './event-log.ts'
import type { Fault, Faults } from './faults.ts'
import {
  bytesOf,
  eventMessage,
  expectedOf,
  identifier,
  nameOf,
  proposedOf,
  type AppendRequest,
  type BatchAppendRequest,
  type ReadRequest,
} from './messages.ts'
import { failures } from './services.ts'

const appendBytesMax = 1024 * 1024

/** What a node's streams are served from. */
export interface Serving {
  readonly log: EventLog
  readonly faults: Faults
  /** How often each call was made. */
  readonly calls: Record<string, number>
  readonly cut: () => void
  /** Where the leader is, when this node is not the one. */
  readonly leader: () => { readonly host: string; readonly port: number } | undefined
  readonly self: () => { readonly host: string; readonly port: number }
}

type Reading = ServerWritableStream<ReadRequest, object>

export function streamsService(serving: Serving): UntypedServiceImplementation {
  return {
    Append: (call: ServerReadableStream<AppendRequest, object>, answer: sendUnaryData<object>) =>
      void takeAppend(serving, call, answer),
    BatchAppend: (call: ServerDuplexStream<BatchAppendRequest, object>) => takeBatches(serving, call),
    Read: (call: Reading) => void serveRead(serving, call),
  }
}

async function takeAppend(
  serving: Serving,
  call: ServerReadableStream<AppendRequest, object>,
  answer: sendUnaryData<object>,
): Promise<void> {
  let stream = ''
  let expected: Expected = 'any'
  const proposed: Proposed[] = []
  let isWhole = false
  call.on('error', () => undefined)
  await new Promise<void>((resolve) => {
    call.on('data', ({ options, proposedMessage }: AppendRequest) => {
      if (options) [stream, expected] = [nameOf(options.streamIdentifier), expectedOf(options)]
      if (proposedMessage) proposed.push(proposedOf(proposedMessage))
    })
    call.on('end', () => {
      isWhole = true
      resolve()
    })
    call.on('cancelled', resolve)
  })
  // An append that is given up before it is whole is not made. A call that is reset ends as well, and is known for it a little later.
  await turn()
  await turn()
  if (!isWhole || call.cancelled) return
  count(serving, 'append')
  const fault = serving.faults.strike('append', stream)
  const redirect = redirected(serving, call.metadata.get('requires-leader').length > 0, fault)
  if (redirect) return answer(redirect)
  if (await refusesAppend(serving, fault, answer, () => serving.log.append(stream, expected, proposed))) return
  if (bytesOf(proposed) > appendBytesMax) return answer(failures['too-large'])
  const result = serving.log.append(stream, expected, proposed)
  if (fault?.kind === 'cut-after-write') return serving.cut()
  if (fault?.kind === 'silent-after-write') return
  if (fault?.kind === 'slow') await wait(fault.ms ?? 100)
  if (result.ok) {
    const position = { commitPosition: String(result.position), preparePosition: String(result.position) }
    return answer(null, { success: { currentRevision: String(result.revision), position } })
  }
  const current = result.current < 0 ? { currentNoStream: {} } : { currentRevision: String(result.current) }
  answer(null, { wrongExpectedVersion: { ...current, ...expectedFields(expected) } })
}

/** The faults of an append that come before it is made; whether that is the end of it. */
async function refusesAppend(
  { cut }: Serving,
  fault: Fault | undefined,
  answer: sendUnaryData<object>,
  write: () => unknown,
): Promise<boolean> {
  switch (fault?.kind) {
    case 'unavailable':
    case 'not-ready':
    case 'too-large':
    case 'access-denied':
    case 'internal':
      answer(failures[fault.kind])
      return true
    case 'cut':
      cut()
      return true
    case 'silent':
      return true
    case 'late-write':
      await wait(fault.ms ?? 100)
      write()
      return true
    case undefined:
    case 'not-leader':
    case 'silent-after-write':
    case 'cut-after-write':
    case 'cut-in-middle':
    case 'drop':
    case 'end':
    case 'slow':
      return false
  }
}

const expectedFields = (expected: Expected): object => {
  if (typeof expected === 'number') return { expectedRevision: String(expected) }
  return {
    any: { expectedAny: {} },
    'no-stream': { expectedNoStream: {} },
    'stream-exists': { expectedStreamExists: {} },
  }[expected]
}

/** The way that the client appends by default; there for the tests that show what is wrong with it, and for the bench. */
function takeBatches(serving: Serving, call: ServerDuplexStream<BatchAppendRequest, object>): void {
  const pending = new Map<string, { stream: string; expected: Expected; proposed: Proposed[] }>()
  call.on('error', () => undefined)
  call.on('end', () => call.end())
  call.on('data', ({ correlationId, options, proposedMessages = [], isFinal }: BatchAppendRequest) => {
    const key = correlationId.string ?? ''
    if (options) {
      const begun = { stream: nameOf(options.streamIdentifier), expected: expectedOf(options), proposed: [] }
      pending.set(key, begun)
    }
    const batch = pending.get(key)
    batch?.proposed.push(...proposedMessages.map(proposedOf))
    if (!batch || isFinal !== true) return
    pending.delete(key)
    count(serving, 'batch')
    const { stream, expected, proposed } = batch
    const fault = serving.faults.strike('batch', stream)
    if (fault?.kind === 'silent') return
    if (fault?.kind === 'cut') return serving.cut()
    const result = serving.log.append(stream, expected, proposed)
    if (fault?.kind === 'silent-after-write') return
    const answer = (): void => {
      const success = { currentRevision: String(result.ok ? result.revision : -1), noPosition: {} }
      call.write({ correlationId, streamIdentifier: identifier(stream), success })
    }
    if (fault?.kind === 'slow') setTimeout(answer, fault.ms)
    else answer()
  })
}

async function serveRead(serving: Serving, call: Reading): Promise<void> {
  const { options } = call.request
  const on = options.subscription ? 'subscribe' : options.all ? 'read-all' : 'read'
  const stream = options.stream ? nameOf(options.stream.streamIdentifier) : '$all'
  count(serving, on)
  count(serving, 'open')
  call.once('close', () => count(serving, 'open', -1))
  const fault = serving.faults.strike(on, stream)
  const redirect = redirected(serving, call.metadata.get('requires-leader').length > 0, fault)
  if (redirect) return void call.emit('error', redirect)
  const writer = new Writer(serving, call, fault)
  if (writer.refuses()) return
  if (options.subscription) return subscribed(serving, call, writer)
  const found = wantedBy(serving.log, call.request)
  if (options.stream && serving.log.events(stream).length === 0) {
    await writer.write({ streamNotFound: { streamIdentifier: identifier(stream) } })
    return writer.end()
  }
  for (const event of found) if (!(await writer.event(event))) return
  writer.end()
}

function wantedBy(log: EventLog, { options }: ReadRequest): readonly Kept[] {
  const { stream, all, readDirection = 'Forwards', count: most = '0' } = options
  const events = stream ? log.events(nameOf(stream.streamIdentifier)) : log.all
  const placeOf = ({ revision, position }: Kept): number => (stream ? revision : position)
  const given = stream ? stream.revision : all?.position?.commitPosition
  const end = stream ? stream.end : all?.end
  const from = given === undefined ? (end ? Infinity : 0) : Number(given)
  const limit = Number(most)
  if (readDirection === 'Backwards')
    return events
      .filter((event) => placeOf(event) <= from)
      .slice(-limit)
      .toReversed()
  return events.filter((event) => placeOf(event) >= from).slice(0, limit)
}

/** A subscription to all streams with a filter: what is there behind the position, then what comes. */
async function subscribed({ log }: Serving, call: Reading, writer: Writer): Promise<void> {
  const { all, filter } = call.request.options
  const { regex = '', prefix = [] } = filter?.streamIdentifier ?? {}
  const isWanted = ({ stream }: Kept): boolean =>
    !filter || (regex === '' ? prefix.some((one) => stream.startsWith(one)) : new RegExp(regex).test(stream))
  const window = (filter?.max ?? 32) * (filter?.checkpointIntervalMultiplier ?? 1)
  const given = all?.position
  let next = given ? log.all.findIndex(({ position }) => position > Number(given.commitPosition)) : 0
  if (all?.end || next < 0) next = log.all.length
  await writer.write({ confirmation: { subscriptionId: 'double' } })
  let searched = 0
  let told = true
  while (!call.cancelled) {
    const event = log.all[next]
    if (!event) {
      // Where it has come to the end it says how far that is.
      if (!told) await writer.checkpoint(log.all.at(-1)?.position ?? 0)
      told = true
      await log.more()
      continue
    }
    next++
    told = false
    if (isWanted(event) && !(await writer.event(event))) return
    if (++searched % window === 0) await writer.checkpoint(event.position)
  }
}

/** Writes what a read brings, with the faults of it. */
class Writer {
  readonly #serving: Serving
  readonly #call: Reading
  readonly #fault: Fault | undefined
  #written = 0

  constructor(serving: Serving, call: Reading, fault: Fault | undefined) {
    this.#serving = serving
    this.#call = call
    this.#fault = fault
    call.on('error', () => undefined)
  }

  /** The faults before the first event. */
  refuses(): boolean {
    switch (this.#fault?.kind) {
      case 'unavailable':
      case 'not-ready':
      case 'access-denied':
      case 'internal':
        this.#call.emit('error', failures[this.#fault.kind])
        return true
      case 'silent':
        return true
      case 'cut':
        this.#serving.cut()
        return true
      case undefined:
      case 'not-leader':
      case 'too-large':
      case 'silent-after-write':
      case 'late-write':
      case 'cut-after-write':
      case 'cut-in-middle':
      case 'drop':
      case 'end':
      case 'slow':
        return false
    }
  }

  async checkpoint(position: number): Promise<void> {
    const at = { commitPosition: String(position), preparePosition: String(position) }
    await this.write({ checkpoint: at })
  }

  /** Whether the read goes on. */
  async event(event: Kept): Promise<boolean> {
    const { kind, events = 0, ms = 1 } = this.#fault ?? {}
    if (this.#call.cancelled) return false
    if (this.#written++ >= events) {
      if (kind === 'drop') this.#call.emit('error', failures.unavailable)
      if (kind === 'end') this.end()
      if (kind === 'cut-in-middle') this.#serving.cut()
      if (kind === 'drop' || kind === 'end' || kind === 'cut-in-middle') return false
    }
    if (kind === 'slow') await wait(ms)
    await this.write(eventMessage(event))
    return true
  }

  async write(message: object): Promise<void> {
    if (this.#call.cancelled || this.#call.write(message)) return
    await new Promise<void>((resolve) => {
      const goOn = (): void => {
        for (const event of ['drain', 'cancelled', 'close']) this.#call.off(event, goOn)
        resolve()
      }
      for (const event of ['drain', 'cancelled', 'close']) this.#call.on(event, goOn)
    })
  }

  end(): void {
    this.#call.end()
  }
}

function redirected({ leader, self }: Serving, requiresLeader: boolean, fault: Fault | undefined) {
  const at = fault?.kind === 'not-leader' ? (leader() ?? self()) : requiresLeader ? leader() : undefined
  return at ? failures.notLeader(at.host, at.port) : undefined
}

const count = ({ calls }: Serving, call: string, by = 1): void => {
  calls[call] = (calls[call] ?? 0) + by
}
