import { fileURLToPath } from 'node:url'
import { Metadata, status, type ServiceDefinition, type StatusObject } from '@grpc/grpc-js'
import { loadSync, type MethodDefinition } from '@grpc/proto-loader'

const definition = loadSync(fileURLToPath(new URL('double.proto', import.meta.url)), {
  longs: String,
  enums: String,
  keepCase: false,
})

/** A service of the .proto text, under the path that the client calls it by. */
export function serviceAt(name: 'Streams' | 'ServerFeatures' | 'Gossip', path: string): ServiceDefinition {
  const service = definition[`event_store.client.${name}`] as Readonly<Record<string, MethodDefinition<object, object>>>
  return Object.fromEntries(
    Object.entries(service).map(([method, about]) => [method, { ...about, path: `/${path}/${method}` }]),
  )
}

type Failure = Pick<StatusObject, 'code' | 'details' | 'metadata'>

const failing = (code: status, details: string, fields: Readonly<Record<string, string>> = {}): Failure => {
  const metadata = new Metadata()
  for (const [name, value] of Object.entries(fields)) metadata.set(name, value)
  return { code, details, metadata }
}

export const failures = {
  unavailable: failing(status.UNAVAILABLE, 'the double is not available'),
  'not-ready': failing(status.UNKNOWN, 'Server Is Not Ready'),
  internal: failing(status.INTERNAL, 'the double failed'),
  'access-denied': failing(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' }),
  'not-understood': failing(status.INVALID_ARGUMENT, 'the double does not understand'),
  unimplemented: failing(status.UNIMPLEMENTED, 'the double does not do that'),
  'not-found': failing(status.NOT_FOUND, 'the double finds nothing'),
  'stream-not-found': failing(status.NOT_FOUND, 'there is no stream', { exception: 'stream-not-found' }),
  tooSlow: failing(status.ABORTED, 'Consumer too slow to handle event while live. Client resubscription required.'),
  fromTheEnd: failing(status.INVALID_ARGUMENT, 'reading forwards from the end'),
  streamDeleted: (stream: string) =>
    failing(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
      exception: 'stream-deleted',
      'stream-name': stream,
    }),
  notLeader: (host: string, port: number) =>
    failing(status.NOT_FOUND, 'Leader info available', {
      exception: 'not-leader',
      'leader-endpoint-host': host,
      'leader-endpoint-port': String(port),
    }),
}
