/** Spaces of all kinds, and what is not seen. */
const spaces = /[\s\u00a0\u2000-\u200f\u202f\u2060\u3000\ufeff]+/gu

/** A text as it is kept: full-width digits and letters as plain ones, one space for many, none at the ends. */
export const tidy = (text: string): string =>
  text
    .replaceAll(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/gu, (one) => one.normalize('NFKC'))
    .replaceAll(spaces, ' ')
    .replaceAll(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '')
    .trim()

/** What two texts have in common that mean the same: no spaces, one form of brackets, digits and letters. */
export const keyOf = (text: string): string => text.normalize('NFKC').replaceAll(spaces, '').toLowerCase()

/** A title of a header without spaces, line breaks and what stands in brackets. */
export const titleKey = (text: string): string =>
  keyOf(text)
    .replaceAll(/[([{︵].*?[)\]}︶]/gu, '')
    .replaceAll(/[:*。、,;_-]/gu, '')

/** What people write for "nothing". */
const nothing = /^(—+|-+|－+|\/+|／|\\|无|暂无|没有|空|n\/a)$/iu
export const saysNothing = (text: string): boolean => nothing.test(text)

/** What people write for "as above". */
export const saysAbove = (text: string): boolean => /^(同上|〃|″|"|”)$/u.test(text)

/** How many changes of one character lead from one text to the other, up to a few. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let row = 1; row <= a.length; row++) {
    const now = [row]
    for (let at = 1; at <= b.length; at++)
      now.push(
        Math.min(
          (before[at] ?? 0) + 1,
          (now[at - 1] ?? 0) + 1,
          (before[at - 1] ?? 0) + (a[row - 1] === b[at - 1] ? 0 : 1),
        ),
      )
    if (Math.min(...now) > most) return most + 1
    before = now
  }
  return before[b.length] ?? 0
}
