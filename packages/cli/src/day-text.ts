const written: readonly RegExp[] = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]$/,
]

const joined = /^(\d{4})(\d{2})(\d{2})$/

/** A day as people write it, in the one form of the calendar; another text stays as it is. */
export function dayAsWritten(text: string): string {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '')
  const [, year, month = '', day = ''] =
    [...written, joined].map((form) => form.exec(plain)).find((found) => found !== null) ?? []
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** Whether a text is a day with something between its parts, so that it is no number. */
export const isWrittenDay = (text: string): boolean => dayAsWritten(text) !== text && !/^\d+$/.test(text.trim())

/** Whether a text is a month or a year, where a day is meant. */
export const isLongerThanADay = (text: string): boolean =>
  /^\d{4}([-/.年]\d{1,2}月?|年)?$/.test(text.normalize('NFKC').trim())
