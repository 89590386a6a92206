import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

import { writeNewFile } from './new-file.ts'
import { Stop } from './stop.ts'

const namesMax = 1000

/**
 * Writes events, with the ids that they were sent with, into a new file beside the input, never over another one: `events.with-ids.ndjson`,
 * `events.with-ids-2.ndjson` … Where nothing can be written there, into the folder of work, else among the temporary files. Gives the
 * file's name, or nothing where it cannot be written at all.
 *
 * @param input the file that the events came from; `-` is standard input
 */
export async function writeWithIds(input: string, events: readonly unknown[]): Promise<string | undefined> {
  const isFile = input !== '-'
  const name = isFile
    ? basename(input)
        .replace(/\.[^.]*$/, '')
        .replace(/\.with-ids(-\d+)?$/, '')
    : 'events'
  const content = events.map((event) => `${JSON.stringify(event)}\n`).join('')
  for (const folder of [...(isFile ? [dirname(input)] : []), '.', tmpdir()]) {
    const written = await writeInto(folder, name, content)
    if (written !== undefined) return written
  }
  return undefined
}

async function writeInto(folder: string, name: string, content: string): Promise<string | undefined> {
  for (let number = 1; number < namesMax; number++) {
    const file = join(folder, `${name}.with-ids${number === 1 ? '' : `-${number}`}.ndjson`)
    try {
      await writeNewFile(file, content)
      return file
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      if (error.refusal.code !== 'file-exists') return undefined
    }
  }
  return undefined
}
