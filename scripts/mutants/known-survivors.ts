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
]
