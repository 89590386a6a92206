import type { AllStreamResolvedEvent, Position, ReadAllOptions } from '@eventstore/db-client'
import { collect } from './collect.ts'
import type { Connection } from './connection.ts'
import { fromServer } from './stream-name.ts'

const pageEventsMax = 1000

/** The names of all streams but the server's own, as far as the log has been read. */
export interface StreamNames {
  /** Reads on to the end of the log. */
  upToDate(): Promise<readonly string[]>
  /** Where reading has come to. */
  readonly position: Position | undefined
}

/**
 * Finds the streams in the log of all events: the one place that every server has, and that is never behind. Its reads cannot be filtered,
 * so the first time all events come across; later ones go on from there.
 */
export function streamNames(connection: Connection, after?: Position): StreamNames {
  const names = new Set<string>()
  let position = after
  return {
    get position() {
      return position
    },
    upToDate: async () => {
      for (;;) {
        const found = await page(connection, position)
        for (const { event } of found) {
          const stream = event && fromServer(event.streamId)
          if (stream !== undefined) names.add(stream)
        }
        const last = found.at(-1)
        position = last?.event?.position ?? position
        if (found.length < pageEventsMax) return [...names].toSorted()
      }
    },
  }
}

/** Where the log ends. */
export async function endOfLog(connection: Connection): Promise<Position | undefined> {
  const [last] = await lastEvents(connection, 1)
  return last?.event?.position
}

/** Events at the end among which {@link newestOf} looks: a server's own come in between. */
const lookedAtMax = 100

/** Where the newest event lies of streams whose names begin so, if it is among the last of the log. */
export async function newestOf(connection: Connection, prefixes: readonly string[]): Promise<Position | undefined> {
  const last = await lastEvents(connection, lookedAtMax)
  const isTheirs = (name: string): boolean => prefixes.some((prefix) => fromServer(name)?.startsWith(prefix))
  return last.find(({ event }) => event && isTheirs(event.streamId))?.event?.position
}

async function lastEvents(connection: Connection, maxCount: number): Promise<readonly AllStreamResolvedEvent[]> {
  const options = { fromPosition: 'end', direction: 'backwards', maxCount, requiresLeader: true } as const
  return read(connection, options)
}

/** Events behind a position; the server begins with the one at it. */
const page = async (connection: Connection, after: Position | undefined): Promise<readonly AllStreamResolvedEvent[]> =>
  read(connection, { fromPosition: after ?? ('start' as const), maxCount: pageEventsMax, requiresLeader: true })

async function read(connection: Connection, options: ReadAllOptions): Promise<readonly AllStreamResolvedEvent[]> {
  const found = await connection.asking(async (client, tools) =>
    collect(client.readAll(options), tools, { take: (event: AllStreamResolvedEvent) => event }),
  )
  return found ?? []
}
