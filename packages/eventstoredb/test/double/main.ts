/** The double as a program: nodes over one log, told by messages from the tests what to do. */
import type { sendUnaryData, UntypedServiceImplementation } from '@grpc/grpc-js'
import { EventLog, type Proposed } from './event-log.ts'
import { Faults, type Fault } from './faults.ts'
import { openDoor, type Door } from './node.ts'
import { serveRead } from './read-service.ts'
import { failures, serviceAt } from './services.ts'
import { takeAppends } from './append-service.ts'

/** An event that somebody else writes. */
export type ForeignEvent = Pick<Proposed, 'id' | 'metadata'> & { readonly data: string }

export type Order =
  | { readonly do: 'fault'; readonly fault: Fault }
  | { readonly do: 'clear' | 'cut' | 'calls' | 'reset' }
  /** How many calls faults are still to strike. */
  | { readonly do: 'waiting' }
  | { readonly do: 'shut'; readonly node: number; readonly shut: boolean }
  /** Whether a node takes connections and says nothing. */
  | { readonly do: 'freeze'; readonly node: number; readonly frozen: boolean }
  | { readonly do: 'lead'; readonly node: number }
  /** Whether the nodes are choosing a leader: none of them is of use then. */
  | { readonly do: 'elect'; readonly electing: boolean }
  | { readonly do: 'truncate'; readonly stream: string; readonly before: number }
  | { readonly do: 'delete' | 'tombstone' | 'size' | 'commit'; readonly stream: string }
  | { readonly do: 'append'; readonly stream: string; readonly events: readonly ForeignEvent[] }

const [unknown, follower, leader] = [4, 6, 8]
const nodeCount = Number(process.argv[2] ?? 1)
const tls = process.argv[3] === 'tls'
const log = new EventLog()
const faults = new Faults()
const calls: Record<string, number> = {}
const doors: Door[] = []
let leading = 0
const down = new Set<number>()
let electing = false

const features: UntypedServiceImplementation = {
  GetSupportedMethods: (_: unknown, answer: sendUnaryData<object>) => {
    calls['features'] = (calls['features'] ?? 0) + 1
    const fault = faults.strike('features', '')
    if (fault?.kind === 'silent') return
    if (fault?.kind === 'unavailable' || fault?.kind === 'internal') return answer(failures[fault.kind])
    const methods = [{ serviceName: 'event_store.client.streams.streams', methodName: 'batchappend', features: [] }]
    answer(null, { eventStoreServerVersion: '24.10.0', methods })
  },
}

const gossip: UntypedServiceImplementation = {
  Read: (_: unknown, answer: sendUnaryData<object>) => {
    const members = doors.map(({ host, port }, node) => ({
      instanceId: { string: `00000000-0000-4000-8000-00000000000${node}` },
      timeStamp: '0',
      state: electing ? unknown : node === leading ? leader : follower,
      isAlive: !down.has(node),
      httpEndPoint: { address: host, port },
    }))
    answer(null, { members })
  },
}

for (let node = 0; node < nodeCount; node++) {
  const self = (): Door => doors[node] as Door
  doors.push(
    await openDoor((server) => {
      const serving = {
        log,
        faults,
        calls,
        self,
        cut: () => self().cut(),
        leader: () => (node === leading ? undefined : doors[leading]),
      }
      server.addService(serviceAt('Streams', 'event_store.client.streams.Streams'), {
        BatchAppend: (call: Parameters<typeof takeAppends>[1]) => takeAppends(serving, call),
        Read: (call: Parameters<typeof serveRead>[1]) => void serveRead(serving, call),
      })
      server.addService(serviceAt('ServerFeatures', 'event_store.client.server_features.ServerFeatures'), features)
      server.addService(serviceAt('Gossip', 'event_store.client.gossip.Gossip'), gossip)
    }, tls),
  )
}

const proposed = ({ data, ...event }: ForeignEvent): Proposed => ({
  ...event,
  data: Buffer.from(data),
  customMetadata: Buffer.alloc(0),
})

function obey(order: Order): unknown {
  switch (order.do) {
    case 'fault':
      return faults.add(order.fault)
    case 'clear':
      return faults.clear()
    case 'waiting':
      return faults.waiting
    case 'cut':
      return doors.forEach((door) => door.cut())
    case 'calls':
      return { ...calls }
    case 'reset':
      faults.clear()
      return log.reset()
    case 'shut':
      down[order.shut ? 'add' : 'delete'](order.node)
      return doors[order.node]?.shut(order.shut)
    case 'freeze':
      return doors[order.node]?.freeze(order.frozen)
    case 'lead':
      leading = order.node
      return undefined
    case 'elect':
      electing = order.electing
      return undefined
    case 'truncate':
      return log.truncate(order.stream, order.before)
    case 'size':
      return log.events(order.stream).length
    case 'delete':
      return log.remove(order.stream)
    case 'commit':
      return log.settle(order.stream, { commits: true })
    case 'tombstone':
      return log.tombstone(order.stream)
    case 'append':
      return log.append(order.stream, 'any', order.events.map(proposed))
  }
}

process.on('message', ({ number, order }: { number: number; order: Order }) => {
  process.send?.({ number, answer: obey(order) ?? null })
})
// It lives for the tests that started it.
process.on('disconnect', () => process.exit())
process.send?.({ ports: doors.map(({ port }) => port) })
