import type { RefusalWords } from '../../scripts/site/refusal-words.ts'

/** When this package refuses what, and what to do then: by code, for the list of refusals. Fields are told where the sources do not show them. */
export const refusals: RefusalWords = {
  'bad-key-name': {
    when: 'A name cannot be that of a key.',
    whatToDo:
      "Use 1 to 255 characters without spaces and plus signs; a witness's name does not begin with `taizhang/`.",
  },
  'bad-policy': {
    when: 'A line of a policy of who must sign cannot be read, or contradicts another.',
    whatToDo: 'Mend the line that is named; docs/trust.md has the format.',
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
  'does-not-continue': {
    when: 'The proof of a request does not lead from what the witness cosigned last to the checkpoint.',
    whatToDo: 'Ask for a new proof; if that fails too, the book was changed: ask whoever keeps it.',
  },
  fork: {
    when: 'A witness is asked to cosign another checkpoint of a size that it has cosigned.',
    whatToDo: 'There are two versions of the book: keep both checkpoints as evidence, and find out which is false.',
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
  'no-key-at-size': {
    when: 'A policy has no key of the book that counts at the size of the checkpoint.',
    whatToDo: 'Add a line `log KEY` for the book, or its successor with `sizes=FROM-`.',
  },
  'not-signed': {
    when: 'A checkpoint lacks the signature of one who must have signed it.',
    whatToDo: 'Ask for a checkpoint that is signed by the key.',
  },
  'old-too-large': {
    when: 'A request says that more events are known than the checkpoint has.',
    whatToDo: 'Make the request anew.',
  },
  'older-checkpoint': {
    when: 'A witness is asked to cosign a checkpoint with fewer events than the one it holds.',
    whatToDo: 'Find out which of the two is false.',
  },
  'other-book': {
    when: 'A checkpoint is that of another book.',
    whatToDo: 'Use the checkpoint of this book.',
  },
  'other-old-size': {
    when: 'A request does not begin where the witness cosigned last.',
    whatToDo: 'Make the request anew, from the checkpoint of the size that is named.',
  },
  'position-missing': {
    when: 'The store lacks an event in the middle of the book.',
    whatToDo: 'Someone changed the store: restore from a backup or an export.',
  },
  'quorum-not-met': {
    when: 'Fewer witnesses have cosigned a checkpoint than the policy asks for.',
    whatToDo: 'Ask the witnesses that are named for their cosignature.',
  },
  'recorded-before-cosigned': {
    when: 'Events behind a checkpoint say that they were recorded before a witness cosigned it, by `cosignDelayDays` or more.',
    whatToDo: 'Ask the witness when and on what it cosigned, and hold the events against their documents.',
  },
  'root-differs': {
    when: 'The events do not give the root of the checkpoint.',
    whatToDo: 'Someone changed, deleted or inserted events: restore from a backup or an export, and compare.',
  },
  'snapshot-differs': {
    when: 'A snapshot cannot be read, or is not what the events give.',
    whatToDo: 'Delete the snapshot; the program makes a new one.',
  },
  'unknown-origin': {
    when: 'None of the keys is that of the book of a request.',
    whatToDo: 'Add the public key of the book, or refuse it.',
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
