import type { Words } from '@taizhang/kernel'
import type { FormColumn } from '@taizhang/kernel/define'
import type { ReadValue } from '../../read/read-workbook.ts'
import { blank, none, refusedCell, value, type Outcome } from './outcome.ts'
import { keyOf, saysNothing, tidy } from './plain.ts'
import { readDay, type MonthPolicy } from './read-day.ts'
import { readTenThousandYuan, readWhole, readYears } from './read-number.ts'
import { readCode, readCreditCode, readNames, readText, readYesNo, textOf } from './read-text.ts'

/** How people say a word of the domain's lists, and which of them a column takes. */
export interface WordsOf {
  readonly labels: Readonly<Record<string, Words>>
  readonly takes: (word: string) => boolean
}

/** What a cell says, as its column reads it. */
export function readCell(column: FormColumn, cell: ReadValue, month: MonthPolicy, words: WordsOf): Outcome {
  const text = tidy(textOf(cell))
  if (text === '') return blank
  if (/^#(REF|N\/A|VALUE|DIV\/0|NAME\?|NULL|NUM)!?$/iu.test(text))
    return refusedCell(
      'formula-error',
      `公式出错（${text}）：请改成值`,
      `the formula has an error (${text}): write the value`,
    )
  if (column.word !== undefined) return readMark(column.word, cell)
  if (column.kind !== 'yes-no' && saysNothing(text)) return none
  switch (column.kind) {
    case 'text':
      return readText(cell)
    case 'code':
      return readCode(cell)
    case 'credit-code':
      return readCreditCode(cell)
    case 'day':
      return readDay(cell, month)
    case 'yes-no':
      return readYesNo(cell)
    case 'whole':
      return readWhole(cell)
    case 'years':
      return readYears(cell)
    case 'ten-thousand-yuan':
      return readTenThousandYuan(cell)
    case 'name':
    case 'person':
      return readNames(cell)
    case 'word':
      return readWord(column, text, words)
    case 'serial':
      return blank
  }
}

/** A mark in a group of columns; a text beside a mark is a remark, and marks, too. */
function readMark(word: string, cell: ReadValue): Outcome {
  const read = readYesNo(cell)
  return read.is === 'value' && read.value === false ? blank : value(word)
}

function readWord({ spellings = {} }: FormColumn, text: string, { labels, takes }: WordsOf): Outcome {
  const key = keyOf(text)
  const written = Object.entries(spellings).find(([spelling]) => keyOf(spelling) === key)?.[1]
  const known = written ?? Object.keys(labels).find((word) => takes(word) && isCalled(key, word, labels[word]))
  if (known !== undefined) return value(known)
  const options = Object.keys(labels).filter(takes)
  return refusedCell(
    'unknown-word',
    `“${text}”不认识：可以写 ${options.map((word) => labels[word]?.zh ?? word).join('、')}`,
    `"${text}" is not known: write one of ${options.map((word) => labels[word]?.zh ?? word).join(', ')}`,
  )
}

const isCalled = (key: string, word: string, label: Words | undefined): boolean =>
  keyOf(word) === key || (label !== undefined && (keyOf(label.zh) === key || keyOf(label.en) === key))
