import type { RefusalWords } from '../../scripts/site/refusal-words.ts'

/** When this package refuses what, and what to do then: by code, for the list of refusals. Fields are told where the sources do not show them. */
export const refusals: RefusalWords = {
  'book-size-differs': {
    when: 'The size that is kept of a book is not the number of its events.',
    whatToDo: 'Find out who changed it; restore from a backup or an export.',
    fields: ['kept', 'size'],
  },
  'event-missing': {
    when: 'A book lacks an event.',
    whatToDo: 'Find out who deleted it; restore from a backup or an export.',
  },
  'figure-not-kept': {
    when: 'Figures across books were asked for of a figure that is not kept by its daily deltas.',
    whatToDo: 'Ask for one that `kept` lists, or ask each book by itself.',
  },
  'no-such-database': {
    when: 'The server has no database of that name.',
    whatToDo: 'Correct the address, or make the database (`createdb`).',
    fields: ['ledger'],
  },
  'not-utf8': {
    when: 'The database is not encoded in UTF8.',
    whatToDo: 'Make a database with `createdb --encoding UTF8 --template template0`.',
  },
  'older-schema': {
    when: 'The tables were made by an older version of this program.',
    whatToDo: 'Have their owner bring them up to date.',
  },
  'statement-timeout': {
    when: 'A statement took longer than the database allows (`statement_timeout`). Nothing is recorded.',
    whatToDo: 'Record smaller batches, or have the limit raised.',
    fields: ['ledger'],
  },
  'text-not-storable': {
    when: 'A text has a zero character or half a surrogate pair, which PostgreSQL cannot keep as it is. Nothing is recorded.',
    whatToDo: 'Take the character out, or keep the book in another store.',
  },
}
