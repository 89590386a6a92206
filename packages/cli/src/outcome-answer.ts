import type { Words } from './language.ts'
import type { Recorded } from './recording.ts'
import type { Answer } from './session.ts'
import { line } from './visible.ts'

/** What was recorded, or would be, as `record` and `check` print it. */
export const outcomeAnswer = ({ recorded, alreadyRecorded, size }: Recorded, words: Words): Answer => ({
  json: { recorded, alreadyRecorded, size },
  columns: ['recorded', 'alreadyRecorded', 'size'],
  table: ({ language }) => line(words[language]),
})
