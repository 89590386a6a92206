import type { RefusalWords } from '../../scripts/site/refusal-words.ts'

/** When this package refuses what, and what to do then: by code, for the list of refusals. Fields are told where the sources do not show them. */
export const refusals: RefusalWords = {
  'access-denied': {
    when: 'The server does not accept the user, the password, or the rights of the user.',
    whatToDo: 'Correct the address or the rights on the server.',
    fields: ['ledger'],
  },
  'bad-address': {
    when: 'A text is not a server address of the expected form.',
    whatToDo: 'Correct the address.',
  },
  closed: {
    when: 'The store was closed by this program.',
    whatToDo: 'Open it again.',
    fields: ['ledger'],
  },
  'events-missing': {
    when: "The server's stream, or the file, has fewer events than it once had.",
    whatToDo: 'Find out who truncated it; restore an export.',
  },
  'foreign-event': {
    when: 'The stream of a book has an event that another program wrote.',
    whatToDo: 'Find out which program writes there; restore an export.',
  },
  'not-understood': {
    when: 'The server rejects the request.',
    whatToDo: 'Check the version of the server; the message has its words.',
    fields: ['ledger'],
  },
  'outcome-unknown': {
    when: 'The connection broke before the server answered: the batch may be recorded.',
    whatToDo: 'Record `error.events` again: what is recorded already is not recorded twice.',
    fields: ['ledger'],
  },
  'stream-deleted': {
    when: 'The stream of a book was deleted on the server.',
    whatToDo: 'Restore an export elsewhere; find out who deleted the stream.',
  },
  unreachable: {
    when: 'The server or the file cannot be reached.',
    whatToDo: 'Check the address, and whether the server is running. Then try again.',
  },
}
