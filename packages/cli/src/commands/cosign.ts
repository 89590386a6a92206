import { cosign as cosignNote } from '@taizhang/audit'

import { readKey, readTrusted } from '../key-files.ts'
import { readNoteFile } from '../notes.ts'
import { withBook } from '../open-book.ts'
import { printNote } from '../print-note.ts'
import { needOption } from '../read-options.ts'
import type { Session } from '../session.ts'
import { stop } from '../stop.ts'
import type { CheckpointFlags } from './checkpoint.ts'

export interface CosignFlags extends CheckpointFlags {
  readonly since?: string | undefined
  readonly trust?: string | undefined
  readonly first?: boolean | undefined
}

/** `cosign`: a witness checks that a checkpoint continues the one that they hold, and signs it. */
export async function cosign(session: Session, flags: CosignFlags, address: string, file: string): Promise<void> {
  const key = readKey(needOption('key', flags.key))
  const keys = readTrusted(needOption('trust', flags.trust))
  if ((flags.since === undefined) !== (flags.first === true)) {
    stop('usage', 'since-or-first', {
      zh: '请用 --since 给出您所持的上一个检查点；第一次会签、还没有的，写 --first',
      en: 'give the checkpoint that you hold with --since; if this is your first one, say --first',
    })
  }
  const note = readNoteFile(file)
  const held = flags.since === undefined ? undefined : readNoteFile(flags.since)
  const now = session.world.now()
  const cosigned = await withBook(session, address, flags, async (store, book) =>
    cosignNote(store, book, { note, held, keys }, { key, now }),
  )
  await printNote(session, cosigned, flags.out)
}
