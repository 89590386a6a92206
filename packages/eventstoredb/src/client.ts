import { fail } from '@taizhang/kernel'
import type { EventStoreDBClient } from '@eventstore/db-client'

export type Client = EventStoreDBClient

/** A client for an address. Nothing is asked of the server yet. */
export async function newClient(connection: string, shown: string): Promise<Client> {
  // Loaded only now: it takes a while, and most commands need no server.
  const { EventStoreDBClient } = await import('@eventstore/db-client')
  try {
    return EventStoreDBClient.connectionString(connection)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return fail(
      'usage',
      'bad-address',
      { zh: `${shown} 无法使用：${why}`, en: `${shown} cannot be used: ${why}` },
      { ledger: shown },
    )
  }
}

/** Ends the calls of a client and closes its channel: the client leaves that open, and a host that says nothing then keeps the process alive. */
export async function closeClient(client: Client): Promise<void> {
  await client.dispose()
  const channel = await client['getChannel']()
  channel.close()
}
