/** As many characters as Excel takes in a cell. */
const charactersMax = 32_767

/** What XML, which a workbook is made of, cannot say. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const unsayable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/**
 * The text as a cell can hold it: what XML cannot say is shown as U+FFFD, lines end with a line feed, and what is too long is cut and says so.
 * What looks like Excel's own escape, `_x0041_`, stays as it is.
 */
export function cellText(text: string): string {
  const sayable = text.toWellFormed().replaceAll(/\r\n?/g, '\n').replaceAll(unsayable, '\ufffd')
  return shortened(sayable).replaceAll(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
}

function shortened(text: string): string {
  if (text.length <= charactersMax) return text
  const note = `…（${text.length}）`
  return text.slice(0, charactersMax - note.length).toWellFormed() + note
}

const wide =
  /[\u1100-\u115f\u2014\u2018-\u201d\u2026\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/gu
const narrow = /^[\u0020-\u007e]*$/

/** How wide a text is in characters of a Latin font: its longest line, a Chinese character counting two. */
export const widthOf = (text: string): number =>
  text.split('\n').reduce((most, line) => Math.max(most, lineWidth(line)), 0)

const lineWidth = (line: string): number =>
  narrow.test(line) ? line.length : line.length + (line.match(wide) ?? []).filter((one) => one.length === 1).length

/** How many lines a text takes in a cell of some width. */
export const linesIn = (text: string, width: number): number =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(lineWidth(line) / width)), 0)
