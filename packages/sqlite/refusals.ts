import type { RefusalWords } from '../../scripts/site/refusal-words.ts'

/** When this package refuses what, and what to do then: by code, for the list of refusals. Fields are told where the sources do not show them. */
export const refusals: RefusalWords = {
  'book-without-events': {
    when: 'A table of the file has rows of a book of which the file has no events.',
    whatToDo: 'Find out who deleted the events; restore from a backup or an export.',
  },
  'cannot-open': {
    when: 'SQLite cannot open the file.',
    whatToDo: 'Check the path and the rights to the file, its folder and its `-wal`.',
    fields: ['path', 'sqlite'],
  },
  'disk-failed': {
    when: 'The disk reported an error. `aftermath` says what became of the batch.',
    whatToDo: 'Repair the disk; then record again by the rules of `aftermath`.',
    fields: ['path', 'sqlite'],
  },
  'disk-full': {
    when: 'The disk is full. Nothing is recorded.',
    whatToDo: 'Free some space, then record again.',
    fields: ['path', 'sqlite'],
  },
  'file-damaged': {
    when: 'The file is damaged.',
    whatToDo: 'Restore it from a backup or an export.',
  },
  'hash-differs': {
    when: 'The hash that was kept when events were recorded does not fit these events.',
    whatToDo: 'Someone changed the file: compare it with a checkpoint, restore from a backup or an export.',
  },
  'hash-missing': {
    when: 'Events have no kept hash.',
    whatToDo: 'Someone changed the file: restore from a backup or an export.',
  },
  'hash-surplus': {
    when: 'The file keeps hashes of events that it does not have.',
    whatToDo: 'Someone changed the file: restore from a backup or an export.',
    fields: ['leaves'],
  },
  'newer-schema': {
    when: 'A newer version of this program wrote the file.',
    whatToDo: 'Use a newer version of this program.',
  },
  'no-such-ledger': {
    when: 'There is no file at the path.',
    whatToDo: 'Correct the path, or pass `create: true`.',
  },
  'not-a-ledger': {
    when: 'The file is not a Taizhang ledger.',
    whatToDo: 'Correct the path.',
  },
  'other-events': {
    when: 'Another program wrote into the book that this one was following a server into.',
    whatToDo: 'Run one follower per file; start with a new file.',
  },
  'position-outside': {
    when: 'An event lies at a position that no event can have.',
    whatToDo: 'Someone changed the file: restore from a backup or an export.',
  },
  'read-only': {
    when: 'The file, or its folder, must not be written, or was opened for reading only.',
    whatToDo: 'Open it without `readOnly`, or get the right to write.',
  },
  'row-differs': {
    when: 'A row of a table is not what the events give.',
    whatToDo: 'The next write makes the table anew. Find out who changed it.',
    fields: ['table', 'key'],
  },
  'row-missing': {
    when: 'A table lacks a row that the events give.',
    whatToDo: 'The next write makes the table anew. Find out who changed it.',
    fields: ['table', 'key'],
  },
  'row-surplus': {
    when: 'A table has a row that the events do not give.',
    whatToDo: 'The next write makes the table anew. Find out who changed it.',
  },
  'rows-changed': {
    when: 'A table does not have as many rows as were written to it.',
    whatToDo: 'Run `taizhang verify`; the next write makes the table anew.',
  },
  'rows-refused': {
    when: 'A table that is being made anew does not take a row of the domain.',
    whatToDo: "It is a defect of the domain's definitions: mend the relation.",
  },
  'schema-changed': {
    when: 'The definition of a table, index or trigger of the program was changed.',
    whatToDo: 'Find out who changed it; restore from a backup or an export.',
  },
  'store-busy': {
    when: 'Another program held the file for longer than `busyMs`. Nothing is recorded.',
    whatToDo: 'Try again later.',
    fields: ['path', 'sqlite'],
  },
  'store-closed': {
    when: 'The file was closed by this program.',
    whatToDo: 'Open it again.',
    fields: ['path', 'sqlite'],
  },
  'store-failed': {
    when: 'SQLite reported an error that has no code of its own here.',
    whatToDo: "The message has SQLite's words.",
    fields: ['path', 'sqlite'],
  },
  'table-missing': {
    when: 'The file lacks a table of the program.',
    whatToDo: 'The next write makes it. Find out who removed it.',
  },
  'table-unlisted': {
    when: 'A table of someone else has a name that a table of the program is to have.',
    whatToDo: 'Rename that table.',
  },
  'tables-ahead': {
    when: 'The tables stand at a larger size than the book has.',
    whatToDo: 'Events were deleted: restore from a backup or an export.',
    fields: ['book', 'whole', 'total'],
  },
  'tables-behind': {
    when: 'The tables do not stand at the size that is asked for yet.',
    whatToDo: 'Open the book with `openLedger`, or record the next batch.',
  },
  'tables-moved': {
    when: 'Another program made the tables anew in the meantime. Events are not affected.',
    whatToDo: 'Try again.',
  },
  'unexpected-trigger': {
    when: 'The file has a trigger that the program did not make.',
    whatToDo: 'Find out who made it, and drop it.',
  },
}
