import leven from 'leven'
import type { Words } from './refusal.ts'

const shownMax = 5

/** The names that somebody who wrote this one may have meant, the nearest first; at most five. None for what is no text. */
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

/** `; did you mean …`, or nothing. */
export const perhaps = (names: readonly string[]): Words =>
  names.length === 0
    ? { zh: '', en: '' }
    : { zh: `，是否指 ${names.join('、')}`, en: `; did you mean ${names.join(', ')}` }
