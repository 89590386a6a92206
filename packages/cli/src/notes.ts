import { readCheckpoint, type SealedNote } from '@taizhang/audit'

import { textOf } from './key-files.ts'
import { stop } from './stop.ts'

/** Reads a checkpoint from the file that an option or an argument names. Who signed it is not looked at yet. */
export function readNoteFile(file: string): SealedNote {
  return (
    readCheckpoint(textOf(file)) ??
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
