import type { Known } from './known.ts'

/**
 * Changes that no test can notice, because no answer changes. `npm run mutants` neither tries nor counts them. An entry is found by its
 * source's file name, the line where the change begins, and the change, so it may move.
 */
export const knownSurvivors: readonly Known[] = [
  {
    file: 'definitions.ts',
    line: 'if (value === undefined || value === null) return',
    change: 'value === undefined || value === null → false',
    kind: 'equal',
    why: 'Each branch below takes lists, texts or objects alone; an object that may be null is in no event.',
  },
  {
    file: 'stretches.ts',
    line: 'for (const name in near) for (const row of near[name] ?? none) if (row.from > from || row.to < to) return false',
    change: 'row.from > from → (row.from >= from)',
    kind: 'time',
    why: 'What is not known to last throughout is cut into days, which gives the same.',
  },
  {
    file: 'event-table.ts',
    line: 'const pageCharactersMax = 4 * 1024 * 1024',
    change: '1024 → 1023',
    kind: 'time',
    why: 'How much is read at once: whoever asks for more gets it in the next page.',
  },
  {
    file: 'gathering.ts',
    line: 'if (this.#counted.has(text) || this.#besides.has(text)) return',
    change: 'has → get',
    kind: 'equal',
    why: 'What both hold are notes of facts: objects, which are never false.',
  },
]
