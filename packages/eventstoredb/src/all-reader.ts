import { collect } from './collect.ts'
import type { Connection } from './connection.ts'
import type { LogPosition } from './log-position.ts'
import { covers, type LogFilter } from './log-filter.ts'
import { readCall, type Reading } from './read-call.ts'
import type { Recorded } from './read-message.ts'
import { aboutStream, fromServer } from './stream-name.ts'

const pageEventsMax = 1000

/** The names of all streams but the server's own, as far as the log has been read. */
export interface StreamNames {
  /** Reads on to the end of the log. */
  upToDate(): Promise<readonly string[]>
  /** Where reading has come to. */
  readonly position: LogPosition | undefined
}

/**
 * Finds the streams in the log of all events: the one place that every server has, and that is never behind. All events that are meant, by default all, come
 * across, the first time; later reads go on from there. With a filter, streams that the server itself has said something of are among them.
 */
export function streamNames(
  connection: Connection,
  { filter, after }: { readonly filter?: LogFilter; readonly after?: LogPosition | undefined } = {},
): StreamNames {
  const names = new Set<string>()
  let position = after
  return {
    get position() {
      return position
    },
    upToDate: async () => {
      for (;;) {
        const found = await read(
          connection,
          { after: position ?? 'start', ...(filter ? { filter } : {}) },
          { count: pageEventsMax },
        )
        for (const event of found) {
          const stream = event && (filter ? aboutStream : fromServer)(event.name)
          if (stream !== undefined) names.add(stream)
        }
        position = found.at(-1)?.position ?? position
        if (found.length < pageEventsMax) return [...names].toSorted()
      }
    },
  }
}

/** Where the log ends. */
export async function endOfLog(connection: Connection): Promise<LogPosition | undefined> {
  const [last] = await lastEvents(connection, 1)
  return last?.position
}

/** Events at the end among which {@link newestOf} looks: a server's own come in between. */
const lookedAtMax = 100

/** Where the newest event lies of streams that are meant, if it is among the last of the log. */
export async function newestOf(connection: Connection, filter: LogFilter): Promise<LogPosition | undefined> {
  const last = await lastEvents(connection, lookedAtMax)
  const isMeant = (name: string): boolean => {
    const stream = fromServer(name)
    return stream !== undefined && covers(filter, stream)
  }
  return last.find((event) => event && isMeant(event.name))?.position
}

const lastEvents = async (connection: Connection, count: number): Promise<readonly (Recorded | undefined)[]> =>
  read(connection, { after: 'end' }, { count, direction: 'backwards' })

/** Reads from a position on; the server begins with the event at it. */
async function read(
  connection: Connection,
  from: { readonly after: LogPosition | 'start' | 'end'; readonly filter?: LogFilter },
  how: Pick<Reading, 'count' | 'direction'>,
): Promise<readonly (Recorded | undefined)[]> {
  const found = await connection.asking(async (client, tools) =>
    collect(await readCall(client, tools, { from, ...how }), tools, { take: (event) => event }),
  )
  return found ?? []
}
