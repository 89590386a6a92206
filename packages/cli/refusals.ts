import type { RefusalWords } from '../../scripts/site/refusal-words.ts'

/** When this package refuses what, and what to do then: by code, for the list of refusals. Fields are told where the sources do not show them. */
export const refusals: RefusalWords = {
  'all-and-book': {
    when: 'Both `--all` and `--book` are given.',
    whatToDo: 'Give one of them.',
  },
  'ambiguous-name': {
    when: 'A name is that of several organizations or units.',
    whatToDo: 'Give the id, one of `candidates`.',
  },
  'argument-missing': {
    when: 'A command lacks an argument.',
    whatToDo: 'Add the argument; `--help` shows which.',
  },
  'bad-book': {
    when: 'The code of a book has characters that it must not have.',
    whatToDo: 'Use 1 to 64 characters of `A-Z a-z 0-9 . _ : -`.',
  },
  'bad-date': {
    when: 'An option is not a date that exists.',
    whatToDo: 'Write it as `YYYY-MM-DD`.',
  },
  'bad-opening': {
    when: '`--opening` is not a JSON object.',
    whatToDo: 'Write a JSON object with the data of the first event.',
  },
  'bad-option-value': {
    when: 'An option is none of its words.',
    whatToDo: 'Use one of the words that the message lists.',
  },
  'bad-period': {
    when: 'A period cannot be read.',
    whatToDo: 'Write `2021`, `2021-06`, `2021H1`, `2021Q2`, `last-3-years` or `this-year`.',
  },
  'bad-range': {
    when: 'A range cannot be read.',
    whatToDo: 'Write `A`, `A..B` or `A..`.',
  },
  'bad-share': {
    when: '`--workers` and `--worker` do not fit each other.',
    whatToDo: 'Give both, with `--worker` from 1 to `--workers`.',
  },
  'bad-span': {
    when: 'A span of time cannot be read.',
    whatToDo: 'Write it as `90d`, `6m` or `1y`.',
  },
  'batch-cut-short': {
    when: 'A book on a server ends in the middle of a batch: a server takes a batch as a whole, so others wrote there or took something away.',
    whatToDo: 'Find out who wrote to the stream; restore an export of the book on another server or into a file.',
  },
  'binary-on-terminal': {
    when: 'A workbook would be printed on a terminal.',
    whatToDo: 'Write it to a file: `-o FILE.xlsx`.',
  },
  'book-or-name': {
    when: 'A key is made for neither a book nor a witness, or for both.',
    whatToDo: 'Give `--book` or `--name`.',
  },
  'books-left-out': {
    when: 'Some books could not be copied from a server; the others were.',
    whatToDo: 'Find out what is wrong with each of the books in `books`; the next run tries them again.',
  },
  'cannot-write-file': {
    when: 'A file cannot be written.',
    whatToDo: 'Check the path and the rights.',
  },
  'cannot-write-output': {
    when: 'The standard output cannot be written.',
    whatToDo: 'Check where it goes.',
  },
  defect: {
    when: 'The program itself has a defect.',
    whatToDo: 'Report it with the message and its trace.',
  },
  'does-not-hold': {
    when: '`verify` found something that does not hold.',
    whatToDo: 'Read the findings; restore from a backup or an export.',
  },
  'domain-not-loaded': {
    when: 'The module of a domain cannot be loaded.',
    whatToDo: 'Mend the module; the message has the reason.',
  },
  'duplicate-member': {
    when: 'An object of the input has two members of one name.',
    whatToDo: 'Keep one of them.',
  },
  'file-exists': {
    when: 'A file that must not be overwritten is there already.',
    whatToDo: 'Choose another name.',
  },
  'file-too-large': {
    when: 'A file of keys, or a checkpoint, is far too large to be one.',
    whatToDo: 'Name the right file.',
  },
  findings: {
    when: 'There are findings at least as severe as `--fail-on` says.',
    whatToDo: 'Read the findings.',
  },
  'from-after-to': {
    when: '`--from` is after the end of the window.',
    whatToDo: 'Swap the days.',
  },
  'key-not-private': {
    when: 'Others can read the key file.',
    whatToDo: 'Run `chmod 600` on it, and consider making a new key.',
  },
  'ledger-exists': {
    when: 'The file already holds a book.',
    whatToDo: 'Choose another file.',
  },
  'line-too-long': {
    when: 'A line of the input is too long.',
    whatToDo: 'Split the batch.',
  },
  'newer-domain': {
    when: 'The domain is made with a newer kernel than the command knows.',
    whatToDo: 'Use a newer version of `taizhang`.',
  },
  'no-book': {
    when: 'The file holds no book.',
    whatToDo: 'Make one with `init` or `restore`.',
  },
  'no-input': {
    when: 'Nothing is given to read.',
    whatToDo: 'Name a file, or `-` for the standard input.',
  },
  'no-form-found': {
    when: 'A file has no header that is known.',
    whatToDo: 'Name the columns as a form does; `list --form` prints one.',
  },
  'no-such-form': {
    when: 'There is no form of that name.',
    whatToDo: '`forms` lists all.',
  },
  'no-such-domain': {
    when: 'There is no file of that domain.',
    whatToDo: 'Correct `--domain` or `TAIZHANG_DOMAIN`.',
  },
  'no-such-file': {
    when: 'There is no such file.',
    whatToDo: 'Correct the path.',
  },
  'no-such-folder': {
    when: 'There is no such folder.',
    whatToDo: 'Make the folder, or correct the path.',
  },
  'no-such-type': {
    when: 'There is no event of that type.',
    whatToDo: 'Choose from `near`, or run `taizhang events`.',
  },
  'not-a-checkpoint': {
    when: 'A file is not a checkpoint.',
    whatToDo: 'Name the file that `checkpoint` printed, unchanged.',
  },
  'not-a-file': {
    when: 'The path is not that of a file.',
    whatToDo: 'Correct the path.',
  },
  'not-a-key': {
    when: 'A file is not a key file.',
    whatToDo: 'Name a file that `keygen` made.',
  },
  'not-a-request': {
    when: 'A file is no request to cosign.',
    whatToDo: 'Give the file as `prove` wrote it.',
  },
  'not-a-server': {
    when: '`project` is given a file instead of a server.',
    whatToDo: 'Give an address such as `esdb://host:port`.',
  },
  'not-across-books': {
    when: '`figures --books` is given an option that it cannot count with.',
    whatToDo: 'Leave the option out, or ask one book.',
  },
  'not-postgres': {
    when: '`figures --books` is given something else than a PostgreSQL database.',
    whatToDo: 'Give an address such as `postgres://host/database`.',
  },
  'not-a-text': {
    when: 'A file is not UTF-8.',
    whatToDo: 'Save it as UTF-8.',
  },
  'not-an-export': {
    when: 'A line is not an event of an export.',
    whatToDo: 'For other events, leave `--from-export` out.',
  },
  'not-checked': {
    when: '`verify` could not check everything.',
    whatToDo: 'Read which checks are `unable`, and why.',
  },
  'not-the-state': {
    when: 'The state file of a witness is not what this witness wrote.',
    whatToDo: 'Find the state file of this key; never begin a new one to get around this.',
  },
  'not-utf-8': {
    when: 'The input is not UTF-8.',
    whatToDo: 'Save it as UTF-8.',
  },
  'note-needed': {
    when: 'A bundle needs a checkpoint.',
    whatToDo: 'Pass its file to `--known-at`.',
  },
  'note-or-key': {
    when: '`prove` was given neither a checkpoint nor a key, or both.',
    whatToDo: 'Give one of the two.',
  },
  'nothing-to-compare': {
    when: '`diff` is given one view instead of two.',
    whatToDo: 'Write `--as-of A..B` or `--known-at X..Y`.',
  },
  'older-is-newer': {
    when: 'The checkpoint of `--since` is newer than that of `--known-at`.',
    whatToDo: 'Swap them.',
  },
  'only-by-book': {
    when: '`figures --books` is grouped by something else than the book.',
    whatToDo: 'Give `--by book`, or ask one book.',
  },
  'only-known-by-time': {
    when: '`figures --books` is given a size or a checkpoint for `--known-at`.',
    whatToDo: 'Give a date or an instant.',
  },
  'only-of-party': {
    when: "A command is of the Party's domain alone.",
    whatToDo: 'Use a general command: `figures`, `list`, `findings`.',
  },
  'option-missing': {
    when: 'An option lacks its value.',
    whatToDo: 'Add the value.',
  },
  'option-needs-format': {
    when: 'An option needs a certain `--format`.',
    whatToDo: 'Add the format that the message names.',
  },
  'option-needs-ledger': {
    when: 'An option needs `--ledger`.',
    whatToDo: 'Add `--ledger`.',
  },
  'option-twice': {
    when: 'An option is given twice.',
    whatToDo: 'Give it once.',
  },
  'option-value-missing': {
    when: 'An option lacks its value.',
    whatToDo: 'Add the value.',
  },
  'other-format': {
    when: 'The input is in another format than expected.',
    whatToDo: 'Follow the message.',
  },
  'output-closed': {
    when: 'The reader closed the output.',
    whatToDo: 'Nothing, if the reader had enough.',
  },
  'period-and-days': {
    when: 'Both `--period` and days are given.',
    whatToDo: 'Give one of them.',
  },
  'range-backwards': {
    when: 'A range ends before it begins.',
    whatToDo: 'Swap its ends.',
  },
  'replica-differs': {
    when: 'The file does not hold what the server holds.',
    whatToDo: 'Use another file.',
  },
  'request-alone': {
    when: '`--request` was given together with a ledger, `--since` or `--first`.',
    whatToDo: 'Leave these out.',
  },
  'since-or-first': {
    when: 'A witness gives neither the checkpoint that it holds nor says that there is none.',
    whatToDo: 'Pass `--since`, or `--first`.',
  },
  'state-locked': {
    when: 'Another program uses the state file of the witness.',
    whatToDo: 'Wait; where none runs, delete the lock beside the file.',
  },
  'stdin-twice': {
    when: 'The standard input is to be read twice.',
    whatToDo: 'Name a file for one of them.',
  },
  'tile-differs': {
    when: 'A published tile has other hashes than the book.',
    whatToDo:
      'Another version of the book was published there, or someone changed the folder: keep both as evidence, and find out which is false.',
  },
  'token-wrong': {
    when: 'A time stamp is not one of the checkpoint, or not by the authority whose certificate is given.',
    whatToDo: 'Give the token for this very file, and the root certificate of its authority.',
  },
  'too-many-arguments': {
    when: 'A command has too many arguments.',
    whatToDo: 'Leave some out; `--help` shows which it takes.',
  },
  'form-of-another-list': {
    when: 'A form is about other things than the list that is asked for.',
    whatToDo: 'Name the list that the form is about; `npx taizhang forms` tells.',
  },
  'form-is-workbook': {
    when: '`list --form` is to print another format than a workbook.',
    whatToDo: 'Add `--format xlsx`.',
  },
  'not-with-form': {
    when: 'Rows or columns are chosen for a form, which has its own.',
    whatToDo: 'Leave the option that the message names, or list without a form.',
  },
  'trust-without-note': {
    when: '`--trust` is given without a checkpoint.',
    whatToDo: 'Pass the checkpoint as well.',
  },
  'two-books': {
    when: 'The address and `--book` name different books.',
    whatToDo: 'Give one of them.',
  },
  'unknown-command': {
    when: 'There is no such command.',
    whatToDo: 'Run `taizhang --help`.',
  },
  'unknown-option': {
    when: 'The command does not have the option.',
    whatToDo: 'Run the command with `--help`.',
  },
  'unreadable-file': {
    when: 'A file cannot be read.',
    whatToDo: 'Check the path and the rights.',
  },
  'unsupported-address': {
    when: 'The address is of a kind that is not supported.',
    whatToDo: 'Give a path, or `esdb://host:port/BOOK`.',
  },
  usage: {
    when: 'The command line cannot be read.',
    whatToDo: 'Run the command with `--help`.',
  },
  'which-book': {
    when: 'The ledger holds several books.',
    whatToDo: 'Choose one with `--book`.',
  },
  'which-day': {
    when: 'The option takes one day, and was given more.',
    whatToDo: 'Give the date.',
  },
  'with-two-views': {
    when: '`--with` is given to a command that compares two views.',
    whatToDo: 'Leave it out.',
  },
}
