/** Numbers of a column: how many, the least of them, and in how many bytes each is told by how much more it is. */
const [lengthAt, leastAt, widthAt, headNumbers] = [0, 1, 2, 3]
const wordBytes = 4

const aligned = (bytes: number): number => Math.ceil(bytes / wordBytes) * wordBytes

/** Columns of whole numbers (32 bits) as bytes: each number in as few as its column needs, in none where all are equal. */
export function packed(columns: readonly Int32Array[]): Uint8Array {
  if (columns.every(({ length }) => length === 0)) return nothing
  const heads = new Int32Array(1 + columns.length * headNumbers)
  heads[0] = columns.length
  let bytes = heads.byteLength
  for (const [at, column] of columns.entries()) {
    const { least, width } = rangeOf(column)
    heads.set([column.length, least, width], 1 + at * headNumbers)
    bytes += aligned(column.length * width)
  }
  const all = new Uint8Array(bytes)
  all.set(new Uint8Array(heads.buffer))
  let start = heads.byteLength
  for (const [at, column] of columns.entries()) {
    const [least, width] = [
      heads[1 + at * headNumbers + leastAt] as number,
      heads[1 + at * headNumbers + widthAt] as number,
    ]
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
    const [length, least, width] = [lengthAt, leastAt, widthAt].map(
      (field) => heads[at * headNumbers + field] as number,
    ) as [number, number, number]
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
