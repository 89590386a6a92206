/**
 * The name of a stream on the server. Names that begin with a dollar are the server's own, so ours never do: they, and what could be taken
 * for them, get a character before. A ledger's stream has its own name.
 */
export const onServer = (stream: string): string => (/^[$%]/.test(stream) ? `%${stream}` : stream)

/** The name as it was given to {@link onServer}; `undefined` for the server's own. */
export const fromServer = (name: string): string | undefined =>
  name.startsWith('$') ? undefined : name.startsWith('%') ? name.slice(1) : name

/** What the name of a stream's own metadata begins with, before that of the stream. */
export const metadataMark = '$$'

/** The stream that events under a name are of, or that they say something about: where one is deleted or truncated, its metadata say so. */
export const aboutStream = (name: string): string | undefined =>
  fromServer(name.startsWith(metadataMark) ? name.slice(metadataMark.length) : name)
