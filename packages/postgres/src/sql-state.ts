/** What PostgreSQL says of an error. */
interface Said {
  /** Five characters. */
  readonly code: string
  readonly severity: string
}

function saidOf(error: unknown): Said | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const { code, severity } = error as Error & { readonly code?: unknown; readonly severity?: unknown }
  // Node's own codes (EPIPE) may have five characters as well.
  if (typeof code !== 'string' || typeof severity !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return undefined
  return { code, severity }
}

/** PostgreSQL's code of an error; `undefined` where the error is not the server's. */
export const sqlStateOf = (error: unknown): string | undefined => saidOf(error)?.code

/** Whether an error is an answer of the server, after which the connection can be used on. */
export const isAnswer = (error: unknown): boolean => saidOf(error)?.severity === 'ERROR'
