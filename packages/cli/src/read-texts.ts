import type { Refusal } from '@taizhang/core'

import type { Words } from './language.ts'
import type { Input } from './input.ts'
import { readLines, type Line } from './read-lines.ts'

/** Where a text was read. */
export interface Place {
  readonly file: string
  readonly line: number
}

/** What is wrong with a line, and where. */
export type Misplaced = Refusal & Place

/** Bad lines that one error tells of. */
export const badLinesMax = 100

export const refuseLine = (place: Place, code: string, message: Words): Misplaced => ({ code, message, ...place })

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The lines of an input as texts, or what is wrong with them, with their places. */
export async function* readTexts(
  { name, chunks }: Input,
  { bytesMax }: { readonly bytesMax: number },
): AsyncGenerator<readonly (Place & { readonly text: string | Misplaced })[]> {
  for await (const lines of readLines(chunks(), { bytesMax })) {
    yield lines.map((line) => {
      const place = { file: name, line: line.number }
      return { ...place, text: textOf(line, place, bytesMax) }
    })
  }
}

function textOf({ bytes }: Line, place: Place, bytesMax: number): string | Misplaced {
  if (bytes === 'too-long') {
    const limit = bytesMax.toLocaleString('en')
    return refuseLine(place, 'line-too-long', {
      zh: `这一行超过 ${limit} 字节`,
      en: `the line is longer than ${limit} bytes`,
    })
  }
  try {
    return utf8.decode(bytes)
  } catch {
    return refuseLine(place, 'not-utf-8', {
      zh: '不是有效的 UTF-8：请把文件另存为 UTF-8 编码',
      en: 'not valid UTF-8: save the file in UTF-8',
    })
  }
}
