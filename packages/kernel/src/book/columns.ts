/** What is told of a column: how many numbers, the least of them, and in how many bytes each is told by how much more it is. */
const headNumbers = 3
export const wordBytes = 4

/** The first place from one on where a number may begin. */
export const aligned = (bytes: number): number => Math.ceil(bytes / wordBytes) * wordBytes

/** Columns of whole numbers (32 bits) as bytes: each number in as few as its column needs, in none where all are equal. */
export function packed(columns: readonly Int32Array[]): Uint8Array {
  if (columns.every(({ length }) => length === 0)) return nothing
  const ranges = columns.map((column) => ({ column, ...rangeOf(column) }))
  const heads = Int32Array.from([
    columns.length,
    ...ranges.flatMap(({ column, least, width }) => [column.length, least, width]),
  ])
  const bytes = ranges.reduce((sum, { column, width }) => sum + aligned(column.length * width), heads.byteLength)
  const all = new Uint8Array(bytes)
  all.set(new Uint8Array(heads.buffer))
  let start = heads.byteLength
  for (const { column, least, width } of ranges) {
    const written = numbersIn(all, start, column.length, width)
    if (written) for (let index = 0; index < column.length; index++) written[index] = (column[index] as number) - least
    start += aligned(column.length * width)
  }
  return all
}

/** The columns again; none where all were empty. The bytes begin where numbers may begin. */
export function unpacked(bytes: Uint8Array): readonly Int32Array[] {
  if (bytes.length === 0) return []
  const count = new Int32Array(bytes.buffer, bytes.byteOffset, 1)[0] as number
  const heads = new Int32Array(bytes.buffer, bytes.byteOffset + wordBytes, count * headNumbers)
  let start = (1 + count * headNumbers) * wordBytes
  return Array.from({ length: count }, (_, at) => {
    const [length = 0, least = 0, width = 0] = heads.subarray(at * headNumbers, (at + 1) * headNumbers)
    const column = new Int32Array(length)
    const read = numbersIn(bytes, start, length, width)
    if (read) for (let index = 0; index < length; index++) column[index] = (read[index] as number) + least
    else column.fill(least)
    start += aligned(length * width)
    return column
  })
}

const nothing = new Uint8Array()

/** The place of so many numbers among bytes; `undefined` where they take none. */
function numbersIn(
  { buffer, byteOffset, byteLength }: Uint8Array,
  start: number,
  length: number,
  width: number,
): Uint8Array | Uint16Array | Uint32Array | undefined {
  if (start + length * width > byteLength) throw new TypeError('there are fewer numbers than were packed')
  if (width === 0) return undefined
  const at = byteOffset + start
  if (width === 1) return new Uint8Array(buffer, at, length)
  return width === 2 ? new Uint16Array(buffer, at, length) : new Uint32Array(buffer, at, length)
}

function rangeOf(column: Int32Array): { readonly least: number; readonly width: number } {
  let [least, most] = [column[0] ?? 0, column[0] ?? 0]
  for (let index = 1; index < column.length; index++) {
    const value = column[index] as number
    if (value < least) least = value
    else if (value > most) most = value
  }
  const range = most - least
  return { least, width: range === 0 ? 0 : range <= 0xff ? 1 : range <= 0xffff ? 2 : 4 }
}
