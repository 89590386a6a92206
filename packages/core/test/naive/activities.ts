import type { Facts } from './facts.ts'
import { field, optionalText, text, type PlainEvent } from './plain-event.ts'

const MEASURES: Readonly<Record<string, string>> = {
  'work-meeting': 'events',
  'policy-granted': 'policies',
  'problem-resolved': 'problems',
  'theme-education': 'events',
  training: 'person-times',
  'rotation-training': 'person-times',
  'long-service-course': 'person-times',
  donation: 'fen',
  'village-training': 'person-times',
  'revitalization-action': 'events',
  'talent-introduced': 'persons',
  'skill-contest': 'events',
}
/** For the kinds that name a product. */
const PRODUCTS: Readonly<Record<string, string>> = {
  mask: 'pieces',
  'protective-suit': 'sets',
  disinfectant: 'tonnes',
  caprolactam: 'tonnes',
}
const OF_A_PRODUCT = ['production-milestone', 'emergency-production']

/** What an activity's quantity is counted in. */
export const measureOf = (data: object): string | undefined =>
  OF_A_PRODUCT.includes(text(data, 'kind'))
    ? PRODUCTS[optionalText(data, 'product') ?? '']
    : MEASURES[text(data, 'kind')]

/** Why an activity cannot be: what it must name besides its kind, and that only tonnes are divided. */
export function whyNoActivity(data: object): string | undefined {
  const kind = text(data, 'kind')
  for (const [name, needed] of [
    ['product', OF_A_PRODUCT.includes(kind)],
    ['policy', kind === 'policy-granted'],
  ] as const) {
    const isThere = optionalText(data, name) !== undefined
    if (isThere !== needed) return needed ? 'activity-untold' : 'activity-ill-told'
  }
  return measureOf(data) === 'tonnes' || quantityOf(data).value % 1 === 0 ? undefined : 'not-whole'
}

export interface Quantity {
  readonly value: number
  readonly qualifier: string
}

export function quantityOf(data: object): Quantity {
  const quantity = field(data, 'quantity')
  if (typeof quantity !== 'object' || quantity === null) throw new Error(`no quantity in ${JSON.stringify(data)}`)
  return { value: Number(field(quantity, 'value')), qualifier: text(quantity, 'qualifier') }
}

/** What has been put in order already: the only thing that this model remembers. */
const inOrder = new WeakMap<Facts, Map<string, readonly PlainEvent[]>>()

/** The live events of a type, by day and place. */
export function liveInOrder(facts: Facts, type: string): readonly PlainEvent[] {
  const remembered = inOrder.get(facts) ?? new Map<string, readonly PlainEvent[]>()
  inOrder.set(facts, remembered)
  const found =
    remembered.get(type) ??
    facts.live
      .filter(({ event }) => event.type === type)
      .toSorted((a, b) => compare(a.event.effectiveOn, b.event.effectiveOn) || a.place - b.place)
      .map(({ event }) => event)
  remembered.set(type, found)
  return found
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

/** An event about an organization counts unless that was last founded, by its day, with the category `none`. */
export function countsFor(facts: Facts, organizationId: unknown, day: string): boolean {
  const places = new Map(facts.live.map(({ event, place }) => [event, place]))
  const founded = ['OrganizationFounded', 'OrganizationTransferredIn']
    .flatMap((type) => liveInOrder(facts, type))
    .filter(({ data, effectiveOn }) => field(data, 'organizationId') === organizationId && effectiveOn <= day)
    .toSorted((a, b) => compare(a.effectiveOn, b.effectiveOn) || (places.get(a) ?? 0) - (places.get(b) ?? 0))
    .at(-1)
  return founded === undefined || field(founded.data, 'category') !== 'none'
}
