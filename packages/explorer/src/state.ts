import { isCivilDate } from '@taizhang/kernel'
import { groupedBy, type Filter } from './coverage.ts'
import type { BatchList } from './page-data.ts'

/** What is looked at. */
export const views = ['overview', 'figures', 'figure', 'subject', 'event', 'compare', 'work', 'proof'] as const
export type ViewName = (typeof views)[number]

/** All that a link says. */
export interface State {
  readonly view: ViewName
  /** The day, `YYYY-MM-DD`. */
  readonly asOf: string
  /** Index of the last batch that is known. */
  readonly batch: number
  readonly filter: Filter
  readonly scope?: string
  readonly figure?: string
  /** The id of an organization, a unit or anything that events name. */
  readonly subject?: string
  /** The position of an event. */
  readonly event?: number
  readonly language?: 'zh' | 'en'
  /** What is compared with: a day and the last batch that is known. */
  readonly from?: { readonly asOf: string; readonly batch: number }
}

/** The last batch known at a size, an instant or the end of a day in China; the first where it is before that. */
export function batchAt({ sizes, recordedAt }: BatchList, knownAt: string): number | undefined {
  const isSize = /^\d{1,15}$/.test(knownAt)
  const instant = isCivilDate(knownAt) ? `${knownAt}T15:59:59.999Z` : knownAt
  const time = Date.parse(instant)
  if (!isSize && Number.isNaN(time)) return undefined
  const isKnown = (at: number): boolean =>
    isSize ? (sizes[at] ?? 0) <= Number(knownAt) : Date.parse(recordedAt[at] ?? '') <= time
  let [low, high] = [0, sizes.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (isKnown(middle)) low = middle
    else high = middle - 1
  }
  return low
}

/** What the part of a link behind `#` says; whatever is wrong in it is as it is by default. */
export function readHash(hash: string, batches: BatchList, usual: Pick<State, 'asOf' | 'batch'>): State {
  const said = new URLSearchParams(hash.replace(/^#/, ''))
  const text = (name: string): string | undefined => said.get(name) ?? undefined
  const day = (name: string): string | undefined => {
    const value = text(name)
    return value !== undefined && isCivilDate(value) ? value : undefined
  }
  const batch = (name: string): number | undefined => {
    const value = text(name)
    return value === undefined ? undefined : batchAt(batches, value)
  }
  const view = views.find((one) => one === text('view')) ?? 'overview'
  const event = text('event')
  const [fromDay, fromBatch] = [day('fromAsOf'), batch('fromKnownAt')]
  const [asOf, known] = [day('asOf') ?? usual.asOf, batch('knownAt') ?? usual.batch]
  return {
    view,
    asOf,
    batch: known,
    filter: Object.fromEntries(groupedBy.flatMap((by) => (said.has(by) ? [[by, said.get(by) ?? '']] : []))),
    ...given('scope', text('scope')),
    ...given('figure', text('figure')),
    ...given('subject', text('subject')),
    ...given(
      'language',
      (['zh', 'en'] as const).find((one) => one === text('language')),
    ),
    ...given('event', event !== undefined && /^\d{1,15}$/.test(event) ? Number(event) : undefined),
    ...(fromDay === undefined && fromBatch === undefined
      ? {}
      : { from: { asOf: fromDay ?? asOf, batch: fromBatch ?? known } }),
  }
}

const given = <K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> =>
  (value === undefined ? {} : { [name]: value }) as Partial<Record<K, V>>

/** A state as the part of a link behind `#`. What is known stands as a size, which no later batch changes. */
export function writeHash(state: State, { sizes }: BatchList): string {
  const { view, asOf, batch, filter, scope, figure, subject, event, language, from } = state
  const said = new URLSearchParams()
  said.set('asOf', asOf)
  said.set('knownAt', String(sizes[batch] ?? 0))
  if (view !== 'overview') said.set('view', view)
  for (const by of groupedBy) if (filter[by] !== undefined) said.set(by, filter[by])
  for (const [name, value] of Object.entries({ scope, figure, subject, event, language }))
    if (value !== undefined) said.set(name, String(value))
  if (from) {
    said.set('fromAsOf', from.asOf)
    said.set('fromKnownAt', String(sizes[from.batch] ?? 0))
  }
  return `#${said.toString()}`
}
