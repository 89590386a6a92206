/** What browsers of 2021 lack of what core, kernel and the page use. Each is there as soon as this file has run. */

type Method = (this: never, ...given: never[]) => unknown

/** Gives a prototype the methods that it lacks. */
function lend(to: object, methods: Readonly<Record<string, Method>>): void {
  for (const [name, value] of Object.entries(methods))
    if (!(name in to)) Object.defineProperty(to, name, { value, writable: true, configurable: true })
}

type Test = (value: unknown, at: number) => unknown
const place = (length: number, at: number): number => (at < 0 ? length + Math.trunc(at) : Math.trunc(at) || 0)

function at(this: ArrayLike<unknown>, index: number): unknown {
  return this[place(this.length, index)]
}

const ofLists: Readonly<Record<string, Method>> = {
  at,
  findLast(this: ArrayLike<unknown>, test: Test): unknown {
    for (let at = this.length - 1; at >= 0; at--) if (test(this[at], at)) return this[at]
    return undefined
  },
  findLastIndex(this: ArrayLike<unknown>, test: Test): number {
    for (let at = this.length - 1; at >= 0; at--) if (test(this[at], at)) return at
    return -1
  },
}

lend(Array.prototype, {
  ...ofLists,
  toSorted(this: unknown[], order: (a: unknown, b: unknown) => number): unknown[] {
    return [...this].sort(order)
  },
  toReversed(this: unknown[]): unknown[] {
    return [...this].reverse()
  },
  toSpliced(this: unknown[], ...given: [number, number]): unknown[] {
    const copy = [...this]
    copy.splice(...given)
    return copy
  },
  with(this: unknown[], index: number, value: unknown): unknown[] {
    const copy = [...this]
    copy[place(copy.length, index)] = value
    return copy
  },
})
for (const list of [Int32Array, Uint8Array, Uint16Array, Uint32Array, Float64Array]) lend(list.prototype, ofLists)

const lone = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/
lend(String.prototype, {
  at,
  isWellFormed(this: string): boolean {
    return !lone.test(this)
  },
  toWellFormed(this: string): string {
    return this.replace(new RegExp(lone, 'g'), '\uFFFD')
  },
})

lend(Object, {
  hasOwn(of: object, name: PropertyKey): boolean {
    return Object.prototype.hasOwnProperty.call(of, name)
  },
  groupBy(items: Iterable<unknown>, keyOf: Test): Record<string, unknown[]> {
    const groups = Object.create(null) as Record<string, unknown[]>
    let at = 0
    for (const item of items) (groups[String(keyOf(item, at++))] ??= []).push(item)
    return groups
  },
})

lend(Map, {
  groupBy(items: Iterable<unknown>, keyOf: Test): Map<unknown, unknown[]> {
    const groups = new Map<unknown, unknown[]>()
    let at = 0
    for (const item of items) {
      const key = keyOf(item, at++)
      const group = groups.get(key)
      if (group) group.push(item)
      else groups.set(key, [item])
    }
    return groups
  },
})

lend(globalThis, {
  structuredClone(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value))
  },
})

for (const name of ['dispose', 'asyncDispose'])
  if (!(name in Symbol)) Object.defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`) })
