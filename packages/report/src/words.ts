import { domain, policies, products, relation, type Facts, type Words } from '@taizhang/core'

/** The languages that a report is written in. */
export type Language = keyof Words

const words = (zh: string, en: string): Words => ({ zh, en })

/** 单独组建、联合组建、挂靠、功能型. */
export const formationWords: Readonly<Record<string, Words>> = {
  solo: words('单独组建', 'solo'),
  joint: words('联合组建', 'joint'),
  attached: words('挂靠组建', 'attached'),
  functional: words('功能型', 'functional'),
}

/** 党委、党总支、党支部、临时党支部. */
export const organizationKindWords: Readonly<Record<string, Words>> = {
  committee: words('党委', 'committee'),
  'general-branch': words('党总支', 'general branch'),
  branch: words('党支部', 'branch'),
  'temporary-branch': words('临时党支部', 'temporary branch'),
}

/** What figures are counted by, where it is a word of the domain. */
const values: Readonly<Record<string, Words>> = {
  ...policies,
  ...Object.fromEntries(Object.entries(products).map(([product, { title }]) => [product, title])),
  'middle-or-above': words('中层以上管理人员', 'middle management and above'),
  other: words('其他', 'others'),
  party: words('党组织和党员', 'Party organizations and members'),
  others: words('其他人员', 'others'),
  'dual-review': words('双述双评', 'dual reviews'),
  performance: words('绩效考评', 'performance appraisals'),
  annual: words('年度考核', 'annual appraisals'),
  'responsibility-area': words('党员责任区', 'responsibility areas'),
  commando: words('党员突击队', 'commandos'),
  'demonstration-post': words('党员示范岗', 'demonstration posts'),
  'epidemic-commando': words('党员顶岗突击队', 'epidemic commandos'),
  'youth-commando': words('青年突击队', 'youth commandos'),
  'activity-room': words('党员活动室', 'activity rooms'),
  'service-center': words('党群服务中心', 'service centers'),
  station: words('党群驿站', 'stations'),
}

/** What a value that a figure is counted by is called: a word of the domain, an event, an organization, else itself. */
export function titleOf(facts: Facts, by: string, value: string): Words {
  if (by === 'year') return words(`${value}年`, value)
  const organization = facts.where(relation.organization, 'organizationId', value).at(-1)
  if (organization) return words(organization.attributes.name, organization.attributes.name)
  return domain.events.get(value)?.title ?? wordOf(value)
}

/** A word of the domain in both languages; another text stands for itself. */
export const wordOf = (value: string): Words => values[value] ?? words(value, value)

const defaultScopes: Readonly<Record<string, Words>> = {
  enterprise: words('非公企业', 'Enterprises'),
  'social-organization': words('社会组织', 'Social organizations'),
}

/** A scope's name; a book has it in one language, but for the scopes that every book begins with. */
export function scopeTitle(scopeId: string, name: string): Words {
  const known = defaultScopes[scopeId]
  return known?.zh === name ? known : words(name, name)
}
