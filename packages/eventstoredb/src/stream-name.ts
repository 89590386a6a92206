/**
 * The name of a stream on the server. Names that begin with a dollar are the server's own, so ours never do: they, and what could be taken
 * for them, get a character before. A ledger's stream has its own name.
 */
export const onServer = (stream: string): string => (/^[$%]/.test(stream) ? `%${stream}` : stream)

/** The name as it was given to {@link onServer}; `undefined` for the server's own. */
export const fromServer = (name: string): string | undefined =>
  name.startsWith('$') ? undefined : name.startsWith('%') ? name.slice(1) : name
