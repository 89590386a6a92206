import { hasDuplicateMembers } from './duplicate-members.ts'
import { peeked, type Input } from './input.ts'
import { otherFormat } from './other-formats.ts'
import { badLinesMax, readTexts, refuseLine, type Misplaced, type Place } from './read-texts.ts'

/** Events to record as they were read, with the place of each, and the lines that are no JSON. */
export interface Drafts {
  readonly values: readonly unknown[]
  readonly places: readonly Place[]
  readonly refusals: readonly Misplaced[]
  /** How much text the values had. */
  readonly characters: number
}

const lineBytesMax = 1 << 20

/**
 * Reads NDJSON: LF or CRLF, a byte order mark at the start of a file, blank lines between. Goes on after a bad line, up to 100 of
 * them.
 */
export async function readDrafts(inputs: readonly Input[], onLines: (read: number) => void): Promise<Drafts> {
  const values: unknown[] = []
  const places: Place[] = []
  const refusals: Misplaced[] = []
  let characters = 0
  for (const input of inputs) {
    const { start, chunks } = await peeked(input)
    const other = otherFormat(start, input.name)
    if (other) {
      refusals.push(other)
      continue
    }
    for await (const lines of readTexts({ ...input, chunks: () => chunks }, { bytesMax: lineBytesMax })) {
      for (const { text, ...place } of lines) {
        const parsed = typeof text === 'string' ? parsedLine(text, place) : { ok: false as const, refusal: text }
        if (parsed === 'blank') continue
        if (parsed.ok) {
          values.push(parsed.value)
          places.push(place)
          characters += parsed.characters
        } else refusals.push(parsed.refusal)
        if (refusals.length >= badLinesMax) return { values, places, refusals, characters }
      }
      onLines(values.length)
    }
  }
  return { values, places, refusals, characters }
}

type ParsedLine =
  | 'blank'
  | { readonly ok: true; readonly value: unknown; readonly characters: number }
  | { readonly ok: false; readonly refusal: Misplaced }

function parsedLine(line: string, place: Place): ParsedLine {
  const text = place.line === 1 && line.startsWith('\ufeff') ? line.slice(1) : line
  if (text.trim() === '') return 'blank'
  try {
    const value: unknown = JSON.parse(text)
    if (!hasDuplicateMembers(text, value)) return { ok: true, value, characters: text.length }
    return {
      ok: false,
      refusal: refuseLine(place, 'duplicate-member', {
        zh: '同一个对象里有两个同名的成员：请只留一个',
        en: 'an object has two members of one name: keep one of them',
      }),
    }
  } catch (error) {
    // V8 quotes the line, which may be long or hold what should not be repeated: only where it stumbled is told.
    const column = / at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
    const at = column === undefined ? undefined : Number(column) + 1
    return {
      ok: false,
      refusal: {
        ...refuseLine(place, 'not-json', {
          zh: at === undefined ? '不是 JSON' : `不是 JSON（第 ${at} 个字符处）`,
          en: at === undefined ? 'not JSON' : `not JSON (at character ${at})`,
        }),
        ...(at === undefined ? {} : { column: at }),
      },
    }
  }
}
