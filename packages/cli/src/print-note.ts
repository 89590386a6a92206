import { readCheckpoint } from '@taizhang/audit'

import { writeNewFile } from './new-file.ts'
import type { Session } from './session.ts'
import { line } from './visible.ts'

/** A note goes to stdout byte for byte, whatever the language; into a file where `--out` names one. */
export async function printNote(session: Session, note: string, out: string | undefined): Promise<void> {
  const checkpoint = readCheckpoint(note)
  if (!checkpoint) throw new Error('a note of our own cannot be read')
  if (out !== undefined) await writeNewFile(out, note)
  const { origin, size } = checkpoint
  const root = Buffer.from(checkpoint.root).toString('base64')
  await session.print({
    json: { origin, size, root, note, ...(out === undefined ? {} : { out }) },
    columns: ['origin', 'size', 'root', 'note'],
    table: ({ language }) =>
      out === undefined
        ? note
        : line(
            {
              zh: `检查点已写入 ${out}：${origin}，${size} 条记录，根哈希 ${root}`,
              en: `the checkpoint is in ${out}: ${origin}, ${size} events, root ${root}`,
            }[language],
          ),
    ...(out === undefined ? {} : { done: { zh: '检查点已经写好', en: 'the checkpoint has been written' } }),
  })
}
