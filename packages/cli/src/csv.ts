import { isWords } from './language.ts'

/**
 * Rows as CSV (RFC 4180: CRLF, quotes doubled), with a header line and without a byte order mark. Absent and null are empty;
 * objects and arrays are JSON.
 */
export const csv = (columns: readonly string[], rows: readonly object[]): string =>
  [columns, ...rows.map((row) => columns.map((name) => (row as Readonly<Record<string, unknown>>)[name]))]
    .map((cells) => `${cells.map(csvCell).join(',')}\r\n`)
    .join('')

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The row with each text in two languages as two columns, `titleZh` and `titleEn`. */
export const bilingualRow = (row: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]: readonly [string, unknown]) =>
      isWords(value)
        ? [
            [`${name}Zh`, value.zh],
            [`${name}En`, value.en],
          ]
        : [[name, value]],
    ),
  )
