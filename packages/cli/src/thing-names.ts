import { byTitle as partyByTitle, wordTitle } from '@taizhang/core/figures'
import { subjectName as partySubjectName } from '@taizhang/core/rulebook'
import type { Facts, LiveEvent, View } from '@taizhang/kernel'
import { ofNone } from '@taizhang/kernel/internal'
import type { AnyRelation, Domain } from '@taizhang/kernel/define'

import { isCalled } from './ambiguous.ts'
import { isParty } from './domain.ts'
import type { Words } from './language.ts'
import { titleOf } from './scopes.ts'

type Seen = Pick<View, 'domain' | 'facts' | 'asOf'>

const inBoth = (text: string): Words => ({ zh: text, en: text })

/** Made once for all that ask. */
const eventsById = (facts: Facts): ReadonlyMap<string, LiveEvent> =>
  new Map(facts.events().map((event) => [event.id, event]))

/** The relations whose facts are known by one id and have a name. */
const named = ({ relations }: Domain): readonly AnyRelation[] =>
  relations.filter(({ key, attributes }) => key.length === 1 && 'name' in attributes)

/** What something with that id is called on the view's day, or was last before it. */
function nameOf({ domain, facts, asOf }: Seen, id: string): string | undefined {
  for (const relation of named(domain)) {
    const name = facts.where(relation, relation.key[0], id).findLast(({ from }) => from <= asOf)?.attributes['name']
    if (typeof name === 'string') return name
  }
  return undefined
}

/**
 * What the subject of a finding is called: something by its name on the view's day, a figure by its title, under a scope or not, an event by
 * its position and title; `undefined` where it has no name.
 */
export function subjectName(view: Seen, subject: string): Words | undefined {
  const { domain, facts, asOf } = view
  const known = isParty(domain) ? partySubjectName(view, subject) : undefined
  if (known) return known
  const name = nameOf(view, subject)
  if (name !== undefined) return inBoth(name)
  const [id = '', scope] = subject.split(':')
  const figure = domain.figures.get(id)
  if (figure) {
    if (scope === undefined) return figure.title
    const row =
      figure.scopedBy &&
      facts.where(figure.scopedBy, String(figure.scopedBy.key[0]), scope).findLast(({ from }) => from <= asOf)
    const of = titleOf(view, scope, row?.attributes['name'])
    return { zh: `${of.zh} ${figure.title.zh}`, en: `${figure.title.en}, ${of.en}` }
  }
  const event = facts.derive(eventsById).get(subject)
  if (!event) return undefined
  const title = domain.events.get(event.type)?.title ?? inBoth(event.type)
  return { zh: `第 ${event.position} 条 ${title.zh}`, en: `event ${event.position}, ${title.en}` }
}

/** The things that have, or once had, that name: what they are, and their ids. */
export const idsCalled = (
  { domain, facts }: Seen,
  name: string,
): readonly { readonly id: string; readonly relation: AnyRelation }[] =>
  named(domain).flatMap((relation) => {
    const called = facts
      .rows(relation)
      .filter(({ attributes }) => typeof attributes['name'] === 'string' && isCalled(name, attributes['name']))
    return [...new Set(called.map(({ key }) => String(Object.values(key)[0])))].map((id) => ({ id, relation }))
  })

export const yesNo: Readonly<Record<'true' | 'false', Words>> = {
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
}

/** What people call a word that stands on the wire. */
export const wordOf = (domain: Domain, value: string): Words => {
  const label = domain.labelOf(value)
  return isParty(domain) && label.zh === value ? wordTitle(value) : label
}

/**
 * What people call a value that a figure is grouped by: a year, a thing by its last name, an event by its title, a word of the domain; anything
 * else stands for itself. An empty text is none of them.
 */
export function byTitle({ domain, facts }: Pick<Seen, 'domain' | 'facts'>, by: string, value: string): Words {
  if (isParty(domain)) {
    const title = partyByTitle(facts, by, value)
    if (title.zh !== value) return title
  }
  if (value === ofNone) return { zh: '未注明', en: 'not said' }
  if (by === 'year') return { zh: `${value}年`, en: value }
  for (const relation of named(domain)) {
    const name = facts.where(relation, relation.key[0], value).at(-1)?.attributes['name']
    if (typeof name === 'string') return inBoth(name)
  }
  if (value === 'true' || value === 'false') return yesNo[value]
  return domain.events.get(value)?.title ?? domain.labelOf(value)
}
