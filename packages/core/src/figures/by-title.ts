import { events } from '../domain/event-list.ts'
import { labelOf } from '../domain/labels.ts'
import { organization } from '../domain/organization/organization.ts'
import { activityKinds, policies, products } from '../domain/outcomes/activity-kinds.ts'
import type { Facts, Words } from '@taizhang/kernel'
import { expectText, expectFacts, ofNone } from '@taizhang/kernel/internal'

const registered: ReadonlyMap<string, Words> = new Map<string, Words>([
  ['dual-review', { zh: '双述双评', en: 'dual review' }],
  ...Object.entries(policies),
  ...Object.entries({ ...products, ...activityKinds }).map(([value, { title }]) => [value, title] as const),
])

/** A band of yearly revenue, whose ends are in fen. */
function revenueTitle(value: string): Words {
  const [from = 0, to] = value.replace('+', '').split('-').map(Number)
  if (!/^\d+(-\d+|\+)$/.test(value)) return { zh: value, en: value }
  const [least, below] = [from / 100, to === undefined ? undefined : (to + 1) / 100]
  if (below === undefined) return { zh: `${least / 10_000} 万元以上`, en: `${least / 1_000_000} million yuan or more` }
  if (least === 0) return { zh: `不足 ${below / 10_000} 万元`, en: `below ${below / 1_000_000} million yuan` }
  return {
    zh: `${least / 10_000} 万元以上、不足 ${below / 10_000} 万元`,
    en: `${least / 1_000_000} to below ${below / 1_000_000} million yuan`,
  }
}

const noSuperior: Words = { zh: '无上级', en: 'no superior' }
const notSaid: Words = { zh: '未注明', en: 'not said' }

/**
 * What people call a word of the registries and of the domain's lists. Any other text is returned unchanged.
 *
 * @example wordTitle('enterprise').zh // => '非公企业'
 */
export const wordTitle = (value: string): Words => registered.get(value) ?? labelOf(value)

/**
 * What people call one part of a figure (`FigureRow.by`): a year, an organization by its last name, an event by its title, a word of the
 * domain's lists. Any other text is returned unchanged; an empty text means "none".
 *
 * @example byTitle(view.facts, 'superior', 'o1').zh // => '甲木业党支部'
 */
export function byTitle(facts: Facts, by: string, value: string): Words {
  expectFacts(facts)
  expectText(by, 'by')
  expectText(value, 'value')
  if (value === ofNone) return by === 'superior' ? noSuperior : notSaid
  if (by === 'year') return { zh: `${value}年`, en: value }
  if (by === 'revenue') return revenueTitle(value)
  if (by === 'partyAge')
    return { zh: `${value.replace('+', '')} 年${value.endsWith('+') ? '以上' : ''}`, en: `${value} years` }
  const name = facts.where(organization, 'organizationId', value).at(-1)?.attributes.name
  if (name !== undefined) return { zh: name, en: name }
  return events.find(({ type }) => type === value)?.title ?? wordTitle(value)
}
