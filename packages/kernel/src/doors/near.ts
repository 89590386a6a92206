import leven from 'leven'
import type { Words } from '../errors/refusal.ts'

const shownMax = 5

/**
 * The names that a misspelt name may stand for, the nearest first; at most five. An argument that is no text gives none.
 *
 * @example near('machnes', ['machines', 'services']) // => ['machines']
 */
export function near(name: string, names: Iterable<string>): readonly string[] {
  if (typeof name !== 'string') return []
  const asked = name.toLowerCase().slice(0, 80)
  const words = new Set(asked.split('-'))
  return [...names]
    .map((candidate) => {
      const other = candidate.toLowerCase()
      const shared = other.split('-').some((word) => words.has(word)) || (asked !== '' && other.includes(asked))
      return { candidate, shared, distance: leven(asked, other) }
    })
    .filter(({ candidate, shared, distance }) => shared || distance <= Math.max(2, candidate.length / 3))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, shownMax)
    .map(({ candidate }) => candidate)
}

/** What an id is called, where it has a name. */
export type CalledBy = (id: string) => Words | undefined

/** Ids in a row, each with its name behind it. */
export function listed(ids: readonly string[], called: CalledBy = () => undefined): Words {
  const words = ids.map((id) => ({ id, name: called(id) }))
  return {
    zh: words.map(({ id, name }) => (name === undefined || name.zh === id ? id : `${id}（${name.zh}）`)).join('、'),
    en: words.map(({ id, name }) => (name === undefined || name.en === id ? id : `${id} (${name.en})`)).join(', '),
  }
}

/**
 * The words `; did you mean …` in both languages, or empty texts if there are no ids.
 *
 * @example perhaps(['machines']).en // => '; did you mean machines'
 */
export function perhaps(ids: readonly string[], called?: CalledBy): Words {
  if (ids.length === 0) return { zh: '', en: '' }
  const words = listed(ids, called)
  return { zh: `，是否指 ${words.zh}`, en: `; did you mean ${words.en}` }
}
