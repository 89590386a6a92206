import { createRequire } from 'node:module'
import type * as clientPart from '@eventstore/db-client'
import type * as sharedPart from '@eventstore/db-client/generated/shared_pb.js'
import type * as servicesPart from '@eventstore/db-client/generated/streams_grpc_pb.js'
import type * as messagesPart from '@eventstore/db-client/generated/streams_pb.js'

/** What the client is made of. */
export interface Parts {
  readonly convertToCommandError: typeof clientPart.convertToCommandError
  readonly StreamsClient: typeof servicesPart.StreamsClient
  readonly messages: typeof messagesPart
  readonly shared: typeof sharedPart
}

let loaded: Parts | undefined

/** Loaded when first asked for, and as the client loads them itself: loaded by `import` they may be there twice, which its messages do not bear. */
export function parts(): Parts {
  if (loaded) return loaded
  const load = createRequire(import.meta.url)
  const { convertToCommandError } = load('@eventstore/db-client') as typeof clientPart
  const { StreamsClient } = load('@eventstore/db-client/generated/streams_grpc_pb.js') as typeof servicesPart
  const messages = load('@eventstore/db-client/generated/streams_pb.js') as typeof messagesPart
  const shared = load('@eventstore/db-client/generated/shared_pb.js') as typeof sharedPart
  return (loaded = { convertToCommandError, StreamsClient, messages, shared })
}
