import type { RefusalWords } from '../../scripts/site/refusal-words.ts'

/** When this package refuses what, and what to do then: by code, for the list of refusals. Fields are told where the sources do not show them. */
export const refusals: RefusalWords = {
  'bad-key-name': {
    when: 'A name cannot be that of a key.',
    whatToDo:
      "Use 1 to 255 characters without spaces and plus signs; a witness's name does not begin with `taizhang/`.",
  },
  'bad-seed': {
    when: 'A seed for a key does not have 32 bytes.',
    whatToDo: 'Pass 32 random bytes.',
  },
  'book-shorter': {
    when: 'The checkpoint seals more events than the book has.',
    whatToDo:
      'Events were deleted, or the file is an older copy: find out which, and restore from a backup or an export.',
  },
  'id-differs': {
    when: 'An event is stored under an id other than its own.',
    whatToDo: 'Someone changed the file: restore from a backup or an export.',
  },
  'needs-whole-log': {
    when: 'A bundle has a figure that counts what is absent, and only some of the events.',
    whatToDo: 'Bundle with `full: true`.',
  },
  'no-book-key': {
    when: 'None of the keys is the key of the book.',
    whatToDo: 'Pass the public key of the book.',
  },
  'not-signed': {
    when: 'A checkpoint lacks the signature of one who must have signed it.',
    whatToDo: 'Ask for a checkpoint that is signed by the key.',
  },
  'older-checkpoint': {
    when: 'A witness is asked to cosign a checkpoint with fewer events than the one it holds.',
    whatToDo: 'Find out which of the two is false.',
  },
  'other-book': {
    when: 'A checkpoint is that of another book.',
    whatToDo: 'Use the checkpoint of this book.',
  },
  'position-missing': {
    when: 'The store lacks an event in the middle of the book.',
    whatToDo: 'Someone changed the store: restore from a backup or an export.',
  },
  'root-differs': {
    when: 'The events do not give the root of the checkpoint.',
    whatToDo: 'Someone changed, deleted or inserted events: restore from a backup or an export, and compare.',
  },
  'snapshot-differs': {
    when: 'A snapshot cannot be read, or is not what the events give.',
    whatToDo: 'Delete the snapshot; the program makes a new one.',
  },
  'views-backwards': {
    when: 'The first of two views is after the second.',
    whatToDo: 'Swap the views.',
  },
  'wrong-key': {
    when: 'A checkpoint is signed with the key of another book.',
    whatToDo: 'Use the key of this book.',
  },
}
