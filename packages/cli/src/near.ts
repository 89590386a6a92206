import leven from 'leven'

const shown = 5

/** The names that somebody who wrote this one may have meant, the nearest first. */
export function near(name: string, names: Iterable<string>): readonly string[] {
  const asked = name.toLowerCase().slice(0, 80)
  const words = new Set(asked.split('-'))
  return [...names]
    .map((candidate) => {
      const other = candidate.toLowerCase()
      const shared = other.split('-').some((word) => words.has(word)) || (asked !== '' && other.includes(asked))
      return { candidate, shared, distance: leven(asked, other) }
    })
    .filter(({ candidate, shared, distance }) => shared || distance <= Math.max(2, candidate.length / 3))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, shown)
    .map(({ candidate }) => candidate)
}

/** ` (perhaps: …)`, or nothing. */
export const perhaps = (names: readonly string[]): { readonly zh: string; readonly en: string } =>
  names.length === 0
    ? { zh: '', en: '' }
    : { zh: `，是否指 ${names.join('、')}`, en: `; did you mean ${names.join(', ')}` }
