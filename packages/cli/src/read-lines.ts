/** A line of a byte stream: its bytes, or nothing but its number where it is longer than allowed. Numbers start at 1. */
export interface Line {
  readonly number: number
  readonly bytes: Uint8Array | 'too-long'
}

const lineFeed = 10

/**
 * The lines of a byte stream without their line feeds, those of one chunk at a time. A line over the limit is passed over without
 * being kept, whatever its length. Without a final line feed the rest is a line.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  { bytesMax }: { readonly bytesMax: number },
): AsyncGenerator<readonly Line[]> {
  let number = 1
  let held: Uint8Array[] = []
  let heldBytes = 0
  const keep = (bytes: Uint8Array): void => {
    heldBytes += bytes.length
    if (heldBytes <= bytesMax) held.push(bytes)
    else held = []
  }
  const take = (): Line => {
    const line = { number, bytes: heldBytes > bytesMax ? ('too-long' as const) : joined(held) }
    number += 1
    held = []
    heldBytes = 0
    return line
  }
  for await (const chunk of chunks) {
    const lines: Line[] = []
    let start = 0
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      keep(chunk.subarray(start, end))
      lines.push(take())
      start = end + 1
    }
    // A copy: the chunk's memory may be used again, or kept for the sake of a few bytes.
    if (start < chunk.length) keep(heldBytes > bytesMax ? chunk.subarray(start) : chunk.slice(start))
    if (lines.length > 0) yield lines
  }
  if (heldBytes > 0) yield [take()]
}

const joined = ([first, ...rest]: readonly Uint8Array[]): Uint8Array =>
  first === undefined ? new Uint8Array() : rest.length === 0 ? first : Buffer.concat([first, ...rest])
