/** One recorded event as wire.md shows it, parsed from JSON and not looked into any further. */
export interface PlainEvent {
  readonly book: string
  readonly position: number
  readonly batch: { readonly index: number; readonly count: number }
  readonly id: string
  readonly type: string
  readonly version: number
  readonly effectiveOn: string
  readonly recordedAt: string
  readonly actor: string
  readonly data: object
  readonly evidence?: object | undefined
  readonly corrects?: string | undefined
  readonly reason?: string | undefined
  readonly correlationId?: string | undefined
  readonly causationId?: string | undefined
}

/** A member of an event's data, or undefined where it is absent. */
export function field(data: object, name: string): unknown {
  return Object.hasOwn(data, name) ? Reflect.get(data, name) : undefined
}

export function text(data: object, name: string): string {
  const value = field(data, name)
  if (typeof value !== 'string') throw new Error(`${name} should be a string in ${JSON.stringify(data)}`)
  return value
}

export function optionalText(data: object, name: string): string | undefined {
  return field(data, name) === undefined ? undefined : text(data, name)
}

export function number(data: object, name: string): number {
  const value = field(data, name)
  if (typeof value !== 'number') throw new Error(`${name} should be a number in ${JSON.stringify(data)}`)
  return value
}

/** The strings of a list; none where the list is absent. */
export function texts(data: object, name: string): readonly string[] {
  const value = field(data, name) ?? []
  if (!Array.isArray(value)) throw new Error(`${name} should be a list in ${JSON.stringify(data)}`)
  return value.filter((item): item is string => typeof item === 'string')
}

/** The objects of a list; none where the list is absent. */
export function objects(data: object, name: string): readonly object[] {
  const value = field(data, name) ?? []
  if (!Array.isArray(value)) throw new Error(`${name} should be a list in ${JSON.stringify(data)}`)
  return value.filter((item): item is object => typeof item === 'object' && item !== null)
}
