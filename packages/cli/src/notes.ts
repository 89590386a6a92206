import { checkpointOf, readCheckpoint, signCheckpoint, type SealedNote } from '@taizhang/audit'
import type { EventStore } from '@taizhang/kernel'

import { readKey, textOf } from './key-files.ts'
import { stop } from './stop.ts'

const marked = (file: string): never =>
  stop(
    'usage',
    'not-a-checkpoint',
    {
      zh: `${file} 开头有字节顺序标记（BOM），是编辑器另存时加上的：检查点须是原文，一个字节也不能变`,
      en: `${file} begins with a byte order mark, which an editor added: a checkpoint must be what was printed, byte for byte`,
    },
    { file },
  )

/** Reads a checkpoint from the file that an option or an argument names. Who signed it is not looked at yet. */
export function readNoteFile(file: string): SealedNote {
  const text = textOf(file)
  if (text.startsWith('\ufeff') && readCheckpoint(text.slice(1))) marked(file)
  return (
    readCheckpoint(text) ??
    stop(
      'usage',
      'not-a-checkpoint',
      {
        zh: `${file} 不是检查点：应是 npx taizhang checkpoint 输出的原文，一个字节也不能变`,
        en: `${file} is no checkpoint: it should be what npx taizhang checkpoint printed, byte for byte`,
      },
      { file },
    )
  )
}

/** The present checkpoint of a book, signed with the key of a file. */
export async function signedNow(store: EventStore, book: string, keyFile: string): Promise<SealedNote> {
  const note = readCheckpoint(signCheckpoint(await checkpointOf(store, book), readKey(keyFile)))
  if (!note) throw new Error('a note of our own cannot be read')
  return note
}
