/**
 * Characters that command a terminal, turn or join text without being seen, or are no text: control characters (C0, DEL, C1), format characters
 * (marks of direction, of no width, tags), line and paragraph separators, and halves of surrogate pairs. What a book says must not have them at its
 * command when it is printed.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

const codePoint = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`

const but =
  (kept: string, shown: (character: string) => string) =>
  (text: string): string =>
    text.replace(hidden, (character) => (kept.includes(character) ? character : shown(character)))

/** A text on one line, with every such character shown as its code point. */
export const visible = but('', codePoint)

/** One line, ended. */
export const line = (text: string): string => `${visible(text)}\n`

/** The door of each form: whatever is printed in it goes through here, and keeps what the form itself has of such characters. */
export const door = {
  lines: but('\n', codePoint),
  cells: but('\r\n\t', codePoint),
  /** A backslash begins an escape there. */
  calendar: but('\r\n', () => '\ufffd'),
  /** They stand in strings alone, where an escape says the same: nothing is lost. */
  json: but('\n', (character) =>
    character.replaceAll(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ),
} as const
