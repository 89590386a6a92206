import type { Words } from './language.ts'
import { refuseLine, type Misplaced, type Place } from './read-texts.ts'

/** What stands at the start of files that people take for a list of records. */
const signatures: readonly (readonly [readonly number[], Words])[] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    {
      zh: '这是 Excel 工作簿（.xlsx）或其他 ZIP 压缩文件，不是 NDJSON',
      en: 'this is an Excel workbook (.xlsx) or another ZIP file, not NDJSON',
    },
  ],
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    {
      zh: '这是旧式的 Office 文件（.xls、.doc），不是 NDJSON',
      en: 'this is an old Office file (.xls, .doc), not NDJSON',
    },
  ],
  [
    [0xff, 0xfe],
    { zh: '这是 UTF-16 编码的文本（Excel 的“Unicode 文本”），不是 NDJSON', en: 'this is UTF-16 text, not NDJSON' },
  ],
  [[0x25, 0x50, 0x44, 0x46], { zh: '这是 PDF 文件，不是 NDJSON', en: 'this is a PDF file, not NDJSON' }],
  [[0x1f, 0x8b], { zh: '这是 gzip 压缩文件，不是 NDJSON', en: 'this is a gzip file, not NDJSON' }],
  [
    [...Buffer.from('SQLite format 3')],
    { zh: '这是 SQLite 文件，不是 NDJSON', en: 'this is an SQLite file, not NDJSON' },
  ],
]

const advice: Words = {
  zh: '请把每条记录写成一行 JSON，存为 UTF-8 文本；写法见 npx taizhang events 各种类的示例',
  en: 'write each event as one line of JSON in a UTF-8 file; npx taizhang events TYPE shows an example of each',
}

/** That a file is none of NDJSON, by how it begins; `undefined` where that does not tell. */
export function otherFormat(start: Uint8Array, file: string): Misplaced | undefined {
  const place = { file, line: 1 }
  const found = signatures.find(([bytes]) => bytes.every((byte, at) => start[at] === byte))
  if (found) return refused(place, found[1])
  return isCsv(start)
    ? refused(place, { zh: '这是 CSV 表格，不是 NDJSON', en: 'this is a CSV table, not NDJSON' })
    : undefined
}

const refused = (place: Place, what: Words): Misplaced => ({
  ...refuseLine(place, 'other-format', { zh: `${what.zh}：${advice.zh}`, en: `${what.en}: ${advice.en}` }),
  next: {
    zh: '先把表格的每一行转成一条记录（一行 JSON），再用 npx taizhang check 试一遍',
    en: 'turn each row of it into an event (a line of JSON) first, then try it with npx taizhang check',
  },
})

/** A header line of CSV: names between commas, semicolons or tabs, which no line of JSON begins with. */
function isCsv(start: Uint8Array): boolean {
  const [line = ''] = decoder.decode(start).split(/\r?\n/, 1)
  const cells = line.split(/[,;\t，；]/)
  return (
    cells.length > 1 &&
    !/^\s*[[{]/.test(line) &&
    !/[{}[\]]/.test(line) &&
    cells.every((cell) => /^\s*"?[^"]*"?\s*$/.test(cell)) &&
    cells.some((cell) => /[\p{L}\ufffd]/u.test(cell))
  )
}

// Chinese spreadsheets write CSV in GBK: what is between the commas need not be readable to see that it is a table.
const decoder = new TextDecoder('utf-8')
