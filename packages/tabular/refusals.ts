import type { RefusalWords } from '../../scripts/site/refusal-words.ts'

/** When this package refuses what, and what to do then: by code, for the list of refusals. Fields are told where the sources do not show them. */
export const refusals: RefusalWords = {
  'bad-cell': {
    when: "A cell of a workbook is not of its column's kind.",
    whatToDo: 'Pass a value of that kind, or `null`.',
    fields: ['parameter', 'found'],
  },
  'too-large': {
    when: 'A workbook has more than 100,000 rows or 48 MB unpacked.',
    whatToDo: 'Delete rows and sheets that are not needed, or split it.',
  },
  'too-many-rows': {
    when: 'A sheet has more rows than Excel takes.',
    whatToDo: 'Split the sheet.',
  },
  'ambiguous-month': {
    when: 'A cell is a number such as `2021.1`, which may be January or October.',
    whatToDo: 'Write `2021-01` or `2021-10`.',
  },
  'bad-amount': {
    when: 'A cell is no amount in ten thousand yuan.',
    whatToDo: 'Write a number.',
  },
  'bad-bytes': {
    when: 'What is to be read is no `Uint8Array`.',
    whatToDo: 'Pass the bytes of the file.',
  },
  'bad-credit-code': {
    when: 'A cell is no unified social credit code.',
    whatToDo: 'Write all 18 characters.',
  },
  'bad-row': {
    when: 'A row is none that `readForm` read.',
    whatToDo: 'Pass its rows as they are.',
  },
  'bad-yes-no': {
    when: 'A cell is neither a yes nor a no.',
    whatToDo: 'Write 是 or 否.',
  },
  'broken-workbook': {
    when: 'A workbook is damaged, or is none.',
    whatToDo: 'Open it with Excel or WPS and save it as .xlsx.',
  },
  'code-lost-digits': {
    when: 'Excel made a number with an exponent of a code.',
    whatToDo: 'Format the column as text and type the code again.',
  },
  'column-not-kept': {
    when: 'A form has columns that the book does not keep.',
    whatToDo: 'Nothing: they were left out.',
  },
  contradiction: {
    when: 'Two rows say different things of one subject.',
    whatToDo: 'Make them say the same.',
  },
  'counted-otherwise': {
    when: 'A form says another number than the book counts.',
    whatToDo: 'Look which is right: it is compared, not imported.',
  },
  'encrypted-workbook': {
    when: 'A workbook has a password.',
    whatToDo: 'Take it away in Excel or WPS and save it.',
  },
  'formula-error': {
    when: 'A cell holds the error of a formula.',
    whatToDo: 'Write the value.',
  },
  guess: {
    when: 'Something was taken for something else.',
    whatToDo: 'Look whether that is right.',
  },
  'hidden-row': {
    when: 'A row that is not shown was read.',
    whatToDo: 'Delete it where it is not meant.',
  },
  'html-workbook': {
    when: 'A file is a web page that is named like a workbook.',
    whatToDo: 'Open it with Excel or WPS and save it as .xlsx.',
  },
  'merged-number': {
    when: 'A number is one cell over several rows.',
    whatToDo: 'Split it.',
  },
  missing: {
    when: 'The book has something that the form covers and has not.',
    whatToDo: 'Say whether it is listed no more, and why.',
  },
  'month-alone': {
    when: 'A cell says a month and no day.',
    whatToDo: 'Add the day, or say what months mean.',
  },
  'named-twice': {
    when: 'Two rows are about one subject.',
    whatToDo: 'Keep one.',
  },
  'no-name': {
    when: 'A row does not say what it is about.',
    whatToDo: 'Fill in its name.',
  },
  'no-register': {
    when: 'A form names a person by name, which a book does not hold, or by an id that no event of the book names.',
    whatToDo: 'Write an id that the book has, or, in a program, give `persons`: who knows the names.',
  },
  'no-such-id': {
    when: 'A form names an id that the book does not have.',
    whatToDo: 'Correct it.',
  },
  'no-such-name': {
    when: 'A form names what neither the book nor the form has.',
    whatToDo: 'Import that first.',
  },
  'not-a-table': {
    when: 'A file is neither a workbook nor CSV.',
    whatToDo: 'Save it as .xlsx.',
  },
  'not-by-form': {
    when: 'A form says something that no event of a form changes.',
    whatToDo: 'Record it yourself.',
  },
  'not-cleared': {
    when: 'A form says that there is none, and the book has one.',
    whatToDo: 'Look which is right: a form takes nothing away.',
  },
  'of-which': {
    when: 'A row names several, and says something of one of them.',
    whatToDo: 'Use a row for each.',
  },
  'old-workbook': {
    when: 'A file is an old workbook (.xls, .et).',
    whatToDo: 'Save it as .xlsx.',
  },
  pdf: {
    when: 'A file is PDF.',
    whatToDo: 'Import the table that it was made of.',
  },
  'row-left-out': {
    when: 'A row is a total, a note or the header again.',
    whatToDo: 'Nothing: it was left out.',
  },
  'several-alike': {
    when: 'The book has several of that name.',
    whatToDo: 'Add a column with ids.',
  },
  'several-persons': {
    when: 'Several persons have that name.',
    whatToDo: 'Add dates of birth, or write the id.',
  },
  'sheet-left-out': {
    when: 'A sheet is hidden, or has no header that is known.',
    whatToDo: 'Show it, or name its columns as the form does.',
  },
  'two-marks': {
    when: 'Two columns of a group are marked.',
    whatToDo: 'Mark one.',
  },
  'unknown-column': {
    when: "A column is none of the form's.",
    whatToDo: 'Nothing, or say what it is called in the form.',
  },
  'unknown-word': {
    when: 'A cell is none of the words that its column takes.',
    whatToDo: 'Use one of those that the message lists.',
  },
  'utf16-text': {
    when: 'A file is UTF-16 text.',
    whatToDo: 'Save it as .xlsx or as CSV in UTF-8.',
  },
}
