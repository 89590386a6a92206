/** What a statement may be given for its `$1`, `$2` …: a list becomes an array. */
export type Parameter = string | number | boolean | Uint8Array | null | readonly (string | number | null)[]

/**
 * A row by the names of its columns, as every driver is made to give it: whole numbers are numbers where these are exact, else texts; `bytea` is
 * bytes; `boolean` is `true` or `false`; dates, instants, `numeric` and everything else are PostgreSQL's own texts.
 */
export type Row = Readonly<Record<string, unknown>>

/** Where statements are run. */
export interface Queries {
  /** Runs one statement. What the server or the connection says against it is thrown as the driver has it. */
  readonly query: (sql: string, parameters?: readonly Parameter[]) => Promise<readonly Row[]>
}

/** A database as a driver gives it: the one port behind which `pg` and PGlite lie. */
export interface Database extends Queries {
  /** For people, without a password. */
  readonly shown: string
  /**
   * Runs a step in a transaction: everything of it is kept, or nothing. Throws what the step throws; {@link InDoubt} where the server was asked
   * to keep it and did not say whether it has. A `snapshot` only reads, all of one moment.
   */
  readonly transaction: <T>(step: (queries: Queries) => Promise<T>, mode?: 'write' | 'snapshot') => Promise<T>
  /** Calls back for each notice on a channel, until the signal aborts. Rejects where the connection is lost; `onStanding` is called once it listens. */
  readonly listen: (channel: string, heard: Heard, signal: AbortSignal) => Promise<void>
  readonly close: () => Promise<void>
}

/** Who listens on a channel. */
export interface Heard {
  readonly onStanding: () => void
  readonly onNotice: (payload: string) => void
}

/** A commit was asked for, and nobody knows whether it was made. */
export class InDoubt extends Error {
  override readonly name = 'InDoubt'
  constructor(cause: unknown) {
    super('the server did not say whether it has committed', { cause })
  }
}

/** The types whose texts become something else, by their numbers. */
const [bool, bytea, int8, int2, int4, float4, float8] = [16, 17, 20, 21, 23, 700, 701]

const whole = (text: string): number | string => (Number.isSafeInteger(Number(text)) ? Number(text) : text)

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [bool]: (text) => text === 't' || text === 'true',
  [bytea]: (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex')),
  [int8]: whole,
  [int2]: Number,
  [int4]: Number,
  [float4]: Number,
  [float8]: Number,
}

const asIs = (text: string): string => text

/** How a value of a type is read from PostgreSQL's text. */
export const parserOf = (type: number): ((text: string) => unknown) => parsers[type] ?? asIs
