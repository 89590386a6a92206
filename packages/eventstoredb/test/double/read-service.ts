import type { EventLog, Kept } from './event-log.ts'
import { identifier, nameOf, type ReadRequest } from './messages.ts'
import { ReadWriter, type Reading } from './read-writer.ts'
import { failures } from './services.ts'
import { count, redirected, type Serving } from './serving.ts'

/** Reads and subscriptions, which are reads without an end. */
export async function serveRead(serving: Serving, call: Reading): Promise<void> {
  const { options } = call.request
  const on = options.subscription ? 'subscribe' : options.all ? 'read-all' : 'read'
  const stream = options.stream ? nameOf(options.stream.streamIdentifier) : '$all'
  count(serving, on)
  count(serving, 'open')
  call.once('close', () => count(serving, 'open', -1))
  const fault = serving.faults.strike(on, stream)
  const redirect = redirected(serving, call.metadata.get('requires-leader').length > 0, fault)
  if (redirect) return void call.emit('error', redirect)
  const writer = new ReadWriter(serving, call, fault)
  if (writer.refuses()) return
  if (options.subscription) return subscribed(serving, call, writer)
  const refusal = refusalOf(serving, call.request, stream)
  if (refusal) return void call.emit('error', refusal)
  const found = wantedBy(serving.log, call.request)
  if (options.stream && serving.log.events(stream).length === 0) {
    await writer.write({ streamNotFound: { streamIdentifier: identifier(stream) } })
    return writer.end()
  }
  for (const event of found) if (!(await writer.event(event))) return
  writer.end()
}

/** What the server refuses to read. */
function refusalOf({ log }: Serving, { options }: ReadRequest, stream: string): object | undefined {
  if (log.isTombstoned(stream)) return failures.streamDeleted(stream)
  const fromEnd = (options.stream?.end ?? options.all?.end) !== undefined
  return fromEnd && options.readDirection !== 'Backwards' ? failures.fromTheEnd : undefined
}

function wantedBy(log: EventLog, { options }: ReadRequest): readonly Kept[] {
  const { stream, all, readDirection = 'Forwards', count: most = '0' } = options
  const events = stream ? log.events(nameOf(stream.streamIdentifier)) : log.all.filter(filtered({ options }))
  const placeOf = ({ revision, position }: Kept): number => (stream ? revision : position)
  const given = stream ? stream.revision : all?.position?.commitPosition
  const end = stream ? stream.end : all?.end
  const from = given === undefined ? (end ? Infinity : 0) : Number(given)
  const limit = Number(most)
  if (readDirection === 'Backwards') {
    const behind = lowerBound(events, (event) => placeOf(event) <= from)
    return events.slice(Math.max(behind - limit, 0), behind).toReversed()
  }
  const first = lowerBound(events, (event) => placeOf(event) < from)
  return events.slice(first, first + limit)
}

/** The index of the first event that does not lie before; a server has an index for that. */
function lowerBound(events: readonly Kept[], isBefore: (event: Kept) => boolean): number {
  let [low, high] = [0, events.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const event = events[middle]
    if (event && isBefore(event)) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether an event passes the filter of a read, or of a subscription. */
function filtered({ options: { filter } }: ReadRequest): (event: Kept) => boolean {
  if (!filter) return () => true
  const { regex = '', prefix = [] } = filter.streamIdentifier ?? filter.eventType ?? {}
  const shape = regex === '' ? undefined : new RegExp(regex)
  return ({ stream, metadata }) => {
    const text = filter.streamIdentifier ? stream : (metadata['type'] ?? '')
    return shape ? shape.test(text) : prefix.some((one) => text.startsWith(one))
  }
}

/** A subscription to all streams with a filter: what is there behind the position, then what comes. */
async function subscribed({ log }: Serving, call: Reading, writer: ReadWriter): Promise<void> {
  const { all, filter } = call.request.options
  const isWanted = filtered(call.request)
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
