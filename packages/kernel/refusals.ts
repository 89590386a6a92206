import type { RefusalWords } from '../../scripts/site/refusal-words.ts'

/** When this package refuses what, and what to do then: by code, for the list of refusals. Fields are told where the sources do not show them. */
export const refusals: RefusalWords = {
  'already-open': {
    when: 'An event opens a fact that already holds on its day.',
    whatToDo: 'Amend or close the fact first, correct the event that opened it, or drop the draft.',
    fields: ['relation', 'key', 'on', 'events'],
  },
  'already-withdrawn': {
    when: 'A draft withdraws or corrects an event that another event has withdrawn or corrected already.',
    whatToDo: 'Name the event that is now in force, or drop the draft.',
  },
  'ambiguous-dimension': {
    when: 'A dimension is named by a word that several dimensions have.',
    whatToDo: 'Use the id of the dimension.',
  },
  'bad-choice': {
    when: 'An argument is none of the allowed words.',
    whatToDo: 'Pass one of the words that the message lists.',
  },
  'bad-condition': {
    when: 'A condition cannot be read, or has no values, or compares what has no order.',
    whatToDo: 'Write it as `dimension=value`, `dimension!=value` or `dimension>=number`.',
  },
  'bad-day': {
    when: 'An argument is not a date that exists, written `YYYY-MM-DD`.',
    whatToDo: 'Correct the date.',
  },
  'bad-figure': {
    when: 'An argument is not a figure of the domain.',
    whatToDo: 'Pass a figure from `domain.figures`.',
    fields: ['parameter', 'found'],
  },
  'bad-function': {
    when: 'An argument that must be a function is not one.',
    whatToDo: 'Pass a function.',
  },
  'bad-grouping': {
    when: '`by` names a dimension twice, or is no list of ids.',
    whatToDo: 'Name different dimensions.',
  },
  'bad-hash': {
    when: 'An argument is not a hash of 32 bytes.',
    whatToDo: 'Pass a `Uint8Array` of 32 bytes.',
  },
  'bad-instant': {
    when: 'An argument is not a time with its zone.',
    whatToDo: 'Pass a `Date`, or a text such as `2021-06-30T20:00:00+08:00`.',
  },
  'bad-known-at': {
    when: '`knownAt` is neither a size, a date, nor a time with its zone.',
    whatToDo: 'Pass one of these.',
  },
  'bad-ledger': {
    when: 'An argument is not an open ledger.',
    whatToDo: 'Pass what `openLedger` or `createLedger` returned.',
  },
  'bad-list': {
    when: 'An argument that must be a list is not one, or is empty where it must not be.',
    whatToDo: 'Pass a list.',
  },
  'bad-number': {
    when: 'An argument is not a number of the expected range.',
    whatToDo: 'Pass a number in the range that the message names.',
  },
  'bad-object': {
    when: 'An argument that must be an object is not one.',
    whatToDo: 'Pass an object of the type in the signature.',
  },
  'bad-sort': {
    when: 'A list is to be sorted by a column that it does not have.',
    whatToDo: 'Pass the id of a column, with `-` before it for the other direction.',
  },
  'bad-subject': {
    when: 'Subjects are neither an id nor a `Set` of ids.',
    whatToDo: 'Pass one of these.',
  },
  'bad-text': {
    when: 'An argument that must be a text is not one, or is empty.',
    whatToDo: 'Pass a text.',
  },
  'batch-too-large': {
    when: 'A batch has more events or bytes than the store takes at once. Nothing is recorded.',
    whatToDo: 'Record smaller batches; restore the book into a file.',
  },
  beaten: {
    when: 'Other writers recorded first, 20 times in a row. Nothing is recorded.',
    whatToDo: 'Try again later.',
  },
  'book-exists': {
    when: 'A book is created or restored where there already is one.',
    whatToDo: 'Open it, or choose another code.',
  },
  'clock-ahead': {
    when: 'The clock is more than 20 years ahead of the last batch. Nothing is recorded.',
    whatToDo: 'Set the clock; pass `clockAhead: true` (`--clock-ahead`) if it is right.',
  },
  'conflicting-content': {
    when: 'The id of a draft is that of a recorded event with other content.',
    whatToDo: 'To correct that event, use a new id and `corrects`. Otherwise use a new id.',
  },
  cycle: {
    when: 'Facts would be above each other in a circle (organizations that report to one another).',
    whatToDo: 'Change one of the drafts that `events` name.',
  },
  damaged: {
    when: 'A book is exported that does not hold.',
    whatToDo: 'Run `taizhang verify`; restore from a backup or an export.',
  },
  'does-not-follow': {
    when: 'A tree is given events that do not follow upon its last one.',
    whatToDo: 'Pass the events in order, without a gap.',
  },
  'effective-out-of-range': {
    when: 'An event takes effect before the first day of the calendar, or too long after the day of recording.',
    whatToDo: 'Correct `effectiveOn`.',
  },
  empty: {
    when: 'A book without any event is restored.',
    whatToDo: 'Pass the texts of a whole export.',
  },
  'ends-before': {
    when: 'An end is not after the day of the event.',
    whatToDo: 'Correct the end or `effectiveOn`.',
  },
  'evidence-missing': {
    when: 'An exception is granted without the document that approves it.',
    whatToDo: 'Add `evidence`.',
  },
  invalid: {
    when: "A value does not have the form that the event's schema asks for.",
    whatToDo: 'Correct the value at `path`; `taizhang events TYPE` shows the fields.',
  },
  'moved-on': {
    when: 'The book has another size than `expectedSize`. Nothing is recorded.',
    whatToDo: 'Read again, decide again, and record with the new size.',
  },
  'no-domain': {
    when: 'Neither the store nor the call says which domain the book is of, or a module exports none.',
    whatToDo: 'Pass `domain`.',
  },
  'no-such-book': {
    when: 'The store has no book of that code.',
    whatToDo: '`booksOf` lists the books; `createLedger` makes one.',
  },
  'no-such-check': {
    when: 'A rule is adopted on a check that the domain does not have.',
    whatToDo: 'Name a check from the list in the message.',
  },
  'no-such-column': {
    when: 'A list does not have the column.',
    whatToDo: 'Choose from `near`, or from the columns of the list.',
  },
  'no-such-dimension': {
    when: 'There is no dimension of that name.',
    whatToDo: 'Choose from `near`, or from `dimensionsOf`.',
  },
  'no-such-event': {
    when: 'A draft withdraws or corrects an event that is not in the book.',
    whatToDo: 'Correct the id.',
  },
  'no-such-leaf': {
    when: 'A tree does not have the leaf.',
    whatToDo: 'Pass an index below `size`.',
  },
  'no-such-list': {
    when: 'The domain has no list of that id.',
    whatToDo: 'Choose from `near`, or from `listsOf`.',
  },
  'no-such-proof': {
    when: 'No proof leads from the one size to the other.',
    whatToDo: 'Pass a smaller size first.',
  },
  'no-such-rule': {
    when: 'The rulebook has no rule of that id.',
    whatToDo: 'Choose from `near`, or from `rulesOn`.',
  },
  'no-such-scope': {
    when: 'The book has no scope of that id.',
    whatToDo: 'Choose from `near`, or from `scopesOn`.',
  },
  'no-such-severity': {
    when: 'The word is no severity.',
    whatToDo: 'Use `notice`, `warning` or `violation`.',
  },
  'no-such-size': {
    when: 'The book does not have that many events.',
    whatToDo: "Pass a size up to the book's.",
  },
  'no-such-subject': {
    when: 'No event names the subject, or the figure has nothing to do with it.',
    whatToDo: 'Choose from `near`.',
  },
  'no-such-subtree': {
    when: 'A tree does not have the subtree.',
    whatToDo: 'Pass a level and an index within the size.',
  },
  'not-about': {
    when: 'A list is to show what a figure counts, and is not about that.',
    whatToDo: 'Choose the list of what the figure counts; for a figure of events, use `explain`.',
  },
  'not-by-scope': {
    when: 'A scope is given for a figure that is not counted by scope.',
    whatToDo: 'Leave the scope out.',
  },
  'not-canonical': {
    when: 'A line of an export is not in canonical form (RFC 8785).',
    whatToDo: 'Restore the file as it was exported, unchanged.',
  },
  'not-grouped-by': {
    when: 'A figure cannot be grouped or filtered by the dimension.',
    whatToDo: 'Choose one of `dimensions`.',
  },
  'not-json': {
    when: 'A line is not JSON.',
    whatToDo: 'Correct the line.',
  },
  'not-open': {
    when: 'An event changes or ends a fact that does not hold on its day.',
    whatToDo: 'Correct the key or the day, or record first what opens the fact.',
    fields: ['relation', 'key', 'on', 'events'],
  },
  'not-opened': {
    when: "The first event of a book is not the domain's opening.",
    whatToDo: 'Restore a whole export, from its first line.',
  },
  'not-plain-json': {
    when: 'A value has no form in JSON: a lone surrogate, a number that is not finite, too many levels, a function.',
    whatToDo: 'Pass plain JSON.',
  },
  'not-told-apart': {
    when: 'A part of a figure is asked for by `by`, and the figure has no such parts.',
    whatToDo: 'Leave `by` out.',
  },
  'nothing-known': {
    when: 'The time of `knownAt` is before the first batch of the book.',
    whatToDo: 'Pass a later time.',
  },
  'nothing-to-append': {
    when: 'A store is told to append no events.',
    whatToDo: 'Pass at least one event.',
  },
  'opens-twice': {
    when: 'The opening of a book comes a second time.',
    whatToDo: 'Leave the event out.',
  },
  'other-actor': {
    when: "A draft names an actor other than the recorder's.",
    whatToDo: 'Leave `actor` out of the draft; an import says `ownActors: true`.',
  },
  'other-domain': {
    when: 'What the store holds is not of the domain that was given.',
    whatToDo: 'Open it with its own domain.',
  },
  'out-of-calendar': {
    when: 'The result is outside the years 0001 to 9999.',
    whatToDo: 'Pass a smaller number.',
  },
  'out-of-place': {
    when: 'A member of a recorded event does not fit its place: position, batch, time or id.',
    whatToDo: 'Restore the file as it was exported, unchanged.',
  },
  'parent-missing': {
    when: 'A fact opens while a fact that it lies within does not hold.',
    whatToDo: 'Correct the day, or record first what opens the parent.',
    fields: ['relation', 'key', 'on', 'parent', 'events'],
  },
  permanent: {
    when: 'A draft withdraws or corrects an event of a type that can be neither withdrawn nor corrected.',
    whatToDo: 'Record what holds now as a new event.',
  },
  'reason-missing': {
    when: 'A correction has no reason.',
    whatToDo: 'Add `reason`.',
  },
  'restore-interfered': {
    when: 'Someone else recorded into a book while it was being restored.',
    whatToDo: 'Restore into another place.',
  },
  'scope-needed': {
    when: 'A figure that is counted by scope is asked for without one.',
    whatToDo: 'Pass `scope`; `scopesOn` lists them.',
  },
  'still-referred-to': {
    when: 'Facts would refer to something that does not hold any more, or does not hold yet.',
    whatToDo: 'Move them first, or in the same batch.',
  },
  'sum-too-large': {
    when: 'A sum is too large to be exact.',
    whatToDo: 'Find the wrong amount among the events, and correct it.',
  },
  'target-missing': {
    when: 'An event needs another fact that does not hold on its day.',
    whatToDo: 'Correct the day or the id, or record first what opens the fact.',
  },
  'unexpected-value': {
    when: 'A fact does not have the value that the event expects it to have.',
    whatToDo: 'Correct the event, or record first what changes the value.',
    fields: ['relation', 'key', 'on', 'attribute', 'found', 'expected', 'events'],
  },
  'unknown-check': {
    when: 'A rule of the book is on a check that this program does not know.',
    whatToDo: 'Use a newer version of the program.',
  },
  'unknown-member': {
    when: 'An event has a member that this program does not know.',
    whatToDo: 'Use a newer version of the program.',
  },
  'unknown-type': {
    when: 'An event is of a type that the domain does not have.',
    whatToDo: 'Correct `type`; for a recorded event, use a newer version of the program.',
  },
  'unknown-version': {
    when: 'An event is of a version that the domain does not know yet.',
    whatToDo: 'Use a newer version of the program.',
  },
  'unreadable-event': {
    when: 'A stored event cannot be read.',
    whatToDo: 'Restore from a backup or an export.',
  },
  'unsound-change': {
    when: 'An event writes what its relations do not take.',
    whatToDo: 'The event, or the definition of the domain, is wrong: mend it.',
  },
  'window-backwards': {
    when: 'A window ends before it begins.',
    whatToDo: 'Swap the days.',
  },
}
